"""Boards stay true, are edited seldom, and are not forced on anybody."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.watching.boards import (
    EDIT_SECONDS,
    MOST_BOARDS,
    REFUSED_SECONDS,
    BoardKeeper,
    BoardProblem,
    is_given_up,
)
from bot.watching.delivery import DeliveryProblem, Undelivered
from bot.watching.pacer import Pacer
from bot.watching.ports import Board
from tests.fakes.boards import FakeBoards, FakeStandings
from tests.fakes.clock import FakeClock
from tests.fakes.members import FakeWriter

AWAY = Undelivered(problem=DeliveryProblem.TEMPORARY, code=503)
NO_ACCESS = Undelivered(problem=DeliveryProblem.SUBSCRIPTION, code=50001)
LOCKED = Undelivered(problem=DeliveryProblem.MESSAGE, code=160005)
NO_CHANNEL = Undelivered(problem=DeliveryProblem.SUBSCRIPTION, code=10003)
SHUT_OUT = Undelivered(problem=DeliveryProblem.WHOLE_ADDRESS, code=1015)


class Hall:
    """A keeper, and everything around it that outlives it."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.boards = FakeBoards()
        self.standings = FakeStandings()
        self.writer = FakeWriter[str](self.clock)
        self.pacer = Pacer(self.clock)
        self.is_blind = False
        self.keeper = self.restarted()

    def restarted(self) -> BoardKeeper[str]:
        self.keeper = BoardKeeper[str](
            boards=self.boards,
            standings=self.standings,
            painter=self.standings,
            writer=self.writer,
            pacer=self.pacer,
            clock=self.clock,
            is_blind=lambda: self.is_blind,
        )
        return self.keeper

    async def compare(self, *, after: float = EDIT_SECONDS) -> None:
        self.clock.advance(after)
        await self.keeper.compare()
        await self.keeper.settle()

    def says(self, channel_id: int = 10) -> list[list[str]]:
        return [message.said for message in self.writer.standing(channel_id)]

    def delete(self, channel_id: int = 10) -> None:
        self.writer.standing(channel_id)[-1].is_deleted = True


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    made = Hall()
    yield made
    await made.keeper.aclose()
    await made.pacer.aclose()


async def test_a_board_is_edited_when_it_would_read_differently(hall: Hall) -> None:
    assert await hall.keeper.create(1, 10) is None
    await hall.compare()
    assert hall.says() == [["all well"]]
    hall.standings.truth = "one is down"
    await hall.compare()
    await hall.compare()
    assert hall.says() == [["all well", "one is down"]]
    hall.is_blind = True
    await hall.compare()
    assert hall.says() == [["all well", "one is down", "blind"]]


async def test_it_is_edited_at_most_every_half_minute(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    for second in range(1, 31):
        hall.standings.truth = f"second {second}"
        await hall.compare(after=1)
    assert hall.says() == [["all well", "second 30"]]


async def test_after_a_restart_it_goes_on_with_the_same_message(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    hall.restarted()
    hall.standings.truth = "one is down"
    await hall.compare()
    assert hall.says() == [["all well", "one is down"]]


async def test_a_crash_before_the_message_is_kept_makes_no_second_one(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    kept = hall.boards.kept[10]
    hall.boards.kept[10] = Board(guild_id=1, channel_id=10, made_at=kept.made_at)
    hall.restarted()
    await hall.compare()
    assert len(hall.says()) == 1
    assert hall.boards.kept[10] == kept


async def test_found_again_however_late_and_brought_up_to_date(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    kept = hall.boards.kept[10]
    hall.boards.kept[10] = Board(guild_id=1, channel_id=10, made_at=kept.made_at)
    hall.restarted()
    hall.standings.truth = "one is down"
    hall.writer.trouble = lambda kind, _id: AWAY if kind == "find" else None
    await hall.compare(after=3600)
    assert hall.says() == [["all well"]]
    hall.writer.trouble = lambda _kind, _id: None
    await hall.compare()
    await hall.compare()
    assert hall.says() == [["all well", "one is down"]]
    assert hall.boards.kept[10] == kept


async def test_where_we_may_not_look_it_is_posted(hall: Hall) -> None:
    hall.writer.trouble = lambda _kind, _id: AWAY
    await hall.keeper.create(1, 10)
    hall.writer.trouble = lambda kind, _id: NO_ACCESS if kind == "find" else None
    await hall.compare()
    assert hall.says() == [["all well"]]


async def test_a_message_in_a_locked_thread_is_not_a_deleted_one(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    hall.writer.trouble = lambda kind, _id: LOCKED if kind == "edit" else None
    hall.standings.truth = "one is down"
    await hall.compare()
    assert (len(hall.says()), hall.boards.kept[10].remade) == (1, 0)


async def test_deleted_once_it_is_posted_again_and_then_no_more(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    hall.delete()
    hall.standings.truth = "one is down"
    await hall.compare()
    assert hall.says() == [["one is down"]]
    assert hall.boards.kept[10].remade == 1
    hall.delete()
    hall.standings.truth = "two are down"
    await hall.compare()
    await hall.compare()
    assert hall.says() == []
    assert is_given_up(hall.boards.kept[10])
    posts = [kind for kind, _ in hall.writer.requests if kind == "post"]
    assert len(posts) == 2
    assert await hall.keeper.create(1, 10) is None
    assert hall.says() == [["two are down"]]
    assert hall.boards.kept[10].remade == 0


async def test_one_a_channel_and_so_many_a_server(hall: Hall) -> None:
    assert await hall.keeper.create(1, 10) is None
    assert await hall.keeper.create(1, 10) is BoardProblem.EXISTS
    for channel_id in range(11, 10 + MOST_BOARDS):
        assert await hall.keeper.create(1, channel_id) is None
    assert await hall.keeper.create(1, 99) is BoardProblem.TOO_MANY
    assert await hall.keeper.create(2, 99) is None


async def test_a_channel_that_refuses_gets_no_board(hall: Hall) -> None:
    hall.writer.trouble = lambda _kind, _id: NO_ACCESS
    assert await hall.keeper.create(1, 10) is BoardProblem.REFUSED
    assert hall.boards.kept == {}


async def test_what_was_not_answered_is_posted_later(hall: Hall) -> None:
    hall.writer.trouble = lambda _kind, _id: AWAY
    assert await hall.keeper.create(1, 10) is BoardProblem.UNSURE
    await hall.compare()
    hall.writer.trouble = lambda _kind, _id: None
    await hall.compare()
    assert hall.says() == [["all well"]]


async def test_a_lost_permission_is_not_tried_all_the_time(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    hall.writer.trouble = lambda _kind, _id: NO_ACCESS
    hall.standings.truth = "one is down"
    for _ in range(10):
        await hall.compare()
    assert hall.writer.requests.count(("edit", 10)) == 1
    hall.writer.trouble = lambda _kind, _id: None
    await hall.compare(after=REFUSED_SECONDS)
    assert hall.says() == [["all well", "one is down"]]


async def test_a_board_of_a_deleted_channel_is_forgotten(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    hall.writer.trouble = lambda _kind, _id: NO_CHANNEL
    hall.standings.truth = "one is down"
    await hall.compare()
    assert hall.boards.kept == {}


async def test_shut_out_nothing_is_sent_for_a_while(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    hall.writer.trouble = lambda _kind, _id: SHUT_OUT
    hall.standings.truth = "one is down"
    await hall.compare()
    await hall.compare()
    assert hall.writer.requests.count(("edit", 10)) == 1
    assert hall.pacer.held_seconds > 0


async def test_shut_out_nobody_waits_for_a_new_board(hall: Hall) -> None:
    hall.pacer.hold(600)
    assert await hall.keeper.create(1, 10) is BoardProblem.UNSURE
    assert hall.writer.requests == []
    await hall.compare(after=601)
    assert hall.says() == [["all well"]]


async def test_a_bug_with_one_board_stops_no_other(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    await hall.keeper.create(2, 20)
    hall.standings.broken.add(1)
    hall.standings.truth = "one is down"
    await hall.compare()
    assert (hall.says(10), hall.says(20)) == ([["all well"]], [["all well", "one is down"]])


async def test_a_channel_that_hangs_holds_up_no_other(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    await hall.keeper.create(1, 11)
    hangs = asyncio.Event()
    edit = hall.writer.edit

    async def slow(channel_id: int, message_id: int, content: str) -> object:
        if channel_id == 10:
            await hangs.wait()
        return await edit(channel_id, message_id, content)

    hall.writer.edit = slow  # type: ignore[method-assign, assignment]
    for truth in ("one is down", "two are down"):
        hall.standings.truth = truth
        hall.clock.advance(EDIT_SECONDS)
        await hall.keeper.compare()
        for _ in range(10):
            await asyncio.sleep(0)
    assert hall.says(11) == [["all well", "one is down", "two are down"]]
    hangs.set()
    await hall.keeper.settle()
    await hall.compare()
    assert hall.says(10) == [["all well", "one is down", "two are down"]]


async def test_removing_takes_the_message_away(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    assert not await hall.keeper.remove(2, 10)
    assert await hall.keeper.remove(1, 10)
    assert (hall.says(), hall.boards.kept) == ([], {})
    assert not await hall.keeper.remove(1, 10)
    hall.clock.advance(1)
    assert await hall.keeper.create(1, 10) is None
    assert hall.says() == [["all well"]]


async def test_it_goes_on_by_itself_and_outlives_storage(hall: Hall) -> None:
    await hall.keeper.create(1, 10)
    running = asyncio.create_task(hall.keeper.run())
    hall.boards.is_away = True
    for _ in range(50):
        await asyncio.sleep(0)
    hall.boards.is_away = False
    hall.standings.truth = "one is down"
    hall.keeper.wake()
    for _ in range(500):
        await asyncio.sleep(0)
    assert hall.says() == [["all well", "one is down"]]
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
