"""Stripe: one word for all, and a warning for each product.

Source: https://status.stripe.com/current/full, as read by inket/stts.
"""

from datetime import datetime

from bot.statuspages.document import Document, Fields, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus

STATES = {
    "up": OfficialState.OPERATIONAL,
    "degraded": OfficialState.DEGRADED,
    "down": OfficialState.MAJOR_OUTAGE,
}


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the word for all says; "pending" and "paused" say nothing."""
    fields = document.fields()
    if not fields.has("UptimeStatus"):
        raise Unreadable("no word for all")
    state = STATES.get(fields.word("UptimeStatus"), OfficialState.UNKNOWN)
    is_troubled = state in (OfficialState.DEGRADED, OfficialState.MAJOR_OUTAGE)
    message = fields.text("message") if is_troubled else ""
    return OfficialStatus(
        state=state,
        components=tuple(_component(row) for row in fields.children("uptimeData")),
        notices=(Notice(id="", title=message, state=state),) if message else (),
        updated_at=fields.moment("time", now),
        page_name="Stripe",
    )


def _component(row: Fields) -> Component:
    said = OfficialState.DEGRADED if row.get("warning") else OfficialState.OPERATIONAL
    return Component(
        id=row.text("key"),
        name=row.text("title"),
        state=said if row.has("warning") else OfficialState.UNKNOWN,
    )


PROVIDER = Provider(name="stripe", parse=parse)
