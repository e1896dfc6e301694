"""Members' reports: distinct members, an hour, one server; bounded however many come."""

from bot.asking.reports import Crowd, Experience, Reports, Tally
from tests.fakes.clock import FakeClock

TROUBLE, FINE, SLOW = Experience
GITHUB, STEAM = "s.github", "s.steam"


def test_distinct_members_make_a_crowd() -> None:
    reports = Reports(FakeClock())
    crowds = []
    for member in range(6):
        reports.note(1, GITHUB, member, TROUBLE)
        crowds.append(reports.tally(1, GITHUB).crowd)
    few, several, many = Crowd
    assert crowds == [few, few, several, several, many, many]


def test_one_member_is_one_however_often_they_press() -> None:
    clock = FakeClock()
    reports = Reports(clock)
    noted = []
    for _ in range(12):
        noted.append(reports.note(1, GITHUB, 7, TROUBLE))
        clock.advance(60)
    assert noted == [True, False, False, False, False] * 2 + [True, False]
    assert reports.tally(1, GITHUB) == Tally(trouble=1)


def test_a_change_of_mind_counts_at_once() -> None:
    reports = Reports(FakeClock())
    assert reports.note(1, GITHUB, 7, TROUBLE)
    assert reports.note(1, GITHUB, 7, FINE)
    assert reports.tally(1, GITHUB) == Tally(fine=1)
    assert reports.note(1, GITHUB, 7, SLOW)
    assert reports.tally(1, GITHUB) == Tally(trouble=1)


def test_reports_stay_in_their_server_and_with_their_thing() -> None:
    reports = Reports(FakeClock())
    for member in range(5):
        reports.note(1, GITHUB, member, TROUBLE)
    assert reports.tally(2, GITHUB) == Tally()
    assert reports.tally(1, STEAM) == Tally()


def test_reports_are_over_after_an_hour() -> None:
    clock = FakeClock()
    reports = Reports(clock)
    reports.note(1, GITHUB, 1, TROUBLE)
    clock.advance(1800)
    reports.note(1, GITHUB, 2, TROUBLE)
    clock.advance(1799)
    assert reports.tally(1, GITHUB).trouble == 2
    clock.advance(1)
    assert reports.tally(1, GITHUB).trouble == 1
    reports.note(1, GITHUB, 2, TROUBLE)  # said again, it lasts an hour from now
    clock.advance(3599)
    assert reports.tally(1, GITHUB).trouble == 1
    clock.advance(1)
    assert reports.tally(1, GITHUB).trouble == 0


def test_nothing_grows_without_end() -> None:
    reports = Reports(FakeClock(), per_server=10, servers=3)
    for member in range(50):
        reports.note(1, GITHUB, member, TROUBLE)
    assert reports.tally(1, GITHUB).trouble == 10
    for guild in range(2, 9):
        reports.note(guild, GITHUB, 1, TROUBLE)
    assert len(reports._servers) == 3
    assert reports.tally(1, GITHUB).trouble == 0
    assert reports.tally(8, GITHUB).trouble == 1


def test_servers_without_reports_are_forgotten() -> None:
    clock = FakeClock()
    reports = Reports(clock)
    reports.note(1, GITHUB, 1, TROUBLE)
    clock.advance(3600)
    reports.tally(1, GITHUB)
    assert not reports._servers
