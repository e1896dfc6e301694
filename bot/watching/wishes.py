"""What an admin types for a watch becomes values, and values become what they would type. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum
from itertools import groupby

from bot.watching.limits import WatchLimits
from bot.watching.watch import QuietHours

LONGEST_NAME = 60
LONGEST_TEXT = 200
MOST_DAYS = 365  # of a certificate
SLOW_BOUNDS_MS = (100, 60_000)
STATUS_BOUNDS = (100, 599)
# Letters and symbols that are drawn as nothing: Hangul fillers, and a Braille cell without dots.
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
NONE = frozenset({"none", "off", "-"})  # takes away what was asked for

_LENGTH = re.compile(
    r"(?P<count>\d{1,7})\s*"
    r"(?P<unit>ms|s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?|d|days?)",
    re.ASCII,
)
_UNITS_MS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_STATUSES = re.compile(r"\d{3}(?:\s*-\s*\d{3})?(?:\s*,\s*\d{3}(?:\s*-\s*\d{3})?)*", re.ASCII)
_QUIET = re.compile(r"(\d{1,2}):(\d{2})\s*(?:-|–|to)\s*(\d{1,2}):(\d{2})", re.ASCII)
_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Wrong(StrEnum):
    """Why something can't be watched as asked. The closed list; each has a sentence of its own."""

    BAD_NAME = "bad-name"  # empty, or longer than `most`
    BAD_INTERVAL = "bad-interval"
    INTERVAL_TOO_SHORT = "interval-too-short"  # `least`
    INTERVAL_TOO_LONG = "interval-too-long"  # `most`
    BAD_STATUS = "bad-status"
    BAD_TEXT = "bad-text"  # empty, or longer than `most`
    BAD_DAYS = "bad-days"
    BAD_SLOW = "bad-slow"
    BAD_QUIET = "bad-quiet"
    BAD_PAUSED = "bad-paused"
    BAD_OFFICIAL = "bad-official"
    PAGE_UNREAD = "page-unread"
    NO_PARTS = "no-parts"
    NO_OFFICIAL = "no-official"  # we know no page that could be followed
    BAD_ID = "bad-id"  # `key`: no number of a channel or a role
    TARGET_MISSING = "target-missing"
    TARGET_REFUSED = "target-refused"  # `refusal`
    LOOK_DECLINED = "look-declined"  # `decline` and `seconds`
    CHANNEL_MISSING = "channel-missing"
    NO_CHANNEL = "no-channel"  # none there, or of a kind that takes no announcements
    CHANNEL_CLOSED = "channel-closed"  # `channel` and `needs`
    NO_ROLE = "no-role"
    ROLE_EVERYONE = "role-everyone"
    ROLE_SILENT = "role-silent"  # `role`
    EXISTS = "exists"
    TOO_MANY = "too-many"  # `most`
    FILE_TOO_LONG = "file-too-long"  # `count` and `most`
    NO_SUCH_WATCH = "no-such-watch"
    WORK_OVER = "work-over"
    NO_SUCH_WORK = "no-such-work"
    TOO_MANY_WORKS = "too-many-works"  # `most`
    NOTHING_NEW = "nothing-new"
    OUTDATED = "outdated"
    UNKNOWN_KEY = "unknown-key"  # `key`
    TWICE = "twice"  # the same target and channel as entry `number`
    NOT_AN_ENTRY = "not-an-entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing that is wrong, with what its sentence needs. Texts among that are hostile."""

    reason: Wrong
    arguments: Mapping[str, str | int] = field(default_factory=dict)


class WishRefused(ValueError):
    """A text does not say what it should."""

    def __init__(self, reason: Wrong, **arguments: str | int) -> None:
        super().__init__(reason.value)
        self.mistake = Mistake(reason=reason, arguments=arguments)


def plain_line(text: str) -> str:
    """Return a text on one line, without control, format and unassigned characters."""
    kept = (mark if unicodedata.category(mark)[0] != "C" else " " for mark in text)
    return " ".join("".join(kept).split())


def parse_name(text: str) -> str:
    """Return a watch's name. Raises `WishRefused`."""
    name = plain_line("".join(mark for mark in text if mark not in BLANKS))
    can_be_seen = any(unicodedata.category(mark)[0] in "LNPS" for mark in name)
    if not can_be_seen or len(name) > LONGEST_NAME:
        raise WishRefused(Wrong.BAD_NAME, most=LONGEST_NAME)
    return name


def fitting_name(text: str) -> str:
    """Return a name made out of ours: a service's, or a host that may be too long."""
    return plain_line(text)[:LONGEST_NAME].strip()


def parse_interval(text: str, limits: WatchLimits) -> timedelta:
    """Return how often to look. Raises `WishRefused`."""
    length_ms = _parse_ms(text)
    if length_ms is None or length_ms % 1000:
        raise WishRefused(Wrong.BAD_INTERVAL)
    interval = timedelta(milliseconds=length_ms)
    if interval < limits.min_interval:
        raise WishRefused(Wrong.INTERVAL_TOO_SHORT, least=length_text(limits.min_interval))
    if interval > limits.max_interval:
        raise WishRefused(Wrong.INTERVAL_TOO_LONG, most=length_text(limits.max_interval))
    return interval


def parse_slow(text: str) -> int | None:
    """Return from how many milliseconds on a page is slow; None: as usual. Raises `WishRefused`."""
    if text.strip().lower() in NONE:
        return None
    length_ms = _parse_ms(text)
    least, most = SLOW_BOUNDS_MS
    if length_ms is None or not least <= length_ms <= most:
        raise WishRefused(Wrong.BAD_SLOW)
    return length_ms


def length_text(length: timedelta) -> str:
    """Return a length as it is typed: "90s", "5m", "1d", "900ms"."""
    length_ms = round(length / timedelta(milliseconds=1))
    for unit in ("d", "h", "m", "s"):
        if length_ms and length_ms % _UNITS_MS[unit] == 0:
            return f"{length_ms // _UNITS_MS[unit]}{unit}"
    return f"{length_ms}ms"


def parse_statuses(text: str) -> frozenset[int] | None:
    """Return the codes of "200,301-302"; None: none is asked for. Raises `WishRefused`."""
    text = text.strip()
    if text.lower() in NONE:
        return None
    if not _STATUSES.fullmatch(text):
        raise WishRefused(Wrong.BAD_STATUS)
    codes: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        begins, ends = int(first), int(last or first)
        if ends < begins or begins < STATUS_BOUNDS[0] or ends > STATUS_BOUNDS[1]:
            raise WishRefused(Wrong.BAD_STATUS)
        codes |= set(range(begins, ends + 1))
    return frozenset(codes)


def statuses_text(codes: Iterable[int]) -> str:
    """Return codes as they are typed: neighbours as a range."""
    runs = groupby(enumerate(sorted(codes)), lambda pair: pair[1] - pair[0])
    return ",".join(_run_text([code for _, code in run]) for _, run in runs)


def parse_text(text: str) -> str | None:
    """Return what a page must say; None: nothing is asked for. Raises `WishRefused`."""
    wanted = plain_line(text)
    if wanted.lower() in NONE:
        return None
    if not 0 < len(wanted) <= LONGEST_TEXT:
        raise WishRefused(Wrong.BAD_TEXT, most=LONGEST_TEXT)
    return wanted


def parse_days(text: str) -> int | None:
    """Return how many days before its end a certificate is told; None or 0: as usual.

    Raises `WishRefused`.
    """
    text = text.strip().lower()
    if text in NONE:
        return None
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII) or int(text) > MOST_DAYS:
        raise WishRefused(Wrong.BAD_DAYS, most=MOST_DAYS)
    return int(text) or None


def parse_quiet(text: str) -> QuietHours | None:
    """Return the hours of "22:00-07:00"; None: none. Raises `WishRefused`."""
    text = text.strip().lower()
    if text in NONE:
        return None
    match = _QUIET.fullmatch(text)
    if match is None:
        raise WishRefused(Wrong.BAD_QUIET)
    try:
        begins, ends = time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))
    except ValueError:
        raise WishRefused(Wrong.BAD_QUIET) from None
    if begins == ends:
        raise WishRefused(Wrong.BAD_QUIET)
    return QuietHours(begins=begins, ends=ends)


def quiet_text(quiet: QuietHours) -> str:
    """Return quiet hours as they are typed."""
    return f"{quiet.begins:%H:%M}-{quiet.ends:%H:%M}"


def parse_paused(text: str) -> bool:
    """Return whether a watch rests. Raises `WishRefused`."""
    try:
        return _TRUTHS[text.strip().lower()]
    except KeyError:
        raise WishRefused(Wrong.BAD_PAUSED) from None


def parse_id(key: str, text: str) -> int:
    """Return an id of Discord's: 63 bits. Raises `WishRefused`."""
    if not re.fullmatch(r"[1-9]\d{0,18}", text.strip(), re.ASCII) or int(text) >= 2**63:
        raise WishRefused(Wrong.BAD_ID, key=key)
    return int(text)


def _parse_ms(text: str) -> int | None:
    match = _LENGTH.fullmatch(text.strip().lower())
    if match is None:
        return None
    unit = match["unit"]
    return int(match["count"]) * _UNITS_MS[unit if unit == "ms" else unit[0]]


def _run_text(run: list[int]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}"
