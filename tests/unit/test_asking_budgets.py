"""Budgets: what token buckets allow over any time, who pays, and what they remember."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.answer import Asker, DeclineReason
from bot.asking.budgets import Buckets, Budgets, site_of
from bot.asking.limits import AskLimits, Quota
from bot.probing.parsing import parse_target
from bot.probing.target import Target
from tests.fakes.clock import FakeClock

MEMBER = Asker(user_id=1, guild_id=2)


def site(name: object) -> Target:
    return parse_target(f"https://{name}.example.org/")


def admitted(budgets: Budgets, asker: Asker, targets: list[Target]) -> int:
    return sum(budgets.admit(asker, target) is None for target in targets)


@given(
    count=st.integers(1, 10),
    seconds=st.integers(1, 4000),
    gaps=st.lists(st.floats(0, 500), min_size=1, max_size=80),
)
def test_a_bucket_never_gives_more_than_its_quota_in_any_stretch_of_time(
    count: int, seconds: int, gaps: list[float]
) -> None:
    clock = FakeClock()
    buckets = Buckets(Quota(count, seconds), clock, most=10)
    taken: list[float] = []
    for gap in gaps:
        clock.advance(gap)
        if not buckets.wait("key"):
            buckets.take("key")
            taken.append(clock.monotonic())
    for first, start in enumerate(taken):
        for last, end in enumerate(taken[first:], first):
            assert last - first + 1 <= count + (end - start) * count / seconds + 0.001


@given(count=st.integers(1, 50), seconds=st.integers(1, 4000), tries=st.integers(0, 80))
def test_waiting_as_long_as_told_is_enough(count: int, seconds: int, tries: int) -> None:
    clock = FakeClock()
    buckets = Buckets(Quota(count, seconds), clock, most=10)
    for _ in range(tries):
        clock.advance(buckets.wait("key"))
        assert buckets.wait("key") == 0
        buckets.take("key")


@given(count=st.integers(1, 20), seconds=st.integers(1, 4000))
def test_a_full_bucket_gives_its_whole_count_at_once(count: int, seconds: int) -> None:
    buckets = Buckets(Quota(count, seconds), FakeClock(), most=10)
    for _ in range(count):
        assert buckets.wait("key") == 0
        buckets.take("key")
    assert buckets.wait("key") > 0


def test_buckets_remember_a_bounded_number_of_keys() -> None:
    buckets = Buckets(Quota(5, 60), FakeClock(), most=100)
    for key in range(100_000):
        buckets.take(key)
    assert len(buckets) == 100


def test_full_buckets_are_forgotten() -> None:
    clock = FakeClock()
    buckets = Buckets(Quota(5, 60), clock, most=100)
    for key in range(50):
        buckets.take(key)
    clock.advance(60)
    buckets.take("another")
    assert len(buckets) == 1


def test_a_member_gets_five_looks_a_minute() -> None:
    clock = FakeClock()
    budgets = Budgets(AskLimits(), clock)
    assert admitted(budgets, MEMBER, [site(number) for number in range(9)]) == 5
    declined = budgets.admit(MEMBER, site("more"))
    assert declined is not None
    assert declined.reason is DeclineReason.MEMBER_BUDGET
    assert declined.retry_after is not None
    clock.advance(declined.retry_after.total_seconds())
    assert budgets.admit(MEMBER, site("more")) is None


def test_a_member_gets_thirty_new_hosts_an_hour_but_known_ones_stay_free() -> None:
    clock = FakeClock()
    budgets = Budgets(AskLimits(member_hosts=Quota(3, 3600)), clock)
    known = [site(number) for number in range(3)]
    assert admitted(budgets, MEMBER, known) == 3
    clock.advance(60)
    declined = budgets.admit(MEMBER, site("new"))
    assert declined is not None
    assert declined.reason is DeclineReason.MEMBER_BUDGET
    assert admitted(budgets, MEMBER, known) == 3


def test_a_member_gets_five_addresses_an_hour() -> None:
    clock = FakeClock()
    budgets = Budgets(AskLimits(), clock)
    allowed = 0
    for number in range(12):
        allowed += budgets.admit(MEMBER, parse_target(f"http://8.{number}.8.8/")) is None
        clock.advance(30)
    assert allowed == 5


def test_a_server_gets_thirty_looks_a_minute() -> None:
    budgets = Budgets(AskLimits(), FakeClock())
    reasons = [
        budgets.admit(Asker(user_id=number, guild_id=9), site(number)) for number in range(31)
    ]
    assert [reason.reason for reason in reasons if reason] == [DeclineReason.SERVER_BUDGET]


def test_one_site_is_not_hammered_through_its_many_pages() -> None:
    clock = FakeClock()
    budgets = Budgets(AskLimits(), clock)
    allowed = 0
    for number in range(1000):
        target = parse_target(f"https://victim.example.org/{number}")
        allowed += budgets.admit(Asker(user_id=number, guild_id=None), target) is None
        clock.advance(0.6)
    assert allowed <= 4 + 600 / 30


def test_the_whole_bot_has_a_budget_too() -> None:
    budgets = Budgets(AskLimits(bot=Quota(2, 60)), FakeClock())
    outcomes = [
        budgets.admit(Asker(user_id=number, guild_id=None), site(number)) for number in range(3)
    ]
    assert outcomes[:2] == [None, None]
    assert outcomes[2] is not None
    assert outcomes[2].reason is DeclineReason.BOT_BUDGET


def test_a_declined_question_costs_nothing() -> None:
    clock = FakeClock()
    budgets = Budgets(AskLimits(target=Quota(1, 3600)), clock)
    assert budgets.admit(Asker(user_id=2, guild_id=None), site("busy")) is None
    for _ in range(20):
        declined = budgets.admit(MEMBER, site("busy"))
        assert declined is not None
        assert declined.reason is DeclineReason.TARGET_BUDGET
    assert admitted(budgets, MEMBER, [site(number) for number in range(5)]) == 5


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org:8443/a", "example.org"),
        ("http://8.8.8.8/", "8.8.8.0/24"),
        ("http://[2606:4700:1:2:3:4:5:6]/", "2606:4700:1:2::/64"),
    ],
)
def test_neighbours_count_as_one_target(url: str, expected: str) -> None:
    assert site_of(parse_target(url)) == expected


def test_only_the_address_of_a_literal_counts() -> None:
    assert parse_target("http://8.8.8.8/").address == ip_address("8.8.8.8")
    assert parse_target("https://example.org/").address is None
