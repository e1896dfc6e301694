"""StatusIQ, of Site24x7: `/sp/api/u/summary_details` (site24x7.com/help/statusiq/api).

One table of numbers for the whole, for groups and for parts. Public lists disagree on 3 and 4; here
they stand as inket/stts and PedroTroller/statuswatch read them from live pages.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus

NUMBERS = {
    1.0: OfficialState.OPERATIONAL,
    2.0: OfficialState.OPERATIONAL,  # "informational": a notice beside a working service
    3.0: OfficialState.DEGRADED,
    4.0: OfficialState.MAINTENANCE,
    5.0: OfficialState.PARTIAL_OUTAGE,
    6.0: OfficialState.MAJOR_OUTAGE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what a page's summary says."""
    data = document.fields().child("data")
    if not data.has("overall_status", "current_status"):
        raise Unreadable("no summary of StatusIQ")
    return OfficialStatus(
        state=_state(data, "overall_status"),
        components=tuple(_components(data)),
        notices=tuple(_notice(row, now) for row in data.optional_rows("active_incident_details")),
    )


def _state(fields: Fields, name: str) -> OfficialState:
    return NUMBERS.get(fields.number(name) or 0, OfficialState.UNKNOWN)


def _components(data: Fields) -> Iterator[Component]:
    for row in data.children("current_status"):
        group = row.text("componentgroup_display_name")
        for part in row.children("componentgroup_components") if row.is_true("is_group") else [row]:
            yield Component(
                id=part.text("enc_component_id"),
                name=part.text("display_name"),
                state=_state(part, "component_status"),
                group=group,
            )


def _notice(row: Fields, now: datetime) -> Notice:
    return Notice(
        id=row.text("enc_incident_id"),
        title=row.text("title"),
        state=_state(row, "severity"),
        text=row.text("description"),
        begins_at=row.moment("created_time", now),
    )


PROVIDER = Provider(name="statusiq", parse=parse, paths=("/sp/api/u/summary_details",))
