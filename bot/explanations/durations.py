"""How long, said the way people say it: a count and a unit."""

from datetime import timedelta
from math import ceil

MINUTE, HOUR = 60, 3_600


def amount(length: timedelta) -> dict[str, str | int]:
    """Return the arguments `unit` and `count` of a text about waiting. Rounded up, never nothing.

    Up to a minute and a half in seconds, up to an hour and a half in minutes, then in hours.
    """
    seconds = max(1, ceil(length.total_seconds()))
    if seconds <= MINUTE * 3 // 2:
        return {"unit": "seconds", "count": seconds}
    if seconds <= HOUR * 3 // 2:
        return {"unit": "minutes", "count": ceil(seconds / MINUTE)}
    return {"unit": "hours", "count": ceil(seconds / HOUR)}
