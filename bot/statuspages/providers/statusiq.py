"""StatusIQ, of Site24x7 (Zoho): `/sp/api/u/summary_details`.

Names and numbers as Zoho's own SDKs (com.zoho.statusiqsdk, for Android and iOS) and inket/stts read
them: one table of numbers for the page (`statuspage_details.status`, which may be missing), for
groups and for parts. Others list them in another order.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable, is_past
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus, summed

NUMBERS = {
    1.0: OfficialState.OPERATIONAL,
    2.0: OfficialState.OPERATIONAL,  # "informational": a notice beside a working service
    3.0: OfficialState.DEGRADED,
    4.0: OfficialState.MAINTENANCE,
    5.0: OfficialState.PARTIAL_OUTAGE,
    6.0: OfficialState.MAJOR_OUTAGE,
}
GROUP, PART = "componentgroup_components", "component_status"


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what a page's summary says: as bad as its worst part, or as its own number."""
    data = document.fields().child("data")
    rows = data.rows("current_status")
    if not rows or not all(row.has(GROUP) or row.has(PART) for row in rows):
        raise Unreadable("no summary of StatusIQ")
    components = tuple(_components(rows))
    page = data.child("statuspage_details")
    said = (_state(page, "status"),) if page.has("status") else ()
    return OfficialStatus(
        state=summed((*said, *(one.state for one in components))),
        components=components,
        notices=tuple(_notice(row, now) for row in data.optional_rows("active_incident_details")),
        updated_at=page.moment("updated_at", now),
    )


def _state(fields: Fields, name: str) -> OfficialState:
    return NUMBERS.get(fields.number(name) or 0, OfficialState.UNKNOWN)


def _components(rows: tuple[Fields, ...]) -> Iterator[Component]:
    for row in rows:
        group = row.text("componentgroup_display_name")
        for part in row.optional_rows(GROUP) or (row,):
            yield Component(
                id=part.text("enc_component_id"),
                name=part.text("display_name") or group,
                state=_state(part, PART),
                group=group,
            )


def _notice(row: Fields, now: datetime) -> Notice:
    latest = row.newest("incident_status_updates", "status_updated_at")
    ends_at = row.moment("incident_ended_at", now)
    affected = row.children("incident_affected_components")
    return Notice(
        id=row.text("enc_inc_id"),
        title=row.text("incident_title"),
        state=_state(row, "incident_severity_id"),
        stage=latest.word("incident_status"),
        text=latest.text("incident_status_desc") or row.text("incident_desc"),
        begins_at=row.moment("incident_began_at", now),
        ends_at=ends_at,
        updated_at=latest.moment("status_updated_at", now),
        components=tuple(one.text("display_name") for one in affected),
        is_over=is_past(ends_at, now),
    )


PROVIDER = Provider(name="statusiq", parse=parse, paths=("/sp/api/u/summary_details",))
