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
    CTE,
    ColumnElement,
    Select,
    and_,
    case,
    delete,
    distinct,
    exists,
    func,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.announcing import bump, is_about, remember_untold
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
    folded = await connection.execute(_fold(outage))
    if folded.rowcount:
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


def _fold(outage: _Outage) -> Any:
    """Return the statement that marks what is told elsewhere from now on.

    What certainly never arrived has nothing more to say. What did, or may have, has one edit left.
    """
    plan = _plan(outage)
    may_stand = or_(
        announcement.c.message_id.is_not(None), announcement.c.posting_since.is_not(None)
    )
    return (
        update(announcement)
        .where(announcement.c.id == plan.c.member)
        .values(
            folded_into=plan.c.carrier,
            version=case((may_stand, announcement.c.version + 1), else_=announcement.c.version),
            told_version=case(
                (may_stand, announcement.c.told_version), else_=announcement.c.version
            ),
        )
    )


def _plan(outage: _Outage) -> CTE:
    """Return which announcement each of some is folded into."""
    near = _near(outage)
    choice = _choice(near)
    fresh = announcement.alias("fresh")
    has_carrier = choice.c.carrier.is_not(None)
    newcomers = (
        select(fresh.c.id.label("member"), choice.c.carrier)
        .join(choice, choice.c.channel_id == fresh.c.channel_id)
        .where(*_is_fresh(fresh, outage), has_carrier)
    )
    others = (
        select(near.c.id.label("member"), choice.c.carrier)
        .join(choice, choice.c.channel_id == near.c.channel_id)
        .where(
            near.c.counts.is_not(None),
            choice.c.is_new,
            has_carrier,
            near.c.id != choice.c.carrier,
        )
        .distinct()
    )
    return union_all(newcomers, others).cte("plan")


def _near(outage: _Outage) -> CTE:
    """Return what the channels concerned are, or were, being told of the other outages.

    `counts` is the target of one that goes on. `rank` puts what stands in the channel first.
    """
    fresh, folded = announcement.alias("newcomer"), announcement.alias("folded")
    has_folded = exists().where(folded.c.folded_into == announcement.c.id)
    rank = case(
        (announcement.c.message_id.is_not(None), 0),
        (announcement.c.posting_since.is_not(None), 1),
        else_=2,
    )
    goes_on = and_(incident.c.resolved_at.is_(None), ~_is_waved_off())
    return (
        select(
            announcement.c.id,
            announcement.c.channel_id,
            rank.label("rank"),
            case((goes_on, yardstick.c.endpoint_id)).label("counts"),
            and_(~announcement.c.is_summary, has_folded).label("is_carrier"),
        )
        .select_from(fresh)
        .join(announcement, announcement.c.channel_id == fresh.c.channel_id)
        .join(_link, _link.c.announcement_id == announcement.c.id)
        .join(incident, incident.c.id == _link.c.incident_id)
        .join(yardstick, yardstick.c.id == incident.c.yardstick_id)
        .where(
            *_is_fresh(fresh, outage),
            ~announcement.c.is_over,
            announcement.c.folded_into.is_(None),
            _link.c.left_at.is_(None),
            outage.is_near(),
        )
        .cte("near")
    )


def _choice(near: CTE) -> CTE:
    """Return each channel's carrier: one that carries several already, else the oldest message."""
    joined = _first(near, near.c.is_carrier)
    is_mass = func.count(distinct(near.c.counts)) >= FEWEST - 1
    gathered = case((is_mass, _first(near, near.c.counts.is_not(None))))
    return (
        select(
            near.c.channel_id,
            func.coalesce(joined, gathered).label("carrier"),
            joined.is_(None).label("is_new"),
        )
        .group_by(near.c.channel_id)
        .cte("choice")
    )


def _first(near: CTE, wanted: ColumnElement[bool]) -> ColumnElement[int]:
    """Return the oldest of the wanted ones, those that stand in the channel before others."""
    ranked = (func.min(case((and_(wanted, near.c.rank == rank), near.c.id))) for rank in range(3))
    return func.coalesce(*ranked)


def _is_fresh(fresh: Any, outage: _Outage) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a channel heard nothing of the outage, and won't right now."""
    return (
        fresh.c.incident_id == outage.incident_id,
        fresh.c.folded_into.is_(None),
        fresh.c.told_version == 0,
        fresh.c.message_id.is_(None),
        fresh.c.posting_since.is_(None),
        ~fresh.c.is_over,
    )


def _is_waved_off() -> ColumnElement[bool]:
    """Return the condition that a server wants to hear no more of an incident."""
    return exists().where(
        response.c.incident_id == incident.c.id,
        response.c.guild_id == announcement.c.guild_id,
        or_(response.c.muted_at.is_not(None), response.c.retracted_at.is_not(None)),
    )


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
