"""Events of servers: what they say, what is done when, and that there is never a second one."""

import asyncio
import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presentation.event_words import EventPainting
from bot.presentation.limits import EVENT_LOCATION, EVENT_NAME, EVENT_TEXT
from bot.watching.delivery import Undelivered
from bot.watching.event_keeping import REFUSED_SECONDS, RETRY_SECONDS, EventKeeper
from bot.watching.pacer import Pacer
from bot.watching.server_events import (
    FURTHEST,
    LONGEST_KEPT,
    MOST,
    Deed,
    EventWish,
    KeptEvent,
    ServerEvent,
    is_sound,
    next_deed,
)
from bot.watching.vendor_plans import Phase, Plan, PlanStory
from tests.fakes.calendar import LOST, REFUSED, UNREADABLE, Calendar, Memory
from tests.fakes.clock import START, FakeClock

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PAGE = "https://www.githubstatus.com/"
HOSTILE = "@everyone [x](https://evil.example) **«»** <@1> `a` \u202e\x00"


def wish(
    begins: datetime = START + 10 * HOUR, ends: datetime | None = None, **changes: Any
) -> EventWish:
    values: dict[str, Any] = {"key": "a", "title": "Moving", "text": "Logins may fail."}
    story = {"vendor": "GitHub", "page_url": PAGE}
    story |= {name: changes.pop(name) for name in tuple(story) if name in changes}
    guild_id, key = changes.pop("guild_id", 1), changes.pop("of", "a")
    plan = Plan(**values | changes, begins_at=begins, ends_at=ends, heard_at=START)
    return EventWish(guild_id=guild_id, key=key, locale=None, story=PlanStory(**story, plan=plan))


def paint(one: EventWish) -> ServerEvent:
    return EventPainting().paint(one)


EVENT = paint(wish(ends=START + 12 * HOUR))
EVENT_WITHOUT_END = paint(wish())
KEPT = KeptEvent(guild_id=1, key="a", event=EVENT, event_id=5)
BEGINS, ENDS = EVENT.begins_at, EVENT.ends_at
BARELY = replace(EVENT, begins_at=START + timedelta(seconds=59))


@pytest.mark.parametrize(
    ("wanted", "kept", "now", "deed"),
    [
        (None, None, START, Deed.NOTHING),
        (EVENT, None, START, Deed.MAKE),
        (BARELY, None, START, Deed.NOTHING),  # it would have begun on the way
        (EVENT, None, BEGINS, Deed.NOTHING),
        (EVENT, KEPT, START, Deed.NOTHING),
        (EVENT, replace(KEPT, event_id=None), START, Deed.FIND),
        (None, replace(KEPT, event_id=None), START, Deed.FIND),
        (replace(EVENT, name="B"), KEPT, START, Deed.CHANGE),
        (replace(EVENT, begins_at=START + HOUR), KEPT, START, Deed.CHANGE),
        (replace(EVENT, begins_at=START), KEPT, START, Deed.REMOVE),  # it has begun earlier
        (replace(EVENT, ends_at=ENDS + HOUR), KEPT, BEGINS, Deed.CHANGE),
        (replace(EVENT, ends_at=BEGINS + MINUTE), KEPT, BEGINS + HOUR, Deed.NOTHING),
        (replace(EVENT, ends_at=ENDS + HOUR), KEPT, ENDS, Deed.NOTHING),  # it is over there
        (replace(EVENT, begins_at=BEGINS + HOUR), KEPT, BEGINS, Deed.REMOVE),
        (replace(EVENT, begins_at=BEGINS + MINUTE), KEPT, BEGINS + HOUR, Deed.NOTHING),
        (None, KEPT, START, Deed.REMOVE),
        (None, KEPT, ENDS, Deed.REMOVE),
        (None, KEPT, ENDS + LONGEST_KEPT, Deed.FORGET),
        (EVENT, replace(KEPT, is_unsure=True), START, Deed.REMOVE),
        (EVENT, replace(KEPT, is_unsure=True), ENDS + LONGEST_KEPT, Deed.FORGET),
        (EVENT, replace(KEPT, is_given_up=True), START, Deed.NOTHING),
        (None, replace(KEPT, is_given_up=True), START, Deed.REMOVE),
        (None, replace(KEPT, is_given_up=True, event_id=None), START, Deed.FORGET),
    ],
)
def test_what_to_do_next(
    wanted: ServerEvent | None, kept: KeptEvent | None, now: datetime, deed: Deed
) -> None:
    assert next_deed(wanted, kept, now) is deed


def test_it_says_what_the_plan_says() -> None:
    event = paint(wish(ends=START + 12 * HOUR))
    assert event.name == "Planned work on GitHub: Moving"
    assert event.location == PAGE
    assert (event.begins_at, event.ends_at) == (START + 10 * HOUR, START + 12 * HOUR)
    assert event.description == (
        "The status page of GitHub tells of this work. GitHub may not work for a while.\n"
        "They write: «Logins may fail\\.»\n"
        "We keep this event up to date, and delete it when the work is over or called off."
    )


def test_without_an_end_it_says_whose_the_end_is() -> None:
    event = paint(wish(title="", text=""))
    assert event.name == "Planned work on GitHub"
    assert event.ends_at == event.begins_at + HOUR
    assert "They do not say when it ends. We put down one hour." in event.description
    assert "They write" not in event.description


@given(
    st.text(max_size=400) | st.sampled_from([HOSTILE * 20, "@" * 600]),
    st.text(max_size=150),
    st.text(max_size=150),
)
def test_hostile_words_do_nothing_and_fit(words: str, title: str, address: str) -> None:
    event = paint(wish(title=title, text=words, page_url=address))
    assert 0 < len(event.name) <= EVENT_NAME
    assert 0 < len(event.location) <= EVENT_LOCATION
    assert len(event.description) <= EVENT_TEXT
    assert event.description.endswith("called off.")
    assert "@everyone" not in event.description
    assert "](https" not in event.description
    assert event.ends_at > event.begins_at


def test_a_slip_of_the_vendors_is_no_event() -> None:
    assert is_sound(wish(), START)
    assert not is_sound(wish(START + FURTHEST + MINUTE), START)


class House:
    """A keeper, which may be replaced by its successor, and what it stands on."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.calendar = Calendar(clock=self.clock)
        self.memory = Memory()
        self.start()

    def start(self) -> None:
        self.pacer = Pacer(self.clock)
        self.keeper = EventKeeper(
            events=self.memory,
            desk=self.calendar,
            paint=paint,
            pacer=self.pacer,
            clock=self.clock,
        )

    async def compare(self, *wishes: EventWish) -> list[str]:
        """Let it see to what is wanted; return what Discord was asked."""
        self.memory.wish(wishes)
        self.calendar.asked.clear()
        await self.keeper.compare()
        return list(self.calendar.asked)


async def test_made_once_changed_and_removed() -> None:
    house = House()
    assert await house.compare(wish()) == ["make"]
    assert await house.compare(wish()) == []
    moved = wish(START + 11 * HOUR)
    assert await house.compare(moved) == ["change"]
    assert house.calendar.standing() == [paint(moved)]
    house.start()
    assert await house.compare(moved) == []
    assert await house.compare() == ["remove"]
    assert not house.memory.rows
    assert await house.compare() == []


async def test_a_lost_answer_makes_no_second_one() -> None:
    house = House()
    house.calendar.troubles.append((LOST, True))
    assert await house.compare(wish()) == ["make"]
    assert await house.compare(wish()) == []  # it rests
    house.clock.advance(RETRY_SECONDS)
    assert await house.compare(wish()) == ["find"]
    assert house.memory.rows[1, "a"].event_id == 1
    house.calendar.troubles.append((LOST, False))
    other = wish(of="b", title="Another")
    assert await house.compare(wish(), other) == ["make"]
    house.start()
    assert await house.compare(wish(), other) == ["find", "make"]
    assert house.calendar.made == 2


async def test_dropped_before_anybody_knew_whether_it_was_there() -> None:
    house = House()
    house.calendar.troubles.append((LOST, True))
    await house.compare(wish())
    house.start()
    assert await house.compare() == ["find", "remove"]
    assert (house.calendar.events, house.memory.rows) == ({}, {})


async def test_removed_without_an_answer_and_wanted_again() -> None:
    house = House()
    await house.compare(wish())
    house.calendar.troubles.append((LOST, True))
    assert await house.compare() == ["remove"]
    house.clock.advance(RETRY_SECONDS)
    assert await house.compare(wish()) == ["remove"]  # it was gone
    assert await house.compare(wish()) == ["make"]
    house.calendar.troubles.append((LOST, False))
    assert await house.compare() == ["remove"]
    house.start()
    assert await house.compare(wish()) == ["remove", "make"]
    assert len(house.calendar.events) == 1


async def test_a_change_in_doubt_is_made_anew() -> None:
    house = House()
    await house.compare(wish())
    house.calendar.troubles.append((LOST, True))
    assert await house.compare(wish(START + 20 * HOUR)) == ["change"]
    house.clock.advance(RETRY_SECONDS)
    assert await house.compare(wish()) == ["remove", "make"]  # as it was before
    assert house.calendar.standing() == [EVENT_WITHOUT_END]
    house.calendar.troubles.append((REFUSED, False))
    assert await house.compare(wish(START + 20 * HOUR)) == ["change"]
    house.clock.advance(REFUSED_SECONDS)
    assert await house.compare(wish(START + 20 * HOUR)) == ["change"]


async def test_where_we_may_not_nobody_is_asked_and_a_refusal_is_heeded() -> None:
    house = House()
    house.calendar.is_allowed = False
    assert await house.compare(wish()) == []
    assert not house.memory.rows
    house.calendar.is_allowed = True
    house.calendar.troubles.append((REFUSED, False))
    assert await house.compare(wish(), wish(of="b")) == ["make"]
    assert not house.memory.rows
    house.clock.advance(REFUSED_SECONDS - 1)
    assert await house.compare(wish()) == []
    assert await house.compare(wish(guild_id=2)) == ["make"]
    house.clock.advance(1)
    assert await house.compare(wish(), wish(guild_id=2)) == ["make"]


async def test_what_somebody_deleted_is_not_wanted() -> None:
    house = House()
    await house.compare(wish())
    house.calendar.events.clear()
    moved = wish(START + 11 * HOUR)
    assert await house.compare(moved) == ["change"]
    assert await house.compare(wish(START + 12 * HOUR)) == []
    assert await house.compare() == []
    assert not house.memory.rows


async def test_what_discord_cant_read_is_given_up() -> None:
    house = House()
    house.calendar.troubles.append((UNREADABLE, False))
    assert await house.compare(wish(), wish(of="b", title="Another")) == ["make", "make"]
    assert await house.compare(wish(), wish(of="b", title="Another")) == []
    house.calendar.troubles.append((UNREADABLE, False))
    assert await house.compare() == ["remove"]
    assert not house.memory.rows


async def test_begun_and_over_by_the_clock() -> None:
    house = House()
    plan = wish(ends=START + 12 * HOUR)
    await house.compare(plan)
    house.clock.advance(11 * 3600)
    assert await house.compare(plan) == []
    longer = wish(ends=START + 13 * HOUR)
    assert await house.compare(longer) == ["change"]
    house.clock.advance(2 * 3600)
    assert await house.compare(longer) == []
    assert await house.compare() == ["remove"]
    assert not house.memory.rows


async def test_begun_and_moved_by_less_than_it_lasts() -> None:
    house = House()
    await house.compare(wish(ends=START + 12 * HOUR))
    house.clock.advance(10 * 3600)
    moved = wish(START + 10 * HOUR + MINUTE, START + 13 * HOUR)
    assert await house.compare(moved) == ["change"]
    (event,) = house.calendar.standing()
    assert (event.begins_at, event.ends_at) == (START + 10 * HOUR, START + 13 * HOUR)
    assert await house.compare(moved) == []


async def test_begun_and_moved_again_it_is_another_event() -> None:
    house = House()
    await house.compare(wish())
    house.clock.advance(10 * 3600)
    later = wish(START + 20 * HOUR)
    assert await house.compare(later) == ["remove", "make"]
    assert house.calendar.standing() == [paint(later)]


async def test_no_more_than_some_in_one_server() -> None:
    house = House()
    many = [wish(of=str(number), title=str(number)) for number in range(MOST + 5)]
    assert len(await house.compare(*many)) == MOST


async def test_a_server_that_leaves_nothing_behind() -> None:
    house = House()
    await house.compare(wish(), wish(guild_id=2, title="Theirs"))
    await house.keeper.clear(1)
    assert [one.name for one in house.calendar.standing()] == ["Planned work on GitHub: Theirs"]
    assert set(house.memory.rows) == {(2, "a")}


async def live(dice: random.Random) -> None:
    """Let anything happen, then nothing more: one event stands for each plan, or none."""
    house = House()
    plans: dict[str, EventWish] = {}
    for _ in range(30):
        key = dice.choice("ab")
        match dice.randrange(8):
            case 0 | 1:
                begins = house.clock.now() + timedelta(minutes=dice.randrange(1, 120))
                plan = replace(wish(begins, begins + HOUR).story.plan, phase=Phase.AHEAD)
                story = PlanStory(vendor=key, page_url=PAGE, plan=plan)
                plans[key] = EventWish(guild_id=1, key=key, locale=None, story=story)
            case 2:
                plans.pop(key, None)
            case 3:
                trouble: Undelivered = dice.choice([LOST, LOST, REFUSED])
                is_done = trouble is LOST and dice.random() < 0.5
                house.calendar.troubles.append((trouble, is_done))
            case 4:
                house.start()
            case 5:
                house.calendar.is_allowed = not house.calendar.is_allowed
            case _:
                house.clock.advance(dice.randrange(1200))
        await house.compare(*plans.values())
        names = [one.name for one in house.calendar.standing()]
        assert len(set(names)) == len(names)
    house.calendar.troubles.clear()
    house.calendar.is_allowed = True
    for _ in range(3):
        house.clock.advance(REFUSED_SECONDS)
        await house.compare(*plans.values())
    now = house.clock.now()
    ahead = {paint(one) for one in plans.values() if paint(one).begins_at > now}
    assert {one for one in house.calendar.standing() if one.begins_at > now} == ahead
    await house.compare()
    assert (house.calendar.standing(), house.memory.rows) == ([], {})


@given(st.randoms(use_true_random=False))
def test_whatever_happens_there_is_one_event_or_none(dice: random.Random) -> None:
    asyncio.run(live(dice))
