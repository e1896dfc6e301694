"""Slack: what goes on now, or the history of what was.

Source: https://api.slack.com/docs/slack-status (`/api/v2.0.0/current`, `/api/v2.0.0/history`).
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.feed import plain
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import merged, status_of_events

TYPES = {
    "notice": OfficialState.OPERATIONAL,  # a remark, no trouble
    "incident": OfficialState.DEGRADED,
    "outage": OfficialState.MAJOR_OUTAGE,
    "maintenance": OfficialState.MAINTENANCE,
}
ENDED = frozenset({"resolved", "completed", "cancelled"})
AHEAD = frozenset({"scheduled"})
GOING_ON = frozenset({"active"})


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what goes on now, or what of the history does."""
    if isinstance(document.json(), list):
        rows = document.rows()
        if not rows or not all(row.has("id", "status") for row in rows):
            raise Unreadable("no history")
        return _read(rows, now)
    fields = document.fields()
    said = fields.word("status")
    rows = fields.rows("active_incidents")
    if said not in ("ok", "active") or (said == "active" and not rows):
        raise Unreadable("no current status")
    return _read(rows, now)


def _read(rows: tuple[Fields, ...], now: datetime) -> OfficialStatus:
    notices = [_notice(row, now) for row in rows]
    parts = (
        Component(id=name, name=name, state=one.state)
        for one in notices
        if not one.is_over and not one.is_upcoming
        for name in one.components
    )
    return status_of_events(notices, merged(parts), "Slack")


def _notice(row: Fields, now: datetime) -> Notice:
    stage = row.word("status")
    is_known = stage in ENDED | AHEAD | GOING_ON
    newest = row.newest("notes", "date_created")
    return Notice(
        id=row.text("id"),
        title=row.text("title"),
        state=(
            TYPES.get(row.word("type"), OfficialState.UNKNOWN)
            if is_known
            else OfficialState.UNKNOWN
        ),
        stage=stage,
        text=plain(newest.text("body")),
        url=row.text("url"),
        begins_at=row.moment("date_created", now),
        updated_at=row.moment("date_updated", now),
        components=row.texts("services"),
        is_over=stage in ENDED,
        is_upcoming=stage in AHEAD,
    )


PROVIDER = Provider(name="slack", parse=parse)
