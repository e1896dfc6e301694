"""What gateways' own pages mostly blame, and how a rule about pages is written."""

from bot.triage.rule import Outcome, Rule, only, outcome
from bot.triage.verdict import Cause, Hop, State

UNREACHABLE = outcome(State.DOWN, Hop.ORIGIN, Cause.UPSTREAM_UNREACHABLE)
BAD_REPLY = outcome(State.DOWN, Hop.ORIGIN, Cause.UPSTREAM_BAD_REPLY)
TIMEOUT = outcome(State.DOWN, Hop.ORIGIN, Cause.UPSTREAM_TIMEOUT)
TLS_FAULT = outcome(State.DOWN, Hop.ORIGIN, Cause.UPSTREAM_TLS)
DENIED = outcome(State.ANSWERING, Hop.GATEWAY, Cause.ACCESS_DENIED)


def page_rule(name: str, comment: str, conclusion: Outcome, *signs: str) -> Rule:
    """Write the rule of some pages; of the page called like the rule where none are listed."""
    return Rule(id=name, comment=comment, signs=only(*signs or (name,)), outcome=conclusion)
