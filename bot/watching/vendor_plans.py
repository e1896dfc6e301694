"""Work that a vendor plans: told a day before and again a quarter of an hour before. Pure.

A page says when work is to begin; clocks say that it has, also while the page can't be read. Until
it begins a plan may be moved, or leave the page without a word, which is believed when the page
says so twice. A page that gives the same work another id says nothing new.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.statuspages.status import Notice, OfficialState
from bot.watching.official_news import FORGOTTEN, LONGEST_TEXT, LONGEST_TITLE

DAY_BEFORE = timedelta(hours=24)
SOON = timedelta(minutes=15)
OVERTIME = timedelta(hours=6)  # after its planned end, without a word
LONGEST = timedelta(days=7)  # of work that nobody says an end of
MOST = 10  # plans of one page that are told at once


class Phase(StrEnum):
    """How far a plan has come, as it was told."""

    AHEAD = "ahead"
    SOON = "soon"
    BEGUN = "begun"
    # No more is told of it:
    HANDED_ON = "handed_on"  # it begins soon, and a newer message tells of it
    OVER = "over"
    RUN_OUT = "run_out"  # nobody said how it ended
    DROPPED = "dropped"  # it left the page before it began


_OPEN = frozenset({Phase.AHEAD, Phase.SOON, Phase.BEGUN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Work as a vendor plans it, and what was told of it. Hostile texts; times are aware UTC."""

    key: str
    title: str
    text: str = ""
    url: str = ""
    begins_at: datetime
    ends_at: datetime | None = None  # when it is planned to end
    heard_at: datetime  # when it was last said anew
    phase: Phase = Phase.AHEAD
    was_moved: bool = False
    missing_since: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is more to tell of it."""
        return self.phase in _OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStory:
    """A plan, and whose it is."""

    vendor: str  # as the catalogue calls it
    page_url: str  # what a person opens
    plan: Plan


def look_ahead(
    known: Sequence[Plan], said: Iterable[Notice] | None, at: datetime
) -> tuple[Plan, ...]:
    """Return what becomes of plans that are open, in their order, then what is new.

    What begins soon is handed on to a plan of its own: it is told in a new message. Where the page
    could not be read, nothing was `said`, and only time has passed.
    """
    told = {} if said is None else _renamed(known, dict(_by_key(said)))
    old = [
        replace(one, phase=_phase(one, at)) if said is None else _follow(one, told.get(one.key), at)
        for one in known
    ]
    passed = [
        replace(now, phase=Phase.SOON)
        for before, now in zip(known, old, strict=True)
        if now.phase is Phase.HANDED_ON and before.phase is Phase.AHEAD
    ]
    names = {one.key for one in known}
    new = (_first_heard(key, one, at) for key, one in told.items() if key not in names)
    room = max(MOST - sum(one.is_open for one in old) - len(passed), 0)
    return (*old, *passed, *[one for one in new if one is not None][:room])


def is_about_plans(said: Iterable[Notice]) -> bool:
    """Tell whether any of some notices is planned work."""
    return any(_is_work(one) for one in said)


def _is_work(notice: Notice) -> bool:
    return notice.is_upcoming or notice.state is OfficialState.MAINTENANCE


def _by_key(said: Iterable[Notice]) -> Iterator[tuple[str, Notice]]:
    for one in said:
        if _is_work(one):
            yield (one.id or one.title.strip())[:LONGEST_TITLE], one


def _renamed(known: Sequence[Plan], told: dict[str, Notice]) -> dict[str, Notice]:
    """Return notices by the keys we know them by, where a page gave some other ids."""
    names = {one.key for one in known}
    lost: dict[tuple[str, datetime | None], str] = {
        (one.title, one.begins_at): one.key for one in known if one.key not in told
    }
    found: dict[str, Notice] = {}
    for key, one in told.items():
        work = (one.title.strip()[:LONGEST_TITLE], one.begins_at)
        found[key if key in names else lost.pop(work, key)] = one
    return found


def _first_heard(key: str, notice: Notice, at: datetime) -> Plan | None:
    """Return a plan that is to be told; None for one that is too far off, or no news any more."""
    begins = notice.begins_at
    if not notice.is_upcoming or notice.is_over or begins is None:
        return None
    if not at < begins <= at + DAY_BEFORE:
        return None
    return Plan(
        key=key,
        title=notice.title.strip()[:LONGEST_TITLE],
        text=notice.text.strip()[:LONGEST_TEXT],
        url=notice.url,
        begins_at=begins,
        ends_at=_end(notice, begins),
        heard_at=at,
        phase=Phase.SOON if begins - at <= SOON else Phase.AHEAD,
    )


def _follow(plan: Plan, notice: Notice | None, at: datetime) -> Plan:
    if notice is None:
        return _missed(plan, at)
    plan = _reworded(replace(plan, missing_since=None), notice, at)
    if notice.is_over:
        return replace(plan, phase=Phase.OVER)
    return replace(plan, phase=_phase(plan, at))


def _phase(plan: Plan, at: datetime) -> Phase:
    """Return how far a plan has come by the clock."""
    if at >= plan.begins_at:
        # An end may be so far off that nothing can be added to it.
        is_late = at - OVERTIME >= plan.ends_at if plan.ends_at else at - LONGEST >= plan.begins_at
        return Phase.RUN_OUT if is_late else Phase.BEGUN
    if plan.begins_at - at > SOON:
        return Phase.AHEAD
    return Phase.HANDED_ON if plan.phase is Phase.AHEAD else Phase.SOON


def _missed(plan: Plan, at: datetime) -> Plan:
    """Return a plan that the page does not list; the clock goes on."""
    since = plan.missing_since
    if since is None or at < since:
        return replace(plan, missing_since=at)
    if at - since >= FORGOTTEN:
        had_begun = since >= plan.begins_at
        return replace(plan, phase=Phase.OVER if had_begun else Phase.DROPPED)
    return plan


def _reworded(plan: Plan, notice: Notice, at: datetime) -> Plan:
    begins = notice.begins_at or plan.begins_at
    fresh = replace(
        plan,
        title=notice.title.strip()[:LONGEST_TITLE],
        text=notice.text.strip()[:LONGEST_TEXT],
        url=notice.url,
        begins_at=begins,
        ends_at=_end(notice, begins),
    )
    if fresh == plan:
        return plan
    has_moved = begins != plan.begins_at
    return replace(fresh, heard_at=at, was_moved=plan.was_moved or has_moved)


def _end(notice: Notice, begins: datetime) -> datetime | None:
    """Return when it is planned to end; an end before the beginning says nothing."""
    ends = notice.ends_at
    return ends if ends is not None and ends > begins else None
