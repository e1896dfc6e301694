"""Days and months as people's clocks have them, and a bar for each day. Pure.

A day lasts from midnight to midnight of a time zone: 23 or 25 hours when clocks change. Where a
midnight is skipped, the day begins with the first moment that exists.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.history.intervals import Interval
from bot.history.uptime import Record, Uptime, measure_uptime, narrow

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBar:
    """One day: how its time divides. The last bar ends now, not at midnight."""

    day: date
    uptime: Uptime
    outages: int  # that were down on this day


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """Return a day's first moment in UTC."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def span_of_days(now: datetime, days: int, zone: ZoneInfo) -> Interval:
    """Return the last so many days, today included, up to now."""
    first = now.astimezone(zone).date() - (days - 1) * _DAY
    return Interval(begins=day_begins(first, zone), ends=now.astimezone(UTC))


def daily_bars(record: Record, zone: ZoneInfo) -> tuple[DayBar, ...]:
    """Return one bar for each day of a record's span, oldest first. The bars add up to the span."""
    bars: list[DayBar] = []
    day = record.span.begins.astimezone(zone).date()
    begins = record.span.begins
    while begins < record.span.ends:
        ends = min(max(day_begins(day + _DAY, zone), begins), record.span.ends)
        if begins < ends:
            part = narrow(record, Interval(begins=begins, ends=ends))
            bar = DayBar(day=day, uptime=measure_uptime(part), outages=len(part.outages))
            bars.append(bar)
        begins, day = ends, day + _DAY
    return tuple(bars)
