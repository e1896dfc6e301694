"""Datadog Status Pages: `/config.json` (docs.datadoghq.com, "Status Pages").

Parts, some in groups, each with its own word; the whole page's state is theirs. Incidents carry
`resolved`; a page may be switched off (`enabled`).
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import (
    Component,
    Notice,
    OfficialState,
    OfficialStatus,
    open_now,
    summed,
)

STATES = {
    "operational": OfficialState.OPERATIONAL,
    "degraded": OfficialState.DEGRADED,
    "partial_outage": OfficialState.PARTIAL_OUTAGE,
    "major_outage": OfficialState.MAJOR_OUTAGE,
    "maintenance": OfficialState.MAINTENANCE,
}
AHEAD = frozenset({"scheduled", "upcoming"})
WORKING = frozenset({"in_progress", "ongoing", "active"})
ENDED = frozenset({"completed", "resolved", "cancelled", "canceled"})


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what a page's configuration says; it holds the present states too."""
    fields = document.fields()
    if not fields.has("pageUrl", "components", "incidents"):
        raise Unreadable("no page of Datadog")
    components = tuple(_components(fields, ""))
    notices = tuple(_notices(fields, now))
    working = OfficialState.MAINTENANCE in open_now(notices)
    states = (*(one.state for one in components), *((OfficialState.MAINTENANCE,) * working))
    is_off = fields.has("enabled") and not fields.is_true("enabled")
    return OfficialStatus(
        state=OfficialState.UNKNOWN if is_off or not components else summed(states),
        components=components,
        notices=notices,
        page_name=fields.text("name"),
    )


def _components(fields: Fields, group: str) -> Iterator[Component]:
    for row in fields.rows("components"):
        if row.has("components") and not group:
            yield from _components(row, row.text("name") or row.text("id") or "group")
        else:
            yield Component(
                id=row.text("id"),
                name=row.text("name"),
                state=STATES.get(row.word("status"), OfficialState.UNKNOWN),
                group=group,
            )


def _notices(fields: Fields, now: datetime) -> Iterator[Notice]:
    for row in fields.optional_rows("incidents"):
        yield _incident(row, now)
    for row in fields.optional_rows("maintenances"):
        stage = row.word("currentStatus")
        yield Notice(
            id=row.text("id"),
            title=row.text("title"),
            state=(
                OfficialState.MAINTENANCE
                if stage in AHEAD | WORKING | ENDED
                else OfficialState.UNKNOWN
            ),
            stage=stage,
            text=row.text("description"),
            begins_at=row.moment("startDate", now),
            ends_at=row.moment("completedDate", now),
            is_over=stage in ENDED,
            is_upcoming=stage in AHEAD,
        )


def _incident(row: Fields, now: datetime) -> Notice:
    affected = row.children("componentsAffected")
    stage = row.word("currentStatus")
    return Notice(
        id=row.text("id"),
        title=row.text("title"),
        state=summed(
            tuple(STATES.get(one.word("status"), OfficialState.UNKNOWN) for one in affected)
        ),
        stage=stage,
        text=row.text("description"),
        begins_at=row.moment("publishedDate", now),
        ends_at=row.moment("resolvedDate", now),
        updated_at=row.moment("lastModifiedAt", now),
        components=tuple(one.text("id") for one in affected),
        is_over=row.is_true("resolved") or stage == "resolved",
    )


PROVIDER = Provider(
    name="datadog",
    parse=parse,
    paths=("/config.json",),
    hosts=(".statuspage.datadoghq.com",),
)
