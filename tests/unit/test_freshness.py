"""Replayed interactions are told from new ones, wherever our clock started to count."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.client import AGES_FOR, AGES_KEPT, Freshness

START = datetime(2026, 1, 2, tzinfo=UTC)


class Times:
    """Interactions that arrive `age` seconds after they were made."""

    def __init__(self, began: float = 0.0) -> None:
        self.freshness = Freshness()
        self._began = began
        self._passed = 0.0

    def wait(self, seconds: float) -> None:
        self._passed += seconds

    def is_fresh(self, age: float) -> bool:
        made = START + timedelta(seconds=self._passed - age)
        return self.freshness.is_fresh(made, self._began + self._passed)


@pytest.mark.parametrize("began", [0.0, 1e6, -60.0, START.timestamp()])
def test_an_old_one_is_told_from_a_new_one(began: float) -> None:
    times = Times(began)
    assert times.is_fresh(0.1)
    times.wait(1)
    assert times.is_fresh(2.0)
    assert not times.is_fresh(4.0)
    times.wait(60)
    assert not times.is_fresh(4.0)
    assert times.is_fresh(0.1)


def test_the_first_one_is_always_served() -> None:
    assert Times().is_fresh(3600.0)


def test_many_old_ones_in_a_row_stay_old() -> None:
    times = Times()
    assert times.is_fresh(0.1)
    assert not any(times.is_fresh(5.0) for _ in range(AGES_KEPT - 1))


def test_clocks_that_drift_apart_silence_nobody() -> None:
    times = Times()
    for drift in range(50):
        assert times.is_fresh(0.1 + drift * 0.5)
        times.wait(AGES_FOR / 4)
