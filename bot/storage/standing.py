"""How a server's watches are doing. Fulfils `bot.watching.standings.Standings`."""

from typing import Any

import structlog
from sqlalchemy import Row, Select, and_, select

from bot.storage.database import Database
from bot.storage.documents import read_windows
from bot.storage.retracting import is_false_alarm
from bot.storage.tables import (
    condition,
    endpoint,
    incident,
    response,
    suspension,
    watch,
    yardstick,
)
from bot.storage.watches import read_watch
from bot.watching.condition import Condition
from bot.watching.ports import IncidentKind
from bot.watching.records import RecordUnreadable, from_record
from bot.watching.standings import Standing

log = structlog.stdlib.get_logger(__name__)


class StandingStore:
    """Standings from a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_guild(self, guild_id: int) -> tuple[Standing, ...]:
        """Return the standing of each of a server's watches, by the watches' names."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(_standings(guild_id))).all()
            outages = (await connection.execute(_outages(guild_id))).all()
        by_yardstick = {row.yardstick_id: row for row in outages}
        found = (_standing(row, by_yardstick.get(row.yardstick_id)) for row in rows)
        return tuple(sorted(found, key=lambda one: (one.watch.name.casefold(), one.watch.id)))


def _standings(guild_id: int) -> Select[Any]:
    return (
        select(watch, endpoint.c.url, yardstick.c.windows, condition.c.record, suspension.c.code)
        .join(endpoint, endpoint.c.id == watch.c.endpoint_id)
        .join(yardstick, yardstick.c.id == watch.c.yardstick_id)
        .outerjoin(condition, condition.c.yardstick_id == watch.c.yardstick_id)
        .outerjoin(suspension, suspension.c.channel_id == watch.c.channel_id)
        .where(watch.c.guild_id == guild_id)
    )


def _outages(guild_id: int) -> Select[Any]:
    """Return what is open of what a server watches; the latest of a yardstick comes last."""
    mine = select(watch.c.yardstick_id).where(watch.c.guild_id == guild_id)
    of_guild = and_(response.c.incident_id == incident.c.id, response.c.guild_id == guild_id)
    return (
        select(incident.c.id, incident.c.yardstick_id, is_false_alarm().label("is_retracted"))
        .outerjoin(response, of_guild)
        .where(
            incident.c.yardstick_id.in_(mine),
            incident.c.kind == IncidentKind.OUTAGE,
            incident.c.resolved_at.is_(None),
        )
        .order_by(incident.c.opened_at, incident.c.id)
    )


def _standing(row: Row[Any], outage: Row[Any] | None) -> Standing:
    is_retracted = outage is not None and bool(outage.is_retracted)
    return Standing(
        watch=read_watch(row),
        yardstick_id=row.yardstick_id,
        condition=None if row.record is None else _condition(row),
        windows=read_windows(row.windows),
        incident_id=None if outage is None or is_retracted else outage.id,
        is_retracted=is_retracted,
        suspended_code=row.code,
    )


def _condition(row: Row[Any]) -> Condition | None:
    try:
        return from_record(row.record)
    except RecordUnreadable as error:
        log.warning("condition_unreadable", yardstick=row.yardstick_id, why=str(error))
        return None
