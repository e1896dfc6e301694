"""What is usual at an hour: the middle one of the same hour of the days before."""

from hypothesis import given
from hypothesis import strategies as st

from bot.asking.usual import DAY, DAYS, ENOUGH, HOUR, Past, Usual, usual_of
from tests.fakes.clock import FakeClock

GITHUB = "s.github"
ROOM = 1_000


@given(days=st.lists(st.integers(0, 1000), max_size=DAYS))
def test_what_is_usual_was_seen_and_one_bad_day_changes_little(days: list[int]) -> None:
    usual = usual_of(days)
    if len(days) < ENOUGH:
        assert usual is None
        return
    assert usual in days
    assert sum(day <= (usual or 0) for day in days) * 2 >= len(days)
    outage = usual_of([*days, 10_000])
    assert outage in days  # it never sets the measure by itself


def test_three_days_are_enough_and_two_are_not() -> None:
    assert usual_of([4, 4]) is None
    assert usual_of([4, 0, 4]) == 4
    assert usual_of([0, 0, 9]) == 0
    assert usual_of([0, 0, 9, 9]) == 0


def test_an_hour_shares_its_reports_with_the_one_before() -> None:
    past = Past(0)
    for day in range(5):
        past.note(day * DAY + 13, GITHUB, 5, room=ROOM)
    now = 5 * DAY
    assert usual_of(past.days(now + 13, GITHUB)) == 5
    assert usual_of(past.days(now + 14, GITHUB)) == 5
    assert usual_of(past.days(now + 15, GITHUB)) == 0
    assert usual_of(past.days(now + 12, GITHUB)) == 0
    assert usual_of(past.days(now + 13, "s.steam")) == 0


@given(
    noted=st.lists(
        st.tuples(st.integers(0, 60), st.sampled_from("abc"), st.integers(1, 9)), max_size=80
    ),
    room=st.integers(1, 12),
)
def test_the_past_is_bounded_and_tells_nothing_it_forgot(
    noted: list[tuple[int, str, int]], room: int
) -> None:
    past, truth, hour = Past(0), Past(0), 0
    for later, about, count in noted:
        hour += later
        past.note(hour, about, count, room=room)
        truth.note(hour, about, count, room=10_000)
        assert len(past) <= room
    for about in "abc":
        known, whole = past.days(hour + 1, about), truth.days(hour + 1, about)
        assert len(known) <= len(whole) <= DAYS
        assert whole[: len(known)] == known


def test_a_server_has_no_usual_before_its_first_report_nor_after_it_was_forgotten() -> None:
    clock = FakeClock()
    usual = Usual(clock)
    clock.advance(10 * DAY * HOUR)
    assert usual.at_this_hour(1, GITHUB) is None
    usual.note(1, GITHUB, 1)
    clock.advance(3 * DAY * HOUR)
    assert usual.at_this_hour(1, "s.steam") is None
    clock.advance(DAY * HOUR)
    assert usual.at_this_hour(1, "s.steam") == 0
    usual.forget_server(1)
    assert usual.at_this_hour(1, GITHUB) is None
    assert usual.servers == frozenset()


def test_the_server_without_reports_for_longest_gives_way() -> None:
    usual = Usual(FakeClock(), servers=3)
    for guild in (1, 2, 3, 1, 4):
        usual.note(guild, GITHUB, 1)
    assert usual.servers == {1, 3, 4}


def test_what_is_older_than_two_weeks_is_forgotten() -> None:
    clock = FakeClock()
    usual = Usual(clock)
    for _ in range(40):
        usual.note(1, GITHUB, 7)
        clock.advance(DAY * HOUR)
    assert len(usual._servers[1]) <= DAYS + 2
    assert usual.at_this_hour(1, GITHUB) == 7
