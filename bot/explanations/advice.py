"""Which steps help and which do not, for one verdict. Pure; the rules are data (advice.toml)."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from bot.explanations.topics import DATA, Topic
from bot.triage.verdict import Cause, Hop, State, Verdict

MOST_STEPS = 6
MOST_FUTILE = 5
LONGEST_WAIT = timedelta(days=2)  # a site that asks for more means something else
# States in which "wait about N minutes" is something the sender means for people too.
WAITING_STATES = frozenset({State.DOWN, State.MAINTENANCE, State.BLOCKED, State.ANSWERING})


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceRule:
    """What is useful where. An empty set of states, hops or causes fits any."""

    states: frozenset[State]
    hops: frozenset[Hop]
    causes: frozenset[Cause]
    first: tuple[str, ...]  # steps that come before the topic's own
    futile: tuple[str, ...]  # steps that are pointless here, whatever the topic says

    def fits(self, state: State, hop: Hop, cause: Cause) -> bool:
        """Say whether this rule speaks about such a verdict."""
        return (
            (not self.states or state in self.states)
            and (not self.hops or hop in self.hops)
            and (not self.causes or cause in self.causes)
        )


@cache
def load_rules() -> tuple[AdviceRule, ...]:
    """Load the rules from disk, once, in order: the first that fits decides."""
    tables = tomllib.loads((DATA / "advice.toml").read_text(encoding="utf-8"))["rule"]
    return tuple(
        AdviceRule(
            states=frozenset(State(value) for value in table.get("states", ())),
            hops=frozenset(Hop(value) for value in table.get("hops", ())),
            causes=frozenset(Cause(value) for value in table.get("causes", ())),
            first=tuple(table.get("first", ())),
            futile=tuple(table.get("futile", ())),
        )
        for table in tables
    )


def order_advice(verdict: Verdict, topic: Topic) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of what helps, most useful first, and of what will not help.

    A rule speaks before the topic, because it knows this verdict. Nothing is both at once.
    """
    rule = _rule_for(verdict.state, verdict.hop, verdict.cause)
    first, pointless = (rule.first, rule.futile) if rule is not None else ((), ())
    own = (step for step in topic.helps if step not in pointless)
    helps = _distinct((*_waiting(verdict), *first, *own))
    if "wait-about" in helps:
        helps = tuple(step for step in helps if step != "wait")
    futile = tuple(id_ for id_ in _distinct((*pointless, *topic.futile)) if id_ not in helps)
    return helps[:MOST_STEPS], futile[:MOST_FUTILE]


@cache
def _rule_for(state: State, hop: Hop, cause: Cause) -> AdviceRule | None:
    return next((rule for rule in load_rules() if rule.fits(state, hop, cause)), None)


def _waiting(verdict: Verdict) -> tuple[str, ...]:
    if verdict.retry_after is None or verdict.state not in WAITING_STATES:
        return ()
    return ("wait-about",) if timedelta() < verdict.retry_after <= LONGEST_WAIT else ()


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
