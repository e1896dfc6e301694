"""A small bot on the real discord.py, to prove that the stand-in is enough of a Discord for it."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from sandbox.discord import StandIn
from sandbox.discord.changes import Changes

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
Context = discord.Interaction["TinyBot"]
EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
BOTH_INSTALLS = app_commands.AppInstallationType(guild=True, user=True)


class Again(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"again:(?P<n>\d+)"
):
    """A button whose state is in its custom id: it works after a restart."""

    def __init__(self, count: int) -> None:
        super().__init__(discord.ui.Button(label="Again", custom_id=f"again:{count}"))
        self.count = count

    @classmethod
    async def from_custom_id(
        cls, _interaction: Any, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> "Again":
        return cls(int(match["n"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        view = discord.ui.View(timeout=None).add_item(Again(self.count + 1))
        await interaction.response.edit_message(content=f"pressed {self.count + 1}", view=view)


class Form(discord.ui.Modal, title="Settings"):
    """A modal with a text and two menus."""

    note: discord.ui.Label[Any] = discord.ui.Label(
        text="Note", component=discord.ui.TextInput(custom_id="note", max_length=20)
    )
    role: discord.ui.Label[Any] = discord.ui.Label(
        text="Role", component=discord.ui.RoleSelect(custom_id="role", required=True)
    )
    how: discord.ui.Label[Any] = discord.ui.Label(
        text="How",
        component=discord.ui.Select(
            custom_id="how", options=[discord.SelectOption(label="Loud", value="loud")]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        note, role, how = (label.component for label in (self.note, self.role, self.how))
        said = f"{note.value}, {role.values[0].name}, {how.values[0]}"  # type: ignore[attr-defined]
        await interaction.response.send_message(said)


class Menus(discord.ui.View):
    """Menus of channels, roles, people, and of people and roles."""

    @discord.ui.select(
        cls=discord.ui.ChannelSelect, custom_id="where", channel_types=[discord.ChannelType.text]
    )
    async def where(
        self, interaction: discord.Interaction[Any], menu: discord.ui.ChannelSelect[Any]
    ) -> None:
        await interaction.response.edit_message(content=f"in {menu.values[0].name}")

    @discord.ui.select(cls=discord.ui.RoleSelect, custom_id="who", min_values=0)
    async def who(
        self, interaction: discord.Interaction[Any], menu: discord.ui.RoleSelect[Any]
    ) -> None:
        names = ", ".join(role.name for role in menu.values) or "nobody"
        await interaction.response.edit_message(content=f"for {names}")

    @discord.ui.select(cls=discord.ui.UserSelect, custom_id="person")
    async def person(
        self, interaction: discord.Interaction[Any], menu: discord.ui.UserSelect[Any]
    ) -> None:
        (chosen,) = menu.values
        since = chosen.joined_at if isinstance(chosen, discord.Member) else None
        await interaction.response.edit_message(content=f"{chosen.name} since {since}")

    @discord.ui.select(cls=discord.ui.MentionableSelect, custom_id="anybody", max_values=2)
    async def anybody(
        self, interaction: discord.Interaction[Any], menu: discord.ui.MentionableSelect[Any]
    ) -> None:
        kinds = ", ".join(f"{type(one).__name__} {one.name}" for one in menu.values)
        await interaction.response.edit_message(content=kinds)


class TinyCog(commands.Cog):
    """One command for each way of answering."""

    def __init__(self, bot: "TinyBot") -> None:
        self.bot = bot

    @app_commands.command(description="Look at a site")
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.allowed_installs(guilds=True, users=True)
    async def look(self, interaction: Context, target: str) -> None:
        await interaction.response.defer()
        await self.bot.gate.wait()
        view = discord.ui.View(timeout=None).add_item(Again(0))
        embed = discord.Embed(title="Looked", description=f"{target} in {interaction.locale}")
        await interaction.edit_original_response(content=f"{target} is up", embed=embed, view=view)

    @look.autocomplete("target")
    async def targets(self, _interaction: Context, typed: str) -> list[app_commands.Choice[str]]:
        names = ("github", "gitlab", "discord")
        return [app_commands.Choice(name=n, value=n) for n in names if n.startswith(typed)]

    @app_commands.command(description="Answer for one person only")
    async def whisper(self, interaction: Context) -> None:
        await interaction.response.send_message("only you", ephemeral=True)
        await interaction.followup.send("and more", ephemeral=True)

    @app_commands.command(description="Never answer")
    async def ignore(self, interaction: Context) -> None:
        self.bot.ignored.append(interaction)
        self.bot.changes.tell()

    @app_commands.command(description="Answer with a layout")
    async def layout(self, interaction: Context) -> None:
        view = discord.ui.LayoutView(timeout=None)
        row = discord.ui.ActionRow[Any](discord.ui.Button(label="Page", url="https://example.org"))
        view.add_item(discord.ui.Container(discord.ui.TextDisplay("from a layout"), row))
        await interaction.response.send_message(view=view)

    @app_commands.command(description="Answer with a modal")
    async def form(self, interaction: Context) -> None:
        await interaction.response.send_modal(Form())

    @app_commands.command(description="Answer with menus")
    async def menus(self, interaction: Context) -> None:
        await interaction.response.send_message("choose", view=Menus())

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        if message.author.bot:
            return
        self.bot.heard.append(message.content)
        self.bot.changes.tell()
        if self.bot.user in message.mentions:
            await message.reply(f"you said {message.content.split(' ', 1)[-1]}")


class TinyBot(commands.AutoShardedBot):
    """Registers its commands at every start."""

    def __init__(self, **options: Any) -> None:
        options = {"intents": INTENTS, "guild_ready_timeout": 0.05, **options}
        none = discord.AllowedMentions.none()
        self.changes = Changes()
        self.up = asyncio.Event()
        super().__init__(command_prefix=(), help_command=None, allowed_mentions=none, **options)
        self.gate = asyncio.Event()
        self.gate.set()
        self.heard: list[str] = []
        self.ignored: list[Context] = []
        self.resumed = 0

    async def setup_hook(self) -> None:
        _, url, _ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)
        await self.add_cog(TinyCog(self))
        menu = app_commands.ContextMenu(
            name="Quote this",
            callback=quote_this,
            allowed_contexts=EVERYWHERE,
            allowed_installs=BOTH_INSTALLS,
        )
        self.tree.add_command(menu)
        self.tree.add_command(app_commands.ContextMenu(name="Who is this?", callback=tell_who))
        self.add_dynamic_items(Again)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Don't wait five seconds between starts: tests push the stand-in's clock instead."""

    async def on_ready(self) -> None:
        self.up.set()

    async def on_resumed(self) -> None:
        self.resumed += 1
        self.changes.tell()

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        super().dispatch(event_name, *args, **kwargs)
        self.changes.tell()

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until the client has noticed something. Raises TimeoutError after 5 s."""
        await self.changes.until(is_so, within=5)


async def quote_this(interaction: Context, message: discord.Message) -> None:
    await interaction.response.send_message(f"it says: {message.content}", ephemeral=True)


async def tell_who(interaction: Context, member: discord.Member) -> None:
    since = f"since {member.joined_at:%Y}" if member.joined_at else "no member"
    await interaction.response.send_message(f"{member.name}, {since}", ephemeral=True)


@asynccontextmanager
async def tiny_bot(stand_in: StandIn, **options: Any) -> AsyncIterator[TinyBot]:
    """Run a bot against a stand-in until the block ends; leave discord.py as it was."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = stand_in.api_url
    bot = TinyBot(**options)
    running = asyncio.create_task(bot.start(stand_in.token))
    ready = asyncio.create_task(bot.up.wait())
    try:
        await asyncio.wait((running, ready), return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            ready.cancel()
            await running
        yield bot
    finally:
        await bot.close()
        await asyncio.gather(running, ready, return_exceptions=True)
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
