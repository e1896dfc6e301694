"""Cachet, versions 2 and 3 (cachethq/core: `ComponentStatusEnum`, `SystemStatusEnum`).

Version 2: `/api/v1/components`, each `status` a number; `/api/v1/status` speaks of success, info or
danger. Version 3: `/api/components` as JSON:API, each number in `attributes.status.value`, 5 being
"unknown"; `/api/status` has words. Lists come in pages: one that goes on says nothing of the rest.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, OfficialState, OfficialStatus, summed

NUMBERS = {
    1.0: OfficialState.OPERATIONAL,
    2.0: OfficialState.DEGRADED,
    3.0: OfficialState.PARTIAL_OUTAGE,
    4.0: OfficialState.MAJOR_OUTAGE,
    6.0: OfficialState.MAINTENANCE,
}
WORDS = {
    "operational": OfficialState.OPERATIONAL,
    "partial_outage": OfficialState.PARTIAL_OUTAGE,
    "major_outage": OfficialState.MAJOR_OUTAGE,
    "under_maintenance": OfficialState.MAINTENANCE,
    "success": OfficialState.OPERATIONAL,
    "info": OfficialState.DEGRADED,
    "danger": OfficialState.MAJOR_OUTAGE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:  # noqa: ARG001 - no times used
    """Return what the whole or the list of components says."""
    fields = document.fields()
    whole = fields.child("data")
    if whole.has("status", "message"):
        return OfficialStatus(state=WORDS.get(whole.word("status"), OfficialState.UNKNOWN))
    rows = fields.rows("data")
    if not rows or not fields.child("meta").values or not all(map(_is_component, rows)):
        raise Unreadable("no components of Cachet")
    components = tuple(map(_component, filter(_is_shown, rows)))
    rest = (OfficialState.UNKNOWN,) if _goes_on(fields) else ()
    states = tuple(one.state for one in components)
    return OfficialStatus(state=summed((*states, *rest)), components=components)


def _is_component(row: Fields) -> bool:
    is_old = row.has("name", "status") and row.has("status_name")
    return is_old or (row.word("type") == "components" and row.child("attributes").has("status"))


def _is_shown(row: Fields) -> bool:
    attributes = row.child("attributes") if row.has("attributes") else row
    return attributes.get("enabled") is not False


def _component(row: Fields) -> Component:
    attributes = row.child("attributes") if row.has("attributes") else row
    status = attributes.child("status")
    number = status.number("value") if status.values else attributes.number("status")
    return Component(
        id=row.text("id"),
        name=attributes.text("name"),
        state=NUMBERS.get(number or 0, OfficialState.UNKNOWN),
        group=attributes.text("group_id"),
    )


def _goes_on(fields: Fields) -> bool:
    pages = fields.child("meta").child("pagination").child("links")
    return bool(pages.text("next_page") or fields.child("links").text("next"))


PROVIDER = Provider(
    name="cachet",
    parse=parse,
    paths=("/api/status", "/api/components", "/api/v1/components"),
)
