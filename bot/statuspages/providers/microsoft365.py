"""Microsoft 365 for consumers: one row for each service, with a word of Microsoft's for its state.

Source: https://status.cloud.microsoft/api/posts/m365Consumer; `/api/posts/mac` is one row that only
says whether a wide incident is posted. The words are those of the service health dashboard:
https://learn.microsoft.com/microsoft-365/enterprise/view-service-health.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import status_of_parts

STATES = {
    "available": OfficialState.OPERATIONAL,
    "operational": OfficialState.OPERATIONAL,
    "service operational": OfficialState.OPERATIONAL,
    "healthy": OfficialState.OPERATIONAL,
    "service restored": OfficialState.OPERATIONAL,
    "false positive": OfficialState.OPERATIONAL,
    "post incident report published": OfficialState.OPERATIONAL,
    "advisory": OfficialState.DEGRADED,
    "investigating": OfficialState.DEGRADED,
    "service degradation": OfficialState.DEGRADED,
    "service degraded": OfficialState.DEGRADED,
    "degraded": OfficialState.DEGRADED,
    "restoring service": OfficialState.DEGRADED,
    "extended recovery": OfficialState.DEGRADED,
    "service interruption": OfficialState.PARTIAL_OUTAGE,
}
WHOSE: tuple[str, ...] = ("ServiceDisplayName",)
WIDE: tuple[str, ...] = ("Status", "Title", "Message", "LastUpdatedTime")
BY_LETTERS = {words.replace(" ", ""): state for words, state in STATES.items()}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the rows of services, or the one wide row, say."""
    rows = _rows(document)
    if not any(row.text("Status") for row in rows):
        raise Unreadable("no states")
    return status_of_parts(_components(rows), _notices(rows, now), "Microsoft 365")


def _rows(document: Document) -> tuple[Fields, ...]:
    if isinstance(document.json(), list):
        rows, names = document.rows(), WHOSE
    else:
        rows, names = (document.fields(),), WIDE
    if not all(row.has(*names) for row in rows):
        raise Unreadable("no rows of services")
    return rows


def _state(row: Fields) -> OfficialState:
    # "Service Degradation" in the answer, "serviceDegradation" in Microsoft's documentation.
    return BY_LETTERS.get(row.word("Status").replace("_", ""), OfficialState.UNKNOWN)


def _components(rows: tuple[Fields, ...]) -> Iterator[Component]:
    for row in rows:
        yield Component(
            id=row.text("ServiceWorkloadName"),
            name=row.text("ServiceDisplayName"),
            state=_state(row),
        )


def _notices(rows: tuple[Fields, ...], now: datetime) -> Iterator[Notice]:
    for row in rows:
        if row.text("Title") or row.text("Message"):
            state = _state(row)
            yield Notice(
                id=row.text("Id"),
                title=row.text("Title"),
                state=state,
                stage=row.text("Status"),
                text=row.text("Message"),
                updated_at=row.moment("LastUpdatedTime", now),
                components=(row.text("ServiceWorkloadName"),),
                is_over=state is OfficialState.OPERATIONAL,
            )


PROVIDER = Provider(name="microsoft365", parse=parse)
