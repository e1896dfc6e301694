"""When an open incident has come to look different from what was told. Pure."""

from dataclasses import replace
from datetime import datetime

from bot.triage.verdict import State, Verdict
from bot.watching.condition import Change, Condition, Event, Policy
from bot.watching.streaks import grown

# What an open incident's message may say instead. Being unable to tell is no cause.
_TELLING = frozenset({State.DOWN, State.NO_SUCH_SITE, State.MAINTENANCE, State.SLOW, State.BLOCKED})


def follow_cause(
    condition: Condition, verdict: Verdict, now: datetime, policy: Policy
) -> tuple[Condition, tuple[Event, ...]]:
    """Tell when the looks at an open incident agree on another cause than the one that was told."""
    if not condition.has_open_incident or verdict.state not in _TELLING:
        return condition, ()
    if verdict.cause is condition.cause or condition.succeeding is not None:
        if condition.other is None:
            return condition, ()
        return replace(condition, other_cause=None, other=None), ()
    before = condition.other if condition.other_cause is verdict.cause else None
    streak = grown(before, now, policy.lapse)
    if streak.count < policy.cause_looks:
        return replace(condition, other_cause=verdict.cause, other=streak), ()
    event = Event(
        change=Change.UPDATED,
        at=streak.since,
        cause=verdict.cause,
        hop=verdict.hop,
        is_quiet=condition.unstable_since is not None or condition.is_retracted,
    )
    updated = replace(condition, cause=verdict.cause, hop=verdict.hop, other_cause=None, other=None)
    return updated, (event,)
