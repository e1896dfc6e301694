"""Counting looks in a row, on a clock that people set. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.watching.condition import Condition, Streak


def grown(streak: Streak | None, now: datetime, lapse: timedelta | None = None) -> Streak:
    """Return a streak one look longer; a new one where too much time has gone by since the last."""
    if streak is None or (lapse is not None and now - streak.last > lapse):
        return Streak(count=1, since=now, last=now)
    return Streak(count=streak.count + 1, since=streak.since, last=now)


def set_back(condition: Condition, now: datetime) -> Condition:
    """Return a condition whose times lie in the future as one that may go on from now.

    A machine that starts with a wrong clock would else count in that wrong time for years.
    """

    def past(time: datetime | None) -> datetime | None:
        return time if time is None else min(time, now)

    return replace(
        condition,
        since=past(condition.since),
        changed_at=now,
        failing=None,
        succeeding=None,
        working=None,
        is_unclear=False,
        incident_since=past(condition.incident_since),
        resolved_at=past(condition.resolved_at),
        other_cause=None,
        other=None,
        flips=tuple(min(flip, now) for flip in condition.flips),
        unstable_since=past(condition.unstable_since),
        slow_since=past(condition.slow_since),
        pace=None,
    )
