"""Samples become hours: how many, how many failed, how long they took. Pure.

What several hours say together is exact for counts, sums and extremes. Percentiles can't be merged
exactly: theirs is the middle of the parts' own, weighted by how many looks each had.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.triage.verdict import State

_MEDIAN, _NEARLY_ALL = 0.50, 0.95
# Fewer looks than this, an hour at the usual pace, are no habit to measure against.
USUAL_LOOKS = 60
FAILED = frozenset({State.DOWN, State.NO_SUCH_SITE})
UNSAID = frozenset({State.UNKNOWN, State.REFUSED})  # looks that say nothing about the target


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One look. A failed one has no time."""

    at: datetime
    took_ms: float | None
    has_failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollup:
    """The looks of an hour, or of several. Times are milliseconds of the looks that were timed."""

    looks: int
    failed: int
    timed: int
    sum_ms: float
    min_ms: float | None
    max_ms: float | None
    p50_ms: float | None
    p95_ms: float | None


EMPTY = Rollup(
    looks=0, failed=0, timed=0, sum_ms=0.0, min_ms=None, max_ms=None, p50_ms=None, p95_ms=None
)


def hour_of(moment: datetime) -> datetime:
    """Return the beginning of a moment's hour in UTC."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def roll_up(samples: Iterable[Sample]) -> Rollup:
    """Return what some looks say together. Percentiles are by nearest rank: a real look's time."""
    taken = tuple(samples)
    times = sorted(one.took_ms for one in taken if one.took_ms is not None and not one.has_failed)
    return Rollup(
        looks=len(taken),
        failed=sum(one.has_failed for one in taken),
        timed=len(times),
        sum_ms=math.fsum(times),
        min_ms=times[0] if times else None,
        max_ms=times[-1] if times else None,
        p50_ms=_nearest_rank(times, _MEDIAN),
        p95_ms=_nearest_rank(times, _NEARLY_ALL),
    )


def merge(rollups: Iterable[Rollup]) -> Rollup:
    """Return what some roll-ups say together. `p50_ms` and `p95_ms` are estimates."""
    parts = tuple(rollups)
    timed = [part for part in parts if part.timed]
    return Rollup(
        looks=sum(part.looks for part in parts),
        failed=sum(part.failed for part in parts),
        timed=sum(part.timed for part in parts),
        sum_ms=math.fsum(part.sum_ms for part in parts),
        min_ms=min((part.min_ms for part in timed if part.min_ms is not None), default=None),
        max_ms=max((part.max_ms for part in timed if part.max_ms is not None), default=None),
        p50_ms=_weighted_middle((part.p50_ms, part.timed) for part in timed),
        p95_ms=_weighted_middle((part.p95_ms, part.timed) for part in timed),
    )


def usual_ms(rollups: Iterable[Rollup]) -> float | None:
    """Return how long a look usually takes: the median over a week's roll-ups.

    None while there are too few looks to call anything usual.
    """
    week = merge(rollups)
    return week.p50_ms if week.timed >= USUAL_LOOKS else None


def _nearest_rank(ordered: Sequence[float], share: float) -> float | None:
    return ordered[math.ceil(share * len(ordered)) - 1] if ordered else None


def _weighted_middle(values: Iterable[tuple[float | None, int]]) -> float | None:
    ordered = sorted((value, weight) for value, weight in values if value is not None)
    half = sum(weight for _, weight in ordered) / 2
    seen = 0
    for value, weight in ordered:
        seen += weight
        if seen >= half:
            return value
    return None
