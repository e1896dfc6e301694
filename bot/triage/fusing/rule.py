"""The shape of a rule of fusing: what each source says, and what it means together."""

from dataclasses import dataclass

from bot.triage.fusing.facets import Facets, Mood, Ours, View
from bot.triage.fusing.values import Claim, Known, Source
from bot.triage.verdict import Cause, Confidence, Hop, State

REACHED = frozenset({View.REACHED, View.TURNED_AWAY})
TROUBLE = frozenset({Claim.OUTAGE, Claim.PARTIAL, Claim.DEGRADED})
COMPLAINING = frozenset({Mood.SEVERAL, Mood.MANY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What a rule concludes; what is None stays as our own check has it.

    Where the state is not ours, a hop or cause that is None is unknown.
    """

    state: State | None = None
    hop: Hop | None = None
    cause: Cause | None = None
    at_least: Confidence | None = None
    at_most: Confidence | None = None
    told_by: Source = Source.PROBE


AS_OURS = Conclusion()


@dataclass(frozen=True, slots=True, kw_only=True)
class FusingRule:
    """Conditions that all must hold; an empty one asks nothing. `id` is stable, never re-meant."""

    id: str
    comment: str
    ours: frozenset[Ours]
    views: frozenset[View] = frozenset()
    claims: frozenset[Claim] = frozenset()  # as they weigh
    moods: frozenset[Mood] = frozenset()
    known: frozenset[Known] = frozenset()
    concludes: Conclusion = AS_OURS

    @property
    def reads(self) -> frozenset[Source]:
        """Whose word the rule rests on."""
        read = {
            Source.PLACES: self.views,
            Source.OFFICIAL: self.claims,
            Source.MEMBERS: self.moods,
        }
        return frozenset(source for source, words in read.items() if words)

    def matches(self, facets: Facets) -> bool:
        """Say whether every condition holds."""
        return (
            facets.ours in self.ours
            and (not self.views or facets.view in self.views)
            and (not self.claims or facets.weight in self.claims)
            and (not self.moods or facets.mood in self.moods)
            and (not self.known or facets.known in self.known)
        )


def sure(
    confidence: Confidence,
    state: State | None = None,
    hop: Hop | None = None,
    cause: Cause | None = None,
    told_by: Source = Source.PROBE,
) -> Conclusion:
    """Write a conclusion of just this confidence."""
    return Conclusion(
        state=state,
        hop=hop,
        cause=cause,
        at_least=confidence,
        at_most=confidence,
        told_by=told_by,
    )


def surer(confidence: Confidence) -> Conclusion:
    """Write that our own verdict stands, and is at least so sure."""
    return Conclusion(at_least=confidence)


def less_sure(confidence: Confidence) -> Conclusion:
    """Write that our own verdict stands, and is at most so sure."""
    return Conclusion(at_most=confidence)
