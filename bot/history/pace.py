"""How long looks took, as a row of equal stretches of time. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.history.intervals import Interval
from bot.history.rollups import FAILED, UNSAID, Rollup, Sample, merge, roll_up
from bot.watching.recording import Sample as StoredSample

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
# The longest span that is still shown in steps of that length.
_STEPS = (
    (_DAY, timedelta(minutes=15)),
    (2 * _DAY, timedelta(minutes=30)),
    (8 * _DAY, _HOUR),
    (32 * _DAY, 6 * _HOUR),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The looks of one stretch of time. Stretches without a look are left out."""

    begins: datetime
    rollup: Rollup


@dataclass(frozen=True, slots=True, kw_only=True)
class Paces:
    """Response times over a span, in stretches that begin at whole steps since 1970."""

    step: timedelta
    all: tuple[Pace, ...]
    whole: Rollup  # what all of them say together; exact where all of it is single looks


def step_for(span: Interval) -> timedelta:
    """Return the stretches in which a span's response times are shown: at most 370 of them."""
    return next((step for longest, step in _STEPS if span.length <= longest), _DAY)


def grid(moment: datetime, step: timedelta) -> datetime:
    """Return the beginning of a moment's stretch."""
    return moment - (moment - _EPOCH) % step


def looks_of(samples: Iterable[StoredSample]) -> tuple[Sample, ...]:
    """Return what samples say about the target; those that say nothing are left out."""
    return tuple(
        Sample(at=one.at, took_ms=one.took_ms, has_failed=one.state in FAILED)
        for one in samples
        if one.state not in UNSAID
    )


def pace_of(
    step: timedelta, rollups: Iterable[tuple[datetime, Rollup]], samples: Iterable[Sample]
) -> Paces:
    """Return the response times of roll-ups and, where there are none yet, of samples."""
    kept, single = tuple(rollups), tuple(samples)
    looks: dict[datetime, list[Sample]] = defaultdict(list)
    for sample in single:
        looks[grid(sample.at, step)].append(sample)
    parts: dict[datetime, list[Rollup]] = defaultdict(list)
    for at, rollup in kept:
        parts[grid(at, step)].append(rollup)
    for at, some in looks.items():
        parts[at].append(roll_up(some))
    paces = (Pace(begins=at, rollup=merge(some)) for at, some in sorted(parts.items()))
    return Paces(
        step=step,
        all=tuple(pace for pace in paces if pace.rollup.looks),
        whole=merge([*(rollup for _, rollup in kept), roll_up(single)]),
    )
