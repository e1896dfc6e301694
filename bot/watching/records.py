"""A condition as a plain dict that any storage can keep, and back. Versioned. Pure.

Only what differs from a fresh `Condition` is written: a healthy endpoint takes about 100 bytes of
JSON. A later version reads every earlier one; an unknown one is refused rather than guessed at.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

from bot.triage.verdict import Cause, Hop
from bot.watching.condition import Condition, Phase, Streak, ToldCertificate

VERSION = 1
Primitive = str | int | bool | list["Primitive"]
Record = dict[str, Primitive]


class RecordUnreadable(ValueError):
    """A stored condition is of an unknown version or damaged. Start from a fresh `Condition()`."""


def to_record(condition: Condition) -> Record:
    """Return a condition as strings, whole numbers, truths and lists of them."""
    record: Record = {"version": VERSION}
    for name, (write, _) in _FIELDS.items():
        value = getattr(condition, name)
        if value != getattr(_FRESH, name):
            record[name] = write(value)
    return record


def from_record(record: Mapping[str, object]) -> Condition:
    """Return the condition a record was made of. Raises `RecordUnreadable`."""
    if record.get("version") != VERSION:
        raise RecordUnreadable(f"version {record.get('version')!r} of a condition is not known")
    unknown = record.keys() - _FIELDS.keys() - {"version"}
    if unknown:
        raise RecordUnreadable(f"a condition has no {min(unknown)!r}")
    try:
        values = {name: read(record[name]) for name, (_, read) in _FIELDS.items() if name in record}
    except (TypeError, ValueError, OverflowError) as error:
        raise RecordUnreadable(f"a condition is damaged: {error}") from error
    return Condition(**values)


def _write_time(time: datetime) -> Primitive:
    return time.astimezone(UTC).isoformat()


def _read_time(value: object) -> datetime:
    time = datetime.fromisoformat(cast("str", value))
    if time.tzinfo is None:
        raise ValueError("a time without its zone")
    return time.astimezone(UTC)


def _write_streak(streak: Streak) -> Primitive:
    return [streak.count, _write_time(streak.since), _write_time(streak.last)]


def _read_streak(value: object) -> Streak:
    count, since, last = cast("list[object]", value)
    return Streak(count=_read_number(count), since=_read_time(since), last=_read_time(last))


def _write_certificates(certificates: tuple[ToldCertificate, ...]) -> Primitive:
    return [[_write_time(one.ends_at), one.days] for one in certificates]


def _read_certificates(value: object) -> tuple[ToldCertificate, ...]:
    return tuple(
        ToldCertificate(ends_at=_read_time(ends_at), days=_read_number(days))
        for ends_at, days in cast("list[list[object]]", value)
    )


def _write_times(times: tuple[datetime, ...]) -> Primitive:
    return [_write_time(time) for time in times]


def _read_times(value: object) -> tuple[datetime, ...]:
    return tuple(_read_time(time) for time in cast("list[object]", value))


def _read_number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a whole number was expected")
    return value


def _read_truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false was expected")
    return value


def _word(kind: type[StrEnum]) -> "_Field":
    return str, lambda value: kind(cast("str", value))


# Any: each field's pair of functions fits that field's own type.
_Field = tuple[Callable[[Any], Primitive], Callable[[object], Any]]
_TIME: _Field = (_write_time, _read_time)
_STREAK: _Field = (_write_streak, _read_streak)
_TRUTH: _Field = (bool, _read_truth)
_FIELDS: dict[str, _Field] = {
    "standing": _word(Phase),
    "since": _TIME,
    "changed_at": _TIME,
    "failing": _STREAK,
    "succeeding": _STREAK,
    "working": _STREAK,
    "is_unclear": _TRUTH,
    "is_told": _TRUTH,
    "incident_since": _TIME,
    "resolved_at": _TIME,
    "is_retracted": _TRUTH,
    "cause": _word(Cause),
    "hop": _word(Hop),
    "other_cause": _word(Cause),
    "other": _STREAK,
    "flips": (_write_times, _read_times),
    "unstable_since": _TIME,
    "slow_since": _TIME,
    "pace": _STREAK,
    "certificates": (_write_certificates, _read_certificates),
}
_FRESH = Condition()
