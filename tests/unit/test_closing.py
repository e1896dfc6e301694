"""A deleted channel is suspended where, and only where, outages were announced in it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.probing.parsing import parse_target
from bot.watching.closing import Closing
from bot.watching.delivery import Suspension
from bot.watching.recording import StoreUnavailable
from bot.watching.watch import Watch
from tests.fakes.outbox import FakeOutbox

GONE = Suspension(guild_id=1, channel_id=10, code=10003, since=datetime(2026, 11, 27, tzinfo=UTC))


class OneWatch:
    """A server with one watch, in a channel."""

    def __init__(self, channel_id: int) -> None:
        self.watch = Watch(
            id=1,
            guild_id=1,
            endpoint_id=1,
            target=parse_target("a.example"),
            channel_id=channel_id,
            name="A",
            interval=timedelta(minutes=1),
        )

    async def of_guild(self, guild_id: int) -> tuple[Watch, ...]:
        return (self.watch,) if guild_id == self.watch.guild_id else ()


class Away(OneWatch):
    async def of_guild(self, guild_id: int) -> tuple[Watch, ...]:
        raise StoreUnavailable(guild_id)


@pytest.mark.parametrize(
    ("watches", "is_needed"), [(OneWatch(10), True), (OneWatch(11), False), (Away(10), False)]
)
async def test_a_channel_that_is_gone_is_suspended_where_it_matters(
    watches: OneWatch, *, is_needed: bool
) -> None:
    outbox = FakeOutbox()
    closing = Closing(watches=watches, suspend=outbox.suspend)
    assert await closing.close(GONE) is is_needed
    assert await outbox.untold_suspensions() == ((GONE,) if is_needed else ())
