"""Atom and RSS: a list of what was told, without a present state. Pure.

The newest item of each incident counts, by the word that tells where it stands. An empty feed says
nothing unless its provider lists only what goes on (the caller knows).
"""

import html
import re
from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree as ET

from bot.statuspages.document import LONGEST_TEXT, MOST_ITEMS, Unreadable, read_moment
from bot.statuspages.status import Notice, OfficialState, OfficialStatus, worst

ENDED = re.compile(
    r"\b(?:resolved|recovered|completed|mitigated|postmortem|closed|up again|back up|PIR)\b",
    re.IGNORECASE,
)
PLANNED = re.compile(r"\b(?:maintenance|scheduled)\b", re.IGNORECASE)
OUTAGE = re.compile(r"\b(?:outage|went down|is down|unavailable|disruption)\b", re.IGNORECASE)
# Where an incident stands: Statuspage's <strong>, or "Status: …", in its newest update.
STAGE = re.compile(
    r"<strong>\s*([^<]{1,40}?)\s*</strong>|status:\s*(?:</?\w+>)*\s*(\w+)", re.IGNORECASE
)
_TAGS = re.compile(r"<[^>]{0,500}>")
_ATOM = "{http://www.w3.org/2005/Atom}"


def read_feed(root: ET.Element, now: datetime, *, is_current_only: bool = False) -> OfficialStatus:
    """Return what a feed tells. `is_current_only`: an empty one means that all is well."""
    if root.tag == f"{_ATOM}feed":
        entries = root.findall(f"{_ATOM}entry")
    elif root.tag == "rss" and root.find("channel") is not None:
        entries = root.findall("channel/item")
    else:
        raise Unreadable("no feed")
    notices = tuple(_newest(_notice(entry, now) for entry in entries[:MOST_ITEMS]))
    present = tuple(one.state for one in notices if not one.is_over)
    calm = (OfficialState.OPERATIONAL,) if notices or is_current_only else ()
    return OfficialStatus(
        state=worst((*present, *calm)),
        notices=tuple(one for one in notices if not one.is_over),
        updated_at=max((one.updated_at for one in notices if one.updated_at), default=None),
    )


def plain(markup: str) -> str:
    """Return a text without its markup."""
    return " ".join(html.unescape(_TAGS.sub(" ", markup)).split())[:LONGEST_TEXT]


def _newest(notices: Iterator[Notice]) -> Iterator[Notice]:
    """Yield the newest item of each incident. Feeds put it first; ids name the incident."""
    seen: set[str] = set()
    for one in notices:
        if one.id not in seen:
            seen.add(one.id)
            yield one


def _notice(entry: ET.Element, now: datetime) -> Notice:
    title = _text(entry, "title")
    body = _text(entry, "content", "description", "summary")
    found = STAGE.search(body)
    stage = next(filter(None, found.groups()), "") if found else ""
    told = stage or title
    return Notice(
        id=_text(entry, "id", "guid").partition("#")[0] or title,
        title=plain(title),
        state=_state(f"{title} {stage}"),
        stage=plain(stage).lower(),
        text=plain(body),
        url=_link(entry),
        begins_at=_moment(entry, now, "published", "pubDate"),
        updated_at=_moment(entry, now, "updated", "pubDate"),
        is_over=bool(ENDED.search(told)),
    )


def _state(words: str) -> OfficialState:
    if PLANNED.search(words):
        return OfficialState.MAINTENANCE
    return OfficialState.PARTIAL_OUTAGE if OUTAGE.search(words) else OfficialState.DEGRADED


def _text(entry: ET.Element, *names: str) -> str:
    for name in names:
        for tag in (name, f"{_ATOM}{name}"):
            found = entry.find(tag)
            if found is not None:
                return "".join(found.itertext()).strip()[: 4 * LONGEST_TEXT]
    return ""


def _link(entry: ET.Element) -> str:
    found = entry.find(f"{_ATOM}link")
    return found.get("href", "") if found is not None else _text(entry, "link")


def _moment(entry: ET.Element, now: datetime, *names: str) -> datetime | None:
    return read_moment(_text(entry, *names), now)
