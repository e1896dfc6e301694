"""Several outages of a server at once become one message. DESIGN section 7, "mass failure".

In a channel that is to hear of a new outage, what else went down within ten minutes is looked up:
three targets or more are told together. The oldest message takes the others over; those that stand
in the channel already are edited once more, to point there. Every statement works on all channels
at once, however many there are.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Update,
    and_,
    case,
    delete,
    distinct,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.announcing import bump, is_about, remember_untold
from bot.storage.retracting import is_false_alarm
from bot.storage.statements import insert_into
from bot.storage.tables import (
    announcement,
    announcement_incident,
    incident,
    response,
    untold,
    yardstick,
)
from bot.watching.ports import IncidentKind

TOGETHER = timedelta(minutes=10)
FEWEST = 3  # targets that are told together
_link = announcement_incident


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outage:
    """The outage that channels are about to hear of."""

    incident_id: int
    endpoint_id: int
    begins: datetime

    def is_near(self) -> ColumnElement[bool]:
        """Return the condition that an incident is another target's outage of the same time."""
        return and_(
            incident.c.kind == IncidentKind.OUTAGE,
            incident.c.opened_at >= self.begins - TOGETHER,
            incident.c.opened_at <= self.begins + TOGETHER,
            yardstick.c.endpoint_id != self.endpoint_id,
        )


async def fold_outages(connection: AsyncConnection, incident_id: int, at: datetime) -> None:
    """Let channels that did not hear of an outage yet hear of it together with others."""
    outage = await _find(connection, incident_id)
    if outage is None or not await _has_company(connection, outage):
        return
    folded = await connection.execute(_fold_newcomers(outage))
    if folded.rowcount:
        await connection.execute(_fold_others(outage))
        await _hand_over(connection, incident_id, at)


async def hand_on(connection: AsyncConnection, taken: Select[Any]) -> None:
    """Let what was folded into announcements that are folded now follow them."""
    parent = announcement.alias()
    await connection.execute(
        update(announcement)
        .where(announcement.c.folded_into.in_(taken))
        .values(
            folded_into=select(parent.c.folded_into)
            .where(parent.c.id == announcement.c.folded_into)
            .scalar_subquery()
        )
    )


async def _find(connection: AsyncConnection, incident_id: int) -> _Outage | None:
    query = (
        select(incident.c.opened_at, yardstick.c.endpoint_id)
        .join(yardstick)
        .where(incident.c.id == incident_id, incident.c.kind == IncidentKind.OUTAGE)
    )
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        return None
    return _Outage(incident_id=incident_id, endpoint_id=row.endpoint_id, begins=row.opened_at)


async def _has_company(connection: AsyncConnection, outage: _Outage) -> bool:
    """Tell whether anything else went down at that time at all: mostly nothing did."""
    query = select(incident.c.id).join(yardstick).where(outage.is_near()).limit(1)
    return (await connection.execute(query)).first() is not None


def _fold_newcomers(outage: _Outage) -> Update:
    """Return the statement that lets others tell of an outage, where there are enough of them.

    Nothing of a newcomer stands in its channel: it has nothing to say any more.
    """
    # One channel at a time, by an index: no database can come upon a worse idea.
    carrier = _carrier(outage, announcement.c.channel_id)
    return (
        update(announcement)
        .where(*_is_fresh(outage), carrier.is_not(None))
        .values(folded_into=carrier, told_version=announcement.c.version)
    )


def _fold_others(outage: _Outage) -> Update:
    """Return the statement that folds the other outages of the same channels too.

    What certainly never arrived has nothing more to say. What did, or may have, has one edit left.
    """
    newcomer, other = announcement.alias("newcomer"), announcement.alias("other")
    of_channel = (
        newcomer.c.incident_id == outage.incident_id,
        newcomer.c.folded_into.is_not(None),
    )
    near = (
        _near(outage, other)
        .add_columns(other.c.id)
        .join(newcomer, newcomer.c.channel_id == other.c.channel_id)
        .where(*of_channel, other.c.id != newcomer.c.folded_into, _goes_on(other))
        .where(~_is_carrier(other))
    )
    into = select(newcomer.c.folded_into).where(
        *of_channel, newcomer.c.channel_id == announcement.c.channel_id
    )
    stands = announcement.c.message_id.is_not(None)
    may_stand = or_(stands, announcement.c.posting_since.is_not(None))
    version, told_version = announcement.c.version, announcement.c.told_version
    return (
        update(announcement)
        .where(announcement.c.id.in_(near))
        .values(
            folded_into=into.scalar_subquery(),
            version=case((may_stand, version + 1), else_=version),
            told_version=case((may_stand, told_version), else_=version),
        )
    )


def _carrier(outage: _Outage, channel_id: ColumnElement[int]) -> ColumnElement[int | None]:
    """Return who is to tell a channel: who tells of several already, else the oldest message."""
    other = announcement.alias("other")
    goes_on = _goes_on(other)
    joined = _first(other, _is_carrier(other))
    targets = func.count(distinct(case((goes_on, yardstick.c.endpoint_id))))
    gathered = case((targets >= FEWEST - 1, _first(other, goes_on)))
    query = _near(outage, other).add_columns(func.coalesce(joined, gathered))
    elsewhere = (other.c.channel_id == channel_id, other.c.id != announcement.c.id)
    return query.where(*elsewhere).correlate(announcement).scalar_subquery()


def _near(outage: _Outage, other: FromClause) -> Select[Any]:
    """Return, without columns, what is being told of other outages of the same time."""
    return (
        select()
        .select_from(other)
        .join(_link, _link.c.announcement_id == other.c.id)
        .join(incident, incident.c.id == _link.c.incident_id)
        .join(yardstick, yardstick.c.id == incident.c.yardstick_id)
        .where(
            ~other.c.is_over,
            other.c.folded_into.is_(None),
            _link.c.left_at.is_(None),
            outage.is_near(),
        )
    )


def _first(other: FromClause, wanted: ColumnElement[bool]) -> ColumnElement[int]:
    """Return the oldest of the wanted ones: what stands in the channel first, or may stand."""
    stands, may_stand = other.c.message_id.is_not(None), other.c.posting_since.is_not(None)
    ranks = (and_(wanted, stands), and_(wanted, may_stand), wanted)
    return func.coalesce(*(func.min(case((rank, other.c.id))) for rank in ranks))


def _is_carrier(other: FromClause) -> ColumnElement[bool]:
    """Return the condition that an announcement tells of several outages at once already."""
    folded = announcement.alias("folded")
    return and_(~other.c.is_summary, exists().where(folded.c.folded_into == other.c.id))


def _is_fresh(outage: _Outage) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a channel heard nothing of the outage, and won't right now."""
    return (
        announcement.c.incident_id == outage.incident_id,
        announcement.c.folded_into.is_(None),
        announcement.c.told_version == 0,
        announcement.c.message_id.is_(None),
        announcement.c.posting_since.is_(None),
        ~announcement.c.is_over,
    )


def _goes_on(other: FromClause) -> ColumnElement[bool]:
    """Return the condition that an outage lasts, and its server wants to hear of it."""
    waved_off = exists().where(
        response.c.incident_id == incident.c.id,
        response.c.guild_id == other.c.guild_id,
        or_(response.c.muted_at.is_not(None), is_false_alarm()),
    )
    return and_(incident.c.resolved_at.is_(None), ~waved_off)


async def _hand_over(connection: AsyncConnection, incident_id: int, at: datetime) -> None:
    """Let carriers tell of what was folded into them just now: it still has its incidents."""
    one = announcement.alias("one")
    carriers = select(one.c.folded_into).where(
        one.c.incident_id == incident_id, one.c.folded_into.is_not(None)
    )
    has_incidents = exists().where(_link.c.announcement_id == announcement.c.id)
    just_now = (announcement.c.folded_into.in_(carriers), has_incidents)
    taken = select(announcement.c.id).where(*just_now)
    moved = (
        select(announcement.c.folded_into, _link.c.incident_id, _link.c.left_at)
        .select_from(_link.join(announcement, announcement.c.id == _link.c.announcement_id))
        .where(announcement.c.folded_into.in_(carriers))
    )
    names = ["announcement_id", "incident_id", "left_at"]
    new_links = insert_into(connection, _link).from_select(names, moved)
    takers = select(announcement.c.folded_into).where(*just_now)
    await connection.execute(new_links.on_conflict_do_nothing())
    await bump(connection, announcement.c.id.in_(takers), at)
    await hand_on(connection, taken)
    await connection.execute(delete(untold).where(untold.c.announcement_id.in_(taken)))
    await connection.execute(delete(_link).where(_link.c.announcement_id.in_(taken)))
    await remember_untold(connection, is_about(incident_id), at)
