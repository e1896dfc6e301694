"""Suspended channels go on when, and only when, they can be written to again."""

from datetime import UTC, datetime

from bot.watching.delivery import Suspension
from bot.watching.recording import StoreUnavailable
from bot.watching.reopening import Reopening
from tests.fakes.outbox import FakeOutbox

SINCE = datetime(2026, 11, 27, tzinfo=UTC)


def suspension(channel_id: int, guild_id: int) -> Suspension:
    return Suspension(guild_id=guild_id, channel_id=channel_id, code=50013, since=SINCE)


async def household() -> tuple[FakeOutbox, Reopening]:
    outbox = FakeOutbox()
    for channel_id, guild_id in ((10, 1), (11, 1), (20, 2)):
        await outbox.suspend(suspension(channel_id, guild_id))
    return outbox, Reopening(outbox=outbox, resume=outbox.resume)


async def test_only_what_is_open_goes_on() -> None:
    outbox, reopening = await household()
    assert await reopening.look(lambda one: one.channel_id != 11) == 2
    assert [one.channel_id for one in await outbox.suspended()] == [11]


async def test_other_servers_are_left_alone() -> None:
    outbox, reopening = await household()
    asked: list[int] = []

    def is_open(one: Suspension) -> bool:
        asked.append(one.channel_id)
        return True

    assert await reopening.look(is_open, guild_id=1) == 2
    assert asked == [10, 11]
    assert [one.channel_id for one in await outbox.suspended()] == [20]


class Away(FakeOutbox):
    async def suspended(self, guild_id: int | None = None) -> tuple[Suspension, ...]:
        raise StoreUnavailable(guild_id)


async def test_nothing_happens_while_storage_is_away() -> None:
    outbox = Away()
    assert await Reopening(outbox=outbox, resume=outbox.resume).look(lambda _: True) == 0
