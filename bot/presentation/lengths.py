"""How long, and which day, in words that can also stand in a picture."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.presentation.words import say

_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_WEEK = 7
_SECONDS = 1_000  # milliseconds from which a response time is said in seconds
_EXACT = 10  # seconds up to which it has a decimal
WEEKDAYS = (
    "history-monday",
    "history-tuesday",
    "history-wednesday",
    "history-thursday",
    "history-friday",
    "history-saturday",
    "history-sunday",
)
MONTHS = (
    "history-january",
    "history-february",
    "history-march",
    "history-april",
    "history-may",
    "history-june",
    "history-july",
    "history-august",
    "history-september",
    "history-october",
    "history-november",
    "history-december",
)


def render_length(length: timedelta, locale: str) -> str:
    """Return "22 minutes", "2 hours and 5 minutes": rounded, at most two units, never nothing."""
    seconds = max(1, round(length / _SECOND))
    if seconds < _MINUTE // _SECOND:
        return say(locale, "history-seconds", count=seconds)
    minutes = round(length / _MINUTE)
    if minutes < _HOUR // _MINUTE:
        return say(locale, "history-minutes", count=minutes)
    if minutes < _DAY // _MINUTE:
        return _two("history-hours", "history-minutes", *divmod(minutes, 60), locale)
    return _two("history-length-days", "history-hours", *divmod(round(length / _HOUR), 24), locale)


def render_ms(milliseconds: float, locale: str) -> str:
    """Return a response time: "140 ms", "2.3 s"."""
    if round(milliseconds) < _SECONDS:
        return say(locale, "history-ms", count=round(milliseconds))
    seconds = milliseconds / _SECONDS
    count = round(seconds, 1) if seconds < _EXACT else round(seconds)
    return say(locale, "history-s", count=f"{count:g}")


def render_date(day: date, locale: str) -> str:
    """Return "3 November"."""
    month = say(locale, MONTHS[day.month - 1])
    return say(locale, "history-date", day=day.day, month=month)


def render_weekday(day: date, locale: str) -> str:
    """Return "Tuesday"."""
    return say(locale, WEEKDAYS[day.weekday()])


def render_on(
    moment: datetime, now: datetime, zone: ZoneInfo, locale: str, *, is_plain: bool = False
) -> str:
    """Return on which day of a zone: "today", "on Tuesday", or a date that Discord draws.

    `is_plain` is for pictures and their descriptions, where Discord draws nothing.
    """
    day, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    match (today - day).days:
        case 0:
            return say(locale, "history-on-today")
        case 1:
            return say(locale, "history-on-yesterday")
        case days if 0 < days < _WEEK:
            return say(locale, "history-on-weekday", day=render_weekday(day, locale))
    date_ = render_date(day, locale) if is_plain else render_timestamp(moment, "D")
    return say(locale, "history-on-date", day=date_)


def render_timestamp(moment: datetime, style: str) -> str:
    """Return an aware time as Discord draws it: `f` in full, `D` the date, `R` how long ago."""
    return f"<t:{int(moment.timestamp())}:{style}>"


def _two(first: str, second: str, count: int, rest: int, locale: str) -> str:
    head = say(locale, first, count=count)
    if not rest:
        return head
    return say(locale, "history-and", first=head, second=say(locale, second, count=rest))
