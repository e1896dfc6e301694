"""Work that vendors plan, kept as incidents of a kind of their own: told, and never downtime.

A plan is told in two messages, so it is two incidents: one from a day before, and one from a
quarter of an hour before until it is over.
"""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.announcing import invite, retell
from bot.storage.database import Database
from bot.storage.official_documents import plan_document, read_plan
from bot.storage.official_incidents import is_followed
from bot.storage.tables import incident, response, watch
from bot.watching.official_reading import Reading
from bot.watching.ports import IncidentKind
from bot.watching.vendor_plans import Plan, PlanStory, look_ahead


class VendorPlans:
    """Plans in a database. Fulfils `official_reading.PlanStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def planned(self) -> frozenset[int]:
        """Return the yardsticks whose plans are told of and not over."""
        query = select(incident.c.yardstick_id).where(_is_open_plan())
        async with self._database.reading() as connection:
            return frozenset((await connection.execute(query)).scalars())

    async def look_ahead(self, reading: Reading) -> bool:
        """Keep what became of plans; say whether channels are to be told."""
        yardstick_id = reading.followed.yardstick_id
        said = reading.notices if reading.is_read else None
        async with self._database.reading() as connection:
            _, known = await _open_plans(connection, yardstick_id)
        if look_ahead(known, said, reading.at) == known:
            return False
        async with self._database.writing(is_durable=True) as connection:
            if not await is_followed(connection, reading.followed):
                return False
            ids, known = await _open_plans(connection, yardstick_id)
            now = look_ahead(known, said, reading.at)
            earlier = {plan.key: id_ for id_, plan in zip(ids, known, strict=True)}
            for id_, before, plan in zip(ids, known, now, strict=False):
                await _alter(connection, id_, before, plan, reading)
            for plan in now[len(known) :]:
                await _open(connection, plan, reading, earlier.get(plan.key))
        return _as_told(now) != _as_told(known)


def _is_open_plan() -> ColumnElement[bool]:
    return (incident.c.kind == IncidentKind.PLANNED) & incident.c.resolved_at.is_(None)


async def _open_plans(
    connection: AsyncConnection, yardstick_id: int
) -> tuple[tuple[int, ...], tuple[Plan, ...]]:
    """Return the plans that are told of and not over, with their incidents."""
    query = (
        select(incident.c.id, incident.c.official)
        .where(incident.c.yardstick_id == yardstick_id, _is_open_plan())
        .order_by(incident.c.id)
    )
    rows = (await connection.execute(query)).all()
    stories = [(row.id, story.plan) for row in rows if (story := read_plan(row.official))]
    return tuple(id_ for id_, _ in stories), tuple(plan for _, plan in stories)


async def _alter(
    connection: AsyncConnection, incident_id: int, before: Plan, plan: Plan, reading: Reading
) -> None:
    if plan == before:
        return
    values: dict[str, Any] = {"official": plan_document(_story(plan, reading))}
    if not plan.is_open:
        values["resolved_at"] = reading.at
    await connection.execute(update(incident).where(incident.c.id == incident_id).values(values))
    if _as_told((plan,)) != _as_told((before,)):
        await retell(connection, incident_id, reading.at, is_end=not plan.is_open)


async def _open(
    connection: AsyncConnection, plan: Plan, reading: Reading, handed_on_by: int | None
) -> None:
    """Let every channel that watches by the yardstick hear of a plan."""
    yardstick_id = reading.followed.yardstick_id
    values = {
        "public_id": secrets.token_urlsafe(8),
        "yardstick_id": yardstick_id,
        "kind": IncidentKind.PLANNED,
        "opened_at": reading.at,
        "official": plan_document(_story(plan, reading)),
    }
    made = await connection.execute(insert(incident).values(values).returning(incident.c.id))
    incident_id = int(made.scalar_one())
    if handed_on_by is not None:
        await _inherit_mutes(connection, incident_id, handed_on_by)
    await invite(connection, incident_id, reading.at, watch.c.yardstick_id == yardstick_id)


async def _inherit_mutes(connection: AsyncConnection, incident_id: int, before: int) -> None:
    """Let servers that muted a plan hear no more of it."""
    muted = select(
        literal(incident_id), response.c.guild_id, response.c.muted_by, response.c.muted_at
    ).where(response.c.incident_id == before, response.c.muted_at.is_not(None))
    names = ["incident_id", "guild_id", "muted_by", "muted_at"]
    await connection.execute(insert(response).from_select(names, muted))


def _as_told(plans: Iterable[Plan]) -> list[Plan]:
    """Return plans as channels read of them: that a page missed one once is told to nobody."""
    return [replace(one, missing_since=None) for one in plans]


def _story(plan: Plan, reading: Reading) -> PlanStory:
    return PlanStory(vendor=reading.vendor, page_url=reading.page_url, plan=plan)
