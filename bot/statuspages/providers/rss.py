"""Atom (RFC 4287) and RSS 2.0, of whatever software: see `bot.statuspages.feed`."""

from datetime import datetime

from bot.statuspages.document import Document
from bot.statuspages.feed import read_feed
from bot.statuspages.provider import Provider
from bot.statuspages.status import OfficialStatus


def parse(document: Document, now: datetime) -> OfficialStatus:
    """Return what a feed tells. An empty one tells nothing: it may be a history without entries."""
    return read_feed(document.xml(), now)


PROVIDER = Provider(
    name="rss",
    parse=parse,
    paths=("/history.atom", "/feed.rss", "/feed.xml", "/rss"),
)
