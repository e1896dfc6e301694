"""Windows of planned work: when they hold, on ordinary days and when clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.watching.maintenance import (
    OnceWindow,
    WeeklyWindow,
    Window,
    canonical,
    ends_at,
    is_in_window,
    occurrences,
)
from bot.watching.windows import WindowRefusal, WindowRefused, parse_window, parse_zone

BERLIN, UTC_ZONE = ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"]

moments = st.datetimes(
    datetime(2011, 1, 1),  # noqa: DTZ001
    datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
minutes = st.integers(0, 1439).map(lambda minute: time(minute // 60, minute % 60))
weekly = st.builds(
    WeeklyWindow,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    begins=minutes,
    ends=minutes,
    zone=st.sampled_from(ZONES).map(ZoneInfo),
).filter(lambda window: window.begins != window.ends)
once = st.builds(
    lambda begins, minutes: OnceWindow(begins=begins, ends=begins + timedelta(minutes=minutes)),
    moments,
    st.integers(1, 9999),
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def spans(text: str, day: str) -> list[tuple[str, str]]:
    """Return the stretches of a window that touch a day of UTC, as times of UTC."""
    window = parse_window(text)
    begins = utc(day)
    found = occurrences([window], begins, begins + timedelta(days=1))
    return [(f"{a:%d %H:%M}", f"{b:%d %H:%M}") for a, b in found]


def test_a_weekly_window_holds_from_its_beginning_up_to_its_end() -> None:
    windows = [parse_window("sun 02:00-04:00 Europe/Berlin")]
    held = ["2026-11-22T01:00", "2026-11-22T02:59:59"]
    free = ["2026-11-22T00:59:59", "2026-11-22T03:00", "2026-11-23T01:30"]
    assert [is_in_window(windows, utc(text)) for text in held] == [True, True]
    assert [is_in_window(windows, utc(text)) for text in free] == [False, False, False]
    assert ends_at(windows, utc("2026-11-22T01:30")) == utc("2026-11-22T03:00")
    assert ends_at(windows, utc("2026-11-22T04:00")) is None


def test_a_window_past_midnight_belongs_to_the_day_it_begins() -> None:
    windows = [parse_window("sat 23:00-01:00")]
    assert is_in_window(windows, utc("2026-11-22T00:30"))
    assert not is_in_window(windows, utc("2026-11-21T00:30"))


def test_a_window_that_lies_whole_in_the_skipped_hour_comes_an_hour_later() -> None:
    assert spans("sun 02:15-02:45 Europe/Berlin", "2026-03-29") == [("29 01:15", "29 01:45")]


def test_a_window_that_begins_in_the_skipped_hour_is_not_lost() -> None:
    assert spans("sun 02:30-04:00 Europe/Berlin", "2026-03-29") == [("29 01:30", "29 02:00")]
    assert spans("sun 02:30-03:00 Europe/Berlin", "2026-03-29") == [("29 01:30", "29 02:00")]


def test_a_window_that_ends_in_the_skipped_hour_is_as_long_as_ever() -> None:
    assert spans("sun 01:00-02:30 Europe/Berlin", "2026-03-29") == [("29 00:00", "29 01:30")]


def test_a_window_on_a_day_that_a_zone_skipped_comes_a_day_later() -> None:
    # Samoa went from Thursday 29 to Saturday 31 December 2011.
    window = parse_window("fri 23:00-01:00 Pacific/Apia")
    assert is_in_window([window], utc("2011-12-31T09:00"))
    assert is_in_window([window], utc("2011-12-31T10:59"))
    assert not is_in_window([window], utc("2011-12-31T11:00"))


def test_a_window_around_the_skipped_hour_is_an_hour_shorter() -> None:
    assert spans("sun 01:00-04:00 Europe/Berlin", "2026-03-29") == [("29 00:00", "29 02:00")]


def test_a_window_in_the_doubled_hour_holds_both_times() -> None:
    assert spans("sun 02:00-02:30 Europe/Berlin", "2026-10-25") == [("25 00:00", "25 01:30")]
    assert spans("sun 01:00-04:00 Europe/Berlin", "2026-10-25") == [("24 23:00", "25 03:00")]


def test_windows_that_meet_end_together() -> None:
    windows = [parse_window("sun 02:00-03:00"), parse_window("sun 03:00-05:00")]
    assert ends_at(windows, utc("2026-11-22T02:30")) == utc("2026-11-22T05:00")


def test_windows_that_never_end_are_told_to_end_eight_days_ahead() -> None:
    windows = [parse_window("daily 00:00-12:00"), parse_window("daily 12:00-00:00")]
    now = utc("2026-11-22T02:30")
    ends = ends_at(windows, now)
    assert ends is not None
    assert timedelta(days=8) <= ends - now < timedelta(days=9)


def test_a_window_that_happens_once() -> None:
    window = parse_window("2026-12-24T22:00/2026-12-25T02:00 Europe/Berlin")
    assert window == OnceWindow(begins=utc("2026-12-24T21:00"), ends=utc("2026-12-25T01:00"))
    assert is_in_window([window], utc("2026-12-24T21:00"))
    assert not is_in_window([window], utc("2026-12-25T01:00"))
    assert occurrences([window], utc("2026-12-25T00:00"), utc("2026-12-26T00:00"))
    assert not occurrences([window], utc("2026-12-25T01:00"), utc("2026-12-26T00:00"))


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-24 22:00+01:00 to 2026-12-25 02:00+01:00",
        "2026-12-24T21:00Z - 2026-12-25T01:00Z",
        "2026-12-24T21:00/2026-12-25T01:00 UTC",
        "  2026-12-24t22:00 / 2026-12-25t02:00 europe/berlin ",
    ],
)
def test_dates_may_be_typed_in_several_ways(text: str) -> None:
    assert parse_window(text) == OnceWindow(
        begins=utc("2026-12-24T21:00"), ends=utc("2026-12-25T01:00")
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon 1:00-2:00", {0}),
        ("Mon,wed, FRI 01:00-02:00", {0, 2, 4}),
        ("monday 01:00 - 02:00", {0}),
        ("mon-fri 01:00–02:00", {0, 1, 2, 3, 4}),
        ("fri-mon 01:00 to 02:00", {4, 5, 6, 0}),
        ("daily 01:00-02:00", set(range(7))),
        ("every day 01:00-02:00", set(range(7))),
    ],
)
def test_days_may_be_typed_in_several_ways(text: str, days: set[int]) -> None:
    window = parse_window(text, zone=BERLIN)
    assert window == WeeklyWindow(days=frozenset(days), begins=time(1), ends=time(2), zone=BERLIN)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", WindowRefusal.EMPTY),
        ("   ", WindowRefusal.EMPTY),
        ("tonight", WindowRefusal.NOT_A_WINDOW),
        ("sun 02:00", WindowRefusal.NOT_A_WINDOW),
        ("x" * 500, WindowRefusal.NOT_A_WINDOW),
        ("sun \u0660\u0662:00-04:00", WindowRefusal.NOT_A_WINDOW),
        ("someday 02:00-04:00", WindowRefusal.BAD_DAY),
        ("mon,, 02:00-04:00", WindowRefusal.BAD_DAY),
        ("sun 25:00-26:00", WindowRefusal.BAD_TIME),
        ("sun 02:00-04:60", WindowRefusal.BAD_TIME),
        ("sun 02:00-02:00", WindowRefusal.NO_LENGTH),
        ("sun 02:00-04:00 Berlin", WindowRefusal.BAD_ZONE),
        ("sun 02:00-04:00 ../../etc/passwd", WindowRefusal.BAD_ZONE),
        ("sun 02:00-04:00 Europe", WindowRefusal.BAD_ZONE),
        ("2026-02-30T02:00/2026-03-01T02:00", WindowRefusal.BAD_DATE),
        ("0001-01-01T00:00+14:00/0001-01-01T02:00", WindowRefusal.BAD_DATE),
        ("2026-03-01T02:00/2026-03-01T02:00", WindowRefusal.NO_LENGTH),
        ("2026-03-02T02:00/2026-03-01T02:00", WindowRefusal.ENDS_BEFORE_IT_BEGINS),
        ("2026-03-01T02:00/2027-03-01T02:00", WindowRefusal.TOO_LONG),
        ("2026-03-01T02:00/2026-03-02T02:00 Nowhere/Land", WindowRefusal.BAD_ZONE),
    ],
)
def test_what_is_no_window_is_refused_with_what_to_type_instead(
    text: str, reason: WindowRefusal
) -> None:
    with pytest.raises(WindowRefused, match=r"\w{3,} .*[a-z0-9.]$") as refused:
        parse_window(text)
    assert refused.value.reason is reason


def test_midnight_may_be_typed_as_24_hours() -> None:
    window = parse_window("sun 22:00-24:00")
    assert is_in_window([window], utc("2026-11-22T23:59"))
    assert not is_in_window([window], utc("2026-11-23T00:00"))


def test_a_zone_may_be_typed_in_any_case() -> None:
    assert parse_zone("america/new_york").key == "America/New_York"


@given(weekly | once)
def test_a_window_is_stored_as_a_text_that_reads_back(window: Window) -> None:
    assert parse_window(canonical(window)) == window


@given(weekly, moments)
def test_every_stretch_has_a_length_and_holds_exactly_its_own_moments(
    window: WeeklyWindow, moment: datetime
) -> None:
    tick = timedelta.resolution
    for begins, ends in occurrences([window], moment, moment + timedelta(days=9)):
        assert timedelta(0) < ends - begins <= timedelta(hours=49)
        assert is_in_window([window], begins)
        assert is_in_window([window], ends - tick)
        assert (ends_at([window], begins) or begins) >= ends


@given(weekly, moments)
def test_outside_the_days_clocks_change_a_window_is_what_the_clocks_read(
    window: WeeklyWindow, moment: datetime
) -> None:
    local = moment.astimezone(window.zone)
    offsets = {
        (moment + timedelta(days=day)).astimezone(window.zone).utcoffset() for day in (-2, 2)
    }
    if offsets != {local.utcoffset()}:
        return
    clock, day = local.time(), local.weekday()
    if window.begins < window.ends:
        held = day in window.days and window.begins <= clock < window.ends
    else:
        began_today = day in window.days and clock >= window.begins
        held = began_today or ((day - 1) % 7 in window.days and clock < window.ends)
    assert is_in_window([window], moment) is held
