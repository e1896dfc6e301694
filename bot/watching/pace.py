"""When an endpoint that is up has become slow, measured against itself. Pure."""

from dataclasses import replace
from datetime import datetime

from bot.triage.verdict import State
from bot.watching.condition import Change, Condition, Event, Measured, Phase, Policy
from bot.watching.streaks import grown

_SHOWS_A_PAGE = frozenset({State.UP, State.SLOW, State.ANSWERING})


def slow_limit_ms(policy: Policy, median_ms: float | None) -> float | None:
    """Return how long a look may take before it is slow; None where nothing can be said yet."""
    if policy.slow_ms is not None:
        return policy.slow_ms
    if median_ms is None:
        return None
    return max(policy.slow_floor_ms, policy.slow_factor * median_ms)


def follow_pace(
    condition: Condition,
    state: State,
    measured: Measured,
    now: datetime,
    policy: Policy,
    *,
    median_ms: float | None,
) -> tuple[Condition, tuple[Event, ...]]:
    """Tell when enough looks in a row were slow, or good again. An outage is never called slow.

    A look that brought no page interrupts the row; one without a limit to hold it against does not.
    """
    if condition.standing is not Phase.UP or state not in _SHOWS_A_PAGE:
        return (replace(condition, pace=None) if condition.pace else condition), ()
    limit_ms = slow_limit_ms(policy, median_ms)
    if measured.took_ms is None or limit_ms is None:
        return condition, ()
    was_slow = condition.slow_since is not None
    if (measured.took_ms > limit_ms) is was_slow:
        return (replace(condition, pace=None) if condition.pace else condition), ()
    streak = grown(condition.pace, now)
    if streak.count < policy.slow_samples:
        return replace(condition, pace=streak), ()
    event = Event(
        change=Change.SLOW_ENDED if was_slow else Change.SLOW_BEGAN,
        at=streak.since,
        took_ms=measured.took_ms,
        usual_ms=median_ms,
    )
    return replace(condition, slow_since=None if was_slow else streak.since, pace=None), (event,)
