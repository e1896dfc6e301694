"""Salesforce: what goes on, empty when calm, or the state of every instance.

Source: https://api.status.salesforce.com/v1/docs/ (`/v1/incidents/active` and
`/v1/instances/status/preview`); the words for instances as read by inket/stts.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.feed import plain
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus, summed
from bot.statuspages.vendor_feed import status_of_events

INSTANCES = {
    "ok": OfficialState.OPERATIONAL,
    "informational_noncore": OfficialState.OPERATIONAL,
    "informational_core": OfficialState.OPERATIONAL,
    "maintenance_noncore": OfficialState.MAINTENANCE,
    "maintenance_core": OfficialState.MAINTENANCE,
    "minor_incident_noncore": OfficialState.DEGRADED,
    "minor_incident_core": OfficialState.DEGRADED,
    "major_incident_noncore": OfficialState.PARTIAL_OUTAGE,
    "major_incident_core": OfficialState.PARTIAL_OUTAGE,
}
SEVERITIES = {
    "minor": OfficialState.DEGRADED,
    "major": OfficialState.PARTIAL_OUTAGE,
}
NAME = "Salesforce"


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the active incidents, or the instances, say."""
    rows = document.rows()
    if rows and all(row.has("key") and not row.has("IncidentImpacts") for row in rows):
        return _read_instances(rows)
    if not all(row.has("id") and row.has("IncidentImpacts") for row in rows):
        raise Unreadable("neither incidents nor instances")
    return status_of_events([_notice(row, now) for row in rows], page_name=NAME)


def _read_instances(rows: tuple[Fields, ...]) -> OfficialStatus:
    parts = tuple(
        Component(
            id=row.text("key"),
            name=row.text("key"),
            state=INSTANCES.get(row.word("status"), OfficialState.UNKNOWN),
            group=row.text("location"),
        )
        for row in rows
    )
    # Of hundreds of instances a few are always being worked on.
    states = tuple(one.state for one in parts)
    others = tuple(one for one in states if one is not OfficialState.MAINTENANCE)
    state = summed(others or states)
    return OfficialStatus(state=state, components=parts, page_name=NAME)


def _severity(impact: Fields, now: datetime) -> OfficialState:
    """Return how bad an impact is; `unknown` where it may be over."""
    if impact.text("endTime") and impact.moment("endTime", now) is None:
        return OfficialState.UNKNOWN
    return SEVERITIES.get(impact.word("severity"), OfficialState.UNKNOWN)


def _notice(row: Fields, now: datetime) -> Notice:
    impacts = row.children("IncidentImpacts")
    ends = [one.moment("endTime", now) for one in impacts]
    going_on = [one for one, end in zip(impacts, ends, strict=True) if end is None or end > now]
    ended = None if going_on else max(filter(None, ends), default=None)
    begun = [one.moment("startTime", now) for one in impacts]
    newest = row.newest("IncidentEvents", "createdAt")
    return Notice(
        id=row.text("id"),
        title=row.child("message").text("subject") or "Salesforce incident",
        state=summed(tuple(_severity(one, now) for one in going_on or impacts)),
        stage=row.child("message").word("eventStatus"),
        text=plain(newest.text("message")),
        url=f"https://status.salesforce.com/incidents/{row.text('id')}",
        begins_at=min(filter(None, begun), default=None),
        ends_at=ended,
        updated_at=row.moment("updatedAt", now),
        components=row.texts("instanceKeys"),
        is_over=ended is not None,
    )


PROVIDER = Provider(name="salesforce", parse=parse)
