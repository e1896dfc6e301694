"""Steam: Valve tells nothing of incidents; its Web API telling the time is a sign of life.

Source: https://partner.steamgames.com/doc/webapi/ISteamWebAPIUtil (GetServerInfo). It says that the
Web API answers, not that the store, the community or any game's servers do.
"""

from datetime import datetime, timedelta

from bot.statuspages.document import Document, Unreadable
from bot.statuspages.provider import Provider
from bot.statuspages.status import OfficialState, OfficialStatus

STALE = timedelta(days=1)  # an answer kept by somebody in between is no sign of life


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return that the Web API answers, if the time it tells is about now."""
    fields = document.fields()
    told = fields.moment("servertime", now)
    if told is None or not fields.has("servertimestring"):
        raise Unreadable("no time")
    is_alive = abs(now - told) <= STALE
    return OfficialStatus(
        state=OfficialState.OPERATIONAL if is_alive else OfficialState.UNKNOWN,
        updated_at=told,
        page_name="Steam Web API",
    )


PROVIDER = Provider(name="steam", parse=parse)
