"""`gatewise run` without a token: the whole bot on a local Discord that a browser can open."""

import asyncio
import logging
import signal
import sys
import tempfile
from pathlib import Path

from pydantic import SecretStr

from bot import bootstrap
from bot.settings import Settings
from sandbox.discord import StandIn
from sandbox.town import Town
from sandbox.town.panel import Panel
from sandbox.town.storyteller import Storyteller
from sandbox.web import Page

# The same at every start, where it is free: what a browser remembers, it remembers by port.
PORT = 8420
WELCOME = """\
There is no DISCORD_TOKEN, so the bot is on a local stand-in for Discord. Open this in a browser:

  {link}

Press Ctrl-C to stop. Without a browser, read a whole outage here instead:

  {python} -m sandbox.town.story
"""


async def try_out(settings: Settings) -> None:
    """Run the bot on a local Discord until the process is told to stop."""
    if sys.stdout.isatty() and settings.logging.level == Settings.model_fields["log_level"].default:
        logging.disable(logging.WARNING)  # the terminal is for the link, not for the log
    # Until the bot itself listens to signals, whoever ends us ends us as Ctrl-C does: tidily.
    asyncio.get_running_loop().add_signal_handler(
        signal.SIGTERM, signal.raise_signal, signal.SIGINT
    )
    discord = StandIn(port=PORT)
    page = Page(discord)
    discord.add_room(page.mount)
    # Its servers are new at every start: what is remembered of them goes with it.
    with tempfile.TemporaryDirectory() as folder:
        async with Town() as town:
            discord.add_room(Panel(town, Storyteller(discord, town)).mount)
            async with discord:
                furnish(discord)
                here = town.settings(settings, discord.guild.id)
                # The page says that the bot is on its way; both open at the same time.
                sys.stdout.write(WELCOME.format(link=page.link, python=_python()))
                sys.stdout.flush()
                await bootstrap.run(_localised(here, discord, f"sqlite:///{folder}/gatewise.db"))


def _python() -> str:
    """Return how to call this Python from here."""
    path, here = Path(sys.executable), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def furnish(discord: StandIn) -> None:
    """Add what makes the place look lived in: a role to ping, a second server."""
    world = discord.world
    world.add_role(discord.guild, "on-call").is_mentionable = True
    second = world.add_guild("Pixel Bakers")
    bakers = world.add_role(second, "bakers")
    world.join(second, discord.alice, bakers)
    world.join(second, discord.bob, bakers)
    for name in ("lounge", "recipes"):
        world.add_channel(second, name)


def _localised(settings: Settings, discord: StandIn, database: str) -> Settings:
    """Return the town's settings, for every server of this stand-in."""
    return settings.model_copy(
        update={
            "database_url": SecretStr(database),
            "discord_token": SecretStr(discord.token),
            "discord_api_url": discord.api_url,
            "private_guilds": frozenset(discord.world.guilds),
        }
    )
