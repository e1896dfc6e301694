"""Atom and RSS: a list of what was told, without a present state. Pure.

The newest item of each incident counts, by the word that tells where it stands. An empty feed says
nothing unless its provider lists only what goes on (the caller knows). A feed in which no item
speaks of an incident is somebody's news, no status page.
"""

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

from bot.statuspages.document import LONGEST_TEXT, MOST_ITEMS, Unreadable, read_moment
from bot.statuspages.status import Notice, OfficialState, OfficialStatus, open_now, summed

ENDED = re.compile(
    r"\b(?:resolved|recovered|completed|mitigated|postmortem|closed|up again|back up|PIR)\b",
    re.IGNORECASE,
)
PLANNED = re.compile(r"\b(?:maintenance|scheduled)\b", re.IGNORECASE)
BEGUN = frozenset({"in progress", "verifying"})
OUTAGE = re.compile(r"\b(?:outage|went down|is down|unavailable|disruption)\b", re.IGNORECASE)
TROUBLE = re.compile(
    r"\b(?:degrad\w+|elevated|errors?|incident|issues?|problems?|latency|delay\w*|slow\w*|failing"
    r"|failures?|impact\w*)\b",
    re.IGNORECASE,
)
STAGES = (
    "investigating|identified|monitoring|update|verifying|in progress|scheduled|"
    "resolved|completed|mitigated|postmortem|closed"
)
# Where an incident stands: Statuspage's <strong>, or "Status: …", in its newest update.
STAGE = re.compile(
    rf"<strong>\s*({STAGES})\s*</strong>|status:\s*(?:</?\w+>\s*)*({STAGES})\b", re.IGNORECASE
)
# A vendor who said nothing for this long forgot to close the item, or its last update was cut off.
SILENT = timedelta(days=14)
_TAGS = re.compile(r"<[^>]{0,500}>")
_ATOM = "{http://www.w3.org/2005/Atom}"


def read_feed(root: ET.Element, now: datetime, *, is_current_only: bool = False) -> OfficialStatus:
    """Return what a feed tells. `is_current_only`: an empty one means that all is well."""
    notices = tuple(_newest(_notice(entry, now) for entry in _entries(root)))
    known = tuple(one for one in notices if one.is_over or one.state is not OfficialState.UNKNOWN)
    if notices and not known:
        raise Unreadable("no feed of incidents")
    calm = (OfficialState.OPERATIONAL,) if known or is_current_only else ()
    return OfficialStatus(
        state=summed((*open_now(notices), *calm)),
        notices=notices,
        updated_at=max((one.updated_at for one in notices if one.updated_at), default=None),
    )


def plain(markup: str) -> str:
    """Return a text without its markup."""
    return " ".join(html.unescape(_TAGS.sub(" ", markup)).split())[:LONGEST_TEXT]


def _entries(root: ET.Element) -> list[ET.Element]:
    if root.tag == f"{_ATOM}feed":
        return root.findall(f"{_ATOM}entry")[:MOST_ITEMS]
    if root.tag == "rss" and root.find("channel") is not None:
        return root.findall("channel/item")[:MOST_ITEMS]
    raise Unreadable("no feed")


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
    stage = next(filter(None, found.groups()), "").lower() if found else ""
    updated_at = _moment(entry, now, "updated", "pubDate")
    is_silent = updated_at is not None and updated_at < now - SILENT
    is_planned = bool(PLANNED.search(f"{title} {stage}"))
    return Notice(
        id=_text(entry, "id", "guid").partition("#")[0] or title,
        title=plain(title),
        state=_state(title, stage, is_planned=is_planned),
        stage=stage,
        text=plain(body),
        url=_link(entry),
        begins_at=_moment(entry, now, "published", "pubDate"),
        updated_at=updated_at,
        is_over=is_silent or bool(ENDED.search(stage or title)),
        is_upcoming=is_planned and stage not in BEGUN,
    )


def _state(title: str, stage: str, *, is_planned: bool) -> OfficialState:
    """Return how bad it is; `unknown` where neither its title nor its stage speaks of trouble."""
    if is_planned:
        return OfficialState.MAINTENANCE
    if OUTAGE.search(title):
        return OfficialState.PARTIAL_OUTAGE
    return OfficialState.DEGRADED if stage or TROUBLE.search(title) else OfficialState.UNKNOWN


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
