"""A stand-in that runs for days keeps nothing that nobody can ask for any more."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from sandbox.discord import StandIn
from sandbox.discord.sessions import SESSION_LIFE
from tests.fakes.api_client import api_client
from tests.fakes.checked import checked


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with checked() as running:
        yield running


class Nobody:
    """A connection that leads nowhere."""

    def send(self, payload: dict[str, Any]) -> None:
        pass


async def test_windows_that_are_over_are_dropped(stand_in: StandIn) -> None:
    limits = stand_in.core.limits
    route = "POST /webhooks/{webhook_id}/{webhook_token}"
    for number in range(2000):
        limits.take(route, f"token {number}", counts_globally=False)
        stand_in.advance(0.01)
    assert len(limits._windows) < 1100


async def test_nonces_are_forgotten(stand_in: StandIn) -> None:
    async with api_client(stand_in) as api:
        for number in range(3):
            await api.post_message({"content": "x", "nonce": f"{number}", "enforce_nonce": True})
        stand_in.advance(301)
        await api.post_message({"content": "x", "nonce": "3", "enforce_nonce": True})
    assert [nonce for _, nonce in stand_in.core.messages._nonces] == ["3"]


async def test_lost_sessions_are_forgotten(stand_in: StandIn) -> None:
    sessions, link = stand_in.core.sessions, Nobody()
    lost = sessions.start((0, 2), 0, link)
    sessions.lose(lost, link)
    stand_in.advance(SESSION_LIFE + 1)
    kept = sessions.start((1, 2), 0, link)
    assert sessions.listening(None, 0) == []
    assert sessions.live == [kept]
    assert sessions.resume(lost.id, link) is None
