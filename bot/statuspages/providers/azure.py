"""Azure: a feed of what goes on, empty when calm.

Source: https://rssfeed.azure.status.microsoft/en-us/status/feed/. Titles that begin with
"Resolved", "Mitigated" or "PIR" (the review afterwards) tell of what is over.
"""

import re
from dataclasses import replace
from datetime import datetime
from xml.etree import ElementTree as ET

from bot.statuspages.document import Document, Unreadable, read_moment
from bot.statuspages.feed import read_feed
from bot.statuspages.provider import Provider
from bot.statuspages.status import Notice, OfficialState, OfficialStatus
from bot.statuspages.vendor_feed import still_told, total_of_events

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
    root = document.xml()
    channel = _channel(root)
    told = read_feed(root, now, is_current_only=True)
    notices = [_checked(one) for one in told.notices]
    return OfficialStatus(
        state=total_of_events(notices),
        notices=still_told(notices),
        updated_at=read_moment(channel.findtext("lastBuildDate"), now),
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


def _checked(notice: Notice) -> Notice:
    if not notice.title:
        return replace(notice, state=OfficialState.UNKNOWN)
    return replace(notice, is_over=notice.is_over or bool(OVER.match(notice.title)))


PROVIDER = Provider(name="azure", parse=parse)
