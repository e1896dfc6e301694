"""Uptime counts what was watched, and every moment exactly once."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.history.figures import figure, floor_percent
from bot.history.intervals import Interval, clip, intersect, subtract, total, union
from bot.history.uptime import Outage, Record, measure_uptime, prepare
from bot.triage.verdict import Cause

START = datetime(2026, 11, 1, tzinfo=UTC)
SPAN = 100  # minutes


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


def stretch(begins: float, ends: float) -> Interval:
    return Interval(begins=minute(begins), ends=minute(ends))


def outage(begins: float, ends: float | None = None, **rest: object) -> Outage:
    end = None if ends is None else minute(ends)
    return Outage(begins=minute(begins), ends=end, **rest)  # type: ignore[arg-type]


def record(*outages: Outage, **rest: object) -> Record:
    parts = {"watched": [stretch(-50, 500)], **rest}
    return prepare(stretch(0, SPAN), outages=outages, **parts)  # type: ignore[arg-type]


def minutes(length: timedelta) -> float:
    return length / timedelta(minutes=1)


edges = st.integers(-20, SPAN + 20)
stretches = st.tuples(edges, edges).map(lambda pair: stretch(min(pair), max(pair)))
sets = st.lists(stretches, max_size=8)
outages = st.builds(
    Outage,
    begins=edges.map(minute),
    ends=st.none(),
    pauses=sets.map(union),
    is_retracted=st.booleans(),
) | st.builds(
    lambda one, pauses, retracted: Outage(
        begins=one.begins, ends=one.ends, pauses=pauses, is_retracted=retracted
    ),
    stretches,
    sets.map(union),
    st.booleans(),
)


def members(intervals: object) -> set[int]:
    """Return the minutes of a set of intervals: sets of numbers need no interval arithmetic."""
    return {
        number
        for one in intervals  # type: ignore[attr-defined]
        for number in range(-20, SPAN + 20)
        if one.begins <= minute(number) < one.ends
    }


@given(sets, sets)
def test_interval_arithmetic_is_set_arithmetic(
    first: list[Interval], second: list[Interval]
) -> None:
    left, right = union(first), union(second)
    assert members(left) == members(first)
    assert members(intersect(left, right)) == members(left) & members(right)
    assert members(subtract(left, right)) == members(left) - members(right)
    assert minutes(total(left)) == len(members(left))


@given(sets, sets)
def test_every_result_is_sorted_disjoint_and_without_empty_ones(
    first: list[Interval], second: list[Interval]
) -> None:
    left, right = union(first), union(second)
    for result in (left, intersect(left, right), subtract(left, right), clip(left, stretch(3, 9))):
        assert all(one.begins < one.ends for one in result)
        assert all(a.ends <= b.begins for a, b in pairwise(result))
        assert union(result) == result


def test_an_interval_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        stretch(2, 1)


def test_nothing_happened() -> None:
    uptime = measure_uptime(record())
    assert (uptime.share, uptime.coverage) == (1.0, 1.0)
    assert minutes(uptime.up) == SPAN


def test_only_down_time_inside_the_span_counts() -> None:
    uptime = measure_uptime(record(outage(-10, 5), outage(90, 200)))
    assert minutes(uptime.down) == 15
    assert uptime.share == 0.85


def test_an_outage_that_goes_on_counts_up_to_now() -> None:
    assert minutes(measure_uptime(record(outage(60))).down) == 40


def test_what_we_did_not_watch_is_neither_up_nor_down() -> None:
    watched = record(outage(0, 30), gaps=[stretch(10, 50)])
    uptime = measure_uptime(watched)
    assert (minutes(uptime.down), minutes(uptime.unwatched)) == (10, 40)
    assert uptime.coverage == 0.6
    assert uptime.share == pytest.approx(50 / 60)


def test_planned_work_is_neither_up_nor_down_and_was_watched() -> None:
    uptime = measure_uptime(record(outage(0, 30), planned=[stretch(10, 50)]))
    assert (minutes(uptime.down), minutes(uptime.planned), uptime.coverage) == (10, 40, 1.0)
    assert uptime.share == pytest.approx(50 / 60)


def test_an_outage_whole_inside_planned_work_did_not_happen() -> None:
    told = figure(record(outage(10, 20), planned=[stretch(5, 25)]))
    assert (told.count, told.longest) == (0, None)


def test_a_false_alarm_is_taken_out() -> None:
    told = figure(record(outage(10, 20, is_retracted=True)))
    assert (told.count, told.uptime_percent) == (0, 100.0)


def test_the_time_between_two_relapses_was_up() -> None:
    told = figure(record(outage(10, 40, pauses=(stretch(20, 30),))))
    assert (told.count, minutes(told.uptime.down)) == (1, 20)


def test_overlapping_outages_are_not_counted_twice() -> None:
    assert minutes(measure_uptime(record(outage(10, 30), outage(20, 40))).down) == 30


def test_nothing_watched_has_no_uptime() -> None:
    uptime = measure_uptime(record(outage(10, 30), watched=[]))
    assert (uptime.share, uptime.coverage) == (None, 0.0)
    told = figure(record(watched=[]))
    assert (told.uptime_percent, told.coverage_percent) == (None, 0.0)


def test_a_span_without_length_has_no_coverage() -> None:
    told = figure(prepare(stretch(5, 5), watched=[stretch(0, 9)]))
    assert told.uptime.coverage is None
    assert told.coverage_percent is None


def test_the_numbers_of_the_sentence() -> None:
    longest = outage(40, 62, cause=Cause.APP_ERROR)
    told = figure(record(outage(0, 9), longest, outage(80, 90), gaps=[stretch(99.2, 100)]))
    assert told.count == 3
    assert minutes(told.uptime.down) == 41
    assert told.longest is not None
    assert (told.longest.outage, told.longest.begins) == (longest, minute(40))
    assert minutes(told.longest.down) == 22
    assert told.coverage_percent == 99.2
    assert told.uptime_percent == 58.66


def test_an_outage_seen_only_after_a_gap_begins_where_we_saw_it() -> None:
    told = figure(record(outage(10, 40), gaps=[stretch(0, 20)]))
    assert told.longest is not None
    assert (told.longest.begins, minutes(told.longest.down)) == (minute(20), 20)


@pytest.mark.parametrize(
    ("share", "decimals", "shown"),
    [
        (1.0, 2, 100.0),
        (0.99999999, 2, 99.99),
        (1 - 1e-12, 2, 99.99),
        (0.992, 1, 99.2),
        (0.0, 2, 0.0),
        (0.29, 2, 29.0),
    ],
)
def test_a_percentage_never_flatters(share: float, decimals: int, shown: float) -> None:
    assert floor_percent(share, decimals=decimals) == shown


@given(sets, sets, sets, st.lists(outages, max_size=6))
def test_the_four_parts_add_up_to_the_span(
    watched: list[Interval], gaps: list[Interval], planned: list[Interval], all_of: list[Outage]
) -> None:
    span = stretch(0, SPAN)
    known = prepare(span, watched=watched, gaps=gaps, planned=planned, outages=all_of)
    uptime = measure_uptime(known)
    parts = (uptime.up, uptime.down, uptime.planned, uptime.unwatched)
    assert sum(parts, timedelta(0)) == span.length
    assert all(part >= timedelta(0) for part in parts)
    seen = members(watched) - members(gaps) & set(range(SPAN))
    seen &= set(range(SPAN))
    down = set()
    for one in all_of:
        if not one.is_retracted:
            ends = one.ends or max(one.begins, span.ends)
            down |= members([Interval(begins=one.begins, ends=ends)]) - members(one.pauses)
    assert minutes(uptime.down) == len(down & seen - members(planned))
    assert minutes(uptime.unwatched) == SPAN - len(seen)


@given(sets, st.lists(outages, max_size=6))
def test_the_outages_told_explain_the_whole_down_time(
    gaps: list[Interval], all_of: list[Outage]
) -> None:
    told = figure(record(*all_of, gaps=gaps))
    assert (told.count == 0) == (told.uptime.down == timedelta(0))
    assert sum((one.down for one in told.outages), timedelta(0)) >= told.uptime.down
    if told.longest is not None:
        assert told.longest.down <= told.uptime.down
        assert told.longest.down == max(one.down for one in told.outages)
