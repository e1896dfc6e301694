"""What admins do, in one word each, for tests."""

from datetime import timedelta

from bot.probing.parsing import parse_target
from bot.watching.ports import Actor, WatchWish
from bot.watching.watch import Watch
from sandbox.discord.invocations import Value
from sandbox.discord.things import Channel, Guild, Message, User
from tests.surface.conftest import Scene


async def run(
    scene: Scene,
    command: str,
    who: User | None = None,
    where: Channel | None = None,
    **options: Value,
) -> Message:
    """Let alice use a command in #general; return the answer."""
    discord = scene.discord
    return await discord.people.slash(
        who or discord.alice, where or discord.general, command, **options
    ).answer()


async def press(scene: Scene, message: Message, button: str, who: User | None = None) -> Message:
    return await scene.discord.people.click(who or scene.discord.alice, message, button).answer()


async def stored(scene: Scene, guild_id: int | None = None) -> tuple[Watch, ...]:
    return await scene.app.line.stores.watches.of_guild(guild_id or scene.discord.guild.id)


async def add(scene: Scene, site: str = "fine", **options: Value) -> Watch:
    """Add a watch, start to end."""
    known = {one.id for one in await stored(scene)}
    asked = await run(scene, "/watch add", target=scene.sites[site], **options)
    await press(scene, asked, "Save")
    (new,) = (one for one in await stored(scene) if one.id not in known)
    return new


async def fill(scene: Scene, count: int) -> None:
    """Store so many watches, without looking."""
    discord = scene.discord
    wishes = [
        WatchWish(
            target=parse_target(f"site{number}.example"),
            channel_id=discord.status.id,
            name=f"Site {number}",
            interval=timedelta(minutes=1),
            is_paused=True,
        )
        for number in range(count)
    ]
    actor = Actor(
        guild_id=discord.guild.id, user_id=discord.alice.id, at=scene.app.rooms.clock.now()
    )
    await scene.app.line.stores.watches.add(wishes, actor, most=100)


def elsewhere(scene: Scene) -> tuple[Guild, Channel]:
    """Found another server that the operator owns, and invite the bot."""
    world = scene.discord.world
    guild = world.add_guild("Elsewhere", has_bot=False)
    channel = world.add_channel(guild, "general")
    scene.discord.happenings.invite_bot(guild)
    return guild, channel


def put_button(message: Message, custom_id: str) -> Message:
    """Put a button on a message, as somebody who forges one would press it."""
    button = {"type": 2, "id": 2, "style": 1, "label": "x", "custom_id": custom_id}
    message.components = [{"type": 1, "id": 1, "components": [button]}]
    return message
