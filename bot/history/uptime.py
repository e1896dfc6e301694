"""Uptime as interval arithmetic: only time that we watched counts. Pure.

Every moment of a span is exactly one of: not watched, planned work, down, up. Planned work we did
watch is neither up nor down, and counts as covered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.history.intervals import Interval, Intervals, clip, intersect, subtract, total, union
from bot.triage.verdict import Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """One incident, from first failure to recovery."""

    begins: datetime
    ends: datetime | None = None  # None while it goes on
    pauses: Intervals = ()  # where it was up between two relapses, as a set of intervals
    cause: Cause | None = None
    is_retracted: bool = False  # a false alarm: it never happened


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is known of one endpoint in a span of time. The sets are prepared by `prepare`."""

    span: Interval
    watched: Intervals  # we looked, our own network was fine, and the looks said something
    planned: Intervals  # maintenance, within `watched`
    outages: tuple[Outage, ...]  # the real ones that touch the span, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Uptime:
    """How the time of a span divides. The four parts add up to the span, to the microsecond."""

    up: timedelta
    down: timedelta
    planned: timedelta
    unwatched: timedelta

    @property
    def share(self) -> float | None:
        """Up as a part of up and down, 0 to 1; None where neither was seen."""
        judged = self.up + self.down
        return self.up / judged if judged else None

    @property
    def coverage(self) -> float | None:
        """How much of the span we watched, 0 to 1; None for a span without length."""
        seen = self.up + self.down + self.planned
        span = seen + self.unwatched
        return seen / span if span else None


def prepare(
    span: Interval,
    *,
    watched: Iterable[Interval],
    gaps: Iterable[Interval] = (),
    planned: Iterable[Interval] = (),
    outages: Iterable[Outage] = (),
) -> Record:
    """Return what counts: watched minus gaps, planned work within it, outages that happened.

    `watched` is when the watch was running, `gaps` when it said nothing: our own network was bad,
    the clock jumped, the verdict was unknown. Everything may overlap and come in any order.
    """
    seen = subtract(clip(union(watched), span), union(gaps))
    real = (outage for outage in outages if not outage.is_retracted)
    touching = (outage for outage in real if _touches(outage, span))
    return Record(
        span=span,
        watched=seen,
        planned=intersect(union(planned), seen),
        outages=tuple(sorted(touching, key=lambda outage: outage.begins)),
    )


def down_time(outage: Outage, now: datetime) -> Intervals:
    """Return when an outage was down: all of it but its pauses; up to `now` while it goes on."""
    ends = outage.ends or max(now, outage.begins)
    return subtract(union((Interval(begins=outage.begins, ends=ends),)), outage.pauses)


def seen_down(record: Record, outage: Outage) -> Intervals:
    """Return when we saw an outage down, planned work apart."""
    down = down_time(outage, record.span.ends)
    if not down:
        return ()
    # Only what lies around it: a year of outages, each held against a year of gaps, takes long.
    around = Interval(begins=down[0].begins, ends=down[-1].ends)
    seen = intersect(down, clip(record.watched, around))
    return subtract(seen, clip(record.planned, around))


def measure_uptime(record: Record) -> Uptime:
    """Divide the span of a record."""
    down = total(union(part for outage in record.outages for part in seen_down(record, outage)))
    watched, planned = total(record.watched), total(record.planned)
    return Uptime(
        up=watched - planned - down,
        down=down,
        planned=planned,
        unwatched=record.span.length - watched,
    )


def narrow(record: Record, span: Interval) -> Record:
    """Return the part of a record that lies in a shorter span."""
    return Record(
        span=span,
        watched=clip(record.watched, span),
        planned=clip(record.planned, span),
        outages=tuple(outage for outage in record.outages if _touches(outage, span)),
    )


def _touches(outage: Outage, span: Interval) -> bool:
    if outage.begins >= span.ends or (outage.ends is not None and outage.ends <= span.begins):
        return False
    return bool(clip(down_time(outage, span.ends), span))
