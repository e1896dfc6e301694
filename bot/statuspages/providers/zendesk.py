"""Zendesk: what goes on, as JSON:API, empty when calm.

Source: https://developer.zendesk.com/api-reference/status-api/ (`/api/incidents/active`, at most 10
requests a minute; `/api/ssp/incidents.json` answers alike).
"""

from collections.abc import Iterator
from datetime import datetime

from bot.statuspages.document import Document, Fields, is_past
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import is_end_told, merged, status_of_events

IMPACTS = {
    "minor": OfficialState.DEGRADED,
    "major": OfficialState.PARTIAL_OUTAGE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the incidents say; the services they hit stand beside them."""
    fields = document.fields()
    beside = fields.rows("included")
    notices = [_notice(row, now) for row in fields.rows("data")]
    return status_of_events(notices, merged(_components(beside, now)), "Zendesk")


def _state(attributes: Fields) -> OfficialState:
    if attributes.is_true("outage"):
        return OfficialState.MAJOR_OUTAGE
    if attributes.is_true("degradation"):
        return OfficialState.DEGRADED
    return IMPACTS.get(attributes.word("impact"), OfficialState.UNKNOWN)


def _ended(attributes: Fields, now: datetime) -> datetime | None:
    return attributes.moment("resolvedAt", now) or attributes.moment("resolved_at", now)


def _is_end_told(attributes: Fields, ended: datetime | None) -> bool:
    return any(is_end_told(attributes, name, ended) for name in ("resolvedAt", "resolved_at"))


def _notice(row: Fields, now: datetime) -> Notice:
    attributes = row.child("attributes")
    ended = _ended(attributes, now)
    return Notice(
        id=row.text("id"),
        title=attributes.text("name") or attributes.text("title"),
        state=_state(attributes) if _is_end_told(attributes, ended) else OfficialState.UNKNOWN,
        stage=attributes.word("status"),
        begins_at=attributes.moment("startedAt", now),
        ends_at=ended,
        updated_at=attributes.moment("updatedAt", now),
        is_over=is_past(ended, now),
    )


def _components(beside: tuple[Fields, ...], now: datetime) -> Iterator[Component]:
    services = [row for row in beside if row.text("type") == "service"]
    names = {row.text("id"): row.child("attributes").text("name") for row in services}
    for row in beside:
        attributes = row.child("attributes")
        if row.text("type") == "incidentService" and _ended(attributes, now) is None:
            key = attributes.text("serviceId")
            yield Component(id=key, name=names.get(key, ""), state=_state(attributes))


PROVIDER = Provider(name="zendesk", parse=parse)
