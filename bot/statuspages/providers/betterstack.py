"""Better Stack: `/index.json`, JSON:API (https://betterstack.com/docs/uptime/status-pages, "API").

`data.attributes.aggregate_state` is operational, degraded, downtime or maintenance; `included` has
the parts (`status_page_resource`) and the reports (`status_report`, over once `ends_at` is set).
Unknown paths answer 200 with HTML. A list of rows alone was seen too: its open reports decide.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable, is_ahead, is_past
from bot.statuspages.provider import Provider
from bot.statuspages.status import (
    Component,
    Notice,
    OfficialState,
    OfficialStatus,
    open_now,
    spread,
    summed,
)

STATES = {
    "operational": OfficialState.OPERATIONAL,
    "degraded": OfficialState.DEGRADED,
    "downtime": OfficialState.MAJOR_OUTAGE,
    "maintenance": OfficialState.MAINTENANCE,
}
ROWS = frozenset({"status_page_resource", "status_report", "status_update", "status_page_section"})


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what a page's index says."""
    fields = document.fields()
    page = fields.child("data").child("attributes")
    if page.has("aggregate_state"):
        rows = fields.optional_rows("included")
    else:
        rows = fields.rows("data")
        if not rows or any(row.word("type") not in ROWS for row in rows):
            raise Unreadable("no Better Stack index")
    components = tuple(
        _component(row) for row in rows if row.word("type") == "status_page_resource"
    )
    notices = tuple(_notice(row, now) for row in rows if row.word("type") == "status_report")
    return OfficialStatus(
        state=_state(page, components, notices),
        components=components,
        notices=notices,
        updated_at=page.moment("updated_at", now),
        page_name=page.text("company_name"),
    )


def _state(
    page: Fields, components: tuple[Component, ...], notices: tuple[Notice, ...]
) -> OfficialState:
    states = tuple(one.state for one in components)
    if not page.has("aggregate_state"):
        return summed((*open_now(notices), *states))
    said = STATES.get(page.word("aggregate_state"), OfficialState.UNKNOWN)
    # "downtime" is said already where one part is down.
    is_partial = said is OfficialState.MAJOR_OUTAGE and OfficialState.MAJOR_OUTAGE in states
    return spread(states) if is_partial else said


def _component(row: Fields) -> Component:
    attributes = row.child("attributes")
    return Component(
        id=row.text("id"),
        name=attributes.text("public_name"),
        state=STATES.get(attributes.word("status"), OfficialState.UNKNOWN),
        group=attributes.text("status_page_section_id"),
    )


def _notice(row: Fields, now: datetime) -> Notice:
    report = row.child("attributes")
    begins_at, ends_at = report.moment("starts_at", now), report.moment("ends_at", now)
    is_planned = report.word("report_type") == "maintenance"
    said = STATES.get(report.word("aggregate_state"), OfficialState.UNKNOWN)
    affected = report.children("affected_resources")
    return Notice(
        id=row.text("id"),
        title=report.text("title"),
        state=OfficialState.MAINTENANCE if is_planned else said,
        begins_at=begins_at,
        ends_at=ends_at,
        components=tuple(one.text("status_page_resource_id") for one in affected),
        is_over=is_past(ends_at, now),
        is_upcoming=is_planned and is_ahead(begins_at, now),
    )


PROVIDER = Provider(
    name="betterstack",
    parse=parse,
    paths=("/index.json",),
    hosts=(".betteruptime.com", ".betterstack.com"),
)
