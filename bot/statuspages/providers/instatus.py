"""Instatus (https://instatus.com/help/api/status-page): `/summary.json`, `/v2/components.json`.

Words are written in capitals without blanks. `activeIncidents` and `activeMaintenances` are missing
when there are none; a resolved incident may stay in the list. Times may be JavaScript's `Date` as
text.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import (
    Component,
    Notice,
    OfficialState,
    OfficialStatus,
    open_now,
    summed,
    worst,
)

PAGES = {
    "UP": OfficialState.OPERATIONAL,
    "HASISSUES": OfficialState.DEGRADED,  # at least: its incidents tell how bad
    "UNDERMAINTENANCE": OfficialState.MAINTENANCE,
}
COMPONENTS = {
    "OPERATIONAL": OfficialState.OPERATIONAL,
    "DEGRADEDPERFORMANCE": OfficialState.DEGRADED,
    "PARTIALOUTAGE": OfficialState.PARTIAL_OUTAGE,
    "MINOROUTAGE": OfficialState.PARTIAL_OUTAGE,
    "MAJOROUTAGE": OfficialState.MAJOR_OUTAGE,
    "UNDERMAINTENANCE": OfficialState.MAINTENANCE,
}
AHEAD = "NOTSTARTEDYET"
ENDED = frozenset({"RESOLVED", "COMPLETED"})
STAGES = ENDED | {AHEAD, "INVESTIGATING", "IDENTIFIED", "MONITORING", "INPROGRESS", "VERIFYING"}
LONGEST_WORK = 60 * 24 * 60  # minutes


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what a summary or the list of components says."""
    fields = document.fields()
    page = fields.child("page")
    if page.text("status").isupper():
        return _summary(fields, page, now)
    rows = fields.rows("components")
    if fields.has("page") or not any(row.text("status") in COMPONENTS for row in rows):
        raise Unreadable("no Instatus answer")
    components = tuple(map(_component, rows))
    return OfficialStatus(
        state=summed(tuple(one.state for one in components)), components=components
    )


def _summary(fields: Fields, page: Fields, now: datetime) -> OfficialStatus:
    said = PAGES.get(page.text("status"), OfficialState.UNKNOWN)
    notices = tuple(_notices(fields, now))
    if said is OfficialState.DEGRADED:
        said = worst((said, *open_now(notices)))
    return OfficialStatus(state=said, notices=notices, page_name=page.text("name"))


def _component(row: Fields) -> Component:
    return Component(
        id=row.text("id"),
        name=row.text("name"),
        state=COMPONENTS.get(row.text("status"), OfficialState.UNKNOWN),
        group=row.text("group") or row.child("group").text("name"),
    )


def _notices(fields: Fields, now: datetime) -> Iterator[Notice]:
    for row in fields.optional_rows("activeIncidents"):
        state = COMPONENTS.get(row.text("impact"), OfficialState.UNKNOWN)
        yield _notice(row, now, state, begins="started")
    for row in fields.optional_rows("activeMaintenances"):
        yield _notice(row, now, OfficialState.MAINTENANCE, begins="start")


def _notice(row: Fields, now: datetime, state: OfficialState, *, begins: str) -> Notice:
    stage = row.text("status")
    begins_at = row.moment(begins, now)
    return Notice(
        id=row.text("id"),
        title=row.text("name"),
        state=state if stage in STAGES else OfficialState.UNKNOWN,
        stage=stage.lower(),
        url=row.text("url"),
        begins_at=begins_at,
        ends_at=_end(begins_at, row.number("duration")),
        updated_at=row.moment("updatedAt", now),
        is_over=stage in ENDED,
        is_upcoming=stage == AHEAD,
    )


def _end(begins_at: datetime | None, minutes: float | None) -> datetime | None:
    """Return when planned work ends: it is told as a length."""
    if begins_at is None or minutes is None or not 0 < minutes <= LONGEST_WORK:
        return None
    return begins_at + timedelta(minutes=minutes)


PROVIDER = Provider(
    name="instatus",
    parse=parse,
    paths=("/summary.json", "/v2/components.json"),
    hosts=(".instatus.com",),
)
