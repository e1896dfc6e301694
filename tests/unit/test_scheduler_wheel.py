"""The wheel hands over what is due, and the grid spreads looks without drifting."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.watching.wheel import SLOTS, Timer, Wheel, first_due, next_due, period_of, seed_of

NOW = 17_000_000_000
seeds = st.integers(0, 2**64 - 1)
intervals = st.integers(10, 36_000)


def handed_over(wheel: Wheel[Timer], to: int) -> list[tuple[Timer, int]]:
    return list(wheel.advance(to))


@given(seed=seeds, interval=intervals, after=st.integers(NOW, NOW + 10**6))
def test_the_first_look_comes_within_one_interval(seed: int, interval: int, after: int) -> None:
    assert after < first_due(seed, interval, after) <= after + interval


@given(seed=seeds, interval=intervals)
def test_looks_are_never_further_apart_than_asked_for_and_never_drift(
    seed: int, interval: int
) -> None:
    dues = [next_due(seed, interval, NOW)]
    for _ in range(50):
        dues.append(next_due(seed, interval, dues[-1]))
    gaps = [later - earlier for earlier, later in pairwise(dues)]
    period = period_of(interval)
    assert 0.9 * interval - 1 <= period <= interval
    assert all(0.9 * period - 2 <= gap <= interval for gap in gaps)
    assert abs(dues[50] - dues[0] - 50 * period) <= 0.1 * period + 2


@given(seed=seeds, interval=intervals, late=st.integers(0, 10**6))
def test_missed_places_are_skipped_not_replayed(seed: int, interval: int, late: int) -> None:
    after = NOW + late
    assert after < next_due(seed, interval, after) <= after + interval


def test_when_an_endpoint_is_due_does_not_depend_on_when_the_last_look_ended() -> None:
    due = next_due(seed_of("https://example.org/"), 600, NOW)
    assert {next_due(seed_of("https://example.org/"), 600, NOW + n) for n in range(due - NOW)} == {
        due
    }


def test_many_targets_are_spread_over_the_interval() -> None:
    phases = Counter(
        first_due(seed_of(f"https://site-{n}.example/"), 600, 0) // 60 for n in range(6000)
    )
    assert len(phases) >= 10
    assert all(510 < phases[slot] < 810 for slot in range(1, 9))


def test_no_site_can_set_its_clock_by_us() -> None:
    dues = [next_due(7, 600, NOW)]
    for _ in range(200):
        dues.append(next_due(7, 600, dues[-1]))
    gaps = [later - earlier for earlier, later in pairwise(dues)]
    assert min(gaps) < 515
    assert 575 < max(gaps) <= 600


def test_the_same_url_has_the_same_place_in_every_process() -> None:
    assert seed_of("https://example.org/") == 7982605172991246264


@given(dues=st.lists(st.integers(1, 5 * SLOTS), max_size=40), steps=st.lists(st.integers(1, 900)))
def test_each_timer_is_handed_over_once_and_as_soon_as_it_is_due(
    dues: list[int], steps: list[int]
) -> None:
    wheel: Wheel[Timer] = Wheel(0)
    timers = [Timer() for _ in dues]
    for timer, due in zip(timers, dues, strict=True):
        wheel.put(timer, due)
    seen: list[Timer] = []
    tick = 0
    for step in steps:
        before, tick = tick, tick + step
        for timer, due in handed_over(wheel, tick):
            assert before < due <= tick
            seen.append(timer)
    expected = [timer for timer, due in zip(timers, dues, strict=True) if due <= tick]
    assert sorted(map(id, seen)) == sorted(map(id, expected))


def test_a_timer_that_was_moved_is_due_only_where_it_is_now() -> None:
    wheel: Wheel[Timer] = Wheel(0)
    timer = Timer()
    for due in (5, 5 + SLOTS, 9, 5):
        wheel.put(timer, due)
    assert handed_over(wheel, 3 * SLOTS) == [(timer, 5)]


def test_a_dropped_timer_is_never_due() -> None:
    wheel: Wheel[Timer] = Wheel(0)
    timer = Timer()
    wheel.put(timer, SLOTS - 1)
    wheel.drop(timer)
    assert handed_over(wheel, 3 * SLOTS) == []


def test_what_was_due_already_comes_with_the_next_tick() -> None:
    wheel: Wheel[Timer] = Wheel(100)
    timer = Timer()
    wheel.put(timer, 40)
    assert handed_over(wheel, 101) == [(timer, 101)]
