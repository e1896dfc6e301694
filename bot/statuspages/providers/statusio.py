"""Status.io: `https://api.status.io/1.0/status/{page id}` (kb.status.io, "Public Status API").

One table of codes for the whole page, its parts and their containers; an incident's last message
tells where it stands (100 investigating … 400 resolved) and how bad it is. The id of a page stands
in its HTML, so no path can be guessed.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus

CODES: dict[float, OfficialState] = {
    100: OfficialState.OPERATIONAL,
    200: OfficialState.MAINTENANCE,
    300: OfficialState.DEGRADED,
    400: OfficialState.PARTIAL_OUTAGE,
    500: OfficialState.MAJOR_OUTAGE,
    600: OfficialState.DEGRADED,  # a security event: they work on it, it need not be down
}
STAGES: dict[float, str] = {
    100: "investigating",
    200: "identified",
    300: "monitoring",
    400: "resolved",
}
RESOLVED = 400


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what a page's status says."""
    result = document.fields().child("result")
    if not result.child("status_overall").has("status_code"):
        raise Unreadable("no Status.io answer")
    return OfficialStatus(
        state=_state(result.child("status_overall"), "status_code"),
        components=tuple(_components(result)),
        notices=tuple(_notices(result, now)),
        updated_at=result.child("status_overall").moment("updated", now),
    )


def _state(fields: Fields, name: str) -> OfficialState:
    return CODES.get(fields.number(name) or 0, OfficialState.UNKNOWN)


def _components(result: Fields) -> Iterator[Component]:
    for row in result.optional_rows("status"):
        yield Component(id=row.text("id"), name=row.text("name"), state=_state(row, "status_code"))
        for part in row.children("containers"):
            yield Component(
                id=part.text("id"),
                name=part.text("name"),
                state=_state(part, "status_code"),
                group=row.text("id"),
            )


def _notices(result: Fields, now: datetime) -> Iterator[Notice]:
    for row in result.optional_rows("incidents"):
        yield _notice(row, now, _state(_latest(row), "status"))
    planned = result.child("maintenance")
    for row in planned.children("active"):
        yield _notice(row, now, OfficialState.MAINTENANCE)
    for row in planned.children("upcoming"):
        yield _notice(row, now, OfficialState.MAINTENANCE, is_upcoming=True)


def _latest(row: Fields) -> Fields:
    return row.newest("messages", "datetime")


def _notice(
    row: Fields, now: datetime, state: OfficialState, *, is_upcoming: bool = False
) -> Notice:
    latest = _latest(row)
    is_planned = state is OfficialState.MAINTENANCE
    stage = latest.number("state") or 0
    return Notice(
        id=row.text("_id"),
        title=row.text("name"),
        state=state,
        stage="" if is_planned else STAGES.get(stage, ""),
        text=latest.text("details"),
        begins_at=row.moment("datetime_planned_start" if is_planned else "datetime_open", now),
        ends_at=row.moment("datetime_planned_end", now),
        updated_at=latest.moment("datetime", now),
        components=tuple(one.text("_id") for one in row.children("components_affected")),
        is_over=not is_planned and stage == RESOLVED,
        is_upcoming=is_upcoming,
    )


PROVIDER = Provider(name="statusio", parse=parse, hosts=(".status.io", ".hostedstatus.com"))
