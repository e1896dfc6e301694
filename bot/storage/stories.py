"""Incidents with all that belongs to them, as one server may be told of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Label, Row, Select, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.documents import read_cause, read_hop, read_verdict
from bot.storage.official_documents import read_official, read_plan
from bot.storage.tables import (
    announcement,
    announcement_incident,
    endpoint,
    incident,
    incident_pause,
    note,
    response,
    watch,
    yardstick,
)
from bot.storage.watches import read_watch
from bot.watching.ports import (
    AnnouncementStory,
    FoldedInto,
    IncidentKind,
    IncidentStory,
    Note,
    Response,
)
from bot.watching.watch import Watch

_CHUNK = 250  # incidents


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What belongs to some incidents, by incident or by yardstick."""

    pauses: dict[int, list[Row[Any]]]
    notes: dict[int, list[Row[Any]]]
    responses: dict[int, list[Row[Any]]]
    watches: dict[int, list[Row[Any]]]


async def read_announcement(
    connection: AsyncConnection, announcement_id: int
) -> AnnouncementStory | None:
    """Return what an announcement has to tell; None when it is gone."""
    query = select(announcement).where(announcement.c.id == announcement_id)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        return None
    link = announcement_incident
    links = select(link.c.incident_id, link.c.left_at).where(
        link.c.announcement_id == announcement_id
    )
    left = {one.incident_id: one.left_at for one in (await connection.execute(links)).all()}
    folded_into = None
    if row.folded_into is not None:
        left = {row.incident_id: None}
        folded_into = await _read_carrier(connection, row.folded_into, row.incident_id)
    stories = await read_stories(connection, row.guild_id, incident.c.id.in_(left))
    return AnnouncementStory(
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        version=row.version,
        is_summary=row.is_summary,
        incidents=tuple(_as_heard(one, left[one.id]) for one in stories),
        folded_into=folded_into,
    )


async def read_stories(
    connection: AsyncConnection,
    guild_id: int,
    wanted: ColumnElement[bool],
    *,
    endpoint_id: int | None = None,
) -> tuple[IncidentStory, ...]:
    """Return the wanted incidents in order, as one server sees them."""
    query = (
        select(incident, yardstick.c.endpoint_id, *_is_there(guild_id))
        .join(yardstick)
        .where(wanted)
        .order_by(incident.c.opened_at, incident.c.id)
    )
    if endpoint_id is not None:
        query = query.where(yardstick.c.endpoint_id == endpoint_id)
    found = await connection.stream(query)
    chunks = [chunk async for chunk in found.partitions(_CHUNK)]
    stories: list[IncidentStory] = []
    for rows in chunks:  # a long past, read in one go, would hold up every look of the process
        parts = await _read_parts(connection, guild_id, rows)
        stories += (_story(row, parts) for row in rows)
    return tuple(stories)


async def _read_carrier(
    connection: AsyncConnection, carrier_id: int, incident_id: int
) -> FoldedInto | None:
    """Return where it is told instead; None where that message will never be there."""
    query = select(announcement).where(announcement.c.id == carrier_id)
    carrier = (await connection.execute(query)).one()
    is_settled = carrier.is_over and carrier.told_version >= carrier.version
    if carrier.message_id is None and is_settled:
        return None
    this = select(incident.c.yardstick_id).where(incident.c.id == incident_id)
    others = (
        select(incident.c.id)
        .join(announcement_incident)
        .where(
            announcement_incident.c.announcement_id == carrier_id,
            incident.c.yardstick_id != this.scalar_subquery(),
        )
        .limit(1)
    )
    return FoldedInto(
        channel_id=carrier.channel_id,
        message_id=carrier.message_id,
        is_same=(await connection.execute(others)).first() is None,
    )


def _as_heard(story: IncidentStory, left_at: datetime | None) -> IncidentStory:
    """Return an incident as a channel knows it whose watch of it ended in the middle."""
    if left_at is None:
        return story
    return replace(story, resolved_at=left_at, is_abandoned=True, is_unstable=False)


def _is_there(guild_id: int) -> tuple[Label[bool], ...]:
    """Return whether an incident has parts at all: of most there is nothing to read."""
    pause, told, made = (
        exists().where(table.c.incident_id == incident.c.id)
        for table in (incident_pause, note, response)
    )
    return (
        pause.label("has_pauses"),
        told.where(note.c.guild_id == guild_id).label("has_notes"),
        made.where(response.c.guild_id == guild_id).label("has_responses"),
    )


async def _read_parts(
    connection: AsyncConnection, guild_id: int, rows: Sequence[Row[Any]]
) -> _Parts:
    async def read(name: str, query: Select[Any]) -> Sequence[Row[Any]]:
        is_there = any(getattr(row, f"has_{name}") for row in rows)
        return (await connection.execute(query)).all() if is_there else ()

    ids = [row.id for row in rows]
    pauses = (
        select(incident_pause)
        .where(incident_pause.c.incident_id.in_(ids))
        .order_by(incident_pause.c.begins)
    )
    notes = (
        select(note)
        .where(note.c.incident_id.in_(ids), note.c.guild_id == guild_id)
        .order_by(note.c.at, note.c.id)
    )
    responses = select(response).where(
        response.c.incident_id.in_(ids), response.c.guild_id == guild_id
    )
    watches = (
        select(watch, endpoint.c.url)
        .join(endpoint)
        .where(
            watch.c.yardstick_id.in_({row.yardstick_id for row in rows}),
            watch.c.guild_id == guild_id,
        )
        .order_by(watch.c.id)
    )
    return _Parts(
        pauses=_by("incident_id", await read("pauses", pauses)),
        notes=_by("incident_id", await read("notes", notes)),
        responses=_by("incident_id", await read("responses", responses)),
        watches=_by("yardstick_id", (await connection.execute(watches)).all()),
    )


def _by(name: str, rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    grouped: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, name)].append(row)
    return grouped


def _story(row: Row[Any], parts: _Parts) -> IncidentStory:
    watches: tuple[Watch, ...] = tuple(map(read_watch, parts.watches[row.yardstick_id]))
    story = IncidentStory(
        id=row.id,
        public_id=row.public_id,
        kind=IncidentKind(row.kind),
        endpoint_id=row.endpoint_id,
        yardstick_id=row.yardstick_id,
        watches=watches,
        opened_at=row.opened_at,
        resolved_at=row.resolved_at,
        cause=read_cause(row.cause),
        hop=read_hop(row.hop),
        verdict=read_verdict(row.verdict),
        pauses=tuple((pause.begins, pause.ends) for pause in parts.pauses[row.id]),
        figures=row.figures or {},
        official=read_official(row.official),
        planned=read_plan(row.official),
        is_unstable=row.is_unstable,
        is_abandoned=row.is_abandoned,
        response=next(map(_response, parts.responses[row.id]), Response()),
        notes=tuple(
            Note(author_id=one.author_id, at=one.at, text=one.text) for one in parts.notes[row.id]
        ),
    )
    return since_retraction(story)


def since_retraction(story: IncidentStory) -> IncidentStory:
    """Return what is left of an incident for a server that called an earlier part a false alarm."""
    retracted_at = story.response.retracted_at
    later = [pause for pause in story.pauses if retracted_at and pause[1] > retracted_at]
    if retracted_at is None or not later:
        return story
    return replace(
        story,
        opened_at=later[0][1],
        pauses=tuple(later[1:]),
        response=replace(story.response, retracted_by=None, retracted_at=None),
        notes=tuple(one for one in story.notes if one.at > retracted_at),
    )


def _response(row: Row[Any]) -> Response:
    return Response(
        acknowledged_by=row.acknowledged_by,
        acknowledged_at=row.acknowledged_at,
        muted_by=row.muted_by,
        muted_at=row.muted_at,
        retracted_by=row.retracted_by,
        retracted_at=row.retracted_at,
    )
