"""Uptime Kuma (louislam/uptime-kuma, `status-page-router.js`, `src/util.ts`).

`/api/status-page/heartbeat/{slug}` holds the beats of each monitor, the newest last: 0 down, 1 up,
2 pending (failed once, tried again), 3 maintenance. `/api/status-page/{slug}` has the names, and
what people announced; the monitors may know better, so it is not looked for.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus, spread, told

BEATS = {
    0.0: OfficialState.MAJOR_OUTAGE,
    1.0: OfficialState.OPERATIONAL,
    3.0: OfficialState.MAINTENANCE,
}
STYLES = {
    "danger": OfficialState.PARTIAL_OUTAGE,
    "warning": OfficialState.DEGRADED,
}
LATER = frozenset({"scheduled", "inactive"})
ENDED = "ended"
STAGES = LATER | {ENDED, "under_maintenance"}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the beats say, or the page itself."""
    fields = document.fields()
    if fields.has("heartbeatList"):
        return _beats(fields, now)
    is_page = fields.has("config", "publicGroupList", "maintenanceList")
    if not is_page or not (fields.has("incidents") or fields.has("incident")):
        raise Unreadable("no answer of Uptime Kuma")
    notices = tuple(_notices(fields, now))
    return OfficialStatus(
        state=told(notices),
        components=tuple(_named(fields)),
        notices=notices,
        page_name=fields.child("config").text("title"),
    )


def _beats(fields: Fields, now: datetime) -> OfficialStatus:
    listed = fields.child("heartbeatList")
    newest = {name: beats[-1] for name, _ in listed.named() if (beats := listed.rows(name))}
    components = tuple(
        Component(id=name, name="", state=BEATS.get(_beat(beat), OfficialState.UNKNOWN))
        for name, beat in newest.items()
    )
    moments = [beat.moment("time", now) for beat in newest.values()]
    return OfficialStatus(
        state=spread(tuple(one.state for one in components)),
        components=components,
        updated_at=max((one for one in moments if one), default=None),
    )


def _beat(beat: Fields) -> float:
    number = beat.number("status")
    return -1 if number is None else number


def _named(fields: Fields) -> Iterator[Component]:
    for group in fields.children("publicGroupList"):
        for row in group.children("monitorList"):
            yield Component(
                id=row.text("id"),
                name=row.text("name"),
                state=OfficialState.UNKNOWN,
                group=group.text("name"),
            )


def _incidents(fields: Fields) -> tuple[Fields, ...]:
    if fields.get("incident") is None:
        return fields.optional_rows("incidents")
    if not fields.child("incident").values:  # version 1 had one at most
        raise Unreadable("no incident of Uptime Kuma")
    return (fields.child("incident"),)


def _notices(fields: Fields, now: datetime) -> Iterator[Notice]:
    for row in _incidents(fields):
        yield Notice(
            id=row.text("id"),
            title=row.text("title"),
            state=STYLES.get(row.word("style"), OfficialState.UNKNOWN),
            text=row.text("content"),
            begins_at=row.moment("createdDate", now),
            updated_at=row.moment("lastUpdatedDate", now),
        )
    for row in fields.optional_rows("maintenanceList"):
        stage = row.word("status")
        yield Notice(
            id=row.text("id"),
            title=row.text("title"),
            state=OfficialState.MAINTENANCE if stage in STAGES else OfficialState.UNKNOWN,
            stage=stage,
            text=row.text("description"),
            is_over=stage == ENDED,
            is_upcoming=stage in LATER,
        )


PROVIDER = Provider(
    name="uptimekuma",
    parse=parse,
    paths=("/api/status-page/heartbeat/default",),
)
