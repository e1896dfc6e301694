"""PagerDuty's status pages: `/api/posts`, asked for open posts only; `/api/services`.

Seen in PedroTroller/statuswatch. A post has a severity; where there are more posts than were sent,
the rest may be worse. The services are names and whether they are listed: how they are, they do not
say.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable, is_ahead, is_past
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus, summed, told

SEVERITIES = {
    "all_good": OfficialState.OPERATIONAL,
    "minor": OfficialState.DEGRADED,
    "major": OfficialState.MAJOR_OUTAGE,
    "critical": OfficialState.MAJOR_OUTAGE,
    "maintenance": OfficialState.MAINTENANCE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the open posts say, or which services there are."""
    fields = document.fields()
    if fields.has("posts", "total") or set(fields.values) == {"posts"}:
        return _posts(fields, now)
    rows = fields.rows("services")
    if not rows or not all(row.has("display_name", "is_active") for row in rows):
        raise Unreadable("no answer of PagerDuty")
    return OfficialStatus(
        state=OfficialState.UNKNOWN,
        components=tuple(
            Component(id=row.text("id"), name=row.text("display_name"), state=OfficialState.UNKNOWN)
            for row in rows
            if row.is_true("is_active")
        ),
    )


def _posts(fields: Fields, now: datetime) -> OfficialStatus:
    rows = fields.rows("posts")
    if not all(row.has("current_post_severity_enum") for row in rows):
        raise Unreadable("no posts of PagerDuty")  # a blog has posts too
    notices = tuple(_notice(row, now) for row in rows)
    total = fields.number("total")
    goes_on = fields.has("total") and (total is None or total != len(rows))
    rest = (OfficialState.UNKNOWN,) if goes_on else ()
    return OfficialStatus(state=summed((told(notices), *rest)), notices=notices)


def _notice(row: Fields, now: datetime) -> Notice:
    severity = row.child("current_post_severity_enum").word("name")
    is_planned = row.word("post_type") == "maintenance"
    said = SEVERITIES.get(severity, OfficialState.UNKNOWN)
    begins_at, ends_at = row.moment("starts_at", now), row.moment("ends_at", now)
    return Notice(
        id=row.text("id"),
        title=row.text("title"),
        state=OfficialState.MAINTENANCE if is_planned else said,
        begins_at=begins_at,
        ends_at=ends_at,
        components=tuple(one.text("id") for one in row.children("incident_services")),
        is_over=is_past(ends_at, now),
        is_upcoming=is_planned and is_ahead(begins_at, now),
    )


PROVIDER = Provider(
    name="pagerduty",
    parse=parse,
    paths=("/api/posts?statuses%5B%5D=investigating&statuses%5B%5D=detected&limit=500",),
)
