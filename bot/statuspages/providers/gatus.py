"""Gatus (TwiN/gatus, `config/endpoint/status.go` and `result.go`): `/api/v1/endpoints/statuses`.

A list of endpoints; the last of an endpoint's `results` is the newest, its `success` counts.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, OfficialState, OfficialStatus, spread

OUTCOMES = {True: OfficialState.OPERATIONAL, False: OfficialState.MAJOR_OUTAGE}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the newest result of every endpoint says."""
    rows = document.rows()
    if not rows or not all(row.has("key", "results") for row in rows):
        raise Unreadable("no statuses of Gatus")
    components = tuple(map(_component, rows))
    moments = [_newest(row).moment("timestamp", now) for row in rows]
    return OfficialStatus(
        state=spread(tuple(one.state for one in components)),
        components=components,
        updated_at=max((one for one in moments if one), default=None),
    )


def _newest(row: Fields) -> Fields:
    results = row.optional_rows("results")
    return results[-1] if results else Fields({})


def _component(row: Fields) -> Component:
    success = _newest(row).get("success")
    is_told = isinstance(success, bool)
    return Component(
        id=row.text("key"),
        name=row.text("name"),
        state=OUTCOMES[success] if is_told else OfficialState.UNKNOWN,
        group=row.text("group"),
    )


PROVIDER = Provider(name="gatus", parse=parse, paths=("/api/v1/endpoints/statuses",))
