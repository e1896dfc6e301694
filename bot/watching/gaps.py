"""Telling that we were not there: the machine slept, the process hung, the clock was set. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from bot.clock import Clock

# A time server moves a clock by less than this without anybody having slept.
DISAGREEMENT = timedelta(seconds=3)
# A restart: no target misses more than a look or two.
SHORT_STOP = timedelta(minutes=2)


class GapReason(StrEnum):
    """Why nothing was watched for a while."""

    STALLED = "stalled"  # the process was stopped, or had no processor for a long time
    ASLEEP = "asleep"  # the wall clock ran on alone: the machine slept, or the clock was set ahead
    SET_BACK = "set_back"  # the wall clock was set back: no time is missing, some comes twice
    OWN_NETWORK = "own_network"  # most canaries failed: our own connection is gone
    STOPPED = "stopped"  # the bot was not running


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time in which nothing was watched. Aware UTC, by the wall clock; `ends` may be `begins`."""

    reason: GapReason
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Both clocks at one moment."""

    wall: datetime
    monotonic: float

    @classmethod
    def of(cls, clock: Clock) -> Self:
        """Read both clocks."""
        return cls(wall=clock.now(), monotonic=clock.monotonic())


def find_gap(before: Reading, after: Reading, *, longest: float) -> Gap | None:
    """Return the gap between two readings; None when both clocks tell of one uninterrupted time.

    `longest`: the seconds beyond which even an honest clock means that we were away.
    """
    passed = after.monotonic - before.monotonic
    ahead = after.wall - before.wall - timedelta(seconds=passed)
    if ahead < -DISAGREEMENT:
        return Gap(reason=GapReason.SET_BACK, begins=after.wall, ends=after.wall)
    if ahead > DISAGREEMENT:
        return Gap(reason=GapReason.ASLEEP, begins=before.wall, ends=after.wall)
    if passed > longest:
        return Gap(reason=GapReason.STALLED, begins=before.wall, ends=after.wall)
    return None
