"""PlayStation Network: the services of a region's countries, each with what happens to it.

Source: https://status.playstation.com/data/statuses/region/SCEA.json (and SCEE), as read by
inket/stts. What is past or to come stays in the list, so its dates decide.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable, is_ahead, is_past
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus, summed, told
from bot.statuspages.vendor_feed import is_end_told, merged

TYPES = {
    "maintenance": OfficialState.MAINTENANCE,
    "degraded": OfficialState.DEGRADED,
    "outage": OfficialState.PARTIAL_OUTAGE,
}
SERVICES = "services"


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the services of all countries say."""
    fields = document.fields()
    countries = fields.rows("countries")
    services = [row for country in countries for row in country.rows(SERVICES)]
    if not services or not all(row.has("serviceName") for row in services):
        raise Unreadable("no services")
    own = [_events(row, now) for row in services]
    wide = [_events(row, now) for row in (fields, *countries)]
    parts = merged(_component(row, one) for row, one in zip(services, own, strict=True))
    states = (*(one.state for one in parts), *(_state(one) for one in wide))
    notices = {one.id: one for events in (*wide, *own) for one in events or ()}
    return OfficialStatus(
        state=summed(states),
        components=parts,
        notices=tuple(notices.values()),
        page_name="PlayStation Network",
    )


def _state(events: tuple[Notice, ...] | None) -> OfficialState:
    return OfficialState.UNKNOWN if events is None else told(events)


def _component(service: Fields, events: tuple[Notice, ...] | None) -> Component:
    return Component(
        id=service.text("serviceId"), name=service.text("serviceName"), state=_state(events)
    )


def _events(row: Fields, now: datetime) -> tuple[Notice, ...] | None:
    """Return what happens to a service and its parts; None where that can't be read."""
    resources = row.rows("resources") if row.has("resources") else ()
    try:
        rows = [event for one in (row, *resources) for event in one.rows("status")]
    except Unreadable:
        return None
    name = row.text("serviceName")
    return tuple(_named(_notice(event, now), name) for event in rows)


def _named(notice: Notice, service: str) -> Notice:
    title = notice.title if not service else f"{service}: {notice.title}"
    return replace(notice, title=title, components=(service,) if service else ())


def _notice(row: Fields, now: datetime) -> Notice:
    begins, ends = row.moment("startDate", now), row.moment("endDate", now)
    is_dated = begins is not None and is_end_told(row, "endDate", ends)
    state = TYPES.get(row.word("statusType"), OfficialState.UNKNOWN)
    return Notice(
        id=row.text("statusId"),
        title=row.text("statusType"),
        state=state if is_dated else OfficialState.UNKNOWN,
        text=_message(row),
        begins_at=begins,
        ends_at=ends,
        updated_at=row.moment("modifiedDate", now),
        is_over=is_past(ends, now),
        is_upcoming=state is OfficialState.MAINTENANCE and is_ahead(begins, now),
    )


def _message(row: Fields) -> str:
    messages = row.child("message").child("messages")
    return messages.text("en-US") or next(_texts(messages), "")


def _texts(messages: Fields) -> Iterator[str]:
    for name in messages.values:
        if text := messages.text(name):
            yield text


PROVIDER = Provider(name="playstation", parse=parse)
