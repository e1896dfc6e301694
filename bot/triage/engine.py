"""From an observation to a verdict: read the signals, ask the rules in order, write down why."""

from functools import lru_cache

from bot.probing.observation import Failure, Observation
from bot.probing.target import Refusal
from bot.triage.evidence import EvidenceId, fact
from bot.triage.proof import gather
from bot.triage.rule import Rule
from bot.triage.rules import RULES
from bot.triage.signals import Signals, read_signals
from bot.triage.verdict import Cause, Confidence, Hop, OwnNetwork, State, Verdict

_POLICY = frozenset({Refusal.PRIVATE_ADDRESS, Refusal.LOCAL_NAME, Refusal.BAD_PORT})


def judge(observation: Observation, *, own_network: OwnNetwork = OwnNetwork.UNCHECKED) -> Verdict:
    """Say what one look means. Pure; never raises, whatever the server sent.

    `own_network` is what our canaries say: when they fail too, a look that got no reply is no news
    about the site.
    """
    signals = read_signals(observation, own_network)
    rule = _first_match(signals)
    outcome = rule.outcome
    return Verdict(
        state=outcome.state,
        hop=outcome.hop,
        cause=outcome.cause,
        confidence=outcome.confidence,
        rule=rule.id,
        answered_by=signals.identity.answered_by,
        status=signals.status or None,
        retry_after=signals.retry_after,
        evidence=gather(signals, rule),
    )


def refuse(refusal: Refusal) -> Verdict:
    """Say why we did not look at all."""
    forbidden = refusal in _POLICY
    return Verdict(
        state=State.REFUSED,
        hop=Hop.NONE,
        cause=Cause.REFUSED_BY_POLICY if forbidden else Cause.BAD_TARGET,
        confidence=Confidence.HIGH,
        rule="refused-by-policy" if forbidden else "bad-target",
        evidence=(fact(EvidenceId.REFUSAL, reason=refusal.value),),
    )


def _first_match(signals: Signals) -> Rule:
    for rule in _candidates(min(signals.status, _STATUS_LIMIT), signals.failure):
        if rule.matches(signals):
            return rule
    return RULES[-1]


_STATUS_LIMIT = 1000


@lru_cache(maxsize=512)
def _candidates(status: int, failure: Failure | None) -> tuple[Rule, ...]:
    """Return the rules a look that ended like this could match at all."""
    return tuple(
        rule
        for rule in RULES
        if rule.reads(status) and (not rule.failures or failure in rule.failures)
    )
