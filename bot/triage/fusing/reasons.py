"""Which three reasons to show, so that every side of a disagreement is heard. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.triage.fusing.facets import PLACES_LAST, Facets, Mood, Ours, View, is_of_that_time
from bot.triage.fusing.values import Claim, Gathered, Known, Reason, Source
from bot.triage.verdict import State
from bot.vantage.sighting import Sight

MOST = 3


class Side(StrEnum):
    """What a source says, as far as another can say the opposite."""

    FINE = "fine"
    TROUBLE = "trouble"
    PLANNED = "planned"
    SPLIT = "split"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A reason, and the side it takes."""

    side: Side
    reason: Reason


_OURS = {
    Ours.PASSING: Side.FINE,
    Ours.SLOW: Side.TROUBLE,
    Ours.FAILING: Side.TROUBLE,
    Ours.UNFOUND: Side.TROUBLE,
    Ours.CLOSED: Side.PLANNED,
}
_VIEWS = {
    View.REACHED: Side.FINE,
    View.SPLIT: Side.SPLIT,
    View.DOWN: Side.TROUBLE,
}
_CLAIMS = {
    Claim.FINE: Side.FINE,
    Claim.DEGRADED: Side.TROUBLE,
    Claim.PARTIAL: Side.TROUBLE,
    Claim.OUTAGE: Side.TROUBLE,
    Claim.PLANNED: Side.PLANNED,
}
_MOODS = {Mood.FINE: Side.FINE, Mood.SEVERAL: Side.TROUBLE, Mood.MANY: Side.TROUBLE}
# Places that disagree say both.
_COVERED = {Side.SPLIT: {Side.SPLIT, Side.FINE, Side.TROUBLE}}
# What a known answer makes of our own check, by what that check met.
_KNOWN = {
    (Known.UP, Ours.PASSING): "probe-known",
    (Known.PART, Ours.PASSING): "probe-part",
    (Known.EDGE, Ours.PASSING): "probe-front",
    (Known.WEBSITE, Ours.PASSING): "probe-website",
    (Known.EDGE, Ours.BLOCKED): "probe-always",
}


def hear(gathered: Gathered, facets: Facets) -> tuple[Voice, ...]:
    """Return what every source says that says something, most trusted first."""
    if facets.ours is Ours.REFUSED:
        return (_probe(facets, gathered.looked_at),)
    return tuple(_voices(gathered, facets))


def are_at_odds(voices: tuple[Voice, ...]) -> bool:
    """Say whether sources take different sides."""
    sides = {voice.side for voice in voices} - {Side.NOTHING}
    return len(sides) > 1 or Side.SPLIT in sides


def choose_reasons(voices: tuple[Voice, ...], needed: frozenset[Source]) -> tuple[Reason, ...]:
    """Return up to three reasons, so that every side that is taken is heard.

    `needed` is whose word the rule rests on.
    """
    shown = list(voices)
    while len(shown) > MOST:
        spare = [voice for voice in shown if _is_spare(voice, shown)]
        shown.remove(min(reversed(spare), key=lambda one: _need(one, needed)))
    return tuple(voice.reason for voice in shown)


def _is_spare(voice: Voice, voices: list[Voice]) -> bool:
    """Say whether no side would go unheard without this one: three sides fit, all four don't."""
    others = (_COVERED.get(one.side, {one.side}) for one in voices if one is not voice)
    return voice.side is Side.NOTHING or voice.side in set().union(*others)


def _need(voice: Voice, needed: frozenset[Source]) -> int:
    """Say how much a reason is needed. Our own check is in the headline, mostly."""
    if voice.reason.source in {Source.OWN_NETWORK, Source.PROBE}:
        return 2
    is_needed = voice.reason.source in needed
    if voice.side is Side.NOTHING:
        return 2 if is_needed else 0
    return 3 if is_needed else 1


def _voices(gathered: Gathered, facets: Facets) -> Iterator[Voice]:
    yield _probe(facets, gathered.looked_at)
    yield from _places(gathered, facets)
    yield from _official(gathered, facets)
    yield from _members(gathered, facets)


def _probe(facets: Facets, at: datetime) -> Voice:
    if facets.ours is Ours.CUT_OFF:
        reason = Reason(source=Source.OWN_NETWORK, id="own-network", at=at)
        return Voice(side=Side.NOTHING, reason=reason)
    known = facets.known
    id_ = None if known is None else _KNOWN.get((known, facets.ours))
    return Voice(
        side=_OURS.get(facets.ours, Side.NOTHING),
        reason=Reason(source=Source.PROBE, id=id_ or f"probe-{facets.ours}", at=at),
    )


def _places(gathered: Gathered, facets: Facets) -> Iterator[Voice]:
    places = gathered.places
    if places is None or not is_of_that_time(places.at, gathered.looked_at, PLACES_LAST):
        return
    numbers = {sight.value: places.count(sight) for sight in Sight}
    asked = max(places.asked, len(places.votes))
    yield Voice(
        side=_VIEWS.get(facets.view, Side.NOTHING),
        reason=Reason(
            source=Source.PLACES,
            id=f"places-{facets.view}",
            at=places.at,
            numbers={**numbers, "asked": asked},
        ),
    )


def _official(gathered: Gathered, facets: Facets) -> Iterator[Voice]:
    official, claim = gathered.official, facets.claim
    if official is None or claim is None:
        return
    is_late = claim is Claim.FINE and _meets_trouble(facets)
    yield Voice(
        side=_CLAIMS.get(facets.weight, Side.NOTHING),
        reason=Reason(
            source=Source.OFFICIAL,
            id="claim-late" if is_late else f"claim-{claim}",
            at=official.heard_at,
            numbers={"whole": int(official.is_whole_page)},
        ),
    )


def _meets_trouble(facets: Facets) -> bool:
    """Say whether we met trouble that a calm page has missed so far."""
    is_met = facets.own.state in {State.DOWN, State.NO_SUCH_SITE, State.SLOW, State.MAINTENANCE}
    return facets.view is View.DOWN or (is_met and facets.view is not View.REACHED)


def _members(gathered: Gathered, facets: Facets) -> Iterator[Voice]:
    members = gathered.members
    is_usual = facets.mood is Mood.QUIET and facets.is_usual_trouble
    if members is None or (facets.mood is Mood.QUIET and not is_usual):
        return
    is_asking = facets.mood is Mood.ASKING
    id_ = "asking" if is_asking else "fine" if facets.mood is Mood.FINE else "trouble"
    times = {"fine": members.latest_fine, "trouble": members.latest}
    yield Voice(
        side=_MOODS.get(facets.mood, Side.NOTHING),
        reason=Reason(
            source=Source.MEMBERS,
            id=f"crowd-{id_}",
            at=times.get(id_),
            numbers={
                "trouble": members.trouble,
                "fine": members.fine,
                "asking": members.asking,
            },
        ),
    )
