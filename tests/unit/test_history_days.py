"""Days and months as clocks have them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.history.days import daily_bars, day_begins, span_of_days
from bot.history.intervals import Interval
from bot.history.uptime import Outage, measure_uptime, prepare

BERLIN, SAO_PAULO = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Sao_Paulo")
ZONES = ["UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Beirut", "Pacific/Apia"]
HOUR = timedelta(hours=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_day_is_the_zones_own() -> None:
    assert day_begins(date(2026, 11, 23), BERLIN) == utc("2026-11-22T23:00")


def test_a_skipped_midnight_begins_with_the_first_moment_there_is() -> None:
    # Clocks in São Paulo went from 23:59 to 01:00 on 4 November 2018.
    begins = day_begins(date(2018, 11, 4), SAO_PAULO)
    assert begins == utc("2018-11-04T03:00")
    assert begins.astimezone(SAO_PAULO).hour == 1


def test_ninety_days_are_ninety_bars_and_the_last_ends_now() -> None:
    now = utc("2026-11-23T12:00")
    span = span_of_days(now, 90, BERLIN)
    bars = daily_bars(prepare(span, watched=[span]), BERLIN)
    assert [bar.day for bar in bars] == [
        date(2026, 11, 23) - timedelta(days=back) for back in range(89, -1, -1)
    ]
    assert bars[-1].uptime.up == 13 * HOUR
    assert {bar.uptime.up for bar in bars[:-1]} == {24 * HOUR, 25 * HOUR}


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_a_day_clocks_change_is_as_long_as_it_is(day: str, hours: int) -> None:
    begins = day_begins(date.fromisoformat(day), BERLIN)
    span = Interval(begins=begins, ends=begins + hours * HOUR)
    (bar,) = daily_bars(prepare(span, watched=[span]), BERLIN)
    assert bar.day == date.fromisoformat(day)
    assert bar.uptime.up == hours * HOUR


def test_an_outage_past_midnight_is_seen_on_both_days() -> None:
    span = Interval(begins=utc("2026-11-20T00:00"), ends=utc("2026-11-23T00:00"))
    outage = Outage(begins=utc("2026-11-20T23:00"), ends=utc("2026-11-21T02:00"))
    bars = daily_bars(prepare(span, watched=[span], outages=[outage]), ZoneInfo("UTC"))
    assert [(bar.outages, bar.uptime.down) for bar in bars] == [
        (1, HOUR),
        (1, 2 * HOUR),
        (0, 0 * HOUR),
    ]


def test_a_day_that_a_zone_skipped_has_no_bar() -> None:
    # Samoa went from 29 to 31 December 2011.
    zone = ZoneInfo("Pacific/Apia")
    span = Interval(begins=utc("2011-12-29T12:00"), ends=utc("2012-01-02T00:00"))
    days = [bar.day.day for bar in daily_bars(prepare(span, watched=[span]), zone)]
    assert days == [29, 31, 1, 2]


def test_a_span_that_begins_in_an_evening_that_came_twice_is_cut_in_order() -> None:
    # Clocks in St John's went from 00:01 back to 23:01 on 7 November 2010.
    zone = ZoneInfo("America/St_Johns")
    span = Interval(begins=utc("2010-11-07T03:00"), ends=utc("2010-11-09T00:00"))
    bars = daily_bars(prepare(span, watched=[span]), zone)
    assert [bar.day.day for bar in bars] == [7, 8]
    assert sum((bar.uptime.up for bar in bars), timedelta(0)) == span.length


@given(
    st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(1, 120),
    st.sampled_from(ZONES).map(ZoneInfo),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 200)), max_size=5),
)
def test_the_bars_add_up_to_the_span(
    now: datetime, days: int, zone: ZoneInfo, spells: list[tuple[int, int]]
) -> None:
    span = span_of_days(now, days, zone)
    outages = [
        Outage(begins=now - begun * HOUR, ends=now - begun * HOUR + length * HOUR)
        for begun, length in spells
    ]
    record = prepare(span, watched=[span], outages=outages)
    bars, whole = daily_bars(record, zone), measure_uptime(record)
    assert sum((bar.uptime.up for bar in bars), timedelta(0)) == whole.up
    assert sum((bar.uptime.down for bar in bars), timedelta(0)) == whole.down
    assert sum((bar.uptime.unwatched for bar in bars), timedelta(0)) == whole.unwatched
    assert len(bars) <= days
    assert [bar.day for bar in bars] == sorted({bar.day for bar in bars})
