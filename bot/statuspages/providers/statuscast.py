"""StatusCast: `/status.json`, `/components.json`, `/incidents.json`; shown to browsers only.

Words: Available, Monitoring, Degraded, PartialOutage, Unavailable, Maintenance. An incident has an
`IncidentType` and is over once `Status` is Resolved.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus, summed, told

STATES = {
    "available": OfficialState.OPERATIONAL,
    "monitoring": OfficialState.DEGRADED,
    "degraded": OfficialState.DEGRADED,
    "partialoutage": OfficialState.PARTIAL_OUTAGE,
    "unavailable": OfficialState.MAJOR_OUTAGE,
    "maintenance": OfficialState.MAINTENANCE,
}
KINDS = {
    "outage": OfficialState.PARTIAL_OUTAGE,
    "partialoutage": OfficialState.PARTIAL_OUTAGE,
    "degraded": OfficialState.DEGRADED,
    "performance": OfficialState.DEGRADED,
    "maintenance": OfficialState.MAINTENANCE,
    "scheduledmaintenance": OfficialState.MAINTENANCE,
    "informational": OfficialState.OPERATIONAL,
}
AHEAD = "scheduled"
OPEN = frozenset({"inprogress", "investigating", "identified", "monitoring"})
ENDED = frozenset({"resolved", "completed", "closed"})


def parse(document: Document, now: datetime) -> OfficialStatus:  # noqa: ARG001 - no times in it
    """Return what the whole, the components or the incidents say."""
    found = document.json()
    if isinstance(found, dict):
        return _whole(document.fields())
    rows = document.rows()
    if rows and all(row.has("text", "CurrentStatus") for row in rows):
        components = tuple(map(_component, rows))
        state = summed(tuple(one.state for one in components))
        return OfficialStatus(state=state, components=components)
    if rows and all(row.has("Title", "IncidentType", "Status") for row in rows):
        notices = tuple(map(_notice, rows))
        return OfficialStatus(state=told(notices), notices=notices)
    raise Unreadable("no list of StatusCast")


def _whole(fields: Fields) -> OfficialStatus:
    if not fields.has("Status", "StatusText"):
        raise Unreadable("no status of StatusCast")
    return OfficialStatus(state=STATES.get(fields.word("Status"), OfficialState.UNKNOWN))


def _component(row: Fields) -> Component:
    return Component(
        id=row.text("id"),
        name=row.text("text"),
        state=STATES.get(row.word("CurrentStatus"), OfficialState.UNKNOWN),
    )


def _notice(row: Fields) -> Notice:
    stage = row.word("Status")
    said = KINDS.get(row.word("IncidentType"), OfficialState.UNKNOWN)
    return Notice(
        id=row.text("Id"),
        title=row.text("Title"),
        state=said if stage in OPEN | {AHEAD} else OfficialState.UNKNOWN,
        stage=stage,
        url=row.text("ShortUrl"),
        is_over=stage in ENDED,
        is_upcoming=stage == AHEAD,
    )


PROVIDER = Provider(
    name="statuscast",
    parse=parse,
    paths=("/status.json", "/components.json", "/incidents.json"),
    hosts=(".statuscast.com",),
)
