"""Atom and RSS: a list of what was told, without a present state. Pure.

The newest item of each incident counts, by the word that tells where it stands. An empty feed says
nothing: it may be a history without entries. A feed in which no item speaks of an incident is
somebody's news, no status page.
"""

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

from bot.statuspages.document import LONGEST_TEXT, MOST_ITEMS, Unreadable, read_moment
from bot.statuspages.status import Notice, OfficialState, OfficialStatus, open_now, summed

# Where a title says so itself: closed captions, scheduled jobs and names that are not resolved are
# no ends and no plans.
_DONE = "resolved|recovered|completed|mitigated"
ENDED = re.compile(
    rf"[\[(]\s*(?:{_DONE}|postmortem|closed|PIR)\s*[\])]"
    rf"|^\W*(?:{_DONE}|postmortem|closed|PIR)\s*[:|–—-]"
    r"|^\W*(?:resolved|mitigated|recovered)\b"
    rf"|(?<!\bnot )(?<!\bbe )\b(?:{_DONE}|postmortem)\W*$"
    rf"|(?<!\bnot )\b(?:is|are|was|were|been|now|fully) (?:{_DONE}|back up|up again)\b",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\bmaintenance\b|^\W*(?:scheduled|planned)\s*[:|\])–—-]"
    r"|\b(?:scheduled|planned) (?:work|upgrade|update|downtime|outage|migration|interruption)\b",
    re.IGNORECASE,
)
BEGUN = re.compile(r"\b(?:in progress|verifying|under ?way|ongoing|started)\b", re.IGNORECASE)
OUTAGE = re.compile(r"\b(?:outage|went down|is down|unavailable|disruption)\b", re.IGNORECASE)
TROUBLE = re.compile(
    r"\b(?:degrad\w+|elevated|errors?|incident|issues?|problems?|latency|delay\w*|slow\w*|failing"
    r"|failures?|impact\w*)\b",
    re.IGNORECASE,
)
UNPLANNED = frozenset({"investigating", "identified", "monitoring"})
OVER = frozenset({"resolved", "completed", "mitigated", "postmortem", "closed"})
STAGES = "|".join((*sorted(UNPLANNED | OVER), "update", "verifying", "in progress", "scheduled"))
# Where an incident stands: Statuspage's <strong>, or "Status: …", in its newest update.
STAGE = re.compile(
    rf"<strong>\s*({STAGES})\s*</strong>|status:\s*(?:</?\w+>\s*)*({STAGES})\b", re.IGNORECASE
)
# A vendor who said nothing for this long forgot to close the item, or its last update was cut off.
SILENT = timedelta(days=14)
_TAGS = re.compile(r"<[^>]{0,500}>")
_ATOM = "{http://www.w3.org/2005/Atom}"


def read_feed(root: ET.Element, now: datetime) -> OfficialStatus:
    """Return what a feed tells."""
    notices = _newest(_notice(entry, now) for entry in _entries(root))
    known = tuple(one for one in notices if one.is_over or one.state is not OfficialState.UNKNOWN)
    if notices and not known:
        raise Unreadable("no feed of incidents")
    calm = (OfficialState.OPERATIONAL,) if known else ()
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


def _newest(notices: Iterator[Notice]) -> tuple[Notice, ...]:
    """Return the newest item of each incident, which ids name. Feeds tend to put it first."""
    found: dict[str, Notice] = {}
    for one in notices:
        known = found.setdefault(one.id, one)
        if known.updated_at and one.updated_at and one.updated_at > known.updated_at:
            found[one.id] = one
    return tuple(found.values())


def _notice(entry: ET.Element, now: datetime) -> Notice:
    title = plain(_text(entry, "title"))
    body = _text(entry, "content", "description", "summary")
    found = STAGE.search(body)
    stage = next(filter(None, found.groups()), "").lower() if found else ""
    updated_at = _moment(entry, now, "updated", "pubDate")
    is_silent = updated_at is not None and updated_at < now - SILENT
    state = _state(title, stage)
    is_planned = state is OfficialState.MAINTENANCE
    return Notice(
        id=_text(entry, "id", "guid").partition("#")[0] or title,
        title=title,
        state=state,
        stage=stage,
        text=plain(body),
        url=_link(entry),
        begins_at=_moment(entry, now, "published", "pubDate"),
        updated_at=updated_at,
        is_over=is_silent or stage in OVER or (not stage and bool(ENDED.search(title))),
        is_upcoming=is_planned and not BEGUN.search(stage or title),
    )


def _state(title: str, stage: str) -> OfficialState:
    """Return how bad it is; `unknown` where neither its title nor its stage speaks of trouble.

    Errors after maintenance are trouble, and maintenance with errors to expect is none: without a
    stage there is no telling.
    """
    if stage == "scheduled" or BEGUN.fullmatch(stage):
        return OfficialState.MAINTENANCE
    is_outage, is_trouble = OUTAGE.search(title), TROUBLE.search(title)
    if PLANNED.search(title) and stage not in UNPLANNED:
        is_mixed = not stage and (is_outage or is_trouble)
        return OfficialState.UNKNOWN if is_mixed else OfficialState.MAINTENANCE
    if is_outage:
        return OfficialState.PARTIAL_OUTAGE
    return OfficialState.DEGRADED if stage or is_trouble else OfficialState.UNKNOWN


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
