"""A timer wheel, and the grid of times an endpoint is due at. Pure: it is told what time it is.

Time is counted in ticks of 100 ms. Putting, taking out and handing over cost the same however many
endpoints there are.
"""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Generic, TypeVar

TICK_SECONDS = 0.1
SLOTS = 600  # one turn is a minute; what is due later stays for another turn
# Each look may be this share of the grid's period before or behind its place on the grid: two looks
# are a tenth of it more or less apart. So that they are never further apart than was asked for, the
# period is shorter than the interval by as much: gaps are 0.82 to 1 of the interval.
SWAY = 0.05
NOT_WAITING = -1
_MIX = 0x9E3779B97F4A7C15  # 2**64 over the golden ratio: neighbours end up far apart
_WORD = (1 << 64) - 1


class Timer:
    """Something that waits in a wheel, for one moment at a time."""

    __slots__ = ("due",)

    def __init__(self) -> None:
        self.due = NOT_WAITING  # in ticks


T = TypeVar("T", bound=Timer)


class Wheel(Generic[T]):
    """Timers by the slot they are due in."""

    def __init__(self, tick: int) -> None:
        self.tick = tick  # everything due up to here has been handed over
        self._slots: list[list[T]] = [[] for _ in range(SLOTS)]

    def put(self, timer: T, due: int) -> None:
        """Let a timer wait until `due`, wherever it waited before."""
        timer.due = max(due, self.tick + 1)
        self._slots[timer.due % SLOTS].append(timer)

    def drop(self, timer: T) -> None:
        """Let a timer wait no longer. Its slot forgets it when its turn comes."""
        timer.due = NOT_WAITING

    def advance(self, to: int) -> Iterator[tuple[T, int]]:
        """Hand over each timer that is due up to the tick `to`, with the tick it was due at."""
        first, self.tick = self.tick + 1, max(self.tick, to)
        for tick in range(first, min(to, first + SLOTS - 1) + 1):
            index = tick % SLOTS
            waiting, self._slots[index] = self._slots[index], []
            for timer in waiting:
                due = timer.due
                if due % SLOTS != index or due == NOT_WAITING:
                    continue  # it waits elsewhere by now, or not at all
                if due > to:
                    self._slots[index].append(timer)
                    continue
                timer.due = NOT_WAITING
                yield timer, due

    def restart(self, tick: int) -> None:
        """Forget all timers, and go on from another time."""
        self.tick = tick
        self._slots = [[] for _ in range(SLOTS)]


def seed_of(url: str) -> int:
    """Return the 64 bits that place an endpoint on the grid: the same in every process."""
    return int.from_bytes(blake2b(url.encode(), digest_size=8).digest())


def period_of(interval: int) -> int:
    """Return how far apart the places on the grid are of what is looked at every `interval`."""
    return max(1, int(interval / (1 + 2 * SWAY)))


def first_due(seed: int, interval: int, after: int) -> int:
    """Return the first place on an endpoint's grid later than `after`, at most an interval later.

    All arguments and the result but `seed` are ticks.
    """
    return after + 1 + (seed - after - 1) % period_of(interval)


def next_due(seed: int, interval: int, after: int) -> int:
    """Return the next time an endpoint is due later than `after`: its place on the grid, swayed.

    It follows from the grid alone, never from when the last look ended, so nothing drifts and
    what was missed is skipped. It is at most an interval after the time before it.
    """
    period = period_of(interval)
    cycle = (after - seed % period) // period
    while True:
        due = seed % period + cycle * period + _sway(seed, period, cycle)
        if due > after:
            return due
        cycle += 1


def _sway(seed: int, period: int, cycle: int) -> int:
    mixed = (seed ^ (cycle * _MIX)) & _WORD
    mixed = (mixed ^ (mixed >> 31)) * _MIX & _WORD
    share = (mixed >> 11) / (1 << 53)
    return int((2 * share - 1) * SWAY * period)
