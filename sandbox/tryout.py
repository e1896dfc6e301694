"""`gatewise run` without a token: the whole bot on a local Discord, in a room with broken sites.

On a terminal a person types as a member or an admin would. Otherwise one question is asked and
shown, and the bot stays up until it is told to stop.
"""

import asyncio
import logging
import sys
import tempfile

from pydantic import SecretStr

from bot import bootstrap
from bot.settings import Settings
from bot.terminal.lines import open_input, read_lines
from sandbox.discord import StandIn
from sandbox.screen import Screen
from sandbox.sites import Running, serving_all
from sandbox.town import Town
from sandbox.town.panel import Panel
from sandbox.town.storyteller import Storyteller
from sandbox.visitor import WITHIN, Visitor

THREE_THINGS = """\
Three things to try, in this order:
  1. press Details
  2. /watch add target:{url} name:Shop channel:#status
     press Save
  3. break fine      and after a few seconds the bot says so in #status
     mend fine       and it says that it is over
     /history
Type help for everything else, quit to leave.
"""


async def try_out(settings: Settings) -> None:
    """Run the bot on a local Discord until the person leaves or the process is told to stop."""
    if sys.stdin.isatty() and settings.logging.level == Settings.model_fields["log_level"].default:
        logging.disable(logging.WARNING)  # the terminal is for what people see, not for the log
    # Its servers are new at every start: what is remembered of them goes with it.
    with tempfile.TemporaryDirectory() as folder:
        discord = StandIn()
        async with Town() as town:
            discord.add_room(Panel(town, Storyteller(discord, town)).mount)
            async with discord, serving_all() as sites:
                on_call = discord.world.add_role(discord.guild, "on-call")
                on_call.is_mentionable = True
                here = town.settings(settings, discord.guild.id)
                local = _localised(here, discord, sites, f"sqlite:///{folder}/gatewise.db")
                screen = Screen(discord)
                await _run(local, discord, Visitor(discord, sites, screen, town), screen)


def _localised(
    settings: Settings, discord: StandIn, sites: dict[str, Running], database: str
) -> Settings:
    """Return the town's settings, for this stand-in and the other sites here."""
    ports = frozenset(site.port for site in sites.values())
    return settings.model_copy(
        update={
            "database_url": SecretStr(database),
            "discord_token": SecretStr(discord.token),
            "discord_api_url": discord.api_url,
            "probe_ports": settings.probe_ports | ports,
        }
    )


async def _run(settings: Settings, discord: StandIn, visitor: Visitor, screen: Screen) -> None:
    """Run the bot beside whoever visits, until either ends."""
    running = asyncio.ensure_future(bootstrap.run(settings))
    visiting = asyncio.ensure_future(_visit(discord, visitor, screen))
    following = asyncio.ensure_future(screen.follow())
    tasks = (running, visiting, following)
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in reversed(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in tasks:
        if not task.cancelled():
            task.result()


async def _visit(discord: StandIn, visitor: Visitor, screen: Screen) -> None:
    """Say where we are, ask one question, then let the person do what they like."""
    screen.print(
        "There is no DISCORD_TOKEN, so the bot is on a local stand-in for Discord.\n"
        f"Stand-in: {discord.api_url}\n\nSites here to ask about:"
    )
    for name, site in visitor.sites.items():
        screen.print(f"  {site.url}   ({name})")
    screen.print("\nAnd a town of them, by name: shop.test, bank.test, expired.broken.test, …")
    await discord.bot_is_online(within=WITHIN)
    await visitor.type(f"/isitdown {visitor.sites['resets'].url}")
    if not sys.stdin.isatty():
        screen.print("The bot is up. Press Ctrl-C to stop.")
        await asyncio.Event().wait()
    screen.print(f"\n{THREE_THINGS.format(url=visitor.sites['fine'].url)}")
    async for line in read_lines(open_input()):
        if line in {"quit", "exit"}:
            return
        await visitor.type(line, is_echoed=False)
