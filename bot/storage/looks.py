"""Samples, hours and days. Fulfils `bot.history.ports.Looks`."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.history.rollups import FAILED, UNSAID, Rollup, hour_of, merge, roll_up, usual_ms
from bot.history.rollups import Sample as Look
from bot.storage.database import Database
from bot.storage.history_tables import daily, hourly, sample
from bot.storage.statements import insert_into
from bot.storage.tables import endpoint
from bot.triage.verdict import Cause, State
from bot.watching.recording import Sample
from bot.watching.samples import SLOT_SECONDS

HERE = 0  # the vantage of this process
_SLOT = timedelta(seconds=SLOT_SECONDS)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_USUAL = timedelta(days=7)
# Samples come in batches, and late while storage was away: an hour is not summed up before this.
_GRACE = timedelta(minutes=10)
# So many endpoints are summed up at a time, and so many rows stored: all of them at once would hold
# up every look of the process for seconds.
_SOME, _ROWS = 10, 150
ROLLUP_COLUMNS = ("looks", "failed", "timed", "sum_ms", "min_ms", "max_ms", "p50_ms", "p95_ms")
_SumUp = Callable[[AsyncConnection, datetime, int, int], Awaitable[list[dict[str, Any]]]]


class LookStore:
    """Looks in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def samples(
        self, endpoint_id: int, begins: datetime, ends: datetime
    ) -> tuple[Sample, ...]:
        """Return an endpoint's samples of a span of time, in order."""
        query = (
            select(sample)
            .where(sample.c.endpoint_id == endpoint_id, _within(begins, ends))
            .order_by(sample.c.slot, sample.c.offset_us)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(_read(row) for row in rows)

    async def hours(
        self, endpoint_id: int, begins: datetime, ends: datetime
    ) -> dict[datetime, Rollup]:
        """Return an endpoint's hours that begin in a span of time."""
        return await self._rollups(hourly, endpoint_id, begins, ends)

    async def days(
        self, endpoint_id: int, begins: datetime, ends: datetime
    ) -> dict[datetime, Rollup]:
        """Return an endpoint's days (of UTC) that begin in a span of time."""
        return await self._rollups(daily, endpoint_id, begins, ends)

    async def usual(self, now: datetime) -> dict[int, float]:
        """Return how long a look at each endpoint usually takes, where that is known."""
        query = select(hourly).where(hourly.c.hour >= now - _USUAL).order_by(hourly.c.endpoint_id)
        medians: dict[int, float | None] = {}
        for first, last in await self._endpoints():
            async with self._database.reading() as connection:
                wanted = query.where(hourly.c.endpoint_id.between(first, last))
                rows = (await connection.execute(wanted)).all()
            for id_, some in groupby(rows, key=lambda row: int(row.endpoint_id)):
                medians[id_] = usual_ms([read_rollup(row) for row in some])
        return {id_: median for id_, median in medians.items() if median is not None}

    async def roll_up(self, now: datetime) -> int:
        """Work out the hours and days that have ended and were not yet; say how many rows.

        Each hour is a transaction of its own. Again changes nothing.
        """
        rows = 0
        for hour in await self._hours_to_do(now - _GRACE):
            rows += await self._sum_up(hourly, sum_up_hour, hour)
        for day in await self._days_to_do(now - _GRACE):
            rows += await self._sum_up(daily, sum_up_day, day)
        return rows

    async def _sum_up(self, table: Table, sum_up: _SumUp, begins: datetime) -> int:
        """Work out an hour or a day, a few endpoints at a time, and store it as a whole."""
        values: list[dict[str, Any]] = []
        for first, last in await self._endpoints():
            async with self._database.reading() as connection:
                values += await sum_up(connection, begins, first, last)
        async with self._database.writing() as connection:
            for number in range(0, len(values), _ROWS):
                await _keep(connection, table, values[number : number + _ROWS])
        return len(values)

    async def _endpoints(self) -> list[tuple[int, int]]:
        """Return all endpoints, as ranges of a few."""
        async with self._database.reading() as connection:
            query = select(endpoint.c.id).order_by(endpoint.c.id)
            ids = (await connection.execute(query)).scalars().all()
        return [(ids[n], ids[min(n + _SOME, len(ids)) - 1]) for n in range(0, len(ids), _SOME)]

    async def _hours_to_do(self, now: datetime) -> list[datetime]:
        latest = select(func.max(hourly.c.hour))
        first = select(func.min(sample.c.slot))
        async with self._database.reading() as connection:
            done = (await connection.execute(latest)).scalar_one()
            slot = (await connection.execute(first)).scalar_one()
        if slot is None:
            return []
        begins = hour_of(_EPOCH + slot * _SLOT)
        return _steps(begins if done is None else max(begins, done + _HOUR), hour_of(now), _HOUR)

    async def _days_to_do(self, now: datetime) -> list[datetime]:
        async with self._database.reading() as connection:
            done = (await connection.execute(select(func.max(daily.c.day)))).scalar_one()
            first = (await connection.execute(select(func.min(hourly.c.hour)))).scalar_one()
        if first is None:
            return []
        begins = _day_of(first)
        return _steps(begins if done is None else max(begins, done + _DAY), _day_of(now), _DAY)

    async def _rollups(
        self, table: Table, endpoint_id: int, begins: datetime, ends: datetime
    ) -> dict[datetime, Rollup]:
        start = table.c.hour if table is hourly else table.c.day
        query = (
            select(table, start.label("start"))
            .where(table.c.endpoint_id == endpoint_id, start >= begins, start < ends)
            .order_by(start, table.c.vantage)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        grouped = groupby(rows, key=lambda row: row.start)
        return {at: merge(read_rollup(row) for row in some) for at, some in grouped}


async def insert_samples(connection: AsyncConnection, samples: Sequence[Sample]) -> None:
    """Store samples; those that are there already stay as they are."""
    rows = [_write(one) for one in samples]
    statement = insert_into(connection, sample).on_conflict_do_nothing()
    if rows:
        await connection.execute(statement, rows)


async def sum_up_hour(
    connection: AsyncConnection, hour: datetime, first: int, last: int
) -> list[dict[str, Any]]:
    """Work out one hour of some endpoints from their samples."""
    # A look that was under way may be stored after its endpoint was deleted: it counts no more.
    query = (
        select(sample)
        .join(endpoint, endpoint.c.id == sample.c.endpoint_id)
        .where(_within(hour, hour + _HOUR), sample.c.endpoint_id.between(first, last))
        .order_by(sample.c.endpoint_id, sample.c.vantage)
    )
    rows = (await connection.execute(query)).all()
    grouped = groupby(rows, key=lambda row: (row.endpoint_id, row.vantage))
    return [
        {"endpoint_id": key[0], "vantage": key[1], "hour": hour, **_write_rollup(roll_up(looks))}
        for key, some in grouped
        if (looks := [_look(row) for row in some if row.state not in UNSAID])
    ]


async def sum_up_day(
    connection: AsyncConnection, day: datetime, first: int, last: int
) -> list[dict[str, Any]]:
    """Work out one day of some endpoints from their hours."""
    query = (
        select(hourly)
        .where(hourly.c.hour >= day, hourly.c.hour < day + _DAY)
        .where(hourly.c.endpoint_id.between(first, last))
        .order_by(hourly.c.endpoint_id, hourly.c.vantage, hourly.c.hour)
    )
    rows = (await connection.execute(query)).all()
    grouped = groupby(rows, key=lambda row: (row.endpoint_id, row.vantage))
    return [
        {
            "endpoint_id": key[0],
            "vantage": key[1],
            "day": day,
            **_write_rollup(merge(read_rollup(row) for row in some)),
        }
        for key, some in grouped
    ]


async def delete_slot(connection: AsyncConnection, slot: int) -> None:
    """Delete five minutes of everything."""
    await connection.execute(delete(sample).where(sample.c.slot == slot))


def slot_of(moment: datetime) -> int:
    """Return the five minutes that a moment lies in."""
    return (moment - _EPOCH) // _SLOT


def read_rollup(row: Row[Any]) -> Rollup:
    """Return what an hour or a day says."""
    return Rollup(**{name: getattr(row, name) for name in ROLLUP_COLUMNS})


def _within(begins: datetime, ends: datetime) -> ColumnElement[bool]:
    """Return the condition for samples of a span: whole slots named one by one, edges cut off.

    A list of slots lets the database go to an endpoint's rows in each of them, past all others'.
    """
    first, last = slot_of(begins), slot_of(ends)
    return and_(
        sample.c.slot.in_(range(first, last + 1)),
        or_(sample.c.slot > first, sample.c.offset_us >= _offset_of(begins)),
        or_(sample.c.slot < last, sample.c.offset_us < _offset_of(ends)),
    )


def _offset_of(moment: datetime) -> int:
    return (moment - _EPOCH) % _SLOT // _MICROSECOND


def _write(one: Sample) -> dict[str, Any]:
    return {
        "slot": slot_of(one.at),
        "endpoint_id": one.endpoint_id,
        "offset_us": _offset_of(one.at),
        "vantage": HERE,
        "state": one.state.value,
        "cause": None if one.cause is Cause.OK else one.cause.value,
        "took_us": None if one.took_ms is None else round(one.took_ms * 1000),
    }


def _read(row: Row[Any]) -> Sample:
    return Sample(
        endpoint_id=row.endpoint_id,
        at=_EPOCH + row.slot * _SLOT + row.offset_us * _MICROSECOND,
        state=State(row.state),
        cause=Cause.OK if row.cause is None else Cause(row.cause),
        took_ms=None if row.took_us is None else row.took_us / 1000,
    )


def _look(row: Row[Any]) -> Look:
    one = _read(row)
    return Look(at=one.at, took_ms=one.took_ms, has_failed=one.state in FAILED)


def _write_rollup(rollup: Rollup) -> dict[str, Any]:
    return {name: getattr(rollup, name) for name in ROLLUP_COLUMNS}


async def _keep(
    connection: AsyncConnection, table: Table, values: Sequence[Mapping[str, Any]]
) -> None:
    statement = insert_into(connection, table).on_conflict_do_nothing()
    await connection.execute(statement, list(values))


def _day_of(moment: datetime) -> datetime:
    return hour_of(moment).replace(hour=0)


def _steps(begins: datetime, ends: datetime, step: timedelta) -> list[datetime]:
    return [begins + number * step for number in range((ends - begins) // step)]
