"""False alarms: which part of a shared incident one server took out of its own history.

An incident belongs to all who watch the target; a retraction is of one server alone, and of what
had happened by then. When the same incident goes on after a recovery, that is news to this server:
it hears of it in a new message, and only from then on it counts. Everybody else sees a relapse.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import (
    announcement,
    announcement_incident,
    condition,
    guild,
    incident,
    incident_pause,
    response,
    watch,
)
from bot.watching.condition import Condition
from bot.watching.ports import IncidentKind
from bot.watching.records import RecordUnreadable, from_record, to_record
from bot.watching.transitions import retract


def has_lapsed() -> ColumnElement[bool]:
    """Return the condition that an incident went on after what a server's response retracted."""
    return (
        exists()
        .where(
            incident_pause.c.incident_id == response.c.incident_id,
            incident_pause.c.ends > response.c.retracted_at,
        )
        .correlate(response)
    )


def is_false_alarm() -> ColumnElement[bool]:
    """Return the condition that a server's response retracts an incident as it is now."""
    return response.c.retracted_at.is_not(None) & ~has_lapsed()


async def end_mutes(connection: AsyncConnection, incident_id: int) -> None:
    """Let servers that muted an incident until it was over hear that it goes on."""
    await connection.execute(
        update(response)
        .where(response.c.incident_id == incident_id)
        .values(muted_by=None, muted_at=None)
    )


async def date_retractions(
    connection: AsyncConnection, incident_id: int, resolved_at: datetime
) -> None:
    """Let nothing be retracted that came after the end of an incident that goes on.

    Whoever called it false after its end meant what had happened, not what was to come.
    """
    await connection.execute(
        update(response)
        .where(response.c.incident_id == incident_id, response.c.retracted_at > resolved_at)
        .values(retracted_at=resolved_at)
    )


async def end_retractions(connection: AsyncConnection, incident_id: int, at: datetime) -> None:
    """Let an incident that goes on since `at` be news to servers that retracted it until now."""
    mine = response.c.incident_id == incident_id
    query = select(response.c.guild_id).where(mine, is_false_alarm())
    guilds = (await connection.execute(query)).scalars().all()
    if not guilds:
        return
    await connection.execute(
        update(response)
        .where(mine, response.c.guild_id.in_(guilds))
        .values(acknowledged_by=None, acknowledged_at=None, muted_by=None, muted_at=None)
    )
    await _begin_anew(connection, incident_id, guilds, at)


async def _begin_anew(
    connection: AsyncConnection, incident_id: int, guilds: Collection[int], at: datetime
) -> None:
    """Leave messages as they are that say "false alarm" and nothing else; the news gets new ones.

    One that does not say so yet never will: it is told how things are now. A channel that nothing
    is watched for any more hears nothing.
    """
    link = announcement_incident
    about = select(link.c.announcement_id).where(
        link.c.incident_id == incident_id, link.c.left_at.is_(None)
    )
    theirs = (announcement.c.id.in_(about), announcement.c.guild_id.in_(guilds))
    deserted = select(announcement.c.id).where(*theirs, ~_attends(incident_id))
    await connection.execute(
        update(link)
        .where(link.c.incident_id == incident_id, link.c.announcement_id.in_(deserted))
        .values(left_at=at)
    )
    await connection.execute(
        update(announcement)
        .where(
            *theirs,
            announcement.c.message_id.is_not(None),
            announcement.c.is_over,
            announcement.c.told_version >= announcement.c.version,
        )
        .values(message_id=None, told_version=0, edition=announcement.c.edition + 1, since=at)
    )


def _attends(incident_id: int) -> ColumnElement[bool]:
    """Return the condition that an announcement's channel has a watch of an incident."""
    of_incident = select(incident.c.yardstick_id).where(incident.c.id == incident_id)
    return (
        exists()
        .where(
            watch.c.channel_id == announcement.c.channel_id,
            watch.c.guild_id == announcement.c.guild_id,
            watch.c.yardstick_id.in_(of_incident),
            watch.c.is_paused.is_(False),
        )
        .correlate(announcement)
    )


async def is_believed(connection: AsyncConnection, incident_id: int) -> bool:
    """Tell whether a server that watches the target, or was told, did not call it false."""
    denied = (
        exists()
        .where(
            response.c.incident_id == incident_id,
            response.c.guild_id == guild.c.id,
            is_false_alarm(),
        )
        .correlate(guild)
    )
    of_incident = select(incident.c.yardstick_id).where(incident.c.id == incident_id)
    watching = select(watch.c.guild_id).where(watch.c.yardstick_id.in_(of_incident))
    told = (
        select(announcement.c.guild_id)
        .join(announcement_incident, announcement_incident.c.announcement_id == announcement.c.id)
        .where(
            announcement_incident.c.incident_id == incident_id,
            announcement_incident.c.left_at.is_(None),
        )
    )
    is_concerned = or_(guild.c.id.in_(watching), guild.c.id.in_(told))
    query = select(guild.c.id).where(guild.c.removed_at.is_(None), is_concerned, ~denied).limit(1)
    return (await connection.execute(query)).first() is not None


async def calm_false_alarm(connection: AsyncConnection, incident_id: int) -> None:
    """End the restless time of what nobody believes: no look will tell that it is over.

    What is remembered of its endpoint goes with it: who is killed now may not keep it up to date.
    """
    if await is_believed(connection, incident_id):
        return
    await connection.execute(
        update(incident).where(incident.c.id == incident_id).values(is_unstable=False)
    )
    query = (
        select(condition.c.yardstick_id, condition.c.record, incident.c.opened_at)
        .join(incident, incident.c.yardstick_id == condition.c.yardstick_id)
        .where(incident.c.id == incident_id, incident.c.kind == IncidentKind.OUTAGE.value)
    )
    row = (await connection.execute(query)).first()
    remembered = None if row is None else _read(row.record)
    if row is not None and remembered is not None and remembered.incident_since == row.opened_at:
        await connection.execute(
            update(condition)
            .where(condition.c.yardstick_id == row.yardstick_id)
            .values(record=to_record(retract(remembered)))
        )


def _read(record: Mapping[str, Any]) -> Condition | None:
    try:
        return from_record(record)
    except RecordUnreadable:
        return None
