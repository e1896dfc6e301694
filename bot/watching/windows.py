"""What an admin types for planned work becomes a window. Pure.

Every week: "sun 02:00-04:00 Europe/Berlin", "mon-fri 23:30-00:30", "daily 03:00-03:20 UTC". Once:
"2026-12-24T22:00/2026-12-25T02:00 Europe/Berlin", "2026-12-24 22:00+01:00 to 2026-12-25 02:00Z".
"""

import re
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.watching.maintenance import DAYS, OnceWindow, WeeklyWindow, Window, moment_of

LONGEST = timedelta(days=31)  # longer work is a watch that should be paused
_LONGEST_TEXT = 120
_FULL_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EVERY_DAY = frozenset({"daily", "every day", "everyday"})
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+/-]{0,63}", re.ASCII)
_WEEKLY = re.compile(
    r"(?P<days>[a-z][a-z, -]*?)\s+(?P<begins>\d{1,2}:\d{2})\s*(?:-|–|to)\s*(?P<ends>\d{1,2}:\d{2})"
    r"(?:\s+(?P<zone>\S+))?",
    re.IGNORECASE | re.ASCII,
)
_DATED = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?"
_ONCE = re.compile(
    rf"(?P<begins>{_DATED})\s*(?:/|\s-\s|\s–\s|\sto\s)\s*(?P<ends>{_DATED})(?:\s+(?P<zone>\S+))?",
    re.IGNORECASE | re.ASCII,
)


class WindowRefusal(StrEnum):
    """Why a text is no window. The closed list; each has a sentence of its own."""

    EMPTY = "empty"
    NOT_A_WINDOW = "not_a_window"
    BAD_DAY = "bad_day"
    BAD_TIME = "bad_time"
    BAD_DATE = "bad_date"
    BAD_ZONE = "bad_zone"
    NO_LENGTH = "no_length"  # it begins when it ends
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    TOO_LONG = "too_long"


_SAY = {
    WindowRefusal.EMPTY: "Type when the work is planned, like: sun 02:00-04:00 Europe/Berlin",
    WindowRefusal.NOT_A_WINDOW: "Write days, hours and a time zone, like: "
    "sun 02:00-04:00 Europe/Berlin; or two dates, like: 2026-12-24T22:00/2026-12-25T02:00",
    WindowRefusal.BAD_DAY: "Write days as mon, tue, wed, thu, fri, sat, sun, mon-fri or daily.",
    WindowRefusal.BAD_TIME: "Write hours from 00:00 to 23:59, like: 02:00-04:00",
    WindowRefusal.BAD_DATE: "That date does not exist. Write dates like: 2026-12-24T22:00",
    WindowRefusal.BAD_ZONE: "Write the time zone as region and city, like: Europe/Berlin, or UTC.",
    WindowRefusal.NO_LENGTH: "The window ends when it begins. Give it a length.",
    WindowRefusal.ENDS_BEFORE_IT_BEGINS: "The window ends before it begins. Swap the two dates.",
    WindowRefusal.TOO_LONG: "A window may last 31 days at most. For longer, pause the watch.",
}


class WindowRefused(ValueError):
    """The text is no window we understand. The message says what to type instead."""

    def __init__(self, reason: WindowRefusal) -> None:
        super().__init__(_SAY[reason])
        self.reason = reason


def parse_window(text: str, *, zone: ZoneInfo | None = None) -> Window:
    """Return the window a text describes. `zone` holds where the text names none; else it is UTC.

    Raises `WindowRefused`.
    """
    text = text.strip()
    if not text:
        raise WindowRefused(WindowRefusal.EMPTY)
    if len(text) > _LONGEST_TEXT:
        raise WindowRefused(WindowRefusal.NOT_A_WINDOW)
    default = zone or ZoneInfo("UTC")
    if weekly := _WEEKLY.fullmatch(text):
        return _weekly(weekly, default)
    if once := _ONCE.fullmatch(text):
        return _once(once, default)
    raise WindowRefused(WindowRefusal.NOT_A_WINDOW)


def parse_zone(name: str) -> ZoneInfo:
    """Return the time zone of that name, in whatever case it is typed. Raises `WindowRefused`."""
    if not _ZONE.fullmatch(name):
        raise WindowRefused(WindowRefusal.BAD_ZONE)
    try:
        return ZoneInfo(_zone_names().get(name.lower(), name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WindowRefused(WindowRefusal.BAD_ZONE) from None


@cache
def _zone_names() -> dict[str, str]:
    return {name.lower(): name for name in sorted(available_timezones())}


def _weekly(match: re.Match[str], default: ZoneInfo) -> WeeklyWindow:
    zone = parse_zone(match["zone"]) if match["zone"] else default
    begins, ends = _parse_time(match["begins"]), _parse_time(match["ends"])
    if begins == ends:
        raise WindowRefused(WindowRefusal.NO_LENGTH)
    return WeeklyWindow(days=_parse_days(match["days"]), begins=begins, ends=ends, zone=zone)


def _once(match: re.Match[str], default: ZoneInfo) -> OnceWindow:
    zone = parse_zone(match["zone"]) if match["zone"] else default
    begins = _parse_moment(match["begins"], zone, is_end=False)
    ends = _parse_moment(match["ends"], zone, is_end=True)
    if begins == ends:
        raise WindowRefused(WindowRefusal.NO_LENGTH)
    if ends < begins:
        raise WindowRefused(WindowRefusal.ENDS_BEFORE_IT_BEGINS)
    if ends - begins > LONGEST:
        raise WindowRefused(WindowRefusal.TOO_LONG)
    return OnceWindow(begins=begins, ends=ends)


def _parse_days(text: str) -> frozenset[int]:
    text = text.lower()
    if text in _EVERY_DAY:
        return frozenset(range(len(DAYS)))
    days: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        begin = _parse_day(first)
        length = (_parse_day(last) - begin) % len(DAYS) if dash else 0
        days |= {(begin + step) % len(DAYS) for step in range(length + 1)}
    return frozenset(days)


def _parse_day(text: str) -> int:
    for names in (DAYS, _FULL_NAMES):
        if text.strip() in names:
            return names.index(text.strip())
    raise WindowRefused(WindowRefusal.BAD_DAY)


def _parse_time(text: str) -> time:
    hour, minute = map(int, text.split(":"))
    try:
        return time(hour % 24 if (hour, minute) == (24, 0) else hour, minute)
    except ValueError:
        raise WindowRefused(WindowRefusal.BAD_TIME) from None


def _parse_moment(text: str, zone: ZoneInfo, *, is_end: bool) -> datetime:
    try:
        moment = datetime.fromisoformat(text.upper())
        if moment.tzinfo is None:
            return moment_of(moment, zone, is_end=is_end)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise WindowRefused(WindowRefusal.BAD_DATE) from None
