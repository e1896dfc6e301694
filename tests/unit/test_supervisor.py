"""The supervisor: a new client per attempt, growing waits, an end where only a person can help."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
import structlog
from pydantic import SecretStr

from bot import supervisor as supervisor_module
from bot.bootstrap import run_supervised
from bot.supervisor import AWAY_TOO_LONG, LOOK_EVERY, PATIENT_AFTER, GaveUp, Supervisor, wait_after
from tests.fakes.clock import FakeClock

TOKEN = SecretStr("a.b.c")


class FakeClient:
    """A client whose life is the function it is given."""

    def __init__(self, life: Callable[[], Awaitable[None]]) -> None:
        self._life = life
        self.away_for = 0.0
        self.is_closed = False

    async def start(self, token: str) -> None:
        assert token == TOKEN.get_secret_value()
        await self._life()

    async def close(self) -> None:
        self.is_closed = True


class Lives:
    """Makes one client after another, each with the next life."""

    def __init__(self, *lives: Callable[[], Awaitable[None]]) -> None:
        self._lives = list(lives)
        self.clients: list[FakeClient] = []
        self._changed = asyncio.Event()

    def __call__(self) -> FakeClient:
        client = FakeClient(self._lives[min(len(self.clients), len(self._lives) - 1)])
        self.clients.append(client)
        self._changed.set()
        return client

    async def made(self, number: int) -> None:
        """Wait until so many clients were made."""
        async with asyncio.timeout(5):
            while len(self.clients) < number:
                self._changed.clear()
                await self._changed.wait()


def raising(error: BaseException) -> Callable[[], Awaitable[None]]:
    async def life() -> None:
        raise error

    return life


def closed_with(code: int) -> discord.ConnectionClosed:
    socket = cast("Any", SimpleNamespace(close_code=code))
    return discord.ConnectionClosed(socket, shard_id=0, code=code)


async def forever() -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (discord.LoginFailure("no"), "DISCORD_TOKEN"),
        (discord.PrivilegedIntentsRequired(None), "intent"),
        (closed_with(4004), "DISCORD_TOKEN"),
        (closed_with(4013), "intent"),
        (closed_with(4014), "intent"),
    ],
)
async def test_it_gives_up_where_only_a_person_can_help(error: Exception, says: str) -> None:
    lives = Lives(raising(error))
    supervisor = Supervisor(make_client=lives, token=TOKEN, clock=FakeClock())
    with pytest.raises(GaveUp, match=says) as gave_up:
        await supervisor.run()
    assert gave_up.value.exit_code == 78
    assert TOKEN.get_secret_value() not in str(gave_up.value)
    assert [client.is_closed for client in lives.clients] == [True]


@pytest.mark.parametrize(
    "error", [KeyError("animated"), closed_with(4010), OSError(), AttributeError("sequence")]
)
async def test_it_starts_a_new_client_after_anything_else(error: Exception) -> None:
    clock = FakeClock()
    lives = Lives(raising(error), raising(error), raising(error), forever)
    supervisor = Supervisor(make_client=lives, token=TOKEN, clock=clock)
    run = asyncio.create_task(supervisor.run())
    await lives.made(4)
    supervisor.stop()
    await run
    waits = [seconds for seconds in clock.slept if seconds != LOOK_EVERY]
    assert waits[:3] == [1.0, 2.0, 4.0]
    assert all(client.is_closed for client in lives.clients)
    assert len({id(client) for client in lives.clients}) == 4


async def test_stopping_closes_the_client_and_starts_no_other() -> None:
    lives = Lives(forever)
    supervisor = Supervisor(make_client=lives, token=TOKEN, clock=FakeClock())
    run = asyncio.create_task(supervisor.run())
    await asyncio.sleep(0)
    supervisor.stop()
    await asyncio.wait_for(run, 1)
    assert [client.is_closed for client in lives.clients] == [True]


async def test_stopping_ends_a_wait() -> None:
    class StuckClock(FakeClock):
        async def sleep(self, seconds: float) -> None:
            self.slept.append(seconds)
            await asyncio.Event().wait()

    lives = Lives(raising(OSError()))
    supervisor = Supervisor(make_client=lives, token=TOKEN, clock=StuckClock())
    run = asyncio.create_task(supervisor.run())
    await asyncio.sleep(0.01)
    supervisor.stop()
    await asyncio.wait_for(run, 1)
    assert len(lives.clients) == 1


async def test_a_client_that_is_away_for_too_long_is_replaced() -> None:
    lives = Lives(forever, forever)
    supervisor = Supervisor(make_client=lives, token=TOKEN, clock=FakeClock())
    run = asyncio.create_task(supervisor.run())
    await lives.made(1)
    lives.clients[0].away_for = AWAY_TOO_LONG + 1
    await lives.made(2)
    supervisor.stop()
    await run
    assert lives.clients[0].is_closed


async def test_a_client_that_fails_to_close_is_replaced_all_the_same() -> None:
    class Stubborn(Lives):
        def __call__(self) -> FakeClient:
            client = super().__call__()
            client.close = raising(AttributeError("queue"))  # type: ignore[method-assign]
            return client

    lives = Stubborn(raising(OSError()), forever)
    supervisor = Supervisor(make_client=lives, token=TOKEN, clock=FakeClock())
    run = asyncio.create_task(supervisor.run())
    await lives.made(2)
    supervisor.stop()
    await run


async def test_a_cancelled_run_closes_its_client() -> None:
    lives = Lives(forever)
    run = asyncio.create_task(Supervisor(make_client=lives, token=TOKEN, clock=FakeClock()).run())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    assert lives.clients[0].is_closed


def test_waits_grow_to_a_minute_and_spare_the_days_logins() -> None:
    waits = [wait_after(failures) for failures in range(1, 8)]
    assert waits == [1, 2, 4, 8, 16, 32, 60]
    assert wait_after(PATIENT_AFTER) == 300
    assert PATIENT_AFTER + 86_400 / wait_after(PATIENT_AFTER) < 1_000


async def test_no_network_is_one_sentence_in_the_log_and_no_traceback() -> None:
    lives = Lives(raising(OSError("no route")), forever)
    supervisor = Supervisor(make_client=lives, token=TOKEN, clock=FakeClock())
    with structlog.testing.capture_logs() as events:
        run = asyncio.create_task(supervisor.run())
        await lives.made(2)
        supervisor.stop()
        await run
    first = events[0]
    assert first["event"] == "discord_unreachable"
    assert "gatewise doctor" in first["hint"]
    assert "exc_info" not in first


async def deaf() -> None:
    """Take no notice of being cancelled, once."""
    with suppress(asyncio.CancelledError):
        await forever()
    await forever()


async def test_a_client_that_takes_no_notice_is_ended_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervisor_module, "END_AGAIN", 0.01)
    lives = Lives(deaf)
    supervisor = Supervisor(make_client=lives, token=TOKEN, clock=FakeClock())
    running = asyncio.create_task(supervisor.run())
    await lives.made(1)
    await asyncio.sleep(0)
    supervisor.stop()
    await asyncio.wait_for(running, 5)
    assert lives.clients[0].is_closed


async def test_who_was_told_to_end_before_it_began_begins_nothing() -> None:
    lives = Lives(forever)
    supervisor = Supervisor(make_client=lives, token=TOKEN, clock=FakeClock())

    async def start() -> None:
        with suppress(asyncio.CancelledError):
            await forever()
        await run_supervised(supervisor)

    starting = asyncio.create_task(start())
    await asyncio.sleep(0)
    starting.cancel()
    await asyncio.wait_for(starting, 5)
    assert not lives.clients
