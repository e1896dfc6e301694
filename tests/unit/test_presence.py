"""That the bot was not running is kept as far as storage can be reached."""

from bot.triage.verdict import OwnNetwork
from bot.watching.gaps import GapReason
from bot.watching.presence import Presence
from tests.fakes.jumpy_clock import JumpyClock
from tests.fakes.watch_store import FakeWatchStore


class Cable:
    async def check(self, *, within: float) -> OwnNetwork:  # noqa: ARG002
        return OwnNetwork.GOOD


async def test_a_stop_lasts_until_the_next_start() -> None:
    clock, store = JumpyClock(), FakeWatchStore()
    stopped_at = clock.now()
    await Presence(Cable(), store, clock).end()
    clock.advance(600)
    await Presence(Cable(), store, clock).begin()
    assert store.gaps == [(GapReason.STOPPED, stopped_at, clock.now())]


async def test_a_start_does_not_wait_for_storage() -> None:
    store = FakeWatchStore()
    store.is_away = True
    presence = Presence(Cable(), store, JumpyClock())
    await presence.begin()
    await presence.end()
    assert store.gaps == []
