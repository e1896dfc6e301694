"""A vendor's page as it reads at some moments, said in few words."""

from datetime import datetime, timedelta
from typing import Any

from bot.statuspages.status import Notice, OfficialState
from bot.watching.watch import Expectations, OfficialChoice, OfficialScope
from tests.fakes.watched import START

MINUTE = timedelta(minutes=1)
OWN = Expectations(official=OfficialChoice(service_id="github"))
WHOLE = Expectations(official=OfficialChoice(service_id="github", scope=OfficialScope.PAGE))


def notice(id_: str = "a", text: str = "We look into it.", **changes: Any) -> Notice:
    """Return an incident that a vendor tells of, and that goes on."""
    values: dict[str, Any] = {
        "id": id_,
        "title": f"Trouble {id_}",
        "state": OfficialState.PARTIAL_OUTAGE,
        "stage": "investigating",
        "text": text,
        "url": f"https://www.githubstatus.com/incidents/{id_}",
        "begins_at": START - 5 * MINUTE,
        "updated_at": START - MINUTE,
    }
    return Notice(**values | changes)


def over(id_: str = "a", text: str = "It is mended.", at: datetime = START) -> Notice:
    """Return an incident that a vendor says has ended."""
    return notice(id_, text, stage="resolved", is_over=True, ends_at=at, updated_at=at)
