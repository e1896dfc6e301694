"""What an admin types becomes values, and values what they would type."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.watching.limits import WatchLimits
from bot.watching.watch import QuietHours
from bot.watching.wishes import (
    WishRefused,
    Wrong,
    fitting_name,
    length_text,
    parse_days,
    parse_id,
    parse_interval,
    parse_name,
    parse_paused,
    parse_quiet,
    parse_slow,
    parse_statuses,
    parse_text,
    quiet_text,
    statuses_text,
)

LIMITS = WatchLimits()


def interval(text: str) -> timedelta:
    return parse_interval(text, LIMITS)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30s", 30), ("5m", 300), ("5 min", 300), ("1 Hour", 3600), ("1d", 86400), ("90 seconds", 90)],
)
def test_intervals(text: str, seconds: int) -> None:
    assert interval(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("parse", "text", "wrong"),
    [
        (interval, "60", Wrong.BAD_INTERVAL),
        (interval, "30000ms", None),
        (interval, "31500ms", Wrong.BAD_INTERVAL),
        (interval, "1.5m", Wrong.BAD_INTERVAL),
        (interval, "-5m", Wrong.BAD_INTERVAL),
        (interval, "५m", Wrong.BAD_INTERVAL),
        (interval, "29s", Wrong.INTERVAL_TOO_SHORT),
        (interval, "0s", Wrong.INTERVAL_TOO_SHORT),
        (interval, "25h", Wrong.INTERVAL_TOO_LONG),
        (interval, "9999999d", Wrong.INTERVAL_TOO_LONG),
        (parse_statuses, "", Wrong.BAD_STATUS),
        (parse_statuses, "2xx", Wrong.BAD_STATUS),
        (parse_statuses, "200,", Wrong.BAD_STATUS),
        (parse_statuses, "302-301", Wrong.BAD_STATUS),
        (parse_statuses, "099", Wrong.BAD_STATUS),
        (parse_statuses, "600", Wrong.BAD_STATUS),
        (parse_statuses, "²00", Wrong.BAD_STATUS),
        (parse_text, " \u200b ", Wrong.BAD_TEXT),
        (parse_text, "x" * 201, Wrong.BAD_TEXT),
        (parse_name, "", Wrong.BAD_NAME),
        (parse_name, "\x00\u202e", Wrong.BAD_NAME),
        (parse_name, "x" * 61, Wrong.BAD_NAME),
        (parse_days, "366", Wrong.BAD_DAYS),
        (parse_days, "-1", Wrong.BAD_DAYS),
        (parse_slow, "99ms", Wrong.BAD_SLOW),
        (parse_slow, "61s", Wrong.BAD_SLOW),
        (parse_quiet, "22-7", Wrong.BAD_QUIET),
        (parse_quiet, "25:00-07:00", Wrong.BAD_QUIET),
        (parse_quiet, "07:00-07:00", Wrong.BAD_QUIET),
        (parse_paused, "maybe", Wrong.BAD_PAUSED),
    ],
)
def test_what_is_refused(parse: Callable[[str], Any], text: str, wrong: Wrong | None) -> None:
    if wrong is None:
        parse(text)
        return
    with pytest.raises(WishRefused) as refused:
        parse(text)
    assert refused.value.mistake.reason is wrong


@pytest.mark.parametrize("text", ["0", "x", "-1", str(2**63), "1 2", "1" * 30])
def test_ids_that_are_none(text: str) -> None:
    with pytest.raises(WishRefused) as refused:
        parse_id("role", text)
    assert refused.value.mistake.arguments == {"key": "role"}


def test_none_takes_away() -> None:
    for parse in (parse_statuses, parse_text, parse_slow, parse_quiet, parse_days):
        assert parse(" None ") is None
    assert parse_days("0") is None


def test_texts_lose_what_nobody_can_see() -> None:
    assert parse_name(" a\tb\u200b\u202ec\n") == "a b c"
    assert parse_text("all  good\x07") == "all good"
    assert fitting_name("x" * 100) == "x" * 60


@given(st.frozensets(st.integers(100, 599), min_size=1))
def test_statuses_come_back(codes: frozenset[int]) -> None:
    assert parse_statuses(statuses_text(codes)) == codes


def test_neighbours_are_a_range() -> None:
    assert statuses_text({200, 301, 302, 303, 404}) == "200,301-303,404"


@given(st.integers(30, 86_400))
def test_intervals_come_back(seconds: int) -> None:
    length = timedelta(seconds=seconds)
    assert interval(length_text(length)) == length


@given(st.integers(100, 60_000))
def test_slow_thresholds_come_back(slow_ms: int) -> None:
    assert parse_slow(length_text(timedelta(milliseconds=slow_ms))) == slow_ms


@given(st.times(), st.times())
def test_quiet_hours_come_back(begins: time, ends: time) -> None:
    quiet = QuietHours(
        begins=begins.replace(second=0, microsecond=0, fold=0),
        ends=ends.replace(second=0, microsecond=0, fold=0),
    )
    if quiet.begins != quiet.ends:
        assert parse_quiet(quiet_text(quiet)) == quiet


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (interval, parse_statuses, parse_text, parse_name, parse_days, parse_slow):
        try:
            parse(text)
        except WishRefused:
            continue
