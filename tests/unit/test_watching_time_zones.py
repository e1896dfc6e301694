"""People name a time zone by what they know: a city, a country, three letters, nearly right."""

from datetime import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.watching.quiet_hours import QuietHoursRefused, parse_quiet_hours
from bot.watching.time_zones import MOST, find_zones, load_atlas
from bot.watching.watch import QuietHours


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/BERLIN ", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("Berln", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("america/argentina/buenos aires", "America/Argentina/Buenos_Aires"),
        ("Germany", "Europe/Berlin"),
        ("de", "Europe/Berlin"),
        ("japan", "Asia/Tokyo"),
        ("UK", "Europe/London"),
        ("calcutta", "Asia/Calcutta"),
        ("kathmandu", "Asia/Kathmandu"),
        ("UTC", "UTC"),
        ("gmt", "UTC"),
        ("est", "America/New_York"),
        ("sao paulo", "America/Sao_Paulo"),
    ],
)
def test_one_meaning_is_found(typed: str, zone: str) -> None:
    assert find_zones(typed) == (zone,)


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("usa", {"America/New_York", "America/Chicago", "America/Los_Angeles"}),
        ("ist", {"Asia/Kolkata", "Europe/Dublin"}),
        ("cst", {"America/Chicago", "Asia/Shanghai"}),
        ("australia", {"Australia/Brisbane", "Australia/Perth"}),
    ],
)
def test_several_meanings_are_all_suggested(typed: str, among: set[str]) -> None:
    found = find_zones(typed)
    assert among <= set(found)
    assert 1 < len(found) <= MOST


@pytest.mark.parametrize("typed", ["", "  ", "xx", "nowhere at all", "+02:00", "🕒", "a" * 4000])
def test_nonsense_finds_nothing(typed: str) -> None:
    assert find_zones(typed) == ()


@given(st.text(max_size=80))
def test_whatever_is_typed_only_real_zones_are_found(typed: str) -> None:
    assert all(ZoneInfo(name) for name in find_zones(typed))


def test_every_suggestion_fits_a_button() -> None:
    assert max(map(len, load_atlas().names.values())) <= 40


@pytest.mark.parametrize(
    "typed",
    ["22:00-07:00", "22-7", "22:00 – 7:00", "10pm-7am", "from 10 pm to 7 am", "22.00 bis 7.00"],
)
def test_quiet_hours_are_read_as_people_write_them(typed: str) -> None:
    assert parse_quiet_hours(typed) == QuietHours(begins=time(22), ends=time(7))


def test_midnight_and_noon_have_two_names() -> None:
    midnight = QuietHours(begins=time(12, 30), ends=time(0))
    assert parse_quiet_hours("12:30pm-12am") == midnight
    assert parse_quiet_hours("12:30-24:00") == midnight
    assert parse_quiet_hours(" ") is None


@pytest.mark.parametrize(
    "typed", ["22", "22:00", "7-7", "25-7", "22:60-7:00", "13pm-7am", "0am-7am", "never", "22--7"]
)
def test_what_is_no_span_is_refused(typed: str) -> None:
    with pytest.raises(QuietHoursRefused):
        parse_quiet_hours(typed)
