"""`python -m sandbox.town.story`: play a whole outage with the real bot and print what people saw.

It exits with 0 when every step happened. `--speed 10` lets nobody read along.
"""

import argparse
import asyncio
import sys
import tempfile
from typing import Any

from pydantic import SecretStr

from bot import bootstrap
from bot.log import configure
from bot.settings import Settings
from sandbox.discord import StandIn
from sandbox.screen import Screen
from sandbox.town.scenes import WITHIN, Story, StoryBroke
from sandbox.town.town import Town

FASTEST = 1000.0
# Where nobody reads along, nobody waits either.
HURRIED: dict[str, Any] = {
    "watch_interval": 1.0,
    "watch_min_interval": 1.0,
    "watch_rechecks": (0.1, 0.2),
    "ask_cache": 0.01,
}
HURRY_FROM = 5.0


class Teller:
    """Prints the captions and acts between the messages."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def caption(self, text: str) -> None:
        """Print what happens, after what came of it before."""
        self._screen.catch_up()
        self._screen.print(f"\n── {text}")

    def act(self, text: str) -> None:
        """Print what somebody does."""
        self._screen.catch_up()
        self._screen.print(f"\n{text}")


async def tell(speed: float) -> None:
    """Play the story against a bot of its own. Raises StoryBroke."""
    with tempfile.TemporaryDirectory() as folder:
        async with StandIn() as discord, Town() as town:
            update: dict[str, Any] = {
                "database_url": SecretStr(f"sqlite:///{folder}/gatewise.db"),
                "discord_token": SecretStr(discord.token),
                "discord_api_url": discord.api_url,
                "log_level": "error",  # this is for what people see
                **(HURRIED if speed >= HURRY_FROM else {}),
            }
            settings = town.settings(Settings.load(None), discord.guild.id)
            settings = settings.model_copy(update=update)
            configure(settings.logging)
            screen = Screen(discord)
            running = asyncio.ensure_future(bootstrap.run(settings))
            following = asyncio.ensure_future(screen.follow())
            try:
                await discord.bot_is_online(within=WITHIN)
                house = town.companies[0]
                await Story(discord, town, house, Teller(screen), pace=1 / speed).play()
            finally:
                for task in (following, running):
                    task.cancel()
                await asyncio.gather(following, running, return_exceptions=True)


def main() -> None:
    """Read the command line, play, and say how it ended."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.town.story", description=__doc__)
    parser.add_argument(
        "--speed", type=float, default=1.0, help="how many times as fast; 1 to 1000"
    )
    speed = parser.parse_args().speed
    if not 1 <= speed <= FASTEST:
        parser.error("--speed takes a number from 1 to 1000")
    try:
        asyncio.run(tell(speed))
    except StoryBroke as broke:
        sys.exit(f"\nThe story broke off. {broke}")
    sys.stdout.write("\nEvery step happened.\n")


if __name__ == "__main__":
    main()
