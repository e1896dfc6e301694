"""Times in which nothing was watched, ended where they ended even if nobody was there to see."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, case, delete, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.columns import Instant
from bot.storage.history_tables import gap, sample
from bot.storage.tables import condition
from bot.watching.gaps import SHORT_STOP, GapReason
from bot.watching.samples import SLOT_SECONDS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_is_stop = gap.c.reason == GapReason.STOPPED


async def close_stop(connection: AsyncConnection, now: datetime) -> None:
    """End what the last process left open, and keep how long there was none."""
    open_stop = select(gap.c.begins).where(_is_stop, gap.c.ends.is_(None))
    said = (await connection.execute(open_stop)).scalar_one_or_none()
    stopped_at = said or await _last_seen(connection)
    if stopped_at is None:
        return
    is_long = now - stopped_at > SHORT_STOP
    # Whether our own network was good again while nobody looked, nobody knows.
    await end_gaps(connection, ~_is_stop, stopped_at if is_long else now)
    if not is_long:
        await connection.execute(delete(gap).where(_is_stop, gap.c.ends.is_(None)))
    elif said is not None:
        await end_gaps(connection, _is_stop, now)
    else:
        values = {"reason": GapReason.STOPPED, "begins": stopped_at, "ends": now}
        await connection.execute(insert(gap).values(values))


async def end_gaps(connection: AsyncConnection, wanted: ColumnElement[bool], at: datetime) -> None:
    """End gaps that are open; none ends before it begins."""
    ends = literal(at, Instant)
    await connection.execute(
        update(gap)
        .where(wanted, gap.c.ends.is_(None))
        .values(ends=case((gap.c.begins > ends, gap.c.begins), else_=ends))
    )


async def _last_seen(connection: AsyncConnection) -> datetime | None:
    """Return the last moment at which the bot surely was there; None: it never was."""
    moments = [
        (await connection.execute(select(func.max(column)))).scalar_one()
        for column in (condition.c.updated_at, gap.c.begins, gap.c.ends)
    ]
    slot = (await connection.execute(select(func.max(sample.c.slot)))).scalar_one()
    if slot is not None:
        of_slot = select(func.max(sample.c.offset_us)).where(sample.c.slot == slot)
        offset = (await connection.execute(of_slot)).scalar_one()
        moments.append(_EPOCH + timedelta(seconds=slot * SLOT_SECONDS, microseconds=offset))
    return max((one for one in moments if one is not None), default=None)
