"""What channels are to be told when something about an incident changes.

Every statement here works on all channels of an incident at once, however many there are.
"""

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
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


async def tell(
    connection: AsyncConnection, incident_id: int, yardstick_id: int, at: datetime
) -> None:
    """Let every channel that watches by a yardstick hear of an incident that is open."""
    await retell(connection, incident_id, at)
    known = (
        exists()
        .where(
            announcement.c.channel_id == watch.c.channel_id,
            announcement_incident.c.announcement_id == announcement.c.id,
            announcement_incident.c.incident_id == incident_id,
        )
        .correlate(watch)
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
            watch.c.yardstick_id == yardstick_id,
            watch.c.is_paused.is_(False),
            guild.c.removed_at.is_(None),
            ~known,
        )
        .distinct()
        .order_by(watch.c.guild_id, watch.c.channel_id)
    )
    names = ["incident_id", "guild_id", "channel_id", "version", "since"]
    statement = insert_into(connection, announcement).from_select(names, channels)
    await connection.execute(statement.on_conflict_do_nothing())
    await _link_new(connection, incident_id)
    await _remember_untold(connection, incident_id, at)


async def retell(
    connection: AsyncConnection,
    incident_id: int,
    at: datetime,
    *,
    is_end: bool = False,
    guild_id: int | None = None,
) -> None:
    """Let channels that were told, or are about to be, hear what changed.

    A server that muted the incident hears of its end alone, one that called it a false alarm of
    nothing. `guild_id`: what that server's own people did; it always hears of that, nobody else.
    """
    wanted: list[ColumnElement[bool]] = [
        _is_about(incident_id),
        announcement.c.folded_into.is_(None),
    ]
    if guild_id is not None:
        wanted.append(announcement.c.guild_id == guild_id)
    else:
        wanted.append(~_has_response(incident_id, is_false_alarm()))
        if not is_end:
            wanted.append(~_has_response(incident_id, response.c.muted_at.is_not(None)))
    has_told_all = announcement.c.told_version >= announcement.c.version
    await connection.execute(
        update(announcement)
        .where(*wanted)
        .values(
            version=announcement.c.version + 1,
            since=case((has_told_all, literal(at, Instant)), else_=announcement.c.since),
            is_over=~has_open_incident(),
        )
    )
    await _remember_untold(connection, incident_id, at)


async def forget_told(connection: AsyncConnection, announcement_id: int) -> None:
    """Drop the times of versions that were told; `since` becomes the first that was not."""
    mine = announcement.c.id == announcement_id
    told = select(announcement.c.told_version).where(mine).scalar_subquery()
    await connection.execute(
        delete(untold).where(untold.c.announcement_id == announcement_id, untold.c.version <= told)
    )
    first = select(func.min(untold.c.at)).where(untold.c.announcement_id == announcement_id)
    await connection.execute(
        update(announcement)
        .where(mine)
        .values(since=func.coalesce(first.scalar_subquery(), announcement.c.since))
    )


def is_suspended() -> ColumnElement[bool]:
    """Return the condition that an announcement's channel can't be told anything."""
    return exists().where(suspension.c.channel_id == announcement.c.channel_id)


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


async def _remember_untold(connection: AsyncConnection, incident_id: int, at: datetime) -> None:
    """Keep when a version became true that waits behind another; the first has `since`."""
    known = exists().where(
        untold.c.announcement_id == announcement.c.id, untold.c.version == announcement.c.version
    )
    rows = select(announcement.c.id, announcement.c.version, literal(at, Instant)).where(
        _is_about(incident_id),
        announcement.c.folded_into.is_(None),
        announcement.c.told_version < announcement.c.version - 1,
        ~known,
    )
    await connection.execute(insert(untold).from_select(["announcement_id", "version", "at"], rows))


def _is_about(incident_id: int) -> ColumnElement[bool]:
    return announcement.c.id.in_(
        select(announcement_incident.c.announcement_id).where(
            announcement_incident.c.incident_id == incident_id
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
    retracted = exists().where(
        response.c.incident_id == incident.c.id,
        response.c.guild_id == announcement.c.guild_id,
        is_false_alarm(),
    )
    return (
        exists()
        .where(
            announcement_incident.c.announcement_id == announcement.c.id,
            incident.c.id == announcement_incident.c.incident_id,
            or_(incident.c.resolved_at.is_(None), incident.c.is_unstable),
            ~retracted,
        )
        .correlate(announcement)
    )
