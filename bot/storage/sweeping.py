"""Forgetting what was kept long enough, in small steps so that nobody waits for it."""

from datetime import datetime

from sqlalchemy import Table, delete, func, select

from bot.storage.database import Database
from bot.storage.guilds import erase
from bot.storage.history_tables import daily, gap, hourly, sample
from bot.storage.looks import delete_slot, slot_of
from bot.storage.tables import audit, endpoint, guild, incident, transition, watch_span
from bot.storage.yardsticks import drop_unwatched
from bot.watching.limits import Retention

_CHUNK = 500
_OPERATORS = Retention()


class Sweeper:
    """Deletes by age. Every step is a transaction of its own."""

    def __init__(self, database: Database, retention: Retention = _OPERATORS) -> None:
        self._database = database
        self._retention = retention

    async def sweep(self, now: datetime) -> int:
        """Delete what is older than it may be; return how many steps it took."""
        kept = self._retention
        steps = await self._drop_slots(now - kept.samples)
        for table, column, before in (
            (hourly, "hour", now - kept.rollups),
            (daily, "day", now - kept.incidents),
            (incident, "resolved_at", now - kept.incidents),
            (transition, "at", now - kept.incidents),
            (gap, "ends", now - kept.incidents),
            (watch_span, "ends", now - kept.incidents),
            (audit, "at", now - kept.incidents),
        ):
            steps += await self._drop_rows(table, column, before)
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
