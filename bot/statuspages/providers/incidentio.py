"""incident.io: its Statuspage shim, its widget, and the proxy its own page reads.

The shim stands at `/api/v2/…` where the owner switched it on; its ids are ULIDs, it knows
`full_outage`, and keys that would be empty may be missing (https://docs.incident.io/status-pages).
The widget (`/api/v1/summary`) lists what goes on; nothing listed means that all is well. The proxy
(`/proxy/{host}`) names only the affected parts, and mixes planned work into the incidents.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.providers import statuspage
from bot.statuspages.status import (
    Component,
    Notice,
    OfficialState,
    OfficialStatus,
    open_now,
    summed,
    told,
)

ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
WORKING = frozenset({"maintenance_in_progress", "maintenance_verifying"})
ENDED = frozenset({"resolved", "maintenance_complete", "postmortem"})


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what any of its three answers says."""
    fields = document.fields()
    summary = fields.child("summary") if fields.has("summary") else fields
    if summary.has("structure", "ongoing_incidents", "affected_components"):
        return _proxy(summary, now)
    if fields.has("ongoing_incidents", "in_progress_maintenances", "page_url"):
        return _widget(fields, now)
    return _shim(fields, now)


def _shim(fields: Fields, now: datetime) -> OfficialStatus:
    page = fields.child("page")
    named = (page, *fields.children("components"))
    if not any(ULID.fullmatch(one.text("id")) for one in named):
        raise Unreadable("no ULIDs")
    if fields.has("page"):
        return statuspage.read_answer(fields, now)
    components = tuple(statuspage.read_components(fields))
    return OfficialStatus(
        state=summed(tuple(one.state for one in components)), components=components
    )


def _widget(fields: Fields, now: datetime) -> OfficialStatus:
    incidents = fields.rows("ongoing_incidents")
    notices = (
        *(_incident(row, now) for row in incidents),
        *(_maintenance(row, now) for row in fields.rows("in_progress_maintenances")),
        *(
            _maintenance(row, now, is_upcoming=True)
            for row in fields.optional_rows("scheduled_maintenances")
        ),
    )
    return OfficialStatus(
        state=told(notices),
        components=tuple(
            Component(
                id=part.text("id"),
                name=part.text("name"),
                state=_state(part.word("current_status")),
                group=part.text("group_name"),
            )
            for row in incidents
            for part in row.children("affected_components")
        ),
        notices=notices,
        page_name=fields.text("page_title"),
    )


def _incident(row: Fields, now: datetime) -> Notice:
    return Notice(
        id=row.text("id"),
        title=row.text("name"),
        state=_state(row.word("current_worst_impact")),
        stage=row.word("status"),
        text=row.text("last_update_message"),
        url=row.text("url"),
        updated_at=row.moment("last_update_at", now),
        components=_affected(row),
        is_over=row.word("status") in ENDED,
    )


def _maintenance(row: Fields, now: datetime, *, is_upcoming: bool = False) -> Notice:
    return Notice(
        id=row.text("id"),
        title=row.text("name"),
        state=OfficialState.MAINTENANCE,
        stage=row.word("status"),
        text=row.text("last_update_message"),
        url=row.text("url"),
        begins_at=row.moment("starts_at", now) or row.moment("started_at", now),
        ends_at=row.moment("ends_at", now) or row.moment("scheduled_end_at", now),
        updated_at=row.moment("last_update_at", now),
        components=_affected(row),
        is_upcoming=is_upcoming,
    )


def _affected(row: Fields) -> tuple[str, ...]:
    parts = row.children("affected_components")
    return tuple(one.text("id") or one.text("component_id") for one in parts)


def _proxy(summary: Fields, now: datetime) -> OfficialStatus:
    affected = {
        one.text("component_id"): _state(one.word("status"))
        for one in summary.rows("affected_components")
    }
    parts = summary.children("components")
    # What is hit but not listed may be any of those that are.
    is_clear = affected.keys() <= {one.text("id") for one in parts}
    others = OfficialState.OPERATIONAL if is_clear else OfficialState.UNKNOWN
    notices = tuple(_proxy_notices(summary, now, affected))
    return OfficialStatus(
        state=summed((*affected.values(), *(open_now(notices) or (OfficialState.OPERATIONAL,)))),
        components=tuple(
            Component(
                id=one.text("id"),
                name=one.text("name"),
                state=affected.get(one.text("id"), others),
            )
            for one in parts
        ),
        notices=notices,
        page_name=summary.text("name"),
    )


def _proxy_notices(
    summary: Fields, now: datetime, affected: dict[str, OfficialState]
) -> Iterator[Notice]:
    for row in summary.rows("ongoing_incidents"):
        parts = _affected(row)
        states = tuple(affected[part] for part in parts if part in affected)
        is_planned = row.word("type") == "maintenance" or row.word("status") in WORKING
        yield _proxy_notice(
            row, now, parts, OfficialState.MAINTENANCE if is_planned else summed(states)
        )
    for row in summary.optional_rows("scheduled_maintenances"):
        yield _maintenance(row, now, is_upcoming=True)


def _proxy_notice(
    row: Fields, now: datetime, parts: tuple[str, ...], state: OfficialState
) -> Notice:
    latest = row.newest("updates", "published_at")
    return Notice(
        id=row.text("id"),
        title=row.text("name"),
        state=state,
        stage=row.word("status"),
        text=latest.text("message_string") or latest.text("message"),
        begins_at=row.moment("published_at", now),
        updated_at=latest.moment("published_at", now),
        components=parts,
        is_over=row.word("status") in ENDED,
    )


def _state(word: str) -> OfficialState:
    return statuspage.COMPONENTS.get(word, OfficialState.UNKNOWN)


PROVIDER = Provider(
    name="incidentio",
    parse=parse,
    paths=("/api/v2/summary.json", "/proxy/{host}", "/api/v1/summary"),
)
