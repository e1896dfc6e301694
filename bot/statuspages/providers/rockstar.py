"""Rockstar Games: a word for each game and service.

Source: https://support.rockstargames.com/services/status.json?tz=America/New_York, as read by
jonoman55/rockstar-status-page-ts; last seen to answer in 2025.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.feed import plain
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import status_of_parts

STATES = {
    "up": OfficialState.OPERATIONAL,
    "limited": OfficialState.DEGRADED,
    "down": OfficialState.MAJOR_OUTAGE,
    "maintenance": OfficialState.MAINTENANCE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the words of the games say."""
    rows = document.fields().rows("statuses")
    if not rows or not all(row.has("name") for row in rows):
        raise Unreadable("no games")
    notices = [_notice(row, now) for row in rows if row.text("message")]
    return status_of_parts((_component(row) for row in rows), notices, "Rockstar Games")


def _state(row: Fields) -> OfficialState:
    return STATES.get(row.word("status"), OfficialState.UNKNOWN)


def _component(row: Fields) -> Component:
    return Component(id=row.text("tag"), name=row.text("name"), state=_state(row))


def _notice(row: Fields, now: datetime) -> Notice:
    return Notice(
        id=row.text("id"),
        title=row.text("name"),
        state=_state(row),
        stage=row.text("status"),
        text=plain(row.text("message")),
        updated_at=row.moment("updated", now),
        components=(row.text("tag"),),
        is_over=_state(row) is OfficialState.OPERATIONAL,
    )


PROVIDER = Provider(name="rockstar", parse=parse)
