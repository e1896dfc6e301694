"""Events of servers where something else happens in between: waits, failures, other plans."""

import asyncio

import pytest

from bot.watching.delivery import DeliveryProblem, Undelivered
from bot.watching.event_keeping import REFUSED_SECONDS, RETRY_SECONDS
from bot.watching.recording import StoreUnavailable
from bot.watching.server_events import LEAST_AHEAD
from tests.fakes.calendar import LOST
from tests.fakes.clock import START
from tests.unit.test_server_events import HOUR, MINUTE, House, paint, wish

FULL = Undelivered(problem=DeliveryProblem.SUBSCRIPTION, code=30038)


async def test_what_fails_in_one_server_leaves_nothing_under_way_in_another() -> None:
    house = House()
    house.memory.failing.add(2)
    house.calendar.pause = 0.05
    with pytest.raises(StoreUnavailable):
        await house.compare(wish(), wish(guild_id=2))
    house.start()
    assert await house.compare(wish()) == []
    assert house.calendar.made == 1


async def test_a_server_erased_on_the_way_gets_no_event() -> None:
    house = House()
    house.memory.erased.add(1)
    assert await house.compare(wish()) == []


async def test_a_server_that_is_being_erased_gets_no_event() -> None:
    house = House()
    await house.compare(wish())
    await house.keeper.clear(1)
    assert await house.compare(wish()) == []
    house.clock.advance(RETRY_SECONDS)
    assert await house.compare(wish()) == ["make"]


async def test_another_servers_slow_answer_does_not_keep_one_from_being_cleared() -> None:
    house = House()
    await house.compare(wish())
    house.memory.wish([wish(), wish(guild_id=2)])
    house.calendar.pause = 0.2
    comparing = asyncio.create_task(house.keeper.compare())
    await asyncio.sleep(0.05)
    await house.keeper.clear(1)
    assert not comparing.done()
    assert (1, "a") not in house.memory.rows
    await comparing
    assert house.calendar.made == 2


async def test_a_turn_that_comes_too_late_is_not_used() -> None:
    house = House()
    house.pacer.hold((10 * HOUR).total_seconds())
    assert await house.compare(wish()) == []
    assert not house.memory.rows
    assert house.clock.now() > START + 10 * HOUR - LEAST_AHEAD


async def test_a_full_server_is_asked_again_and_room_is_made_first() -> None:
    house = House()
    await house.compare(wish(of="old", title="Old"))
    house.calendar.troubles += [(None, True), (FULL, False)]
    assert await house.compare(wish()) == ["remove", "make"]
    assert not house.memory.rows
    house.clock.advance(REFUSED_SECONDS)
    assert await house.compare(wish()) == ["make"]


async def test_two_plans_that_say_the_same_are_two_events() -> None:
    house = House()
    house.calendar.troubles += [(None, True), (LOST, False)]
    await house.compare(wish(of="a"), wish(of="b"))
    house.start()
    assert await house.compare(wish(of="a"), wish(of="b")) == ["find", "make"]
    assert {one.event_id for one in house.memory.rows.values()} == {1, 2}
    assert await house.compare(wish(of="b")) == ["remove"]
    assert house.calendar.standing() == [paint(wish())]


async def test_what_somebody_deleted_stays_away_also_if_it_is_moved_once_begun() -> None:
    house = House()
    await house.compare(wish())
    house.calendar.events.clear()
    house.clock.advance((10 * HOUR + MINUTE).total_seconds())
    later = wish(START + 20 * HOUR)
    assert await house.compare(later) == ["remove"]
    assert await house.compare(later) == []
    assert await house.compare() == []
    assert not house.memory.rows


async def test_what_discord_cleared_away_after_its_end_is_made_anew() -> None:
    house = House()
    await house.compare(wish())
    house.calendar.events.clear()
    house.clock.advance((12 * HOUR).total_seconds())
    assert await house.compare(wish(START + 20 * HOUR)) == ["remove"]
    assert await house.compare(wish(START + 20 * HOUR)) == ["make"]
