"""Ubisoft: a word for each game on each platform.

Source: https://game-status-api.ubisoft.com/v1/instances?appIds=…, as public clients read it (one
key really is "AppID " with a space); not confirmed to answer in 2026.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import status_of_parts

STATES = {
    "online": OfficialState.OPERATIONAL,
    "degraded": OfficialState.DEGRADED,
    "interrupted": OfficialState.MAJOR_OUTAGE,
    "maintenance": OfficialState.MAINTENANCE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:  # noqa: ARG001 - no times in it
    """Return what the words of the games say."""
    rows = document.rows()
    if not all(row.has("Name", "Platform") for row in rows):
        raise Unreadable("no games")
    return status_of_parts((_component(row) for row in rows), page_name="Ubisoft")


def _component(row: Fields) -> Component:
    said = STATES.get(row.word("Status"), OfficialState.UNKNOWN)
    return Component(
        id=row.text("AppId") or row.text("AppID "),
        name=row.text("Name"),
        state=OfficialState.MAINTENANCE if row.is_true("Maintenance") else said,
        group=row.text("Platform"),
    )


PROVIDER = Provider(name="ubisoft", parse=parse)
