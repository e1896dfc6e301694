"""FireHydrant: `/data/payload.json` of its static status pages.

An incident is open until `timestamps.resolved` is set; its severity tells how bad it is, its parts
carry the owner's own words, which `conditions` translates to OPERATIONAL, DEGRADED or OFFLINE.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus, told, worst

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
    open_rows = [row for row, one in zip(rows, notices, strict=True) if not one.is_over]
    return OfficialStatus(
        state=told(notices),
        components=tuple(
            Component(
                id=row.text("id"),
                name=row.text("name"),
                state=_condition(row.text("id"), open_rows, fields.child("conditions")),
            )
            for row in fields.children("components")
        ),
        notices=notices,
        page_name=fields.child("config").text("title"),
    )


def _condition(part: str, rows: list[Fields], conditions: Fields) -> OfficialState:
    """Return a part's state: what the open incidents say of it, else that it is well."""
    said = tuple(
        CONDITIONS.get(conditions.text(one.text("condition")), OfficialState.UNKNOWN)
        for row in rows
        for one in row.children("components")
        if one.text("id") == part
    )
    return worst(said) if said else OfficialState.OPERATIONAL


def _notice(row: Fields, now: datetime) -> Notice:
    times = row.child("timestamps")
    if not times.has("started"):
        raise Unreadable("an incident without times")
    ends_at = times.moment("resolved", now)
    is_told = ends_at is not None or times.get("resolved") is None
    severity = SEVERITIES.get(row.word("severitySlug"), OfficialState.UNKNOWN)
    timeline = row.children("timeline")
    latest = max(timeline, key=lambda one: one.text("occurredAt"), default=Fields({}))
    return Notice(
        id=row.text("id"),
        title=row.text("title"),
        state=severity if is_told else OfficialState.UNKNOWN,
        text=latest.child("details").text("note"),
        begins_at=times.moment("started", now),
        ends_at=ends_at,
        updated_at=latest.moment("time", now),
        components=tuple(one.text("id") for one in row.children("components")),
        is_over=ends_at is not None,
    )


PROVIDER = Provider(name="firehydrant", parse=parse, paths=("/data/payload.json",))
