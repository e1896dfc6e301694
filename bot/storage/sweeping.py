"""Forgetting what was kept long enough, in small steps so that nobody waits for it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, func, select

from bot.storage.database import Database
from bot.storage.guilds import erase
from bot.storage.history_tables import daily, gap, hourly, sample
from bot.storage.horizons import OPERATORS, endpoints_by_wish, is_out_of_sight, wishes
from bot.storage.looks import delete_slot, slot_of
from bot.storage.tables import audit, endpoint, guild, incident, transition, watch, watch_span
from bot.storage.tables import yardstick as yardsticks
from bot.storage.yardsticks import drop_unwatched
from bot.watching.limits import Retention

_CHUNK = 500
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
# Whatever a server wishes: an hour is summed up from its samples a while after it has ended, and
# what is usual comes from a week's hours.
_SAMPLES_NEEDED, _HOURS_NEEDED = timedelta(hours=2), timedelta(days=7)


class Sweeper:
    """Deletes by age. Every step is a transaction of its own."""

    def __init__(self, database: Database, retention: Retention = OPERATORS) -> None:
        self._database = database
        self._retention = retention

    async def sweep(self, now: datetime) -> int:
        """Delete what is older than it may be; return how many steps it took."""
        kept = self._retention
        steps = await self._drop_slots(now - kept.samples)
        for table, column, before in (
            (hourly, "hour", now - kept.rollups),
            (daily, "day", now - kept.incidents),
            (transition, "at", now - kept.incidents),
            (gap, "ends", now - kept.incidents),
            (watch_span, "ends", now - kept.incidents),
            (audit, "at", now - kept.incidents),
        ):
            steps += await self._drop_rows(table, column, before)
        steps += await self._drop_unwanted(now)
        steps += await self._drop_incidents(now)
        steps += await self._drop_guilds(now - kept.removed, now)
        return steps + await self._drop_endpoints(now - kept.removed)

    async def _drop_slots(self, before: datetime) -> int:
        query = select(func.min(sample.c.slot)).where(sample.c.slot < slot_of(before))
        steps = 0
        while True:
            async with self._database.writing() as connection:
                oldest = (await connection.execute(query)).scalar_one()
                if oldest is None:
                    return steps
                await delete_slot(connection, oldest)
            steps += 1

    async def _drop_rows(self, table: Table, column: str, before: datetime) -> int:
        """Delete rows whose moment lies before another; what is still open has none."""
        keys = tuple(table.primary_key)
        steps, is_more = 0, True
        while is_more:
            async with self._database.writing() as connection:
                query = select(*keys).where(table.c[column] < before).limit(_CHUNK)
                rows = (await connection.execute(query)).all()
                for row in rows:
                    is_row = (key == value for key, value in zip(keys, row, strict=True))
                    await connection.execute(delete(table).where(*is_row))
            steps += bool(rows)
            is_more = len(rows) == _CHUNK
        return steps

    async def _drop_unwanted(self, now: datetime) -> int:
        """Delete what no server that watches a target wants to see for as long as it may."""
        kept, steps = self._retention, 0
        async with self._database.reading() as connection:
            samples = await endpoints_by_wish(connection, guild.c.sample_hours, _HOUR, kept.samples)
            rollups = await endpoints_by_wish(connection, guild.c.rollup_days, _DAY, kept.rollups)
            incidents = await endpoints_by_wish(
                connection, guild.c.incident_days, _DAY, kept.incidents
            )
            days = await wishes(connection, kept.incidents)
        for wish, ids in samples.items():
            before = now - max(wish, _SAMPLES_NEEDED)
            slots = range(slot_of(now - kept.samples), slot_of(before))
            steps += await self._drop_of(sample, sample.c.slot.in_(slots), ids)
        for wish, ids in rollups.items():
            before = now - max(wish, _HOURS_NEEDED)
            steps += await self._drop_of(hourly, hourly.c.hour < before, ids)
        for wish, ids in incidents.items():
            steps += await self._drop_of(daily, daily.c.day < now - wish, ids)
            steps += await self._drop_of(transition, transition.c.at < now - wish, ids)
        for wanted in days:
            steps += await self._drop_spans(wanted, now)
        return steps

    async def _drop_of(self, table: Table, is_old: ColumnElement[bool], ids: Sequence[int]) -> int:
        """Delete old rows of some endpoints."""
        steps = 0
        for some in _chunks(ids):
            of_endpoints = select(yardsticks.c.id).where(yardsticks.c.endpoint_id.in_(some))
            is_theirs = (
                table.c.endpoint_id.in_(some)
                if "endpoint_id" in table.c
                else table.c.yardstick_id.in_(of_endpoints)
            )
            async with self._database.writing() as connection:
                gone = await connection.execute(delete(table).where(is_theirs, is_old))
            steps += gone.rowcount > 0
        return steps

    async def _drop_spans(self, days: int, now: datetime) -> int:
        """Delete when watches were followed, for servers that want to see so many days."""
        theirs = select(watch.c.id).join(guild).where(guild.c.incident_days == days)
        is_old = watch_span.c.ends < now - days * _DAY
        async with self._database.writing() as connection:
            gone = await connection.execute(
                delete(watch_span).where(watch_span.c.watch_id.in_(theirs), is_old)
            )
        return int(gone.rowcount > 0)

    async def _drop_incidents(self, now: datetime) -> int:
        kept = self._retention.incidents
        async with self._database.reading() as connection:
            days = await wishes(connection, kept)
            shortest = days[0] * _DAY if days else None
            query = select(incident.c.id).where(is_out_of_sight(now, kept, shortest))
            old = (await connection.execute(query)).scalars().all()
        for some in _chunks(old):
            async with self._database.writing() as connection:
                await connection.execute(delete(incident).where(incident.c.id.in_(some)))
        return -(-len(old) // _CHUNK)

    async def _drop_guilds(self, before: datetime, now: datetime) -> int:
        query = select(guild.c.id).where(guild.c.removed_at < before).order_by(guild.c.id)
        async with self._database.reading() as connection:
            gone = (await connection.execute(query)).scalars().all()
        for guild_id in gone:
            async with self._database.writing(is_durable=True) as connection:
                await erase(connection, guild_id, now)
        return len(gone)

    async def _drop_endpoints(self, before: datetime) -> int:
        query = select(endpoint.c.id).where(endpoint.c.unwatched_since < before).limit(_CHUNK)
        async with self._database.writing() as connection:
            idle = (await connection.execute(query)).scalars().all()
            await drop_unwatched(connection, idle)
        return bool(idle)


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(ids), _CHUNK):
        yield ids[first : first + _CHUNK]
