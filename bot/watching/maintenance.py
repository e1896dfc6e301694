"""Planned work: windows once or every week, in a time zone, right on the days clocks change. Pure.

A window begins at the first moment the clocks there read its beginning, and ends at the last moment
they read its end: in the hour that comes twice it lasts an hour longer. A time that is skipped is
read as the time that comes as much later: 02:30 is then 03:30. If that puts the end before the
beginning, the window lasts as long as it would on any other day. So no window is ever lost.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)
_LONGEST_CHAIN = 8 * _DAY  # windows that meet, all week long, have no end worth telling

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnceWindow:
    """One stretch of planned work. Aware UTC; the end is not part of it."""

    begins: datetime
    ends: datetime

    def near(self, moment: datetime) -> Iterator[Span]:
        """Yield the stretches that could hold `moment`."""
        if self.begins <= moment < self.ends:
            yield self.begins, self.ends

    def between(self, begins: datetime, ends: datetime) -> Iterator[Span]:
        """Yield the stretches that touch a span of time."""
        if self.begins < ends and begins < self.ends:
            yield self.begins, self.ends


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyWindow:
    """Planned work on some days of every week. An end not after the beginning is the next day's."""

    days: frozenset[int]  # 0 is Monday; the day it begins on
    begins: time  # as clocks in `zone` read
    ends: time
    zone: ZoneInfo

    def near(self, moment: datetime) -> Iterator[Span]:
        """Yield the stretches that could hold `moment`."""
        return self.between(moment, moment + timedelta.resolution)

    def between(self, begins: datetime, ends: datetime) -> Iterator[Span]:
        """Yield the stretches that touch a span of time, in order."""
        # Two days back: one for a window past midnight, one for a zone that skips a whole day.
        day = begins.astimezone(self.zone).date() - 2 * _DAY
        last = ends.astimezone(self.zone).date()
        while day <= last:
            if day.weekday() in self.days:
                span = self._on(day)
                if span[0] < ends and begins < span[1]:
                    yield span
            day += _DAY

    def _on(self, day: date) -> Span:
        wraps = self.ends <= self.begins
        first = datetime.combine(day, self.begins)
        last = datetime.combine(day + _DAY if wraps else day, self.ends)
        begins = moment_of(first, self.zone, is_end=False)
        ends = moment_of(last, self.zone, is_end=True)
        return begins, ends if ends > begins else begins + (last - first)


Window = OnceWindow | WeeklyWindow


def is_in_window(windows: Iterable[Window], now: datetime) -> bool:
    """Tell whether work is planned at this moment. `now` is aware."""
    return _end_of(windows, now) is not None


def ends_at(windows: Iterable[Window], now: datetime) -> datetime | None:
    """Return when the planned work of this moment ends, in UTC; None when there is none.

    Windows that meet or overlap are one stretch of work. One that goes round the week is told to
    end eight days ahead.
    """
    windows = tuple(windows)
    latest: datetime | None = None
    end = _end_of(windows, now)
    while end is not None and end < now + _LONGEST_CHAIN:
        latest, end = end, _end_of(windows, end)
    return end or latest


def occurrences(windows: Iterable[Window], begins: datetime, ends: datetime) -> tuple[Span, ...]:
    """Return the planned work that touches a span of time: UTC, sorted, not merged."""
    return tuple(sorted(span for window in windows for span in window.between(begins, ends)))


def _end_of(windows: Iterable[Window], now: datetime) -> datetime | None:
    return max((span[1] for window in windows for span in window.near(now)), default=None)


def moment_of(clock: datetime, zone: ZoneInfo, *, is_end: bool) -> datetime:
    """Return the moment the clocks of a zone read this, in UTC."""
    earlier, later = (clock.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    is_skipped = later < earlier  # PEP 495: in a gap fold=1 is the earlier moment
    return later if is_end and not is_skipped else earlier


def days_text(days: frozenset[int]) -> str:
    """Return days as they are typed: "mon-fri", "mon,sat", "daily"."""
    if len(days) == len(DAYS):
        return "daily"
    ordered = sorted(days)
    if len(ordered) > 1 and all(after == day + 1 for day, after in pairwise(ordered)):
        return f"{DAYS[ordered[0]]}-{DAYS[ordered[-1]]}"
    return ",".join(DAYS[day] for day in ordered)


def canonical(window: Window) -> str:
    """Return a window as the text it is stored as; `parse_window` reads it back."""
    if isinstance(window, OnceWindow):
        return f"{window.begins.isoformat()}/{window.ends.isoformat()}"
    hours = f"{window.begins:%H:%M}-{window.ends:%H:%M}"
    return f"{days_text(window.days)} {hours} {window.zone.key}"
