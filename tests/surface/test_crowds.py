"""Many people at once: one look for all of them, and nobody waits to be noticed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.bootstrap import build
from bot.presentation.delivery import EDITS_AT_ONCE
from bot.settings import Settings
from sandbox.discord import Fault, Handle, StandIn, State
from sandbox.discord.things import User
from tests.surface.conftest import Scene, online

CROWD = 120


def crowd(local_discord: StandIn) -> list[User]:
    people = [local_discord.world.add_user(f"member{number}") for number in range(CROWD)]
    for person in people:
        local_discord.world.join(local_discord.guild, person)
    return people


@asynccontextmanager
async def counting_site() -> AsyncIterator[tuple[int, list[bytes]]]:
    """A site that works and notes every request."""
    requests: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        requests.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], requests
    finally:
        server.close()
        await server.wait_closed()


@pytest.mark.usefixtures("untouched_route")
async def test_everybody_shares_one_look(settings: Settings, local_discord: StandIn) -> None:
    async with counting_site() as (port, requests):
        settings = settings.model_copy(update={"probe_ports": frozenset({port})})
        async with build(settings) as app, online(app, local_discord):
            handles = ask_all(local_discord, f"http://127.0.0.1:{port}/")
            messages = await asyncio.gather(*(handle.answer(within=20) for handle in handles))
    assert len(requests) == 1
    # So many who ask make it less sure, and do not turn it.
    up = ("is up", "seems to be up")
    assert all(any(words in message.content for words in up) for message in messages)
    waits = sorted(handle.seconds_to_first_answer or 99 for handle in handles)
    assert waits[-1] < 3


async def test_slow_edits_hold_up_no_first_answer(scene: Scene) -> None:
    local = scene.discord
    local.fault(Fault(match="PATCH /webhooks/*", delay=1.5, times=CROWD))
    handles = ask_all(local, scene.sites["hangs"])
    edits = local.recorder.sent
    await local.until(lambda: all(handle.interaction.answer for handle in handles), within=10)
    await asyncio.sleep(1.2)
    late = local.people.slash(local.bob, local.general, "/isitdown", target="ftp://x.y")
    await late.answer()
    assert len(edits("PATCH", "@original")) < CROWD
    assert (late.seconds_to_first_answer or 99) < 0.8
    await asyncio.gather(*(handle.answer(within=20) for handle in handles))


async def test_replies_that_wait_for_their_channel_hold_up_no_command(scene: Scene) -> None:
    local = scene.discord
    local.fault(Fault(match="POST /channels/*/messages", delay=1.5, times=EDITS_AT_ONCE + 10))
    for person in crowd(local)[: EDITS_AT_ONCE + 10]:
        local.people.say(person, local.general, f"{local.bot.mention} 502?")
    await local.until(lambda: len(local.recorder.sent("POST", "/messages")) > 0, within=5)
    slow = local.people.slash(local.bob, local.general, "/isitdown", target=scene.sites["hangs"])
    await slow.until(lambda seen: seen.state is State.THINKING)
    asked = asyncio.get_running_loop().time()
    assert "down" in (await slow.answer()).content
    assert asyncio.get_running_loop().time() - asked < 2.5


def ask_all(local_discord: StandIn, target: str) -> list[Handle]:
    people, general = local_discord.people, local_discord.general
    return [
        people.slash(person, general, "/isitdown", target=target) for person in crowd(local_discord)
    ]
