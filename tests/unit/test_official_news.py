"""What is new on an official page, whatever the page forgets, renames, repeats or reorders."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.statuspages.status import Notice, OfficialState
from bot.watching.official_news import (
    LONGEST_TEXT,
    MOST,
    MOST_REVISIONS,
    Known,
    News,
    compare,
    goes_on_with,
    hear,
    is_settled,
)
from tests.fakes.vendors import MINUTE, notice, over
from tests.fakes.watched import START

AT = START


def told(*turns: tuple[Notice, ...], every: timedelta = 2 * MINUTE) -> tuple[Known, list[News]]:
    """Read a page once for each turn; return what is known then, and the news on the way."""
    known: Known = ()
    news = []
    for place, said in enumerate(turns):
        before, known = known, hear(known, said, AT + place * every)
        found = compare(before, known)
        news += [found] if found else []
    return known, news


def test_an_incident_opens_is_updated_and_ends() -> None:
    known, news = told(
        (notice(),),
        (notice(text="We found it.", stage="identified", updated_at=AT),),
        (over(at=AT + 3 * MINUTE),),
    )
    assert news == [News.OPENED, News.UPDATED, News.RESOLVED]
    (one,) = known
    assert (one.stage, one.text, one.over_at) == ("resolved", "It is mended.", AT + 3 * MINUTE)
    assert [past.text for past in one.earlier] == ["We look into it.", "We found it."]


def test_what_was_over_before_the_first_look_is_nobodys_news() -> None:
    assert told((over("old"),)) == ((), [])
    known, news = told((over("old"), notice("new")))
    assert ([one.key for one in known], news) == (["new"], [News.OPENED])


def test_planned_work_and_what_does_no_harm_begin_nothing() -> None:
    planned = notice("work", state=OfficialState.MAINTENANCE)
    ahead = notice("soon", is_upcoming=True)
    harmless = notice("note", state=OfficialState.OPERATIONAL)
    assert told((planned, ahead, harmless)) == ((), [])


def test_a_page_may_forget_an_incident_once() -> None:
    known, news = told((notice(),), (), (notice(),), ())
    assert news == [News.OPENED]
    assert not is_settled(known)


def test_what_is_missing_twice_is_over_since_it_was_missing() -> None:
    known, news = told((notice(),), (), ())
    assert news == [News.OPENED, News.RESOLVED]
    assert known[0].over_at == AT + 2 * MINUTE
    assert known[0].text == "We look into it."
    assert is_settled(known)


def test_two_readings_of_the_same_moment_are_one() -> None:
    known = hear((), (notice(),), AT)
    for seconds in (1, 1, 30):
        known = hear(known, (), AT + timedelta(seconds=seconds))
    assert not known[0].is_over


def test_what_was_missing_by_a_clock_that_was_ahead_is_over_soon() -> None:
    known = hear((), (notice(),), AT)
    for moment in (AT + timedelta(days=30), AT + MINUTE, AT + 3 * MINUTE):
        known = hear(known, (), moment)
    assert known[0].over_at == AT + MINUTE


def test_another_id_is_the_same_incident() -> None:
    again = replace(notice("z"), title="Trouble a", text="We found it.", updated_at=AT)
    known, news = told((notice(),), (again,), (again,), (again,))
    assert news == [News.OPENED, News.UPDATED]
    assert len(known) == 1


def test_an_old_text_from_a_cache_replaces_no_newer_one() -> None:
    newer = notice(text="Newer.", updated_at=AT + MINUTE)
    known, news = told((notice(),), (newer,), (notice(),), (newer,))
    assert news == [News.OPENED, News.UPDATED]
    assert known[0].text == "Newer."


def test_a_cache_that_still_has_it_open_opens_nothing_again() -> None:
    _, news = told((notice(),), (over(at=AT + MINUTE),), (notice(),))
    assert news == [News.OPENED, News.RESOLVED]


def test_one_of_two_is_over_and_the_trouble_goes_on() -> None:
    _, news = told((notice("a"), notice("b")), (over("a"), notice("b")), (over("a"), over("b")))
    assert news == [News.OPENED, News.UPDATED, News.RESOLVED]


def test_the_vendor_takes_it_up_again() -> None:
    again = notice(text="It is back.", updated_at=AT + 9 * MINUTE)
    known, news = told((notice(),), (over(at=AT + MINUTE),), (again,))
    assert news == [News.OPENED, News.RESOLVED, News.OPENED]
    assert not known[0].is_over
    assert goes_on_with(known, (again,))
    assert not goes_on_with(known, (notice("b"),))
    assert not goes_on_with(known, (over(),))


def test_an_end_that_lies_ahead_or_before_the_beginning_is_none() -> None:
    ahead, _ = told((notice(),), (over(at=AT + timedelta(days=9)),))
    assert ahead[0].over_at == AT + 2 * MINUTE
    before, _ = told((notice(),), (replace(over(), ends_at=AT - timedelta(days=9)),))
    assert before[0].over_at == notice().begins_at


def test_five_hundred_at_once_are_as_many_as_can_be_told() -> None:
    flood = tuple(notice(str(number)) for number in range(500))
    known, news = told(flood, flood[::-1], flood)
    assert (len(known), news) == (MOST, [News.OPENED])
    assert [one.key for one in known] == [str(number) for number in range(MOST)]


def test_texts_are_bounded_and_cut_at_a_word() -> None:
    (one,) = hear((), (notice(text="word " * 1000),), AT)
    assert len(one.text) <= LONGEST_TEXT + 1
    assert one.text.endswith("word…")


def test_revisions_are_bounded() -> None:
    turns = [(notice(text=f"Text {n}", updated_at=AT + n * MINUTE),) for n in range(50)]
    known, _ = told(*turns)
    assert len(known[0].earlier) == MOST_REVISIONS
    assert known[0].earlier[-1].text == "Text 48"


STATES = st.sampled_from(list(OfficialState))
TIMES = st.none() | st.integers(-9, 9).map(lambda minutes: START + minutes * MINUTE)
NOTICES = st.builds(
    Notice,
    id=st.sampled_from(["", "a", "b", "c"]),
    title=st.sampled_from(["", "One", "Two"]),
    state=STATES,
    stage=st.sampled_from(["", "investigating", "resolved"]),
    text=st.sampled_from(["", "x", "y" * 2000]),
    begins_at=TIMES,
    ends_at=TIMES,
    updated_at=TIMES,
    is_over=st.booleans(),
    is_upcoming=st.booleans(),
)
PAGES = st.lists(st.lists(NOTICES, max_size=5).map(tuple), max_size=6)


@settings(max_examples=150)
@given(PAGES)
def test_hearing_the_same_again_changes_nothing_and_news_alternate(
    pages: list[tuple[Notice, ...]],
) -> None:
    known: Known = ()
    is_open = False
    for place, said in enumerate(pages):
        at = START + place * 2 * MINUTE
        before, known = known, hear(known, said, at)
        assert hear(known, said, at) == known
        news = compare(before, known)
        assert (news is News.OPENED) <= (not is_open)
        assert (news is News.RESOLVED) <= is_open
        is_open = any(not one.is_over for one in known)
        assert len({one.key for one in known}) == len(known) <= MOST


@settings(max_examples=150)
@given(PAGES)
def test_nothing_ends_that_is_still_told_and_nothing_begins_that_is_not(
    pages: list[tuple[Notice, ...]],
) -> None:
    known: Known = ()
    for place, said in enumerate(pages):
        before, known = known, hear(known, said, START + place * 2 * MINUTE)
        names = {one.key for one in before}
        assert len([one for one in known if one.key not in names]) <= len(said)
        if not said:
            assert {one.key for one in known} == names
    settled = hear(hear(known, (), START + 60 * MINUTE), (), START + 90 * MINUTE)
    assert all(one.is_over for one in settled)
