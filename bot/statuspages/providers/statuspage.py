"""Atlassian Statuspage, and what imitates it (https://metastatuspage.com/api).

`/api/v2/summary.json`, `status.json`, `components.json`, `incidents.json`, `/history.atom`. Every
answer names its page; only some tell the whole page's state in `status.indicator`.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.feed import read_feed
from bot.statuspages.provider import Provider
from bot.statuspages.status import (
    Component,
    Notice,
    OfficialState,
    OfficialStatus,
    open_now,
    summed,
)

INDICATORS = {
    "none": OfficialState.OPERATIONAL,
    "minor": OfficialState.DEGRADED,
    "major": OfficialState.PARTIAL_OUTAGE,
    "critical": OfficialState.MAJOR_OUTAGE,
    "maintenance": OfficialState.MAINTENANCE,
}
COMPONENTS = {
    "operational": OfficialState.OPERATIONAL,
    "degraded_performance": OfficialState.DEGRADED,
    "partial_outage": OfficialState.PARTIAL_OUTAGE,
    "major_outage": OfficialState.MAJOR_OUTAGE,
    "full_outage": OfficialState.MAJOR_OUTAGE,  # incident.io's word
    "under_maintenance": OfficialState.MAINTENANCE,
}
IMPACTS = {
    "none": OfficialState.OPERATIONAL,
    "minor": OfficialState.DEGRADED,
    "major": OfficialState.PARTIAL_OUTAGE,
    "critical": OfficialState.MAJOR_OUTAGE,
    "maintenance": OfficialState.MAINTENANCE,
}
ENDED = frozenset({"resolved", "postmortem", "completed"})
WORKING = frozenset({"in_progress", "verifying"})
AHEAD = frozenset({"scheduled", "planned"})


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what a summary, one of its parts, or the history feed says."""
    if document.is_markup():
        return read_feed(document.xml(), now)
    return read_answer(document.fields(), now)


def read_answer(fields: Fields, now: datetime) -> OfficialStatus:
    """Return what a JSON answer says. Raises `Unreadable`."""
    is_whole = fields.has("status") and fields.child("status").has("indicator")
    if not is_whole and not _is_part(fields):
        raise Unreadable("no Statuspage answer")
    components = tuple(read_components(fields))
    notices = tuple(_notices(fields, now))
    page = fields.child("page")
    return OfficialStatus(
        state=_state(fields, components, notices),
        components=components,
        notices=notices,
        updated_at=page.moment("updated_at", now),
        page_name=page.text("name"),
    )


def _is_part(fields: Fields) -> bool:
    parts = ("components", "incidents", "scheduled_maintenances")
    is_named = bool(fields.child("page").text("id"))
    return is_named and any(isinstance(fields.get(part), list) for part in parts)


def _state(
    fields: Fields, components: tuple[Component, ...], notices: tuple[Notice, ...]
) -> OfficialState:
    """Return the whole page's state: its own word, and planned work that goes on beside "none"."""
    present = open_now(notices)
    if fields.has("status"):
        said = INDICATORS.get(fields.child("status").word("indicator"), OfficialState.UNKNOWN)
        is_working = said is OfficialState.OPERATIONAL and OfficialState.MAINTENANCE in present
        return OfficialState.MAINTENANCE if is_working else said
    if isinstance(fields.get("components"), list):
        return summed(tuple(one.state for one in components))
    return summed((*present, OfficialState.OPERATIONAL))


def read_components(fields: Fields) -> Iterator[Component]:
    """Yield the parts that have a state of their own."""
    for row in fields.optional_rows("components"):
        if row.is_true("group"):
            continue  # its members say it themselves
        yield Component(
            id=row.text("id"),
            name=row.text("name"),
            state=COMPONENTS.get(row.word("status"), OfficialState.UNKNOWN),
            group=row.text("group_id"),
        )


def _notices(fields: Fields, now: datetime) -> Iterator[Notice]:
    for row in fields.optional_rows("incidents"):
        yield _notice(row, now, IMPACTS.get(row.word("impact"), OfficialState.UNKNOWN))
    for row in fields.optional_rows("scheduled_maintenances"):
        is_known = row.word("status") in AHEAD | WORKING | ENDED
        yield _notice(row, now, OfficialState.MAINTENANCE if is_known else OfficialState.UNKNOWN)


def _notice(row: Fields, now: datetime, state: OfficialState) -> Notice:
    stage = row.word("status")
    latest = row.newest("incident_updates", "created_at")
    is_planned = row.has("scheduled_for")
    return Notice(
        id=row.text("id"),
        title=row.text("name"),
        state=state,
        stage=stage,
        text=latest.text("body"),
        url=row.text("shortlink"),
        begins_at=row.moment("scheduled_for" if is_planned else "created_at", now),
        ends_at=row.moment("scheduled_until" if is_planned else "resolved_at", now),
        updated_at=row.moment("updated_at", now),
        components=tuple(one.text("id") for one in row.children("components")),
        is_over=stage in ENDED,
        is_upcoming=stage in AHEAD,
    )


PROVIDER = Provider(
    name="statuspage",
    parse=parse,
    paths=("/api/v2/summary.json",),
    hosts=(".statuspage.io", ".status.atlassian.com"),
)
