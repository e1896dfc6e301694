"""Which channels hear of an incident while watches come, go, rest and move.

A channel hears of what its server's watches are about. When the last of them there ends, moves or
rests while others still follow the target, the channel's message ends with it. A channel that a
watch comes to hears, once, of what goes on.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Exists, Row, Select, and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.accompanying import call_in
from bot.storage.announcing import bump, remember_untold
from bot.storage.folding import fold_outages
from bot.storage.retracting import is_false_alarm
from bot.storage.statements import Turns, take_turns
from bot.storage.tables import (
    announcement,
    announcement_incident,
    guild,
    incident,
    response,
    watch,
    yardstick,
)
from bot.watching.ports import IncidentKind

_link = announcement_incident


def is_active() -> Any:
    """Return the condition that a watch of a joined server is to be followed."""
    return watch.c.is_paused.is_(False) & guild.c.removed_at.is_(None)


def has_active_watch() -> Exists:
    """Return the condition that anybody follows by a yardstick."""
    return (
        exists()
        .select_from(watch.join(guild))
        .where(watch.c.yardstick_id == yardstick.c.id, is_active())
        .correlate(yardstick)
    )


def goes_on() -> ColumnElement[bool]:
    """Return the condition that an incident has not come to its end."""
    return or_(incident.c.resolved_at.is_(None), incident.c.is_unstable)


async def leave(connection: AsyncConnection, yardsticks: Collection[int], at: datetime) -> None:
    """End what channels hear of incidents that nothing in them watches any more."""
    open_ones = select(incident.c.id).where(incident.c.yardstick_id.in_(yardsticks), goes_on())
    left = await connection.execute(
        update(_link)
        .where(
            _link.c.incident_id.in_(open_ones),
            _link.c.left_at.is_(None),
            ~_attends(),
            ~_is_called_off(),
        )
        .values(left_at=at)
        .returning(_link.c.announcement_id, _link.c.incident_id)
    )
    await _tell_again(connection, left.all(), at)


async def join(connection: AsyncConnection, watch_ids: Collection[int], at: datetime) -> None:
    """Let the channels of some watches hear of what goes on, where anybody was told of it."""
    was_told = exists().where(_link.c.incident_id == incident.c.id)
    of_watch = incident.c.yardstick_id == watch.c.yardstick_id
    query: Select[Any] = (
        select(incident.c.id, watch.c.id.label("watch_id"), watch.c.guild_id, watch.c.channel_id)
        .select_from(watch.join(guild).join(incident, of_watch))
        .where(
            watch.c.id.in_(tuple(watch_ids)),
            is_active(),
            incident.c.resolved_at.is_(None),
            incident.c.kind != IncidentKind.CERTIFICATE,
            was_told,
        )
        .order_by(incident.c.opened_at, incident.c.id)
    )
    rows = (await connection.execute(query)).all()
    if rows:
        await take_turns(connection, Turns.FOLDING)
    for row in rows:
        await _return(connection, row, at)
        await call_in(connection, row.id, at, watch.c.id == row.watch_id)
        await fold_outages(connection, row.id, at)


async def come_back(connection: AsyncConnection, incident_id: int, at: datetime) -> None:
    """Let channels hear of an incident that goes on, those alone where something watches it."""
    of_incident, has_left = _link.c.incident_id == incident_id, _link.c.left_at.is_not(None)
    await connection.execute(
        update(_link).where(of_incident, has_left, _attends()).values(left_at=None)
    )
    await connection.execute(
        update(_link).where(of_incident, ~has_left, ~_attends()).values(left_at=at)
    )


def _attends() -> Exists:
    """Return the condition that a link's channel has a watch of its incident."""
    same_place = and_(
        watch.c.channel_id == announcement.c.channel_id,
        watch.c.guild_id == announcement.c.guild_id,
    )
    return (
        exists()
        .select_from(
            announcement.join(watch, same_place)
            .join(guild, guild.c.id == watch.c.guild_id)
            .join(incident, incident.c.yardstick_id == watch.c.yardstick_id)
        )
        .where(
            announcement.c.id == _link.c.announcement_id,
            incident.c.id == _link.c.incident_id,
            is_active(),
        )
        .correlate(_link)
    )


def _is_called_off() -> Exists:
    """Return the condition that a link's incident is a false alarm in its server: over already."""
    return (
        exists()
        .where(
            announcement.c.id == _link.c.announcement_id,
            response.c.guild_id == announcement.c.guild_id,
            response.c.incident_id == _link.c.incident_id,
            is_false_alarm(),
        )
        .correlate(_link)
    )


async def _return(connection: AsyncConnection, row: Row[Any], at: datetime) -> None:
    """Let a channel that left hear of an incident again, in the same message."""
    mine = select(announcement.c.id).where(
        announcement.c.guild_id == row.guild_id, announcement.c.channel_id == row.channel_id
    )
    back = await connection.execute(
        update(_link)
        .where(
            _link.c.incident_id == row.id,
            _link.c.left_at.is_not(None),
            _link.c.announcement_id.in_(mine),
        )
        .values(left_at=None)
        .returning(_link.c.announcement_id, _link.c.incident_id)
    )
    await _tell_again(connection, back.all(), at)


async def _tell_again(
    connection: AsyncConnection, links: Collection[Row[Any]], at: datetime
) -> None:
    """Let announcements say what became of some of their incidents."""
    if not links:
        return
    about = announcement.c.id.in_({row.announcement_id for row in links})
    await bump(connection, about, at)
    await remember_untold(connection, about, at)
