"""One message for a watch's own trouble and what its vendor tells of it.

What begins joins the message that stands already. An outage does not: an edit notifies nobody. So
it comes in a message of its own, which takes the vendor's words over, and theirs points to it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    and_,
    case,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.announcing import bump, invite, is_about, remember_untold, retell
from bot.storage.folding import hand_on
from bot.storage.retracting import is_false_alarm
from bot.storage.statements import insert_into
from bot.storage.tables import (
    announcement,
    announcement_incident,
    incident,
    response,
    untold,
    watch,
)
from bot.watching.ports import IncidentKind

_link = announcement_incident
# That a certificate ends soon, or work is planned, is no trouble yet, and a message of its own.
_OWN = (IncidentKind.OUTAGE, IncidentKind.SLOW, IncidentKind.MAINTENANCE)


async def tell(
    connection: AsyncConnection, incident_id: int, yardstick_id: int, at: datetime
) -> None:
    """Let every channel that watches by a yardstick hear of an incident that is open."""
    await retell(connection, incident_id, at)
    await call_in(connection, incident_id, at, watch.c.yardstick_id == yardstick_id)


async def call_in(
    connection: AsyncConnection, incident_id: int, at: datetime, wanted: ColumnElement[bool]
) -> None:
    """Let the channels of the wanted watches hear of an incident.

    That is in a message that tells of the same thing already, else in one of its own.
    """
    kind, siblings = await _siblings(connection, incident_id)
    if siblings and kind is IncidentKind.OFFICIAL:
        await _join(connection, incident_id, siblings, at, wanted)
        await _inherit_mutes(connection, incident_id, siblings)
    elif siblings and kind is not IncidentKind.OUTAGE:
        await _join(connection, incident_id, siblings, at, wanted)
    await invite(connection, incident_id, at, wanted)
    if siblings and kind is IncidentKind.OUTAGE:
        await _take_over(connection, incident_id, siblings)


async def _siblings(
    connection: AsyncConnection, incident_id: int
) -> tuple[IncidentKind, tuple[int, ...]]:
    """Return an incident's kind, and what goes on of the same yardstick that it is told with."""
    this = select(incident.c.kind, incident.c.yardstick_id).where(incident.c.id == incident_id)
    row = (await connection.execute(this)).one()
    kind = IncidentKind(row.kind)
    if kind in {IncidentKind.CERTIFICATE, IncidentKind.PLANNED}:
        return kind, ()
    kinds = _OWN if kind is IncidentKind.OFFICIAL else (IncidentKind.OFFICIAL,)
    query = select(incident.c.id).where(
        incident.c.yardstick_id == row.yardstick_id,
        incident.c.id != incident_id,
        incident.c.kind.in_(kinds),
        or_(incident.c.resolved_at.is_(None), incident.c.is_unstable),
    )
    return kind, tuple((await connection.execute(query)).scalars())


async def _join(
    connection: AsyncConnection,
    incident_id: int,
    siblings: tuple[int, ...],
    at: datetime,
    wanted: ColumnElement[bool],
) -> None:
    """Let messages that tell of siblings tell of an incident too."""
    hosts = (
        select(func.min(announcement.c.id))
        .select_from(announcement.join(watch, watch.c.channel_id == announcement.c.channel_id))
        .where(
            *_stands(siblings),
            wanted,
            watch.c.guild_id == announcement.c.guild_id,
            watch.c.is_paused.is_(False),
            ~_is_called_false(incident_id),
        )
        .group_by(announcement.c.channel_id)
    )
    names = ["announcement_id", "incident_id"]
    chosen = select(announcement.c.id, literal(incident_id)).where(announcement.c.id.in_(hosts))
    statement = insert_into(connection, _link).from_select(names, chosen)
    await connection.execute(statement.on_conflict_do_nothing())
    about = and_(announcement.c.id.in_(hosts), ~_is_muted(siblings))
    await bump(connection, about, at)
    await _fold_own(connection, incident_id, siblings)
    await remember_untold(connection, is_about(incident_id), at)


async def _fold_own(
    connection: AsyncConnection, incident_id: int, siblings: tuple[int, ...]
) -> None:
    """Let an earlier message of an incident point to the one that tells of all of it now."""
    host, this, other = announcement.alias("host"), _link.alias("this"), _link.alias("other")
    carrier = (
        select(func.min(host.c.id))
        .select_from(
            host.join(this, this.c.announcement_id == host.c.id).join(
                other, other.c.announcement_id == host.c.id
            )
        )
        .where(
            this.c.incident_id == incident_id,
            other.c.incident_id.in_(siblings),
            this.c.left_at.is_(None),
            other.c.left_at.is_(None),
            ~host.c.is_over,
            host.c.folded_into.is_(None),
            host.c.channel_id == announcement.c.channel_id,
        )
        .correlate(announcement)
        .scalar_subquery()
    )
    alone = (
        is_about(incident_id),
        announcement.c.folded_into.is_(None),
        ~_tells_of(siblings),
        ~_tells_more_than((incident_id,)),
    )
    await _fold(connection, incident_id, carrier, *alone)


async def _fold(
    connection: AsyncConnection,
    incident_id: int,
    carrier: ScalarSelect[Any],
    *conditions: ColumnElement[bool],
) -> None:
    """Let messages point to their carrier.

    What certainly never arrived has nothing more to say. What did, or may have, has one edit left.
    """
    stands = announcement.c.message_id.is_not(None)
    may_stand = or_(stands, announcement.c.posting_since.is_not(None))
    version, told_version = announcement.c.version, announcement.c.told_version
    await connection.execute(
        update(announcement)
        .where(*conditions, carrier.is_not(None))
        .values(
            folded_into=carrier,
            version=case((may_stand, version + 1), else_=version),
            told_version=case((may_stand, told_version), else_=version),
        )
    )
    await _hand_over(connection, incident_id)


async def _inherit_mutes(
    connection: AsyncConnection, incident_id: int, siblings: tuple[int, ...]
) -> None:
    """Let servers that muted a message hear no more from it because it tells of one more thing."""
    told = select(announcement.c.guild_id).where(is_about(incident_id))
    muted = (
        select(
            literal(incident_id),
            response.c.guild_id,
            func.max(response.c.muted_by),
            func.max(response.c.muted_at),
        )
        .where(
            response.c.incident_id.in_(siblings),
            response.c.muted_at.is_not(None),
            response.c.guild_id.in_(told),
        )
        .group_by(response.c.guild_id)
    )
    names = ["incident_id", "guild_id", "muted_by", "muted_at"]
    statement = insert_into(connection, response).from_select(names, muted)
    await connection.execute(statement.on_conflict_do_nothing())


async def _take_over(
    connection: AsyncConnection, incident_id: int, siblings: tuple[int, ...]
) -> None:
    """Let new messages of an outage tell what the vendor's told alone, and those point there."""
    new = announcement.alias("new")
    carrier = (
        select(func.max(new.c.id))
        .where(
            new.c.incident_id == incident_id,
            new.c.channel_id == announcement.c.channel_id,
            new.c.folded_into.is_(None),
        )
        .correlate(announcement)
        .scalar_subquery()
    )
    others = (announcement.c.incident_id != incident_id, ~_tells_more_than(siblings))
    await _fold(connection, incident_id, carrier, *_stands(siblings), *others)


async def _hand_over(connection: AsyncConnection, incident_id: int) -> None:
    """Let messages that tell of an incident tell of what was folded into them just now."""
    carriers = select(_link.c.announcement_id).where(_link.c.incident_id == incident_id)
    has_incidents = exists().where(_link.c.announcement_id == announcement.c.id)
    taken = select(announcement.c.id).where(announcement.c.folded_into.in_(carriers), has_incidents)
    moved = (
        select(announcement.c.folded_into, _link.c.incident_id, _link.c.left_at)
        .select_from(_link.join(announcement, announcement.c.id == _link.c.announcement_id))
        .where(announcement.c.folded_into.in_(carriers))
    )
    names = ["announcement_id", "incident_id", "left_at"]
    links = insert_into(connection, _link).from_select(names, moved)
    await connection.execute(links.on_conflict_do_nothing())
    await hand_on(connection, taken)
    await connection.execute(delete(untold).where(untold.c.announcement_id.in_(taken)))
    await connection.execute(delete(_link).where(_link.c.announcement_id.in_(taken)))


def _stands(siblings: tuple[int, ...]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that an announcement tells of siblings, and goes on."""
    return _tells_of(siblings), ~announcement.c.is_over, announcement.c.folded_into.is_(None)


def _tells_of(siblings: tuple[int, ...]) -> ColumnElement[bool]:
    """Return the condition that an announcement tells of any of some incidents."""
    return (
        exists()
        .where(
            _link.c.announcement_id == announcement.c.id,
            _link.c.incident_id.in_(siblings),
            _link.c.left_at.is_(None),
        )
        .correlate(announcement)
    )


def _tells_more_than(siblings: tuple[int, ...]) -> ColumnElement[bool]:
    """Return the condition that an announcement tells of anything else that goes on."""
    return (
        exists()
        .where(
            _link.c.announcement_id == announcement.c.id,
            _link.c.incident_id.not_in(siblings),
            _link.c.left_at.is_(None),
            incident.c.id == _link.c.incident_id,
            or_(incident.c.resolved_at.is_(None), incident.c.is_unstable),
        )
        .correlate(announcement)
    )


def _is_muted(siblings: tuple[int, ...]) -> ColumnElement[bool]:
    """Return the condition that an announcement's server muted what it tells of."""
    return (
        exists()
        .where(
            response.c.incident_id.in_(siblings),
            response.c.guild_id == announcement.c.guild_id,
            response.c.muted_at.is_not(None),
        )
        .correlate(announcement)
    )


def _is_called_false(incident_id: int) -> ColumnElement[bool]:
    """Return the condition that an announcement's server called an incident a false alarm."""
    return (
        exists()
        .where(
            response.c.incident_id == incident_id,
            response.c.guild_id == announcement.c.guild_id,
            is_false_alarm(),
        )
        .correlate(announcement)
    )
