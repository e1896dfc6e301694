"""What is new on an official page: what we knew of its incidents, held against what it says. Pure.

Pages forget what is over, change ids, come in any order and from stale caches. So nothing ends
because it was missing once, an older text replaces no newer one, and what was over before we first
looked is nobody's news. A page that could not be read is never held against anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.statuspages.status import Notice, OfficialState
from bot.triage.verdict import State

# A page that no longer lists what was open is believed when it says so twice, so far apart.
FORGOTTEN = timedelta(seconds=60)
MOST = 20  # incidents of one page that are told at once
MOST_REVISIONS = 10  # of one incident, besides what it says now
LONGEST_TITLE = 200
LONGEST_TEXT = 600
# Planned work is no trouble; what the vendor says does no harm begins nothing.
_HARMLESS = frozenset({OfficialState.MAINTENANCE, OfficialState.OPERATIONAL})


class News(StrEnum):
    """What became of a page's trouble as a whole."""

    OPENED = "opened"
    UPDATED = "updated"  # a new incident beside it, another stage or text, one of several is over
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a vendor said before. Hostile texts."""

    heard_at: datetime  # aware UTC, as all times here
    stage: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldNotice:
    """One incident as a vendor tells of it, and what we remember of it. Hostile texts."""

    key: str
    title: str
    state: OfficialState
    stage: str = ""
    text: str = ""
    url: str = ""
    begins_at: datetime | None = None  # by the vendor's word
    said_at: datetime | None = None  # when the vendor says that it was said
    heard_at: datetime  # when what it says now was heard
    missing_since: datetime | None = None  # the page does not list it any more
    over_at: datetime | None = None
    is_dropped: bool = False  # it ended without a word: the page listed it no more
    earlier: tuple[Revision, ...] = ()  # oldest first

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.over_at is not None


Known = tuple[ToldNotice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialStory:
    """The trouble that a vendor tells of on its own page, as it was heard."""

    vendor: str  # as the catalogue calls it
    page_url: str  # what a person opens
    notices: Known
    own_check: State | None = None  # what our own latest look found when something new was heard


def hear(known: Known, said: Iterable[Notice], at: datetime) -> Known:
    """Return what is known after a page was read at `at`, at most `MOST` of it.

    What was known comes first, and of what is new the worst: the order that `said` is in.
    """
    told = _by_key(said)
    told = _renamed(known, told)
    old = tuple(_heard(one, told.get(one.key), at) for one in known)
    new = (_first_heard(key, one, at) for key, one in told.items() if _begins(one))
    names = {one.key for one in known}
    return _bounded((*old, *(one for one in new if one.key not in names)))


def compare(before: Known, after: Known) -> News | None:
    """Return what became of the trouble as a whole; None where nothing is to be told."""
    was_open, is_open = _is_open(before), _is_open(after)
    if was_open != is_open:
        return News.OPENED if is_open else News.RESOLVED
    told = [[replace(one, missing_since=None) for one in some] for some in (before, after)]
    return News.UPDATED if is_open and told[0] != told[1] else None


def goes_on_with(known: Known, said: Iterable[Notice]) -> bool:
    """Tell whether something that was over goes on, and not something else."""
    told = _renamed(known, _by_key(said))
    names = {one.key for one in known}
    return any(key in names and _begins(one) for key, one in told.items())


def is_settled(known: Known) -> bool:
    """Tell whether the same words, heard again, would change nothing."""
    return all(one.is_over or one.missing_since is None for one in known)


def _is_open(known: Known) -> bool:
    return any(not one.is_over for one in known)


def _begins(notice: Notice) -> bool:
    """Tell whether a notice is trouble that goes on now."""
    return not notice.is_over and not notice.is_upcoming and notice.state not in _HARMLESS


def _by_key(said: Iterable[Notice]) -> dict[str, Notice]:
    """Return notices by what they are known by; of two with one key, the one that goes on."""
    found: dict[str, Notice] = {}
    for one in said:
        key = (one.id or f"{one.title} {_stamp(one.begins_at)}")[:LONGEST_TITLE]
        if not one.is_upcoming and (key not in found or found[key].is_over):
            found[key] = one
    return found


def _stamp(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()


def _renamed(known: Known, told: dict[str, Notice]) -> dict[str, Notice]:
    """Return notices under the keys we know them by, where a page gave some other ids."""
    lost: dict[tuple[str, datetime | None], str] = {
        (one.title, one.begins_at): one.key
        for one in known
        if one.key not in told and one.begins_at is not None
    }
    names = {one.key for one in known}
    found: dict[str, Notice] = {}
    for key, one in told.items():
        is_new = key not in names and one.begins_at is not None
        name = (one.title.strip()[:LONGEST_TITLE], one.begins_at)
        found[lost.pop(name, key) if is_new else key] = one
    return found


def _heard(one: ToldNotice, notice: Notice | None, at: datetime) -> ToldNotice:
    """Return an incident after a page was read that says `notice` of it, or nothing."""
    if notice is None:
        return _missed(one, at)
    one = replace(one, missing_since=None)
    is_stale = one.said_at and notice.updated_at and notice.updated_at < one.said_at
    if is_stale or (one.is_over and not _begins(notice)):
        return one
    ends = _end(notice, at) if notice.is_over else None
    return replace(_reworded(one, notice, at), over_at=ends, is_dropped=False)


def _missed(one: ToldNotice, at: datetime) -> ToldNotice:
    if one.is_over:
        return one
    if one.missing_since is None or at <= one.missing_since:
        return replace(one, missing_since=at)  # a clock that was ahead counts from now
    if at - one.missing_since < FORGOTTEN:
        return one
    return replace(one, missing_since=None, over_at=one.missing_since, is_dropped=True)


def _end(notice: Notice, at: datetime) -> datetime:
    """Return when something ended: as the vendor says, unless that lies ahead or before it."""
    ends = min(notice.ends_at or at, at)
    return max(ends, notice.begins_at) if notice.begins_at and notice.begins_at <= at else ends


def _reworded(one: ToldNotice, notice: Notice, at: datetime) -> ToldNotice:
    fresh = _first_heard(one.key, notice, at)
    if _words(fresh) == _words(one):
        return one
    past = Revision(heard_at=one.heard_at, stage=one.stage, text=one.text)
    is_said_anew = (fresh.stage, fresh.text) != (one.stage, one.text)
    earlier = (*one.earlier, past)[-MOST_REVISIONS:] if is_said_anew else one.earlier
    begins_at = fresh.begins_at or one.begins_at
    return replace(fresh, begins_at=begins_at, earlier=earlier)


def _words(one: ToldNotice) -> tuple[object, ...]:
    """Return what people would read of it."""
    return one.title, one.state, one.stage, one.text, one.url


def _first_heard(key: str, notice: Notice, at: datetime) -> ToldNotice:
    begins = notice.begins_at
    return ToldNotice(
        key=key,
        title=notice.title.strip()[:LONGEST_TITLE],
        state=notice.state,
        stage=notice.stage.strip()[:LONGEST_TITLE],
        text=_cut(notice.text.strip(), LONGEST_TEXT),
        url=notice.url,
        begins_at=None if begins is None or begins > at else begins,
        said_at=notice.updated_at,
        heard_at=at,
    )


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text, up to a whole word where there is one."""
    if len(text) <= most:
        return text
    head, blank, _ = text[:most].rpartition(" ")
    return f"{head if blank else text[: most - 1]}…"


def _bounded(known: Known) -> Known:
    """Return as many as are told at once: what goes on before what is over."""
    if len(known) <= MOST:
        return known
    kept = sorted(known, key=lambda one: one.is_over)[:MOST]
    return tuple(_in_place(known, kept))


def _in_place(known: Known, kept: list[ToldNotice]) -> Iterator[ToldNotice]:
    names = {one.key for one in kept}
    return (one for one in known if one.key in names)
