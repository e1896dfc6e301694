"""Azure: a feed of what goes on, empty when calm.

Source: https://rssfeed.azure.status.microsoft/en-us/status/feed/. Titles that begin with
"Resolved", "Mitigated" or "PIR" (the review afterwards) tell of what is over.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree as ET

from bot.statuspages.document import Document, Unreadable, read_moment
from bot.statuspages.feed import OUTAGE, PLANNED, plain
from bot.statuspages.provider import Provider
from bot.statuspages.status import Notice, OfficialState, OfficialStatus, told

OVER = re.compile(r"\W*(?:resolved|mitigated|(?:preliminary |final )?PIR)\b", re.IGNORECASE)
# What RSS 2.0 has in a channel: anything else there may be an item that we don't know.
CHANNEL = frozenset(
    {
        *("title", "link", "description", "language", "copyright", "managingEditor", "webMaster"),
        *("pubDate", "lastBuildDate", "category", "generator", "docs", "cloud", "ttl", "image"),
        *("rating", "textInput", "skipHours", "skipDays", "item"),
    }
)


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what the feed tells; all is well where it tells of nothing."""
    channel = _channel(document.xml())
    notices = tuple(_notices(channel, now))
    return OfficialStatus(
        state=told(notices),
        notices=notices,
        updated_at=_moment(channel, "lastBuildDate", now),
        page_name="Azure",
    )


def _channel(root: ET.Element) -> ET.Element:
    """Return the channel, if it is Azure's own and nothing in it is strange."""
    channel = root.find("channel")
    if channel is None or "azure" not in (channel.findtext("title") or "").lower():
        raise Unreadable("no feed of Azure's")
    names = {child.tag for child in channel if not child.tag.startswith("{")}
    if not names <= CHANNEL:
        raise Unreadable("no plain RSS")
    return channel


def _notices(channel: ET.Element, now: datetime) -> Iterator[Notice]:
    for item in channel.iterfind("item"):
        title = plain(item.findtext("title") or "")
        yield Notice(
            id=plain(item.findtext("guid") or "") or title,
            title=title,
            state=_state(title),
            text=plain(item.findtext("description") or ""),
            url=plain(item.findtext("link") or ""),
            begins_at=_moment(item, "pubDate", now),
            updated_at=_moment(item, "pubDate", now),
            is_over=bool(OVER.match(title)),
        )


def _state(title: str) -> OfficialState:
    if not title:
        return OfficialState.UNKNOWN
    if PLANNED.search(title):
        return OfficialState.MAINTENANCE
    return OfficialState.PARTIAL_OUTAGE if OUTAGE.search(title) else OfficialState.DEGRADED


def _moment(element: ET.Element, name: str, now: datetime) -> datetime | None:
    return read_moment(element.findtext(name), now)


PROVIDER = Provider(name="azure", parse=parse)
