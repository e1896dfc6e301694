"""`gatewise run` without a token: the whole bot on a local Discord, in a room with broken sites.

On a terminal a person types as a member or an admin would. Otherwise one question is asked and
shown, and the bot stays up until it is told to stop.
"""

import asyncio
import logging
import sys
import tempfile
from ipaddress import ip_network

from pydantic import SecretStr

from bot import bootstrap
from bot.settings import Settings
from bot.terminal.lines import open_input, read_lines
from sandbox.discord import StandIn
from sandbox.screen import Screen
from sandbox.sites import Running, serving_all
from sandbox.visitor import WITHIN, Visitor

# Nobody wants to wait minutes for an outage here.
INTERVAL = 2.0  # seconds
RECHECKS = (0.5, 1.0)  # seconds
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
        async with StandIn() as discord, serving_all() as sites:
            on_call = discord.world.add_role(discord.guild, "on-call")
            on_call.is_mentionable = True
            local = _localised(settings, discord, sites, f"sqlite:///{folder}/gatewise.db")
            await _run(local, discord, sites)


def _localised(
    settings: Settings, discord: StandIn, sites: dict[str, Running], database: str
) -> Settings:
    """Return the person's settings, made for this place."""
    ports = frozenset(site.port for site in sites.values())
    return settings.model_copy(
        update={
            "database_url": SecretStr(database),
            "discord_token": SecretStr(discord.token),
            "discord_api_url": discord.api_url,
            "private_networks": (ip_network("127.0.0.0/8"),),
            "private_guilds": frozenset({discord.guild.id}),
            "probe_ports": settings.probe_ports | ports,
            "watch_interval": INTERVAL,
            "watch_min_interval": INTERVAL,
            "watch_rechecks": RECHECKS,
        }
    )


async def _run(settings: Settings, discord: StandIn, sites: dict[str, Running]) -> None:
    """Run the bot beside whoever visits, until either ends."""
    screen = Screen(discord)
    running = asyncio.ensure_future(bootstrap.run(settings))
    visiting = asyncio.ensure_future(_visit(discord, sites, screen))
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


async def _visit(discord: StandIn, sites: dict[str, Running], screen: Screen) -> None:
    """Say where we are, ask one question, then let the person do what they like."""
    screen.print(
        "There is no DISCORD_TOKEN, so the bot is on a local stand-in for Discord.\n"
        f"Stand-in: {discord.api_url}\n\nSites here to ask about:"
    )
    for name, site in sites.items():
        screen.print(f"  {site.url}   ({name})")
    await discord.bot_is_online(within=WITHIN)
    visitor = Visitor(discord, sites, screen)
    await visitor.type(f"/isitdown {sites['resets'].url}")
    if not sys.stdin.isatty():
        screen.print("The bot is up. Press Ctrl-C to stop.")
        await asyncio.Event().wait()
    screen.print(f"\n{THREE_THINGS.format(url=sites['fine'].url)}")
    async for line in read_lines(open_input()):
        if line in {"quit", "exit"}:
            return
        await visitor.type(line, is_echoed=False)
