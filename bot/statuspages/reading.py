"""From a payload to what the vendor says. Pure; never raises, whatever was sent."""

from dataclasses import replace
from datetime import datetime

from bot.statuspages.document import Document, Unreadable
from bot.statuspages.providers import providers
from bot.statuspages.status import NOTHING_UNDERSTOOD, SEVERITY, Notice, OfficialStatus

MOST_NOTICES = 200


def parse(provider: str, payload: bytes, *, now: datetime) -> OfficialStatus:
    """Return what a provider's answer says; `unknown` for an answer of any other shape.

    `now` is aware: what lies in the past is over, what lies ahead has not begun.
    """
    return read(provider, payload, now=now) or NOTHING_UNDERSTOOD


def read(provider: str, payload: bytes, *, now: datetime) -> OfficialStatus | None:
    """Return what a provider's answer says; None for an answer of any other shape."""
    adapter = providers().get(provider)
    if adapter is None or len(payload) > adapter.largest:
        return None
    try:
        status = adapter.parse(Document(payload), now)
    except Unreadable:
        return None
    return replace(status, notices=_in_order(status.notices))


def _in_order(notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    return tuple(sorted(notices, key=_urgency)[:MOST_NOTICES])


def _urgency(notice: Notice) -> tuple[bool, bool, int]:
    return notice.is_over, notice.is_upcoming, SEVERITY.index(notice.state)
