"""What the watcher is to follow, and what it remembered. Fulfils `bot.watching.ports.Roster`."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Row, Select, select

from bot.storage.attendance import is_active
from bot.storage.database import Database
from bot.storage.documents import read_expectations, read_target, read_windows
from bot.storage.tables import condition, endpoint, guild, watch, yardstick
from bot.watching.condition import Condition
from bot.watching.ports import PolicyOf
from bot.watching.recording import WatchedEndpoint, Yardstick
from bot.watching.records import RecordUnreadable, from_record

log = structlog.stdlib.get_logger(__name__)


class RosterStore:
    """What is to be followed, from a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def active_ids(self) -> tuple[int, ...]:
        """Return every endpoint that somebody watches and did not pause."""
        query = select(watch.c.endpoint_id).join(guild).where(is_active()).distinct()
        async with self._database.reading() as connection:
            return tuple((await connection.execute(query)).scalars())

    async def endpoints(
        self, policy_of: PolicyOf, only: Collection[int] | None = None
    ) -> tuple[WatchedEndpoint, ...]:
        """Return what somebody watches and did not pause; all of it, or `only` those endpoints."""
        query = (
            select(
                endpoint.c.id,
                endpoint.c.url,
                watch.c.guild_id,
                watch.c.interval_s,
                watch.c.yardstick_id,
            )
            .join(watch, watch.c.endpoint_id == endpoint.c.id)
            .join(guild, guild.c.id == watch.c.guild_id)
            .where(is_active())
            .order_by(endpoint.c.id)
        )
        if only is not None:
            query = query.where(endpoint.c.id.in_(tuple(only)))
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
            used = {row.yardstick_id for row in rows}
            kept = (await connection.execute(_yardsticks(only))).all()
        yardsticks = {row.id: _yardstick(row) for row in kept if row.id in used}
        grouped: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            grouped[row.id].append(row)
        return tuple(_endpoint(some, yardsticks, policy_of) for some in grouped.values())

    async def conditions(self, only: Collection[int] | None = None) -> dict[int, Condition]:
        """Return what is remembered, by yardstick; of all, or of `only` some endpoints.

        One that can't be read is left out: its endpoint starts anew.
        """
        query = select(condition.c.yardstick_id, condition.c.record).join(yardstick)
        if only is not None:
            query = query.where(yardstick.c.endpoint_id.in_(tuple(only)))
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        found: dict[int, Condition] = {}
        for row in rows:
            try:
                found[row.yardstick_id] = from_record(row.record)
            except RecordUnreadable as error:
                log.warning("condition_unreadable", yardstick=row.yardstick_id, why=str(error))
        return found


def _yardsticks(only: Collection[int] | None) -> Select[Any]:
    query = select(yardstick)
    return query if only is None else query.where(yardstick.c.endpoint_id.in_(tuple(only)))


def _yardstick(row: Row[Any]) -> Yardstick:
    return Yardstick(
        id=row.id,
        expectations=read_expectations(row.expectations),
        windows=read_windows(row.windows),
    )


def _endpoint(
    rows: Iterable[Any], yardsticks: dict[int, Yardstick], policy_of: PolicyOf
) -> WatchedEndpoint:
    rows = tuple(rows)
    wanted = sorted({row.yardstick_id for row in rows})
    return WatchedEndpoint(
        id=rows[0].id,
        target=read_target(rows[0].url),
        interval=timedelta(seconds=min(row.interval_s for row in rows)),
        yardsticks=tuple(yardsticks[id_] for id_ in wanted),
        policy=policy_of(frozenset(row.guild_id for row in rows)),
    )
