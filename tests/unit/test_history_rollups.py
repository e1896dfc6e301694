"""Samples become hours, and hours become what is usual."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.history.rollups import EMPTY, USUAL_LOOKS, Sample, hour_of, merge, roll_up, usual_ms

NOW = datetime(2026, 11, 23, 12, 34, 56, tzinfo=UTC)
samples = st.builds(
    Sample,
    at=st.just(NOW),
    took_ms=st.none() | st.floats(0, 60_000),
    has_failed=st.booleans(),
)


def took(*times: float) -> list[Sample]:
    return [Sample(at=NOW, took_ms=one) for one in times]


def test_an_hour_of_looks() -> None:
    hour = roll_up([*took(*range(1, 101)), Sample(at=NOW, took_ms=None, has_failed=True)])
    assert (hour.looks, hour.failed, hour.timed) == (101, 1, 100)
    assert (hour.min_ms, hour.p50_ms, hour.p95_ms, hour.max_ms) == (1, 50, 95, 100)


def test_how_long_a_failure_took_is_no_response_time() -> None:
    hour = roll_up([*took(10), Sample(at=NOW, took_ms=8000, has_failed=True)])
    assert (hour.max_ms, hour.timed, hour.failed) == (10, 1, 1)


def test_a_look_without_a_time_counts_as_a_look() -> None:
    hour = roll_up([Sample(at=NOW, took_ms=None)])
    assert (hour.looks, hour.failed, hour.timed, hour.p50_ms) == (1, 0, 0, None)


def test_no_looks_are_empty_and_change_nothing() -> None:
    hour = roll_up(took(1, 2, 3))
    assert roll_up([]) == merge([]) == EMPTY
    assert merge([EMPTY, hour]) == hour


def test_of_two_hours_alike_the_quicker_one_speaks() -> None:
    assert merge([roll_up(took(10, 10)), roll_up(took(30, 30))]).p50_ms == 10


def test_an_hour_begins_on_the_hour_of_utc() -> None:
    india = timezone(timedelta(hours=5, minutes=30))
    assert hour_of(NOW.astimezone(india)) == datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_week_with_one_bad_hour_is_still_as_usual() -> None:
    good, bad = roll_up(took(*[200.0] * 60)), roll_up(took(*[9000.0] * 60))
    assert usual_ms([good] * 100 + [bad] * 30) == 200
    assert usual_ms([]) is None


@pytest.mark.parametrize(("looks", "usual"), [(USUAL_LOOKS - 1, None), (USUAL_LOOKS, 200.0)])
def test_too_few_looks_are_no_habit(looks: int, usual: float | None) -> None:
    assert usual_ms([roll_up(took(*[200.0] * looks))]) == usual


@given(st.lists(st.lists(samples, max_size=20), max_size=6))
def test_merging_hours_is_exact_for_all_but_percentiles(hours: list[list[Sample]]) -> None:
    merged = merge(roll_up(hour) for hour in hours)
    whole = roll_up(sample for hour in hours for sample in hour)
    assert (merged.looks, merged.failed, merged.timed) == (whole.looks, whole.failed, whole.timed)
    assert (merged.min_ms, merged.max_ms) == (whole.min_ms, whole.max_ms)
    assert merged.sum_ms == pytest.approx(whole.sum_ms)


@given(st.lists(st.lists(samples, min_size=1, max_size=20), min_size=1, max_size=6))
def test_a_merged_percentile_lies_among_its_parts(hours: list[list[Sample]]) -> None:
    parts = [roll_up(hour) for hour in hours]
    merged = merge(parts)
    for name in ("p50_ms", "p95_ms"):
        known = [getattr(part, name) for part in parts if part.timed]
        assert getattr(merged, name) in (known or [None])


@given(st.lists(samples, min_size=1, max_size=60))
def test_numbers_of_an_hour_are_in_order(hour: list[Sample]) -> None:
    one = roll_up(hour)
    if one.timed:
        ordered = [one.min_ms, one.p50_ms, one.p95_ms, one.max_ms]
        assert ordered == sorted(ordered, key=lambda value: value or 0.0)
    assert one.timed + one.failed <= one.looks
