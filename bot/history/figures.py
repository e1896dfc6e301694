"""The numbers of the sentence that tells a history. Pure; the words are presentation's.

"Down 3 times this month, 41 min in all, longest 22 min on Tuesday; we watched 99.2 % of the time."
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.history.intervals import Interval, total
from bot.history.uptime import Outage, Record, Uptime, measure_uptime, seen_down


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOutage:
    """An outage, and how much of it we saw in the span."""

    outage: Outage
    begins: datetime  # the first moment we saw it down in the span
    down: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What there is to say about a span of time."""

    span: Interval
    uptime: Uptime
    outages: tuple[
        SeenOutage, ...
    ]  # in order; those that lie wholly in gaps or planned work don't count
    longest: SeenOutage | None

    @property
    def count(self) -> int:
        """How many outages."""
        return len(self.outages)

    @property
    def uptime_percent(self) -> float | None:
        """Uptime to show, two decimals; None where nothing was seen."""
        return None if self.uptime.share is None else floor_percent(self.uptime.share, decimals=2)

    @property
    def coverage_percent(self) -> float | None:
        """Coverage to show, one decimal."""
        coverage = self.uptime.coverage
        return None if coverage is None else floor_percent(coverage, decimals=1)


def figure(record: Record) -> Figures:
    """Work out what there is to say."""
    seen = []
    for outage in record.outages:
        parts = seen_down(record, outage)
        if parts:
            seen.append(SeenOutage(outage=outage, begins=parts[0].begins, down=total(parts)))
    return Figures(
        span=record.span,
        uptime=measure_uptime(record),
        outages=tuple(seen),
        longest=max(seen, key=lambda one: one.down, default=None),
    )


def floor_percent(share: float, *, decimals: int) -> float:
    """Return a share as a percentage that never flatters: 99.996 % is not 100."""
    scale = 10.0**decimals
    # The tiny addition undoes a binary fraction's own error: 0.992 times 1,000 is 991.99….
    percent = math.floor(share * 100 * scale + 1e-7) / scale
    return percent if share >= 1 else min(percent, 100 - 1 / scale)
