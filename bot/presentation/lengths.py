"""How long, and which day, in words of our own: they can also stand in a picture."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.presentation.words import render_day, render_row, say

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
    minutes = round(length / _MINUTE)
    if length < 2 * _MINUTE:
        minutes, seconds = divmod(max(1, round(length / _SECOND)), 60)
        parts = (("length-minutes", minutes), ("length-seconds", seconds))
    elif minutes < _DAY // _MINUTE:
        hours, minutes = divmod(minutes, 60)
        parts = (("length-hours", hours), ("length-minutes", minutes))
    else:
        days, hours = divmod(round(length / _HOUR), 24)
        parts = (("length-days", days), ("length-hours", hours))
    return render_row(locale, [say(locale, text, count=count) for text, count in parts if count])


def render_bound(length: timedelta, locale: str) -> str:
    """Return how long something is kept: in whole hours up to two days, in whole days beyond."""
    if length <= 2 * _DAY:
        return say(locale, "length-hours", count=length // _HOUR)
    return say(locale, "length-days", count=length // _DAY)


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
    date_ = render_date(day, locale) if is_plain else render_day(moment)
    return say(locale, "history-on-date", day=date_)
