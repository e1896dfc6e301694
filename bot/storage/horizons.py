"""How far back a server's people see, and what nobody may see any more.

Looks and incidents are shared by all servers that watch a target: they are kept as long as the one
that wants to see the longest past wants to see it.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Exists,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.columns import Instant
from bot.storage.tables import announcement, announcement_incident, guild, incident, watch
from bot.watching.limits import Retention, bounds_of
from bot.watching.ports import GuildSettings, IncidentKind

OPERATORS = Retention()
_DAY = timedelta(days=1)
_MICROSECOND = timedelta(microseconds=1)
_link = announcement_incident
# That a certificate ends soon is said at one moment, and has no end of its own.
_ended_at = case(
    (incident.c.kind == IncidentKind.CERTIFICATE, incident.c.opened_at),
    else_=incident.c.resolved_at,
)


async def horizon_of(
    connection: AsyncConnection, guild_id: int, retention: Retention, now: datetime
) -> datetime:
    """Return the moment before which a server's people see no incidents."""
    query = select(guild.c.incident_days).where(guild.c.id == guild_id)
    days = (await connection.execute(query)).scalar_one_or_none()
    settings = GuildSettings(guild_id=guild_id, incident_days=days)
    return now - bounds_of(settings, retention).incidents


def ended_since(since: datetime) -> ColumnElement[bool]:
    """Return the condition that an incident went on at a moment or later."""
    return or_(_ended_at.is_(None), _ended_at >= literal(since, Instant))


async def endpoints_by_wish(
    connection: AsyncConnection, chosen: Column[int], unit: timedelta, most: timedelta
) -> dict[timedelta, list[int]]:
    """Return the endpoints whose past nobody wants to see for as long as `most`, by how long."""
    units = _whole(most, unit)
    longest = func.max(func.coalesce(chosen, units))
    query = (
        select(watch.c.endpoint_id, longest.label("longest"))
        .join(guild)
        .group_by(watch.c.endpoint_id)
        .having(longest < units)
        .order_by(watch.c.endpoint_id)
    )
    found: dict[timedelta, list[int]] = defaultdict(list)
    for row in (await connection.execute(query)).all():
        found[max(row.longest, 0) * unit].append(row.endpoint_id)
    return found


async def wishes(connection: AsyncConnection, most: timedelta) -> Sequence[int]:
    """Return for how many days servers want to see incidents, where that is less than `most`."""
    query = (
        select(guild.c.incident_days)
        .where(guild.c.incident_days < _whole(most, _DAY))
        .distinct()
        .order_by(guild.c.incident_days)
    )
    return (await connection.execute(query)).scalars().all()


def is_out_of_sight(
    now: datetime, most: timedelta, shortest: timedelta | None
) -> ColumnElement[bool]:
    """Return the condition that an incident ended longer ago than anybody concerned wants to see.

    Where it concerns nobody any more it is kept for `most`. `shortest`: what a server wants that
    wants less; None where none does. What is told together with something that goes on stays.
    """
    is_old = _ended_at < literal(now - most, Instant)
    if shortest is not None:
        is_unwanted = and_(
            _ended_at < literal(now - shortest, Instant),
            or_(_is_watched(), _was_told()),
            ~_is_watched(_wants(now, most)),
            ~_was_told(_wants(now, most)),
        )
        is_old = or_(is_old, is_unwanted)
    return and_(is_old, ~_is_told_with_what_goes_on())


def _wants(now: datetime, most: timedelta) -> ColumnElement[bool]:
    """Return the condition that a server wants to see an incident yet."""
    days = func.coalesce(guild.c.incident_days, _whole(most, _DAY))
    seen_until = type_coerce(_ended_at, BigInteger) + days * literal(
        _DAY // _MICROSECOND, BigInteger
    )
    return seen_until >= literal(now, Instant)


def _is_watched(*wanted: ColumnElement[bool]) -> Exists:
    of_incident = watch.c.yardstick_id == incident.c.yardstick_id
    return exists().select_from(watch.join(guild)).where(of_incident, *wanted).correlate(incident)


def _was_told(*wanted: ColumnElement[bool]) -> Exists:
    told = _link.join(announcement, announcement.c.id == _link.c.announcement_id)
    return (
        exists()
        .select_from(told.join(guild, guild.c.id == announcement.c.guild_id))
        .where(_link.c.incident_id == incident.c.id, *wanted)
        .correlate(incident)
    )


def _is_told_with_what_goes_on() -> Exists:
    """Return the condition that a message of the incident tells of another one that goes on.

    The message goes with its incidents.
    """
    mine, others, other = _link.alias("mine"), _link.alias("others"), incident.alias("other")
    return (
        exists()
        .select_from(
            mine.join(others, others.c.announcement_id == mine.c.announcement_id).join(
                other, other.c.id == others.c.incident_id
            )
        )
        .where(
            mine.c.incident_id == incident.c.id,
            other.c.id != incident.c.id,
            other.c.kind != IncidentKind.CERTIFICATE,
            or_(other.c.resolved_at.is_(None), other.c.is_unstable),
        )
        .correlate(incident)
    )


def _whole(length: timedelta, unit: timedelta) -> int:
    return -(-length // unit)
