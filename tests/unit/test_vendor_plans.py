"""Work that a vendor plans: a day before, a quarter of an hour before, and then by the clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statuspages.status import Notice, OfficialState
from bot.storage.official_documents import plan_document, read_official, read_plan
from bot.watching.vendor_plans import (
    MOST,
    OVERTIME,
    Phase,
    Plan,
    PlanStory,
    is_about_plans,
    look_ahead,
)

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def work(key: str = "a", begins: datetime = NOW + 10 * HOUR, **changes: Any) -> Notice:
    values: dict[str, Any] = {
        "id": key,
        "title": "Moving the database",
        "text": "Logins may fail.",
        "state": OfficialState.MAINTENANCE,
        "begins_at": begins,
        "ends_at": begins + 2 * HOUR,
        "is_upcoming": True,
    }
    return Notice(**values | changes)


def under_way(key: str = "a", begins: datetime = NOW) -> Notice:
    return work(key, begins, is_upcoming=False)


def phases(plans: tuple[Plan, ...]) -> list[Phase]:
    return [one.phase for one in plans]


@pytest.mark.parametrize(
    ("ahead", "phase"),
    [
        (DAY + MINUTE, None),
        (DAY, Phase.AHEAD),
        (16 * MINUTE, Phase.AHEAD),
        (15 * MINUTE, Phase.SOON),
        (MINUTE, Phase.SOON),
        (timedelta(), None),
        (-MINUTE, None),
    ],
)
def test_first_heard(ahead: timedelta, phase: Phase | None) -> None:
    found = look_ahead((), (work(begins=NOW + ahead),), NOW)
    assert phases(found) == ([] if phase is None else [phase])


@pytest.mark.parametrize(
    "notice",
    [
        work(begins_at=None),
        work(is_over=True),
        work(is_upcoming=False),
        work(is_upcoming=False, state=OfficialState.MAJOR_OUTAGE),
    ],
)
def test_no_plan(notice: Notice) -> None:
    assert look_ahead((), (notice,), NOW) == ()


def test_a_whole_life() -> None:
    begins = NOW + 20 * HOUR
    plans = look_ahead((), (work(begins=begins),), NOW)
    assert look_ahead(plans, (work(begins=begins),), NOW + HOUR) == plans
    handed, soon = look_ahead(plans, (work(begins=begins),), begins - 14 * MINUTE)
    assert phases((handed, soon)) == [Phase.HANDED_ON, Phase.SOON]
    assert not handed.is_open
    assert look_ahead((soon,), (work(begins=begins),), begins - MINUTE) == (soon,)
    (begun,) = look_ahead((soon,), (under_way(begins=begins),), begins + MINUTE)
    assert begun.phase is Phase.BEGUN
    (over,) = look_ahead(
        (begun,), (replace(under_way(begins=begins), is_over=True),), begins + HOUR
    )
    assert over.phase is Phase.OVER


def test_moved_later_it_is_told_again_before_it_begins() -> None:
    (soon,) = look_ahead((), (work(begins=NOW + 10 * MINUTE),), NOW)
    later = NOW + 5 * HOUR
    (moved,) = look_ahead((soon,), (work(begins=later),), NOW + MINUTE)
    assert (moved.phase, moved.was_moved, moved.begins_at) == (Phase.AHEAD, True, later)
    handed, again = look_ahead((moved,), (work(begins=later),), later - 10 * MINUTE)
    assert phases((handed, again)) == [Phase.HANDED_ON, Phase.SOON]


def test_what_leaves_the_page_is_believed_when_it_is_missing_twice() -> None:
    plans = look_ahead((), (work(),), NOW)
    (missed,) = look_ahead(plans, (), NOW + MINUTE)
    assert missed.phase is Phase.AHEAD
    (back,) = look_ahead((missed,), (work(),), NOW + 2 * MINUTE)
    assert back == plans[0]
    (dropped,) = look_ahead((missed,), (), NOW + 3 * MINUTE)
    assert dropped.phase is Phase.DROPPED


def test_work_that_leaves_the_page_once_begun_is_over() -> None:
    begun = replace(look_ahead((), (work(begins=NOW + MINUTE),), NOW)[0], phase=Phase.BEGUN)
    (missed,) = look_ahead((begun,), (), NOW + 2 * MINUTE)
    (over,) = look_ahead((missed,), (), NOW + 4 * MINUTE)
    assert over.phase is Phase.OVER


def test_nobody_says_how_it_ended() -> None:
    begins = NOW + MINUTE
    (soon,) = look_ahead((), (work(begins=begins),), NOW)
    (late,) = look_ahead((soon,), (under_way(begins=begins),), begins + 2 * HOUR + OVERTIME)
    assert late.phase is Phase.RUN_OUT


def test_another_id_for_the_same_work_is_no_news() -> None:
    plans = look_ahead((), (work("a"), work("b", title="Another")), NOW)
    said = (work("x"), work("b", title="Another"))
    assert look_ahead(plans, said, NOW + MINUTE) == plans
    elsewhen = work("x", NOW + 11 * HOUR)
    (missed, _, new) = look_ahead(plans, (elsewhen, said[1]), NOW + MINUTE)
    assert missed.missing_since is not None
    assert new.key == "x"


def test_time_passes_while_the_page_is_not_read() -> None:
    begins = NOW + 10 * HOUR
    plans = look_ahead((), (work(begins=begins),), NOW)
    assert look_ahead(plans, None, NOW + 9 * HOUR) == plans
    handed, soon = look_ahead(plans, None, begins - 14 * MINUTE)
    assert phases((handed, soon)) == [Phase.HANDED_ON, Phase.SOON]
    (begun,) = look_ahead((soon,), None, begins)
    assert begun.phase is Phase.BEGUN
    (late,) = look_ahead((begun,), None, begins + 2 * HOUR + OVERTIME)
    assert late.phase is Phase.RUN_OUT


FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@pytest.mark.parametrize("ends", [LAST, FIRST, None])
def test_an_absurd_time_does_no_harm(ends: datetime | None) -> None:
    (soon,) = look_ahead((), (work(begins=NOW + MINUTE, ends_at=ends),), NOW)
    absurd = replace(under_way(), begins_at=LAST, ends_at=ends)
    for at in (NOW + MINUTE, NOW + DAY):
        (begun,) = look_ahead((soon,), None, at)
        assert begun.phase is Phase.BEGUN
        (moved,) = look_ahead((begun,), (absurd,), at)
        assert moved.phase is Phase.AHEAD


def test_no_more_than_some_at_once() -> None:
    many = [work(str(number)) for number in range(50)]
    assert len(look_ahead((), many, NOW)) == MOST
    assert is_about_plans(many)


MOMENTS = st.integers(-2 * 24 * 60, 3 * 24 * 60).map(lambda minutes: NOW + minutes * MINUTE)
NOTICES = st.builds(
    Notice,
    id=st.sampled_from(["", "a", "b", "c"]),
    title=st.sampled_from(["", "Moving", "x" * 500]),
    state=st.sampled_from(OfficialState),
    begins_at=st.none() | MOMENTS,
    ends_at=st.none() | MOMENTS,
    is_over=st.booleans(),
    is_upcoming=st.booleans(),
)


@given(st.lists(st.tuples(st.none() | st.lists(NOTICES, max_size=4), MOMENTS), max_size=8))
def test_any_page_at_any_time(pages: list[tuple[list[Notice] | None, datetime]]) -> None:
    known: tuple[Plan, ...] = ()
    for said, at in sorted(pages, key=lambda page: page[1]):
        now = look_ahead(known, said, at)
        assert [one.key for one in now[: len(known)]] == [one.key for one in known]
        new = now[len(known) :]
        assert all(one.is_open and one.begins_at > at for one in new)
        is_open = [one for one in now if one.is_open]
        assert len({one.key for one in is_open}) == len(is_open)
        assert look_ahead(tuple(is_open), said, at) == tuple(is_open)
        for one in now:
            story = PlanStory(vendor="v", page_url="", plan=one)
            assert read_plan(plan_document(story)) == story
            assert read_official(plan_document(story)) is None
        known = tuple(is_open)
