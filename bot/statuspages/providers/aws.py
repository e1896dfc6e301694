"""AWS Health: a list of events, empty when calm, sent as UTF-16 with a byte order mark.

Source: https://health.aws.amazon.com/public/currentevents. `status` is "0" resolved, "1" for
information, "2" degraded, "3" disruption. Events linger: one without news for two weeks is old.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.statuspages.document import Document, Fields, Unreadable, is_past
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import merged, status_of_events

STATES = {
    "0": OfficialState.OPERATIONAL,
    "1": OfficialState.OPERATIONAL,
    "2": OfficialState.DEGRADED,
    "3": OfficialState.PARTIAL_OUTAGE,
}
RESOLVED = "0"
OLD = timedelta(days=14)


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the list of current events says."""
    rows = document.rows()
    if not all(row.has("service") and (row.has("status") or row.has("date")) for row in rows):
        raise Unreadable("no list of events")
    notices = [_notice(row, now) for row in rows]
    present = ((row, one) for row, one in zip(rows, notices, strict=True) if not one.is_over)
    parts = (part for row, _ in present for part in _components(row))
    return status_of_events(notices, merged(parts), "AWS")


def _notice(row: Fields, now: datetime) -> Notice:
    ended = row.moment("end_time", now)
    told = _last_told(row, now)
    said = STATES.get(row.text("status"), OfficialState.UNKNOWN)
    is_resolved = row.text("status") == RESOLVED or is_past(ended, now)
    newest = (row.children("event_log") or (Fields({}),))[-1]
    return Notice(
        id=row.text("arn") or f"{row.text('service')} {row.text('date')}",
        title=f"{row.text('summary')} ({row.text('service_name')}, {row.text('region_name')})",
        # Without a log that we can read there is no telling whether it is old.
        state=OfficialState.UNKNOWN if told is None else said,
        text=newest.text("message"),
        begins_at=row.moment("date", now),
        ends_at=ended,
        updated_at=told,
        components=tuple(name for name, _ in row.child("impacted_services").named()),
        is_over=is_resolved or (told is not None and now - told > OLD),
    )


def _last_told(row: Fields, now: datetime) -> datetime | None:
    """Return when an event was last told of; None where a part of its log can't be read."""
    log = row.get("event_log")
    entries = row.children("event_log")
    times = [entry.moment("timestamp", now) for entry in entries]
    known = [time for time in times if time is not None]
    is_whole = isinstance(log, list) and 0 < len(log) == len(known)
    return max(known) if is_whole else None


def _components(row: Fields) -> Iterator[Component]:
    for key, service in row.child("impacted_services").named():
        yield Component(
            id=key,
            name=service.text("service_name"),
            state=STATES.get(service.text("current"), OfficialState.UNKNOWN),
            group=row.text("region_name"),
        )


PROVIDER = Provider(name="aws", parse=parse)
