"""FireHydrant: `/data/payload.json` of its static status pages.

An incident is open until `timestamps.resolved` is set; its severity tells how bad it is, its parts
carry the owner's own words, which `conditions` translates to OPERATIONAL, DEGRADED or OFFLINE.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable, is_ahead
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus, summed, told

SEVERITIES = {
    "sev1": OfficialState.MAJOR_OUTAGE,
    "sev2": OfficialState.PARTIAL_OUTAGE,
    "sev3": OfficialState.DEGRADED,
    "sev4": OfficialState.DEGRADED,
    "sev5": OfficialState.DEGRADED,
    "maintenance": OfficialState.MAINTENANCE,
}
CONDITIONS = {
    "OPERATIONAL": OfficialState.OPERATIONAL,
    "DEGRADED": OfficialState.DEGRADED,
    "OFFLINE": OfficialState.MAJOR_OUTAGE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what a page's payload says."""
    fields = document.fields()
    if not fields.has("config", "conditions", "incidents"):
        raise Unreadable("no payload of FireHydrant")
    rows = fields.rows("incidents")
    notices = tuple(_notice(row, now) for row in rows)
    going_on = [
        row
        for row, one in zip(rows, notices, strict=True)
        if not one.is_over and not one.is_upcoming
    ]
    return OfficialStatus(
        state=told(notices),
        components=tuple(_components(fields, going_on, now)),
        notices=notices,
        page_name=fields.child("config").text("title"),
    )


def _components(fields: Fields, going_on: list[Fields], now: datetime) -> Iterator[Component]:
    """Yield the parts: in the state that what goes on says of them, else well."""
    parts = fields.children("components")
    said: dict[str, list[OfficialState]] = {}
    for row in going_on:
        # What does not say with what it goes on may be about any part.
        for hit in row.children("components") or (Fields({}),):
            state = _condition(hit, fields.child("conditions"))
            is_told = _is_end_told(row.child("timestamps"), now)
            said.setdefault(hit.text("id"), []).append(state if is_told else OfficialState.UNKNOWN)
    is_clear = said.keys() <= {row.text("id") for row in parts} - {""}
    others = OfficialState.OPERATIONAL if is_clear else OfficialState.UNKNOWN
    for row in parts:
        states = said.get(row.text("id")) or [others]
        yield Component(id=row.text("id"), name=row.text("name"), state=summed(tuple(states)))


def _condition(hit: Fields, conditions: Fields) -> OfficialState:
    return CONDITIONS.get(conditions.text(hit.text("condition")), OfficialState.UNKNOWN)


def _is_end_told(times: Fields, now: datetime) -> bool:
    return times.get("resolved") is None or times.moment("resolved", now) is not None


def _notice(row: Fields, now: datetime) -> Notice:
    times = row.child("timestamps")
    if not times.has("started"):
        raise Unreadable("an incident without times")
    begins_at, ends_at = times.moment("started", now), times.moment("resolved", now)
    severity = SEVERITIES.get(row.word("severitySlug"), OfficialState.UNKNOWN)
    latest = row.newest("timeline", "occurredAt")
    return Notice(
        id=row.text("id"),
        title=row.text("title"),
        state=severity if _is_end_told(times, now) else OfficialState.UNKNOWN,
        text=latest.child("details").text("note"),
        begins_at=begins_at,
        ends_at=ends_at,
        updated_at=latest.moment("time", now),
        components=tuple(one.text("id") for one in row.children("components")),
        is_over=ends_at is not None,
        is_upcoming=severity is OfficialState.MAINTENANCE and is_ahead(begins_at, now),
    )


PROVIDER = Provider(name="firehydrant", parse=parse, paths=("/data/payload.json",))
