"""Forgetting sooner than the operator asks for, where servers chose so.

Targets are shared: what is seen of one is kept as long as the server wishes that keeps it longest.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column, delete, func, select

from bot.storage.database import Database
from bot.storage.history_tables import daily, hourly, sample
from bot.storage.looks import slot_of
from bot.storage.tables import audit, guild, incident, note, response, transition, watch, yardstick
from bot.watching.limits import Retention

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_SLOTS = 288  # a day's worth, looked up one by one: a range would read everybody's samples


class WishSweeper:
    """Deletes by age what servers want to be kept for less long. Small transactions only."""

    def __init__(self, database: Database, retention: Retention) -> None:
        self._database = database
        self._retention = retention

    async def sweep(self, now: datetime) -> int:
        """Delete what is older than every server that it is of wishes; return how many steps."""
        kept, steps = self._retention, 0
        for wish, ids in await self._short_lived(guild.c.sample_hours, kept.samples, _HOUR):
            steps += await self._drop_samples(ids, now - wish)
        for wish, ids in await self._short_lived(guild.c.rollup_days, kept.rollups, _DAY):
            steps += await self._drop_hours(ids, now - wish)
        for wish, ids in await self._short_lived(guild.c.incident_days, kept.incidents, _DAY):
            steps += await self._drop_incidents(ids, now - wish)
        return steps + await self._drop_traces(now)

    async def _short_lived(
        self, column: Column[int], cap: timedelta, unit: timedelta
    ) -> list[tuple[timedelta, Sequence[int]]]:
        """Return endpoints of which less is kept than the cap, by for how long."""
        most = cap // unit
        longest = func.max(func.coalesce(column, most))
        query = (
            select(watch.c.endpoint_id, longest.label("longest"))
            .join(guild, guild.c.id == watch.c.guild_id)
            .group_by(watch.c.endpoint_id)
            .having(longest < most)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        grouped: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            grouped[row.longest].append(row.endpoint_id)
        return [(wish * unit, ids) for wish, ids in grouped.items()]

    async def _drop_samples(self, endpoints: Sequence[int], before: datetime) -> int:
        async with self._database.reading() as connection:
            oldest = (await connection.execute(select(func.min(sample.c.slot)))).scalar_one()
        steps = 0
        for slots in _chunks(oldest, slot_of(before)):
            is_old = sample.c.slot.in_(slots) & sample.c.endpoint_id.in_(endpoints)
            async with self._database.writing() as connection:
                await connection.execute(delete(sample).where(is_old))
            steps += 1
        return steps

    async def _drop_hours(self, endpoints: Sequence[int], before: datetime) -> int:
        is_old = hourly.c.endpoint_id.in_(endpoints) & (hourly.c.hour < before)
        async with self._database.writing() as connection:
            await connection.execute(delete(hourly).where(is_old))
        return 1

    async def _drop_incidents(self, endpoints: Sequence[int], before: datetime) -> int:
        theirs = select(yardstick.c.id).where(yardstick.c.endpoint_id.in_(endpoints))
        async with self._database.writing() as connection:
            await connection.execute(
                delete(daily).where(daily.c.endpoint_id.in_(endpoints), daily.c.day < before)
            )
            for table, moment in ((incident, "resolved_at"), (transition, "at")):
                is_old = table.c.yardstick_id.in_(theirs) & (table.c[moment] < before)
                await connection.execute(delete(table).where(is_old))
        return 1

    async def _drop_traces(self, now: datetime) -> int:
        """Delete what a server's own people did, as long ago as the server wishes."""
        query = select(guild.c.id, guild.c.incident_days).where(guild.c.incident_days.is_not(None))
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        for row in rows:
            before = now - row.incident_days * _DAY
            old = select(incident.c.id).where(incident.c.resolved_at < before)
            async with self._database.writing() as connection:
                for table, is_old in (
                    (audit, audit.c.at < before),
                    (note, note.c.at < before),
                    (response, response.c.incident_id.in_(old)),
                ):
                    await connection.execute(
                        delete(table).where(table.c.guild_id == row.id, is_old)
                    )
        return len(rows)


def _chunks(first: int | None, end: int) -> Iterator[range]:
    """Yield the slots from `first` to before `end`, a day at a time."""
    if first is not None:
        for start in range(first, end, _SLOTS):
            yield range(start, min(end, start + _SLOTS))
