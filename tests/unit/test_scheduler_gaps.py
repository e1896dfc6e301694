"""Telling a pause of ours from an hour in which nothing went wrong; and growing under a load."""

from datetime import timedelta

import pytest

from bot.watching.gaps import GapReason, Reading, find_gap
from bot.watching.stretch import CALM_SECONDS, CHECK_SECONDS, Stretch
from tests.fakes.clock import START


def reading(*, wall: float, monotonic: float) -> Reading:
    return Reading(wall=START + timedelta(seconds=wall), monotonic=monotonic)


@pytest.mark.parametrize(
    ("wall", "monotonic", "reason"),
    [
        (0.1, 0.1, None),
        (59.0, 59.0, None),
        (61.0, 61.0, GapReason.STALLED),
        (2.5, 0.1, None),  # a time server sets the clock
        (-2.5, 0.1, None),
        (3600.0, 0.1, GapReason.ASLEEP),
        (3600.0, 61.0, GapReason.ASLEEP),
        (-3600.0, 0.1, GapReason.SET_BACK),
    ],
)
def test_what_two_clocks_say(wall: float, monotonic: float, reason: GapReason | None) -> None:
    before = reading(wall=0, monotonic=1000)
    gap = find_gap(before, reading(wall=wall, monotonic=1000 + monotonic), longest=60.0)
    assert (gap.reason if gap else None) is reason


def test_a_gap_never_ends_before_it_begins() -> None:
    before = reading(wall=0, monotonic=0)
    gap = find_gap(before, reading(wall=-3600, monotonic=1), longest=60.0)
    assert gap is not None
    assert gap.begins == gap.ends == before.wall - timedelta(hours=1)


class Load:
    """A stretch that is asked every so often."""

    def __init__(self) -> None:
        self.stretch = Stretch()
        self.now, self.looks = 1000.0, 0
        self.heed(late=0.0, managed=0.0)

    def heed(self, *, late: float, managed: float, wanted: float = 100.0) -> bool:
        self.now += CHECK_SECONDS
        self.looks += round(managed * CHECK_SECONDS)
        return self.stretch.heed(late, self.looks, wanted, self.now)


def test_intervals_grow_at_once_to_what_can_be_managed() -> None:
    load = Load()
    assert load.heed(late=5.0, managed=25.0)
    assert 4.0 <= load.stretch.factor <= 5.0
    assert load.stretch.of(600) == round(600 * load.stretch.factor)
    assert not load.heed(late=9.0, managed=25.0)


def test_a_little_lateness_changes_nothing() -> None:
    load = Load()
    assert not load.heed(late=1.0, managed=25.0)
    assert load.stretch.of(600) == 600


def test_intervals_shrink_slowly_and_end_where_they_were() -> None:
    load = Load()
    load.heed(late=5.0, managed=50.0)
    factors = [load.stretch.factor]
    for _ in range(60 * round(CALM_SECONDS / CHECK_SECONDS)):
        load.heed(late=0.0, managed=50.0)
        factors.append(load.stretch.factor)
    assert factors == sorted(factors, reverse=True)
    assert factors[-1] == 1.0
    assert factors[8] > 0.9 * factors[0]
