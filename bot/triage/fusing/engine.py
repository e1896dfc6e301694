"""From everything gathered to one verdict: read the sources, ask the rules, choose the reasons."""

from dataclasses import replace

from bot.triage.fusing.facets import Ours, read_facets
from bot.triage.fusing.reasons import are_at_odds, choose_reasons, hear
from bot.triage.fusing.rule import Conclusion
from bot.triage.fusing.rules import RULES
from bot.triage.fusing.values import Fused, Gathered
from bot.triage.verdict import Cause, Confidence, Hop, Verdict

# The last rule of each is the one that asks nothing else.
_BY_OURS = {ours: tuple(rule for rule in RULES if ours in rule.ours) for ours in Ours}
_RISING = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def fuse(gathered: Gathered) -> Fused:
    """Say what all evidence means together. Pure; has an answer to everything."""
    facets = read_facets(gathered)
    rules = _BY_OURS[facets.ours]
    rule = next((rule for rule in rules if rule.matches(facets)), rules[-1])
    concludes, own = rule.concludes, facets.own
    state = concludes.state or own.state
    voices = hear(gathered, facets)
    return Fused(
        state=state,
        # Where it is not what we saw, neither is the reason.
        hop=concludes.hop or (own.hop if state is own.state else Hop.UNKNOWN),
        cause=concludes.cause or (own.cause if state is own.state else Cause.UNKNOWN),
        confidence=_confidence(own.confidence, concludes),
        rule=rule.id,
        told_by=concludes.told_by,
        is_disputed=are_at_odds(voices),
        reasons=choose_reasons(voices, rule.reads),
    )


def as_verdict(fused: Fused, verdict: Verdict) -> Verdict:
    """Return the fused verdict in the shape of a look's: the look's own facts stay with it."""
    return replace(
        verdict,
        state=fused.state,
        hop=fused.hop,
        cause=fused.cause,
        confidence=fused.confidence,
        rule=fused.rule,
    )


def _confidence(own: Confidence, concludes: Conclusion) -> Confidence:
    """Return our own confidence, moved into the bounds that a rule sets."""
    place = _RISING.index(own)
    if concludes.at_least is not None:
        place = max(place, _RISING.index(concludes.at_least))
    if concludes.at_most is not None:
        place = min(place, _RISING.index(concludes.at_most))
    return _RISING[place]
