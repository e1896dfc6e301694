"""Replayed interactions are told from new ones, on machines whose clock is wrong too."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.client import AGES_KEPT, Freshness

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def seen(freshness: Freshness, age: float, skew: float = 0.0) -> bool:
    return freshness.is_fresh(NOW - timedelta(seconds=age - skew), NOW)


@pytest.mark.parametrize("skew", [0.0, 60.0, -60.0])
def test_an_old_one_is_told_from_a_new_one(skew: float) -> None:
    freshness = Freshness()
    assert seen(freshness, 0.1, skew)
    assert seen(freshness, 2.0, skew)
    assert not seen(freshness, 4.0, skew)
    assert seen(freshness, 0.1, skew)


def test_the_first_one_is_always_served() -> None:
    assert seen(Freshness(), 3600.0)


def test_a_clock_that_jumps_silences_the_bot_for_a_few_only() -> None:
    freshness = Freshness()
    assert seen(freshness, 0.1)
    answered = [seen(freshness, 0.1, skew=-10.0) for _ in range(AGES_KEPT)]
    assert not answered[0]
    assert answered[-1]
