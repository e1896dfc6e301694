"""The page beside the town, as `make run` serves both: fixtures for the tests that break houses."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.settings import Settings
from sandbox.discord import StandIn
from sandbox.town import Town
from sandbox.town.panel import Panel
from sandbox.town.story import HURRIED
from sandbox.town.storyteller import Storyteller
from sandbox.tryout import furnish
from sandbox.web import Page as Served
from tests.browser.conftest import judge


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with Town() as town:
        yield town


@pytest.fixture
async def place(town: Town) -> AsyncIterator[tuple[StandIn, Served]]:
    discord = StandIn()
    served = Served(discord)
    for room in (served, Panel(town, Storyteller(discord, town))):
        discord.add_room(room.mount)
    furnish(discord)
    async with discord:
        yield discord, served
    judge(discord)


@pytest.fixture
def settings(settings: Settings, town: Town, local_discord: StandIn) -> Settings:
    here = town.settings(settings, local_discord.guild.id)
    return here.model_copy(update=HURRIED | {"discord_token": SecretStr(local_discord.token)})
