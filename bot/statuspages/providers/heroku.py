"""Heroku: a colour for each of its three systems.

Source: https://devcenter.heroku.com/articles/heroku-status (`/api/v4/current-status`).
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import status_of_parts

COLOURS = {
    "green": OfficialState.OPERATIONAL,
    "yellow": OfficialState.DEGRADED,
    "red": OfficialState.MAJOR_OUTAGE,
    "blue": OfficialState.MAINTENANCE,
}
AHEAD = frozenset({"scheduled", "upcoming"})
OPEN = frozenset({"open"})
ENDED = frozenset({"resolved", "completed", "closed"})


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the colours say."""
    fields = document.fields()
    systems = fields.rows("status")
    if not systems or not all(row.has("system") for row in systems):
        raise Unreadable("no systems")
    parts = tuple(_component(row) for row in systems)
    notices = [_notice(row, now, OfficialState.DEGRADED) for row in fields.children("incidents")]
    notices += [_notice(row, now, _planned(row)) for row in fields.children("scheduled")]
    return status_of_parts(parts, notices, "Heroku")


def _planned(row: Fields) -> OfficialState:
    is_known = row.word("state") in AHEAD | OPEN | ENDED
    return OfficialState.MAINTENANCE if is_known else OfficialState.UNKNOWN


def _component(row: Fields) -> Component:
    name = row.text("system")
    state = COLOURS.get(row.word("status"), OfficialState.UNKNOWN)
    return Component(id=name, name=name, state=state)


def _notice(row: Fields, now: datetime, state: OfficialState) -> Notice:
    stage = row.word("state")
    newest = row.newest("updates", "created_at")
    return Notice(
        id=row.text("id"),
        title=row.text("title"),
        state=state,
        stage=stage,
        text=newest.text("contents"),
        url=row.text("full_url"),
        begins_at=row.moment("created_at", now),
        updated_at=row.moment("updated_at", now),
        is_over=stage in ENDED,
        is_upcoming=stage in AHEAD,
    )


PROVIDER = Provider(name="heroku", parse=parse)
