"""What channels are to be told when something about an incident changes.

Every statement here works on all channels of an incident at once, however many there are.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.columns import Instant
from bot.storage.retracting import is_false_alarm
from bot.storage.statements import insert_into
from bot.storage.tables import (
    announcement,
    announcement_incident,
    guild,
    incident,
    response,
    suspension,
    untold,
    watch,
)


async def invite(
    connection: AsyncConnection, incident_id: int, at: datetime, wanted: ColumnElement[bool]
) -> None:
    """Let the channels of the wanted watches hear of an incident, those that know of it apart."""
    # Of no watch in particular: the channels are read once, not once for each watch.
    known = (
        select(announcement.c.channel_id)
        .join(announcement_incident)
        .where(announcement_incident.c.incident_id == incident_id)
    )
    waved_off = exists().where(
        response.c.incident_id == incident_id,
        response.c.guild_id == watch.c.guild_id,
        or_(response.c.muted_at.is_not(None), is_false_alarm()),
    )
    channels = (
        select(
            literal(incident_id),
            watch.c.guild_id,
            watch.c.channel_id,
            literal(1),
            literal(at, Instant),
        )
        .select_from(watch.join(guild))
        .where(
            wanted,
            watch.c.is_paused.is_(False),
            guild.c.removed_at.is_(None),
            watch.c.channel_id.not_in(known),
            ~waved_off,
        )
        .distinct()
        .order_by(watch.c.guild_id, watch.c.channel_id)
    )
    names = ["incident_id", "guild_id", "channel_id", "version", "since"]
    statement = insert_into(connection, announcement).from_select(names, channels)
    await connection.execute(statement.on_conflict_do_nothing())
    await _link_new(connection, incident_id)
    await remember_untold(connection, is_about(incident_id), at)


async def retell(
    connection: AsyncConnection,
    incident_id: int,
    at: datetime,
    *,
    is_end: bool = False,
) -> None:
    """Let channels that were told, or are about to be, hear what changed.

    A server that muted the incident hears of its end alone; one that called it a false alarm hears
    nothing more of it, until it goes on after a recovery.
    """
    deaf = _has_response(incident_id, is_false_alarm())
    if not is_end:
        deaf = or_(deaf, _has_response(incident_id, response.c.muted_at.is_not(None)))
    await bump(connection, and_(is_about(incident_id), ~deaf), at)
    await remember_untold(connection, is_about(incident_id), at)


async def answer(
    connection: AsyncConnection, incident_id: int, at: datetime, *, guild_id: int
) -> None:
    """Let one server's channels hear what its own people made of an incident, whatever it was."""
    wanted = and_(is_about(incident_id), announcement.c.guild_id == guild_id)
    await bump(connection, wanted, at)
    await remember_untold(connection, is_about(incident_id), at)


async def bump(connection: AsyncConnection, wanted: ColumnElement[bool], at: datetime) -> None:
    """Let announcements have something more to tell, true since `at`."""
    has_told_all = announcement.c.told_version >= announcement.c.version
    await connection.execute(
        update(announcement)
        .where(wanted, announcement.c.folded_into.is_(None))
        .values(
            version=announcement.c.version + 1,
            since=case((has_told_all, literal(at, Instant)), else_=announcement.c.since),
            is_over=~has_open_incident(),
        )
    )


async def forget_told(
    connection: AsyncConnection, announcement_id: int, version: int
) -> ColumnElement[Any]:
    """Drop the times of versions that were told; return what `since` is to be: the first left."""
    mine = untold.c.announcement_id == announcement_id
    await connection.execute(delete(untold).where(mine, untold.c.version <= version))
    first = select(func.min(untold.c.at)).where(mine).scalar_subquery()
    return func.coalesce(first, announcement.c.since)


def is_out_of_reach() -> ColumnElement[bool]:
    """Return the condition that an announcement's channel can't be told anything."""
    is_suspended = exists().where(suspension.c.channel_id == announcement.c.channel_id)
    is_removed = exists().where(
        guild.c.id == announcement.c.guild_id, guild.c.removed_at.is_not(None)
    )
    return or_(is_suspended, is_removed)


async def _link_new(connection: AsyncConnection, incident_id: int) -> None:
    linked = exists().where(
        announcement_incident.c.announcement_id == announcement.c.id,
        announcement_incident.c.incident_id == incident_id,
    )
    new = select(announcement.c.id, literal(incident_id)).where(
        announcement.c.incident_id == incident_id, announcement.c.folded_into.is_(None), ~linked
    )
    await connection.execute(
        insert(announcement_incident).from_select(["announcement_id", "incident_id"], new)
    )


async def remember_untold(
    connection: AsyncConnection, about: ColumnElement[bool], at: datetime
) -> None:
    """Keep when a version became true that waits behind another; the first has `since`."""
    known = exists().where(
        untold.c.announcement_id == announcement.c.id, untold.c.version == announcement.c.version
    )
    rows = select(announcement.c.id, announcement.c.version, literal(at, Instant)).where(
        about,
        announcement.c.folded_into.is_(None),
        announcement.c.told_version < announcement.c.version - 1,
        ~known,
    )
    await connection.execute(insert(untold).from_select(["announcement_id", "version", "at"], rows))


def is_about(incident_id: int) -> ColumnElement[bool]:
    """Return the condition that an announcement's channel hears of an incident."""
    return announcement.c.id.in_(
        select(announcement_incident.c.announcement_id).where(
            announcement_incident.c.incident_id == incident_id,
            announcement_incident.c.left_at.is_(None),
        )
    )


def _has_response(incident_id: int, kind: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            response.c.incident_id == incident_id,
            response.c.guild_id == announcement.c.guild_id,
            kind,
        )
        .correlate(announcement)
    )


def has_open_incident() -> ColumnElement[bool]:
    """Return the condition that an announcement tells of something that goes on."""
    retracted = (
        exists()
        .where(
            response.c.incident_id == incident.c.id,
            response.c.guild_id == announcement.c.guild_id,
            is_false_alarm(),
        )
        .correlate(incident, announcement)
    )
    return (
        exists()
        .where(
            announcement_incident.c.announcement_id == announcement.c.id,
            announcement_incident.c.left_at.is_(None),
            incident.c.id == announcement_incident.c.incident_id,
            or_(incident.c.resolved_at.is_(None), incident.c.is_unstable),
            ~retracted,
        )
        .correlate(announcement)
    )
