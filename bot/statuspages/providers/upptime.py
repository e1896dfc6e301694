"""Upptime (upptime/upptime): `history/summary.json` of its repository, as GitHub serves it raw.

A list of sites, each up, down or degraded. The address holds the repository's name and branch.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, OfficialState, OfficialStatus, spread

STATES = {
    "up": OfficialState.OPERATIONAL,
    "down": OfficialState.MAJOR_OUTAGE,
    "degraded": OfficialState.DEGRADED,
}


def parse(document: Document, now: datetime) -> OfficialStatus:  # noqa: ARG001 - no times in it
    """Return what the list of sites says."""
    rows = document.rows()
    if not rows or not all(row.has("slug", "status", "uptime") for row in rows):
        raise Unreadable("no summary of Upptime")
    components = tuple(map(_component, rows))
    return OfficialStatus(
        state=spread(tuple(one.state for one in components)), components=components
    )


def _component(row: Fields) -> Component:
    return Component(
        id=row.text("slug"),
        name=row.text("name"),
        state=STATES.get(row.word("status"), OfficialState.UNKNOWN),
    )


PROVIDER = Provider(name="upptime", parse=parse)
