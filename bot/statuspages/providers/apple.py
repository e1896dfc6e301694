"""Apple's services, for people (JSON) and for developers (JSON in a call, JSONP).

Source: https://www.apple.com/support/systemstatus/data/system_status_en_US.js and
`…/data/developer/system_status_en_US.js`, as read by inket/stts. Each service has its events; those
that are over stay for a while.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable, is_past
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus, told
from bot.statuspages.vendor_feed import is_end_told, status_of_parts, uncalled

TYPES = {
    "available": OfficialState.OPERATIONAL,
    "issue": OfficialState.DEGRADED,
    "performance": OfficialState.DEGRADED,
    "outage": OfficialState.MAJOR_OUTAGE,
    "maintenance": OfficialState.MAINTENANCE,
}
ENDED = frozenset({"resolved", "completed"})
ONGOING, UPCOMING = "ongoing", "upcoming"


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the services' events say."""
    services = uncalled(document).rows("services")
    if not all(service.text("serviceName") for service in services):
        raise Unreadable("services without names")
    read = [(service, _events(service, now)) for service in services]
    parts = (_component(service, events) for service, events in read)
    happening = (event for _, events in read for event in events or ())
    return status_of_parts(parts, happening, "Apple")


def _events(service: Fields, now: datetime) -> tuple[Notice, ...] | None:
    try:
        rows = service.rows("events")
    except Unreadable:
        return None
    return tuple(_notice(row, service.text("serviceName"), now) for row in rows)


def _component(service: Fields, events: tuple[Notice, ...] | None) -> Component:
    name = service.text("serviceName")
    state = OfficialState.UNKNOWN if events is None else told(events)
    return Component(id=name, name=name, state=state)


def _notice(row: Fields, service: str, now: datetime) -> Notice:
    stage = row.word("eventStatus")
    begins, ends = row.moment("epochStartDate", now), row.moment("epochEndDate", now)
    said = TYPES.get(row.word("statusType"), OfficialState.UNKNOWN)
    is_known = stage in (ONGOING, UPCOMING) and is_end_told(row, "epochEndDate", ends)
    return Notice(
        id=row.text("messageId"),
        title=f"{service}: {row.text('statusType')}",
        state=said if is_known else OfficialState.UNKNOWN,
        stage=stage,
        text=row.text("message"),
        begins_at=begins,
        ends_at=ends,
        updated_at=begins,
        components=(service,),
        is_over=stage in ENDED or is_past(ends, now),
        is_upcoming=stage == UPCOMING,
    )


PROVIDER = Provider(name="apple", parse=parse)
