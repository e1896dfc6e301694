"""Each source in one word: what the rules of fusing ask about. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.triage.fusing.values import Claim, Crowd, Gathered, Known, MembersClaim
from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict
from bot.vantage.sighting import Sight, Sighting

# A piece counts beside a look only if both are of about the same time.
PLACES_LAST = timedelta(minutes=5)
OFFICIAL_LASTS = timedelta(minutes=10)
MEMBERS_LAST = timedelta(hours=1)
FINE_LASTS = timedelta(minutes=15)  # whom it worked for before it broke is no news of now

FEWEST = 2  # places that say something, before anything is concluded
MANY_TIMES = 3  # how many stand against one that disagrees
SOME_FINE = 3  # members for whom it works, before that is news
SOME_TROUBLE = 3  # members in trouble, before that is told where it is usual


class Ours(StrEnum):
    """What our own check met."""

    CUT_OFF = "cut-off"  # our own network is in trouble
    PASSING = "passing"
    SLOW = "slow"
    BLOCKED = "blocked"
    ANSWERING = "answering"
    FAILING = "failing"
    UNFOUND = "unfound"  # no such name
    CLOSED = "closed"  # planned work
    UNCLEAR = "unclear"
    REFUSED = "refused"  # we did not look


class View(StrEnum):
    """What other places see together."""

    NONE = "none"  # not asked, too long ago, or too few said anything
    REACHED = "reached"  # nearly all reach it
    TURNED_AWAY = "turned-away"  # nearly all reach it, and most are turned away
    SPLIT = "split"  # some reach it and some don't
    DOWN = "down"  # hardly any reaches it


class Mood(StrEnum):
    """What members say together."""

    QUIET = "quiet"
    FINE = "fine"
    ASKING = "asking"  # many ask at once, few report
    SEVERAL = "several"  # report trouble
    MANY = "many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Every source in one word, and what our own check says by itself."""

    own: Verdict  # ours, with what a known answer adds
    ours: Ours
    known: Known | None
    view: View
    claim: Claim | None  # None: no page, or heard too long ago
    is_whole_page: bool
    mood: Mood
    is_usual_trouble: bool  # members are in trouble, and so they are at this hour of other days

    @property
    def weight(self) -> Claim:
        """What their page's claim counts as: less where it is about everything they offer."""
        if self.claim is None:
            return Claim.SILENT
        return _WHOLE_PAGE.get(self.claim, self.claim) if self.is_whole_page else self.claim


# All fine means all; trouble somewhere may not be trouble here.
_WHOLE_PAGE = {
    Claim.OUTAGE: Claim.DEGRADED,
    Claim.PARTIAL: Claim.DEGRADED,
    Claim.PLANNED: Claim.SILENT,
}
_OURS = {
    State.UP: Ours.PASSING,
    State.SLOW: Ours.SLOW,
    State.ANSWERING: Ours.ANSWERING,
    State.BLOCKED: Ours.BLOCKED,
    State.MAINTENANCE: Ours.CLOSED,
    State.DOWN: Ours.FAILING,
    State.NO_SUCH_SITE: Ours.UNFOUND,
    State.UNKNOWN: Ours.UNCLEAR,
    State.REFUSED: Ours.REFUSED,
}


def read_facets(gathered: Gathered) -> Facets:
    """Say each source in one word."""
    looked_at, official = gathered.looked_at, gathered.official
    is_heard = official is not None and is_of_that_time(
        official.heard_at, looked_at, OFFICIAL_LASTS
    )
    own = with_known(gathered.verdict, gathered.known)
    return Facets(
        own=own,
        ours=Ours.CUT_OFF if own.cause is Cause.OWN_NETWORK else _OURS[own.state],
        known=gathered.known,
        view=_read_view(gathered, own),
        claim=official.claim if official is not None and is_heard else None,
        is_whole_page=official is not None and official.is_whole_page,
        mood=read_members(gathered.members, looked_at),
        is_usual_trouble=_is_usual_trouble(gathered.members, looked_at),
    )


def _read_view(gathered: Gathered, own: Verdict) -> View:
    """Say what other places see: who is turned away has reached what did not answer us at all."""
    view = read_places(gathered.places, gathered.looked_at)
    is_nearer = view is View.TURNED_AWAY and own.state in _MISSED and own.status is None
    return View.REACHED if is_nearer else view


def is_of_that_time(at: datetime, looked_at: datetime, lasts: timedelta) -> bool:
    """Say whether a piece may be held against a look."""
    return abs(looked_at - at) <= lasts


_MISSED = frozenset({State.DOWN, State.NO_SUCH_SITE})
_OPEN = frozenset({State.UP, State.SLOW, State.ANSWERING, State.BLOCKED, State.UNKNOWN})


def with_known(verdict: Verdict, known: Known | None) -> Verdict:
    """Return our verdict with what it tells that the service always answers so."""
    has_news = verdict.cause is not Cause.OWN_NETWORK and verdict.state is not State.REFUSED
    match known if has_news else None:
        case Known.UP | Known.PART if verdict.state in {State.ANSWERING, State.BLOCKED}:
            return _as(verdict, State.UP, Hop.NONE, Cause.OK, Confidence.MEDIUM)
        case Known.MAINTENANCE:
            return _as(verdict, State.MAINTENANCE, Hop.ORIGIN, Cause.MAINTENANCE, Confidence.MEDIUM)
        case Known.EDGE if verdict.state is State.ANSWERING:
            return _as(verdict, State.BLOCKED, Hop.EDGE, Cause.BOT_BLOCKED, Confidence.MEDIUM)
        case Known.EDGE | Known.WEBSITE if verdict.state is State.UP:
            return replace(verdict, confidence=Confidence.LOW)  # so it is on bad days too
        case Known.UNCLEAR if verdict.state not in _OPEN:
            return _as(verdict, State.UNKNOWN, Hop.UNKNOWN, Cause.UNKNOWN, Confidence.LOW)
        case _:
            return verdict


def _as(verdict: Verdict, state: State, hop: Hop, cause: Cause, sure: Confidence) -> Verdict:
    return replace(verdict, state=state, hop=hop, cause=cause, confidence=sure)


def read_places(sighting: Sighting | None, looked_at: datetime) -> View:
    """Say what other places see.

    One place that lies or is wrong turns nothing: it takes three to stand against it.
    """
    if sighting is None or not is_of_that_time(sighting.at, looked_at, PLACES_LAST):
        return View.NONE
    up, down, blocked = map(sighting.count, (Sight.UP, Sight.DOWN, Sight.BLOCKED))
    reached = up + blocked  # whoever is turned away has reached it
    if reached + down < FEWEST:
        return View.NONE
    if _outweighs(down, reached):
        return View.DOWN
    if not _outweighs(reached, down):
        return View.SPLIT
    return View.TURNED_AWAY if blocked >= up else View.REACHED


def _outweighs(many: int, few: int) -> bool:
    return many >= max(FEWEST, MANY_TIMES * few)


def _is_usual_trouble(members: MembersClaim | None, looked_at: datetime) -> bool:
    if members is None or members.latest is None or members.crowd is not Crowd.FEW:
        return False
    is_now = is_of_that_time(members.latest, looked_at, MEMBERS_LAST)
    return is_now and members.trouble >= SOME_TROUBLE


_MOODS = {Crowd.SEVERAL: Mood.SEVERAL, Crowd.MANY: Mood.MANY}


def read_members(members: MembersClaim | None, looked_at: datetime) -> Mood:
    """Say what members say."""
    if members is None:
        return Mood.QUIET
    latest = members.latest
    if latest is not None and not is_of_that_time(latest, looked_at, MEMBERS_LAST):
        return Mood.QUIET
    fine_at = members.latest_fine
    is_fine_now = fine_at is not None and is_of_that_time(fine_at, looked_at, FINE_LASTS)
    if is_fine_now and members.fine >= max(SOME_FINE, MANY_TIMES * members.trouble):
        return Mood.FINE
    if members.crowd in _MOODS:
        return _MOODS[members.crowd]
    return Mood.ASKING if members.are_many_asking else Mood.QUIET
