"""Hund: Server-Sent Events at `/live/v2/status_page`; the first, `init_event`, holds everything.

States: operational, degraded, outage, maintenance. The keys inside it are taken from one client
(PedroTroller/statuswatch), not from a live page.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, OfficialState, OfficialStatus, worst

STATES = {
    "operational": OfficialState.OPERATIONAL,
    "degraded": OfficialState.DEGRADED,
    "outage": OfficialState.MAJOR_OUTAGE,
    "maintenance": OfficialState.MAINTENANCE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:  # noqa: ARG001 - no times known
    """Return what the first event says; its parts count where they are worse than the whole."""
    event = Document(_first_event(document.text()).encode()).fields()
    page = event.child("status_page")
    if not page.has("state"):
        raise Unreadable("no event of Hund")
    components = tuple(_components(event.child("components")))
    said = STATES.get(page.word("state"), OfficialState.UNKNOWN)
    states = tuple(one.state for one in components)
    is_known = said is not OfficialState.UNKNOWN
    return OfficialStatus(state=worst((said, *states)) if is_known else said, components=components)


def _first_event(text: str) -> str:
    name, _, rest = text.partition("\n")
    if name.strip() != "event: init_event" or not rest.startswith("data:"):
        raise Unreadable("no first event")
    return rest.removeprefix("data:").partition("\n")[0]


def _components(listed: Fields) -> Iterator[Component]:
    for name, row in listed.named():
        yield Component(
            id=row.text("id") or name,
            name=row.text("name"),
            state=STATES.get(row.word("state"), OfficialState.UNKNOWN),
        )


PROVIDER = Provider(name="hund", parse=parse, paths=("/live/v2/status_page",))
