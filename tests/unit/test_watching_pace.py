"""Slow compared with itself, and certificates that are about to end."""

from datetime import timedelta

import pytest

from bot.watching.condition import Change, Policy
from tests.fakes.watched import START, Watched

BEGAN, ENDED = Change.SLOW_BEGAN, Change.SLOW_ENDED
EXPIRING = Change.CERTIFICATE_EXPIRING


def up(policy: Policy | None = None) -> Watched:
    site = Watched(policy)
    site.look("u")
    return site


def test_three_slow_looks_in_a_row_are_told_and_three_good_ones_end_it() -> None:
    site = up()
    assert site.look("uu", took_ms=1600, median_ms=500) == []
    assert site.look("u", took_ms=1700, median_ms=500) == [BEGAN]
    assert (site.told[0].took_ms, site.told[0].usual_ms) == (1700, 500)
    assert site.told[0].at == START + timedelta(seconds=10)
    assert site.look("uuuuu", took_ms=1600, median_ms=500) == []
    assert site.look("uu", took_ms=500, median_ms=500) == []
    assert site.look("u", took_ms=500, median_ms=500) == [ENDED]
    assert site.condition.slow_since is None


def test_one_good_look_starts_the_count_again() -> None:
    site = up()
    for took_ms in (1600, 1600, 500, 1600, 1600, 500):
        assert site.look("u", took_ms=took_ms, median_ms=500) == []


@pytest.mark.parametrize(
    ("took_ms", "median_ms"),
    [(900, 100), (1000, 100), (1500, 500), (1400, 500), (9000, None), (None, 100)],
)
def test_not_slow_unless_over_a_second_and_over_three_times_its_usual(
    took_ms: float | None, median_ms: float | None
) -> None:
    site = up()
    assert site.look("uuuu", took_ms=took_ms, median_ms=median_ms) == []


def test_looks_without_a_page_say_nothing_about_speed() -> None:
    site = up()
    site.look("uu", took_ms=2000, median_ms=100)
    assert site.look("d", took_ms=2000, median_ms=100) == []
    assert site.look("uu", took_ms=2000, median_ms=100) == []
    assert site.look("u", took_ms=2000, median_ms=100) == [BEGAN]


def test_an_outage_is_not_called_slow() -> None:
    site = up()
    site.look("ddd")
    assert BEGAN not in site.look("ssss", took_ms=5000, median_ms=100)


def test_an_admins_own_threshold_counts_instead_of_the_median() -> None:
    site = up(Policy(slow_ms=400))
    assert site.look("uuu", took_ms=401, median_ms=400) == [BEGAN]
    strict = up(Policy(slow_ms=9000))
    assert strict.look("uuu", took_ms=8000, median_ms=10) == []


def test_nothing_is_called_slow_inside_a_window() -> None:
    assert up().look("uuuu", window=True, took_ms=9000, median_ms=10) == []


def test_each_threshold_is_told_once() -> None:
    site = up()
    ends_at = site.now + timedelta(days=16)
    told = []
    for _ in range(17):
        site.look("uu", every=43200, ends_at=ends_at)
    told = [event.days_left for event in site.told]
    assert told == [14, 7, 2]
    assert {event.change for event in site.told} == {EXPIRING}


def test_a_certificate_far_past_several_thresholds_is_told_of_once() -> None:
    site = up()
    assert site.look("uuu", ends_at=site.now + timedelta(days=1, hours=1)) == [EXPIRING]
    assert site.told[0].days_left == 1


def test_a_new_certificate_has_thresholds_of_its_own() -> None:
    site = up()
    site.look("u", ends_at=START + timedelta(days=5))
    assert site.look("u", ends_at=START + timedelta(days=90)) == []
    site.now = START + timedelta(days=80)
    assert site.look("u", ends_at=START + timedelta(days=90)) == [EXPIRING]
    assert [one.ends_at for one in site.condition.certificates] == [START + timedelta(days=90)]


def test_servers_that_take_turns_with_two_certificates_are_told_of_once_each() -> None:
    site = up()
    for _ in range(5):
        site.look("u", ends_at=START + timedelta(days=5))
        site.look("u", ends_at=START + timedelta(days=6))
    assert [event.days_left for event in site.told] == [4, 5]


def test_only_the_latest_certificates_are_remembered() -> None:
    site = up()
    for days in range(3, 13):
        site.look("u", ends_at=START + timedelta(days=days))
    assert len(site.told) == 10
    kept = [(one.ends_at - START).days for one in site.condition.certificates]
    assert kept == [9, 10, 11, 12]


def test_a_certificate_that_has_ended_is_no_warning_any_more() -> None:
    assert up().look("u", ends_at=START) == []


def test_a_certificate_is_told_of_after_the_window() -> None:
    site = up()
    assert site.look("u", window=True, ends_at=START + timedelta(days=5)) == []
    assert site.look("u", ends_at=START + timedelta(days=5)) == [EXPIRING]
