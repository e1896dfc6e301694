"""From a payload to what the vendor says. Pure; never raises, whatever was sent."""

from datetime import datetime

from bot.statuspages.document import Document, Unreadable
from bot.statuspages.providers import providers
from bot.statuspages.status import NOTHING_UNDERSTOOD, OfficialStatus


def parse(provider: str, payload: bytes, *, now: datetime) -> OfficialStatus:
    """Return what a provider's answer says; `unknown` for an answer of any other shape.

    `now` is aware: what lies in the past is over, what lies ahead has not begun.
    """
    adapter = providers().get(provider)
    if adapter is None:
        return NOTHING_UNDERSTOOD
    try:
        return adapter.parse(Document(payload), now)
    except Unreadable:
        return NOTHING_UNDERSTOOD
