"""Members' reports: distinct members, an hour, one server; bounded however many come."""

from bot.asking.reports import Experience, Reports
from tests.fakes.clock import FakeClock

TROUBLE, FINE, SLOW = Experience
GITHUB, STEAM = "s.github", "s.steam"


def said(reports: Reports, guild_id: int, about: str) -> list[Experience]:
    return [voice.word for voice in reports.about(guild_id, about)]


def test_one_member_is_one_however_often_they_press() -> None:
    clock = FakeClock()
    reports = Reports(clock)
    noted = []
    for _ in range(12):
        noted.append(reports.note(1, GITHUB, 7, TROUBLE))
        clock.advance(60)
    assert noted == [True, False, False, False, False] * 2 + [True, False]
    assert said(reports, 1, GITHUB) == [TROUBLE]


def test_a_change_of_mind_counts_at_once() -> None:
    reports = Reports(FakeClock())
    assert reports.note(1, GITHUB, 7, TROUBLE)
    assert reports.note(1, GITHUB, 7, FINE)
    assert said(reports, 1, GITHUB) == [FINE]
    assert reports.note(1, GITHUB, 7, SLOW)
    assert said(reports, 1, GITHUB) == [SLOW]


def test_reports_stay_in_their_server_and_with_their_thing() -> None:
    reports = Reports(FakeClock())
    for member in range(5):
        reports.note(1, GITHUB, member, TROUBLE)
    assert said(reports, 2, GITHUB) == []
    assert said(reports, 1, STEAM) == []


def test_reports_are_over_after_an_hour() -> None:
    clock = FakeClock()
    reports = Reports(clock)
    reports.note(1, GITHUB, 1, TROUBLE)
    clock.advance(1800)
    reports.note(1, GITHUB, 2, TROUBLE)
    clock.advance(1799)
    assert len(said(reports, 1, GITHUB)) == 2
    clock.advance(1)
    assert len(said(reports, 1, GITHUB)) == 1
    reports.note(1, GITHUB, 2, TROUBLE)  # said again, it lasts an hour from now
    clock.advance(3599)
    assert len(said(reports, 1, GITHUB)) == 1
    clock.advance(1)
    assert len(said(reports, 1, GITHUB)) == 0


def test_nothing_grows_without_end() -> None:
    reports = Reports(FakeClock(), per_server=10, servers=3)
    for member in range(50):
        reports.note(1, GITHUB, member, TROUBLE)
    assert len(said(reports, 1, GITHUB)) == 10
    for guild in range(2, 9):
        reports.note(guild, GITHUB, 1, TROUBLE)
    assert len(reports._servers) == 3
    assert len(said(reports, 1, GITHUB)) == 0
    assert len(said(reports, 8, GITHUB)) == 1


def test_servers_without_reports_are_forgotten() -> None:
    clock = FakeClock()
    reports = Reports(clock)
    reports.note(1, GITHUB, 1, TROUBLE)
    clock.advance(3600)
    reports.about(1, GITHUB)
    assert not reports._servers


def test_whoever_spoke_last_in_a_server_keeps_nobody_elses_word_there() -> None:
    clock = FakeClock()
    reports = Reports(clock)
    reports.note(1, GITHUB, 7, TROUBLE)
    clock.advance(1800)
    reports.note(1, GITHUB, 8, TROUBLE)
    clock.advance(1800)
    reports.tidy()
    assert len(reports) == 1
    clock.advance(1800)
    reports.tidy()
    assert not reports._servers


def test_a_member_is_forgotten_everywhere_and_a_server_whole() -> None:
    reports = Reports(FakeClock())
    for guild in (1, 2):
        for member in (7, 8):
            reports.note(guild, GITHUB, member, TROUBLE)
    reports.note(3, STEAM, 7, FINE)
    assert reports.forget_member(7) == 3
    assert reports.forget_member(7) == 0
    assert len(reports) == 2
    assert set(reports._servers) == {1, 2}
    reports.forget_server(1)
    reports.forget_server(9)
    assert len(reports) == 1
