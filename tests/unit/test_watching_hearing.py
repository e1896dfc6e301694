"""One outage and its page: when it is measured, and when nothing can be known."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.candour import Lag
from bot.asking.official import OfficialWord
from bot.statuspages.look import Problem
from bot.statuspages.status import OfficialState
from bot.watching.hearing import (
    CALM,
    EARLIEST,
    LISTENED,
    LONGEST_GAP,
    SHORTEST,
    TROUBLE,
    Hearing,
    begin,
    close,
    dropped,
    take,
)
from tests.fakes.clock import START

MINUTE = timedelta(minutes=1)
NEW = Hearing(service_id="shop", began_at=START)
FINE, OUT = OfficialState.OPERATIONAL, OfficialState.MAJOR_OUTAGE


def at(minutes: float) -> datetime:
    return START + minutes * MINUTE


def word(state: OfficialState, minutes: float, **more: object) -> OfficialWord:
    return replace(OfficialWord(state=state, heard_at=at(minutes)), **more)


def hear(hearing: Hearing, state: OfficialState, *minutes: float, **more: object) -> Hearing:
    """Let the page say the same at each of some minutes."""
    for one in minutes:
        hearing = take(hearing, word(state, one, **more), at(one))
    return hearing


def lag_of(hearing: Hearing) -> Lag:
    assert hearing.is_settled
    assert hearing.lag is not None
    return hearing.lag


def is_dropped(hearing: Hearing) -> bool:
    return hearing.is_settled and hearing.lag is None


@pytest.mark.parametrize("state", sorted(TROUBLE))
def test_a_late_word_is_measured_by_when_we_read_it(state: OfficialState) -> None:
    calm = hear(NEW, FINE, 1, 3, 5, 7, 9, 11, 13)
    assert not calm.is_settled
    # The vendor may date it back as far as they like.
    lag = lag_of(hear(calm, state, 14.5, began_at=at(1)))
    assert (lag.delay, lag.unsure) == (14.5 * MINUTE, 1.5 * MINUTE)
    assert (lag.began_at, lag.quiet_at) == (START, at(13))


def test_a_notice_is_a_word_though_every_part_is_green() -> None:
    calm = hear(NEW, FINE, 1, 3)
    lag = lag_of(hear(calm, FINE, 5, title="We look into failing logins"))
    assert lag.delay == 5 * MINUTE


def test_what_is_settled_stays_so() -> None:
    done = hear(hear(NEW, FINE, 1), OUT, 3)
    assert take(done, None, at(60)) == done
    assert close(done, at(90), at(120)) == done
    assert hear(done, FINE, 61) == done


@pytest.mark.parametrize("began", [-60, -59, -1, 0])
def test_a_page_that_told_before_us_is_not_late(began: float) -> None:
    lag = lag_of(hear(NEW, OUT, 1, began_at=at(began)))
    assert (lag.delay, lag.unsure) == (timedelta(), timedelta())


def test_a_page_that_told_between_our_failure_and_our_first_reading() -> None:
    lag = lag_of(hear(NEW, OUT, 2, began_at=at(1)))
    assert (lag.delay, lag.unsure) == (2 * MINUTE, 2 * MINUTE)


def test_a_reading_from_just_before_it_that_told_of_trouble_is_before_us() -> None:
    lag = lag_of(take(NEW, word(OUT, -1, began_at=at(-2)), at(0.2)))
    assert lag.delay == timedelta()


@pytest.mark.parametrize("began", [None, at(-60.1), at(-9999)])
def test_trouble_from_before_may_be_about_something_else(began: datetime | None) -> None:
    assert is_dropped(hear(NEW, OUT, 1, began_at=began))
    assert EARLIEST == 60 * MINUTE


def test_a_calm_reading_from_just_before_tells_that_trouble_is_new() -> None:
    before = take(NEW, word(FINE, -1), at(0.2))
    lag = lag_of(hear(before, OUT, 1))
    assert (lag.delay, lag.unsure) == (MINUTE, MINUTE)


@pytest.mark.parametrize(
    "unclear",
    [
        {"state": OfficialState.UNKNOWN},
        {"state": OUT, "problem": Problem.SLOW},
        {"state": OUT, "is_whole_page": True},
        {"state": FINE, "is_whole_page": True},
    ],
)
def test_a_page_that_can_not_be_read_is_no_measure(unclear: dict[str, object]) -> None:
    hearing = hear(NEW, FINE, 1)
    for minute in (2, 3, 4, 5, 6):
        hearing = take(hearing, replace(word(FINE, minute), **unclear), at(minute))
    assert hearing == hear(NEW, FINE, 1)
    assert is_dropped(take(hearing, replace(word(FINE, 6.1), **unclear), at(6.1)))


def test_a_moment_in_which_it_can_not_be_read_is_only_less_sure() -> None:
    hearing = take(take(hear(NEW, FINE, 1), None, at(2)), None, at(4))
    lag = lag_of(hear(hearing, OUT, 5.5))
    assert (lag.delay, lag.unsure) == (5.5 * MINUTE, 4.5 * MINUTE)


def test_planned_work_is_no_word_and_no_silence() -> None:
    assert is_dropped(hear(hear(NEW, FINE, 1, 3), OfficialState.MAINTENANCE, 5))


@pytest.mark.parametrize("state", [FINE, OUT])
def test_after_a_time_in_which_we_were_away_nothing_is_known(state: OfficialState) -> None:
    assert is_dropped(hear(hear(NEW, FINE, 1), state, 1 + LONGEST_GAP / MINUTE + 0.1))
    assert is_dropped(hear(NEW, state, LONGEST_GAP / MINUTE + 0.1, began_at=START))


def test_an_answer_that_is_shared_says_nothing_new() -> None:
    hearing = hear(NEW, FINE, 3)
    assert take(hearing, word(FINE, 3), at(4)) == hearing
    assert take(hearing, word(FINE, 2), at(4)) == hearing


def test_silence_to_the_end_and_a_while_after() -> None:
    hearing = hear(NEW, FINE, *range(1, 30))
    over = at(20)
    assert close(hearing, over, over + CALM - MINUTE) == hearing
    lag = lag_of(close(hearing, over, over + CALM))
    assert (lag.delay, lag.admitted_at, lag.over_at) == (None, None, over)


def test_a_word_soon_after_the_end_is_a_word() -> None:
    hearing = hear(NEW, FINE, *range(1, 23))
    hearing = close(hearing, at(20), at(23))
    assert lag_of(hear(hearing, OUT, 24)).delay == 24 * MINUTE


def test_nobody_has_to_tell_of_a_moment() -> None:
    hearing = hear(NEW, FINE, *range(1, 20))
    short = START + SHORTEST - MINUTE
    assert is_dropped(close(hearing, short, short + CALM))


def test_silence_that_was_not_heard_is_none() -> None:
    assert is_dropped(close(hear(NEW, FINE, 1), at(20), at(30)))
    assert is_dropped(close(NEW, at(6), at(16)))


def test_six_hours_without_a_word_are_silence() -> None:
    hours = LISTENED // MINUTE
    hearing = hear(NEW, FINE, *range(1, hours))
    assert close(hearing, None, at(hours - 1)) == hearing
    lag = lag_of(close(hearing, None, at(hours)))
    assert (lag.admitted_at, lag.over_at) == (None, at(hours))


def test_what_began_while_nobody_listened_is_no_measure() -> None:
    assert begin("shop", START, START + LONGEST_GAP) == NEW
    assert is_dropped(begin("shop", START, START + LONGEST_GAP + MINUTE))


words = st.tuples(
    st.floats(0.2, 8),  # minutes since the one before
    st.sampled_from(OfficialState),
    st.none() | st.sampled_from(Problem),
    st.booleans(),
    st.none() | st.floats(-200, 200),
)


@given(st.lists(words, max_size=40), st.none() | st.floats(0, 200))
def test_whatever_a_page_says_nobody_is_called_late_unfairly(
    said: list[tuple[float, OfficialState, Problem | None, bool, float | None]],
    over: float | None,
) -> None:
    hearing, now = NEW, 0.0
    readings: list[tuple[float, OfficialState]] = []
    for passed, state, problem, is_whole, began in said:
        now += passed
        one = word(
            state,
            now,
            problem=problem,
            is_whole_page=is_whole,
            began_at=None if began is None else at(began),
        )
        if problem is None and not is_whole and state is not OfficialState.UNKNOWN:
            readings.append((now, state))
        hearing = take(hearing, one, at(now))
        is_over = over is not None and over <= now
        hearing = close(hearing, at(over) if is_over and over is not None else None, at(now))
        if hearing.is_settled:
            break
    if hearing.lag is None:
        return
    lag, last = hearing.lag, readings[-1]
    assert timedelta() <= lag.unsure <= LONGEST_GAP
    assert START <= lag.quiet_at <= (lag.admitted_at or at(now))
    calm = readings if lag.admitted_at is None else readings[:-1]
    assert {state for _, state in calm} <= {FINE}
    moments = [0.0, *(moment for moment, _ in calm)]
    assert all(
        (later - sooner) * MINUTE <= LONGEST_GAP + timedelta(seconds=1)
        for sooner, later in pairwise(moments)
    )
    if lag.admitted_at is not None:
        assert last[1] in TROUBLE
        assert lag.admitted_at in {START, at(last[0])}


def test_dropped_forgets_what_was_measured() -> None:
    assert is_dropped(dropped(hear(hear(NEW, FINE, 1), OUT, 3)))
