"""StatusPal: `https://statuspal.io/api/v2/status_pages/{subdomain}/summary` (statuspal.io/docs).

`current_incident_type` of the page and of each service: null, minor, major or scheduled; what is
known of the summary says it of the page as `current_status_type` too, clients of the older
`/status` do not. Read from clients' code, not from a live page. Times without a zone are UTC.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable, is_ahead, is_past
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus, summed

TYPES = {
    "minor": OfficialState.DEGRADED,
    "major": OfficialState.MAJOR_OUTAGE,
    "scheduled": OfficialState.MAINTENANCE,
    "maintenance": OfficialState.MAINTENANCE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what a page's summary says."""
    fields = document.fields()
    page = fields.child("status_page")
    wholes = ((fields, "current_status_type"), (page, "current_incident_type"))
    said = tuple(_state(where, name) for where, name in wholes if where.has(name))
    if not fields.has("services") or not said:
        raise Unreadable("no summary of StatusPal")
    return OfficialStatus(
        state=summed(said),
        components=tuple(_components(fields.rows("services"), "")),
        notices=tuple(_notices(fields, now)),
        page_name=page.text("name"),
    )


def _state(fields: Fields, name: str) -> OfficialState:
    if fields.has(name) and fields.get(name) is None:
        return OfficialState.OPERATIONAL
    return TYPES.get(fields.word(name), OfficialState.UNKNOWN)


def _components(rows: tuple[Fields, ...], group: str) -> Iterator[Component]:
    for row in rows:
        yield Component(
            id=row.text("id"),
            name=row.text("name"),
            state=_state(row, "current_incident_type"),
            group=group,
        )
        if not group:  # two levels are all that its pages show
            yield from _components(row.children("children"), row.text("id") or row.text("name"))


def _notices(fields: Fields, now: datetime) -> Iterator[Notice]:
    for name in ("incidents", "maintenances", "upcoming_maintenances"):
        for row in fields.optional_rows(name):
            yield _notice(row, now, is_upcoming=name.startswith("upcoming"))


def _notice(row: Fields, now: datetime, *, is_upcoming: bool) -> Notice:
    latest = row.newest("updates", "posted_at")
    ends_at = row.moment("ends_at", now)
    begins_at = row.moment("starts_at", now)
    state = TYPES.get(row.word("type"), OfficialState.UNKNOWN)
    is_planned = state is OfficialState.MAINTENANCE
    return Notice(
        id=row.text("id"),
        title=row.text("title"),
        state=state,
        stage=latest.word("type"),
        text=latest.text("description"),
        url=row.text("url"),
        begins_at=begins_at,
        ends_at=ends_at,
        updated_at=latest.moment("posted_at", now),
        components=row.texts("service_ids"),
        is_over=is_past(ends_at, now),
        is_upcoming=is_upcoming or (is_planned and is_ahead(begins_at, now)),
    )


PROVIDER = Provider(
    name="statuspal",
    parse=parse,
    hosts=(".statuspal.io",),
    elsewhere="https://statuspal.io/api/v2/status_pages/{label}/summary",
)
