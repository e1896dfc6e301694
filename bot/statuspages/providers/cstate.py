"""cState (cstate/cstate, Hugo's `layouts/index.json`): `/index.json`.

`summaryStatus` and each system's `status`: ok, notice, disrupted, down. A notice is information
beside a working service.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus, spread

STATES = {
    "ok": OfficialState.OPERATIONAL,
    "notice": OfficialState.OPERATIONAL,
    "disrupted": OfficialState.DEGRADED,
    "down": OfficialState.MAJOR_OUTAGE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what a page's index says."""
    fields = document.fields()
    if not fields.has("summaryStatus", "systems"):
        raise Unreadable("no index of cState")
    components = tuple(_component(row) for row in fields.rows("systems"))
    states = tuple(one.state for one in components)
    said = STATES.get(fields.word("summaryStatus"), OfficialState.UNKNOWN)
    # The whole is "down" already where one system is.
    is_partial = said is OfficialState.MAJOR_OUTAGE and said in states
    return OfficialStatus(
        state=spread(states) if is_partial else said,
        components=components,
        notices=tuple(_notices(fields, now)),
        page_name=fields.text("title"),
    )


def _component(row: Fields) -> Component:
    return Component(
        id="",
        name=row.text("name"),
        state=STATES.get(row.word("status"), OfficialState.UNKNOWN),
        group=row.text("category"),
    )


def _notices(fields: Fields, now: datetime) -> Iterator[Notice]:
    for row in fields.rows("systems"):
        for issue in row.children("unresolvedIssues"):
            yield Notice(
                id=issue.text("permalink") or issue.text("title"),
                title=issue.text("title"),
                state=STATES.get(
                    issue.word("severity") or row.word("status"), OfficialState.UNKNOWN
                ),
                url=issue.text("permalink"),
                begins_at=issue.moment("createdAt", now),
                updated_at=issue.moment("lastMod", now),
                components=(row.text("name"),),
            )


PROVIDER = Provider(name="cstate", parse=parse, paths=("/index.json",))
