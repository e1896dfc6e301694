"""Sorry (https://docs.sorryapp.com): `/api/v1/status`, `/api/v1/components`, `/api/v1/notices`.

`page.state` and each part's `state`; a notice is `planned` or `unplanned` and over once `ended_at`
is set. How bad an unplanned one is, it does not say.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable, is_ahead, is_past
from bot.statuspages.provider import Provider
from bot.statuspages.status import (
    Component,
    Notice,
    OfficialState,
    OfficialStatus,
    summed,
    told,
)

STATES = {
    "operational": OfficialState.OPERATIONAL,
    "degraded": OfficialState.DEGRADED,
    "partially_degraded": OfficialState.DEGRADED,
    "partial_outage": OfficialState.PARTIAL_OUTAGE,
    "outage": OfficialState.MAJOR_OUTAGE,
    "major_outage": OfficialState.MAJOR_OUTAGE,
    "under_maintenance": OfficialState.MAINTENANCE,
    "maintenance": OfficialState.MAINTENANCE,
}
KINDS = {"unplanned": OfficialState.DEGRADED, "planned": OfficialState.MAINTENANCE}
ENDED = frozenset({"resolved", "complete", "completed"})


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the page's state, its components or its notices say."""
    fields = document.fields()
    page = fields.child("page")
    if page.has("state"):
        state = STATES.get(page.word("state"), OfficialState.UNKNOWN)
        updated_at = page.moment("updated_at", now)
        return OfficialStatus(state=state, updated_at=updated_at, page_name=page.text("name"))
    if fields.has("notices"):
        return _listed(fields.rows("notices"), now)
    return _parts(fields.rows("components"))


def _listed(rows: tuple[Fields, ...], now: datetime) -> OfficialStatus:
    if not all(row.has("type", "state") for row in rows):
        raise Unreadable("no notices of Sorry")
    notices = tuple(_notice(row, now) for row in rows)
    return OfficialStatus(state=told(notices), notices=notices)


def _parts(rows: tuple[Fields, ...]) -> OfficialStatus:
    if not rows or not all(row.has("state") and not row.has("status") for row in rows):
        raise Unreadable("no components of Sorry")
    components = tuple(
        Component(
            id=row.text("id"),
            name=row.text("name"),
            state=STATES.get(row.word("state"), OfficialState.UNKNOWN),
        )
        for row in rows
    )
    return OfficialStatus(
        state=summed(tuple(one.state for one in components)), components=components
    )


def _notice(row: Fields, now: datetime) -> Notice:
    begins_at = row.moment("began_at", now) or row.moment("begins_at", now)
    ends_at = row.moment("ended_at", now) or row.moment("ends_at", now)
    is_planned = row.word("type") == "planned"
    return Notice(
        id=row.text("id"),
        title=row.text("subject"),
        state=KINDS.get(row.word("type"), OfficialState.UNKNOWN),
        stage=row.word("state"),
        text=row.text("synopsis"),
        url=row.text("url"),
        begins_at=begins_at,
        ends_at=ends_at,
        updated_at=row.moment("updated_at", now),
        is_over=row.word("state") in ENDED or is_past(ends_at, now),
        is_upcoming=is_planned and is_ahead(begins_at, now),
    )


PROVIDER = Provider(
    name="sorry",
    parse=parse,
    paths=("/api/v1/status",),
    hosts=(".sorryapp.com",),
)
