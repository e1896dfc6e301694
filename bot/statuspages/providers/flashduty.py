"""Flashduty, of Flashcat (docs.flashduty.com, "status page widgets").

`/api/widget/v1/summary.json` has the whole page's word and what goes on; planned work stands beside
an "operational" whole. `/api/status-page/{id}/summary/active` only lists changes that go on.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import (
    Component,
    Notice,
    OfficialState,
    OfficialStatus,
    open_now,
    told,
)

STATES = {
    "operational": OfficialState.OPERATIONAL,
    "degraded": OfficialState.DEGRADED,
    "partial_outage": OfficialState.PARTIAL_OUTAGE,
    "full_outage": OfficialState.MAJOR_OUTAGE,
    "major_outage": OfficialState.MAJOR_OUTAGE,
    "maintenance": OfficialState.MAINTENANCE,
    "under_maintenance": OfficialState.MAINTENANCE,
}
ENDED = frozenset({"resolved", "completed"})
ONGOING = ("ongoing_incidents", "in_progress_maintenances")


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the widget or the list of active changes says."""
    fields = document.fields()
    active = fields.child("data")
    if active.has("page", "active_changes"):
        return _active(active, now)
    if not fields.child("overall").has("status") or not fields.has(*ONGOING):
        raise Unreadable("no widget of Flashduty")
    notices = tuple(_notices(fields, now))
    said = STATES.get(fields.child("overall").word("status"), OfficialState.UNKNOWN)
    is_working = said is OfficialState.OPERATIONAL and OfficialState.MAINTENANCE in open_now(
        notices
    )
    return OfficialStatus(
        state=OfficialState.MAINTENANCE if is_working else said,
        components=tuple(_components(fields)),
        notices=notices,
        updated_at=fields.moment("generated_at", now),
        page_name=fields.child("page").text("name"),
    )


def _components(fields: Fields) -> Iterator[Component]:
    """Yield the parts that something goes on with; the widget names no others."""
    for row in (one for name in ONGOING for one in fields.children(name)):
        for part in row.children("affected_components"):
            yield Component(
                id=part.text("id"),
                name=part.text("name"),
                state=STATES.get(part.word("status"), OfficialState.UNKNOWN),
                group=part.text("group_name"),
            )


def _notices(fields: Fields, now: datetime) -> Iterator[Notice]:
    for row in fields.rows("ongoing_incidents"):
        yield _notice(row, now, STATES.get(row.word("impact"), OfficialState.UNKNOWN))
    for row in fields.rows("in_progress_maintenances"):
        yield _notice(row, now, OfficialState.MAINTENANCE)
    for row in fields.optional_rows("scheduled_maintenances"):
        yield _notice(row, now, OfficialState.MAINTENANCE, is_upcoming=True)


def _notice(
    row: Fields, now: datetime, state: OfficialState, *, is_upcoming: bool = False
) -> Notice:
    return Notice(
        id=row.text("id"),
        title=row.text("title"),
        state=state,
        stage=row.word("phase"),
        text=row.child("last_update").text("message"),
        url=row.text("url"),
        begins_at=row.moment("started_at", now) or row.moment("starts_at", now),
        ends_at=row.moment("ends_at", now),
        updated_at=row.moment("updated_at", now),
        components=tuple(one.text("id") for one in row.children("affected_components")),
        is_over=row.word("phase") in ENDED,
        is_upcoming=is_upcoming,
    )


def _active(active: Fields, now: datetime) -> OfficialStatus:
    page = active.child("page")
    notices = tuple(_change(row, now) for row in active.rows("active_changes"))
    state = told(notices)
    parts = OfficialState.UNKNOWN if notices else state  # which parts changes are about is not told
    return OfficialStatus(
        state=state,
        components=tuple(
            Component(
                id=row.text("component_id"),
                name=row.text("name"),
                state=parts,
                group=row.text("section_id"),
            )
            for row in page.children("components")
        ),
        notices=notices,
        page_name=page.text("name"),
    )


def _change(row: Fields, now: datetime) -> Notice:
    is_planned = row.word("type") == "maintenance"
    said = STATES.get(row.word("impact"), OfficialState.UNKNOWN)
    return Notice(
        id=row.text("change_id") or row.text("id"),
        title=row.text("title"),
        state=OfficialState.MAINTENANCE if is_planned else said,
        stage=row.word("status"),
        text=row.text("description"),
        begins_at=row.moment("start_at_seconds", now),
        is_over=row.word("status") in ENDED,
    )


PROVIDER = Provider(
    name="flashduty",
    parse=parse,
    paths=("/api/widget/v1/summary.json",),
    hosts=(".flashduty.com", ".flashcat.cloud"),
)
