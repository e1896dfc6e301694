"""Quiet hours as people type them: "22:00-07:00", "22-7", "10 pm to 7 am". Pure."""

import re
from datetime import time

from bot.watching.watch import QuietHours

_NOON = 12
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))? ?([ap])?\.?(?:m\.?|h|uhr|o'clock)?"
_SPAN = re.compile(rf"(?:from )?{_CLOCK} ?(?:-|–|—|to|until|till|bis) ?{_CLOCK}")


class QuietHoursRefused(ValueError):
    """The text is no span of a day."""


def parse_quiet_hours(text: str) -> QuietHours | None:
    """Return the hours a text describes, None for an empty one. Raises `QuietHoursRefused`."""
    words = " ".join(text.lower().split())
    if not words:
        return None
    match = _SPAN.fullmatch(words)
    if match is None:
        raise QuietHoursRefused(text)
    begins, ends = _time(*match.group(1, 2, 3)), _time(*match.group(4, 5, 6))
    if begins == ends:
        raise QuietHoursRefused(text)
    return QuietHours(begins=begins, ends=ends)


def _time(hours: str, minutes: str | None, half: str | None) -> time:
    hour = int(hours)
    if half is not None:
        if not 1 <= hour <= _NOON:
            raise QuietHoursRefused(hours)
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    elif hour == 2 * _NOON:
        hour = 0
    try:
        return time(hour, int(minutes or 0))
    except ValueError:
        raise QuietHoursRefused(hours) from None
