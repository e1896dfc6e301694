"""Checkly: `/api/status-page/{slug}/unresolved-incidents`, `/maintenance-windows`, `/uptime`.

The first lists only what goes on, by severity: CRITICAL, MAJOR, MEDIUM, MINOR. The second tells of
planned work alone, the third names the services: neither says that all is well. The slug stands in
the page's HTML.
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
    summed,
    told,
)

SEVERITIES = {
    "critical": OfficialState.MAJOR_OUTAGE,
    "major": OfficialState.PARTIAL_OUTAGE,
    "medium": OfficialState.DEGRADED,
    "minor": OfficialState.DEGRADED,
}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what any of the three answers says."""
    fields = document.fields()
    if set(fields.values) == {"incidents"}:
        notices = tuple(_incident(row, now) for row in fields.rows("incidents"))
        return OfficialStatus(state=told(notices), notices=notices)
    if fields.has("active", "upcoming", "recentlyCompleted"):
        notices = tuple(_windows(fields, now))
        return OfficialStatus(state=summed(open_now(notices)), notices=notices)
    if fields.has("metadata"):
        return OfficialStatus(state=OfficialState.UNKNOWN, components=tuple(_services(fields)))
    raise Unreadable("no answer of Checkly")


def _incident(row: Fields, now: datetime) -> Notice:
    if not row.has("severity"):
        raise Unreadable("no incident of Checkly")
    latest = row.newest("incidentUpdates", "created_at")
    stage = row.word("lastUpdateStatus")
    return Notice(
        id=row.text("id"),
        title=row.text("name"),
        state=SEVERITIES.get(row.word("severity"), OfficialState.UNKNOWN),
        stage=stage,
        text=latest.text("description"),
        begins_at=row.moment("created_at", now),
        updated_at=latest.moment("created_at", now),
        components=tuple(one.text("id") for one in row.children("services")),
        is_over=stage == "resolved",
    )


def _windows(fields: Fields, now: datetime) -> Iterator[Notice]:
    for name, is_upcoming in (("active", False), ("upcoming", True)):
        for row in fields.rows(name):
            yield Notice(
                id=row.text("id"),
                title=row.text("name"),
                state=OfficialState.MAINTENANCE,
                begins_at=row.moment("startsAt", now),
                ends_at=row.moment("endsAt", now),
                is_upcoming=is_upcoming,
            )


def _services(fields: Fields) -> Iterator[Component]:
    for group in fields.rows("metadata"):
        for row in group.rows("services"):
            yield Component(
                id=row.text("id"),
                name=row.text("name"),
                state=OfficialState.UNKNOWN,
                group=group.text("name"),
            )


PROVIDER = Provider(name="checkly", parse=parse, hosts=(".checkly.online",))
