"""The `Retry-After` header, RFC 9110 section 10.2.3: seconds, or a date."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_LONGEST = timedelta(days=7)  # beyond that it is no promise but a default or a joke
_DIGITS = 9
_DATE_LENGTH = 40


def parse_retry_after(headers: Mapping[str, str], looked_at: datetime) -> timedelta | None:
    """Return how long the sender asks us to wait, or None where it says nothing we can use.

    A date is compared with the reply's own `Date`: their clock may be wrong, but only once.
    """
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if value.isascii() and value.isdigit():
        wait = timedelta(seconds=int(value)) if len(value) <= _DIGITS else None
    else:
        until = _parse_date(value)
        wait = until - (_parse_date(headers.get("date", "")) or looked_at) if until else None
    return wait if wait is not None and timedelta() <= wait <= _LONGEST else None


def _parse_date(value: str) -> datetime | None:
    if not value.isascii() or not 0 < len(value) <= _DATE_LENGTH:
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
