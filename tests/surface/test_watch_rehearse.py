"""`/watch rehearse`: a made-up outage, played where an admin wants to see it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.bootstrap import build
from bot.client import GatewiseBot
from bot.presentation.rehearsing import Rehearsing
from bot.settings import Settings
from sandbox.discord import StandIn
from sandbox.discord.handles import Handle
from sandbox.discord.permissions import Permission
from tests.surface.admins import fill, run, stored
from tests.surface.conftest import LocalDiscordClock, Scene, online
from tests.surface.outages import want_threads


class Impatient(LocalDiscordClock):
    """A clock on which nobody waits for the next step of a play."""

    async def sleep(self, seconds: float) -> None:
        await super().sleep(min(seconds, 0.02))


@pytest.fixture
async def theatre(
    local_discord: StandIn,
    settings: Settings,
    untouched_route: None,  # noqa: ARG001
) -> AsyncIterator[Scene]:
    """A bot that is online, whose rehearsals are short."""
    async with build(settings, clock=LocalDiscordClock(local_discord)) as app:
        voice, clock = app.line.voice, Impatient(local_discord)
        quick = Rehearsing(messenger=voice.messenger, pacer=voice.pacer, clock=clock)
        rooms = replace(app.rooms, rehearsing=quick)
        staged = replace(app, rooms=rooms, make_client=lambda: GatewiseBot(rooms))
        async with online(staged, local_discord) as client:
            yield Scene(discord=local_discord, app=staged, client=client, sites={})


async def test_an_outage_is_played_from_beginning_to_end(theatre: Scene) -> None:
    await want_threads(theatre)
    await fill(theatre, 1)
    (one,) = await stored(theatre)
    general = theatre.discord.general
    handle = theatre.discord.people.slash(
        theatre.discord.alice, general, "/watch rehearse", watch=str(one.id), channel=general
    )
    await handle.until(_is_done)
    (played,) = (message for message in theatre.discord.messages(general) if message.content)
    assert played.content.startswith("Rehearsal: ")
    assert "Site 0" in played.content
    assert played.revision >= 3
    assert not theatre.discord.guild.threads
    incidents = theatre.app.line.stores.incidents
    assert await incidents.of_guild(theatre.discord.guild.id, played.timestamp) == ()


async def test_a_channel_that_is_closed_to_us_is_no_stage(theatre: Scene) -> None:
    await fill(theatre, 1)
    (one,) = await stored(theatre)
    status = theatre.discord.status
    theatre.discord.happenings.set_overwrite(
        status, theatre.discord.bot, deny=int(Permission.SEND_MESSAGES)
    )
    told = await run(theatre, "/watch rehearse", watch=str(one.id))
    assert f"We can't announce in <#{status.id}> yet" in told.content
    told = await run(theatre, "/watch rehearse", watch="99")
    assert "no such watch" in told.content


def _is_done(handle: Handle) -> bool:
    return bool(handle.visible) and "That was the rehearsal" in handle.visible[-1].content
