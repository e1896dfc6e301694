"""Listening round by round: who is asked, what is learnt, and what is nobody's lateness."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.asking.candour import Candours
from bot.statuspages.look import Problem
from bot.statuspages.status import OfficialState
from bot.watching.hearing import CALM, LISTENED, Outage
from bot.watching.listening import MOST_SERVICES, REST_SECONDS, ROUND_SECONDS, Listener
from bot.watching.recording import StoreUnavailable
from tests.fakes.clock import FakeClock
from tests.fakes.lags import FakeLags, FakePages, service

MINUTE = timedelta(minutes=1)
ROUND = timedelta(seconds=90)
OUT = OfficialState.MAJOR_OUTAGE
MANY = tuple(service(f"s{number}") for number in range(MOST_SERVICES + 10))


class Post:
    """A listener, and everything around it that outlives it."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.records = FakeLags()
        self.pages = FakePages(self.clock)
        self.is_blind = False
        self.listener = self.restarted()

    def restarted(self) -> Listener:
        """Begin anew with what storage kept."""
        self.candours = Candours()
        known = (service("shop"), service("bank"), *MANY)
        self.listener = Listener(
            records=self.records,
            official=self.pages,
            services={one.probe_url: one for one in known},
            candours=self.candours,
            clock=self.clock,
            is_blind=lambda: self.is_blind,
        )
        return self.listener

    def down(self, id_: str = "shop") -> Outage:
        """Let something go down a little before now."""
        outage = Outage(
            url=service(id_).probe_url, began_at=self.clock.now() - timedelta(seconds=20)
        )
        self.records.seen.append(outage)
        return outage

    def change(self, outage: Outage, **values: object) -> Outage:
        changed = replace(outage, **values)
        self.records.seen[self.records.seen.index(outage)] = changed
        return changed

    def up(self, outage: Outage) -> Outage:
        return self.change(outage, over_at=self.clock.now())

    async def listen(self, length: timedelta = ROUND) -> None:
        """Go rounds for so long."""
        end = self.clock.now() + length
        while self.clock.now() < end:
            await self.listener.listen()
            self.clock.advance(ROUND.total_seconds())

    def delays(self, id_: str = "shop") -> list[float | None]:
        """What is kept, in minutes; it is what is known too."""
        assert sorted(self.candours, key=repr) == sorted(self.records.kept, key=repr)
        mine = [one for one in self.records.kept if one.service_id == id_]
        return [None if one.delay is None else one.delay / MINUTE for one in mine]


@pytest.fixture
def post() -> Post:
    return Post()


async def test_nobody_is_asked_while_all_is_well(post: Post) -> None:
    await post.listen(60 * MINUTE)
    assert post.pages.asked == []


async def test_a_page_that_tells_late_is_asked_until_it_does(post: Post) -> None:
    post.down()
    await post.listen(15 * MINUTE)
    post.pages.state = OUT
    await post.listen()
    asked = len(post.pages.asked)
    assert post.delays() == [pytest.approx(15 + 20 / 60)]
    await post.listen(60 * MINUTE)
    assert len(post.pages.asked) == asked == 11


async def test_one_that_told_before_us_is_known_at_once(post: Post) -> None:
    post.pages.state, post.pages.began_at = OUT, post.clock.now() - 10 * MINUTE
    post.down()
    await post.listen()
    assert post.delays() == [0]


async def test_silence_is_kept_once_it_is_over(post: Post) -> None:
    outage = post.down()
    await post.listen(30 * MINUTE)
    post.up(outage)
    await post.listen(CALM)
    assert post.delays() == []
    await post.listen()
    assert post.delays() == [None]
    await post.listen(60 * MINUTE)
    assert post.delays() == [None]
    assert len(post.pages.asked) == 28


async def test_an_outage_of_many_watches_is_one_measure(post: Post) -> None:
    first = post.down()
    await post.listen(3 * MINUTE)
    post.pages.state = OUT
    await post.listen(3 * MINUTE)
    second = post.down()  # another yardstick of the same target
    await post.listen(3 * MINUTE)
    post.up(first)
    await post.listen(3 * MINUTE)
    post.up(second)
    await post.listen(3 * MINUTE)
    third = post.down()  # a relapse
    await post.listen(3 * MINUTE)
    post.up(third)
    await post.listen(60 * MINUTE)
    assert len(post.delays()) == 1


async def test_the_next_outage_is_measured_anew(post: Post) -> None:
    for _ in range(3):
        outage = post.down()
        post.pages.state = OfficialState.OPERATIONAL
        await post.listen(6 * MINUTE)
        post.pages.state = OUT
        await post.listen()
        post.up(outage)
        await post.listen(30 * MINUTE)
    assert post.delays() == [pytest.approx(6 + 20 / 60)] * 3
    candour = post.candours.of("shop")
    assert candour is not None
    assert candour.unsure == ROUND


async def test_what_was_measured_outlives_a_restart(post: Post) -> None:
    await test_the_next_outage_is_measured_anew(post)
    before = post.candours.of("shop")
    post.restarted()
    assert post.candours.of("shop") is None
    await post.listen()
    assert post.candours.of("shop") == before


@pytest.mark.parametrize("is_told_meanwhile", [True, False])
async def test_whoever_was_away_meanwhile_calls_nobody_late(
    post: Post, *, is_told_meanwhile: bool
) -> None:
    outage = post.down()
    await post.listen(6 * MINUTE)
    if is_told_meanwhile:
        post.pages.state, post.pages.began_at = OUT, post.clock.now()
    post.clock.advance(600)
    post.restarted()
    asked = len(post.pages.asked)
    await post.listen(20 * MINUTE)
    post.up(outage)
    await post.listen(30 * MINUTE)
    assert post.delays() == []
    assert len(post.pages.asked) == asked


async def test_a_quick_restart_right_after_it_went_down_still_measures(post: Post) -> None:
    post.down()
    await post.listen()
    post.restarted()
    await post.listen(6 * MINUTE)
    post.pages.state = OUT
    await post.listen()
    assert post.delays() == [pytest.approx(7.5 + 20 / 60)]


async def test_a_false_alarm_is_no_outage_once_nobody_believes_it(post: Post) -> None:
    outage = post.down()
    await post.listen(10 * MINUTE)
    outage = post.change(outage, is_believed=False)
    post.pages.state = OUT
    await post.listen(10 * MINUTE)
    assert post.delays() == []
    # Somebody who was not there when all others did believes it: too late to measure.
    post.change(outage, is_believed=True)
    await post.listen(10 * MINUTE)
    assert post.delays() == []


async def test_what_was_measured_is_withdrawn_with_its_outage(post: Post) -> None:
    outage, other = post.down(), post.down("bank")
    await post.listen(6 * MINUTE)
    post.pages.state = OUT
    await post.listen()
    assert len(post.records.kept) == 2
    post.change(outage, is_believed=False)
    post.up(other)
    await post.listen(30 * MINUTE)
    assert (post.delays(), len(post.delays("bank"))) == ([], 1)


async def test_an_outage_that_others_believe_stays_measured(post: Post) -> None:
    first, _ = post.down(), post.down()
    await post.listen(6 * MINUTE)
    post.pages.state = OUT
    await post.listen()
    post.change(first, is_believed=False)
    await post.listen(6 * MINUTE)
    assert len(post.delays()) == 1


async def test_an_outage_whose_end_nobody_saw_is_no_measure(post: Post) -> None:
    outage = post.down()
    await post.listen(10 * MINUTE)
    post.change(outage, over_at=post.clock.now(), is_followed=False)
    await post.listen(30 * MINUTE)
    gone = post.down("bank")
    await post.listen(10 * MINUTE)
    post.records.seen.remove(gone)
    await post.listen(30 * MINUTE)
    assert post.records.kept == []


async def test_our_own_trouble_is_nobodys_lateness(post: Post) -> None:
    outage = post.down()
    await post.listen(6 * MINUTE)
    post.is_blind = True
    await post.listen()
    post.is_blind = False
    await post.listen(6 * MINUTE)
    post.pages.state = OUT
    await post.listen()
    post.up(outage)
    await post.listen(30 * MINUTE)
    assert post.delays() == []


async def test_a_page_that_can_not_be_read_is_not_late(post: Post) -> None:
    outage = post.down()
    post.pages.problem = Problem.FAILING
    await post.listen(10 * MINUTE)
    post.pages.problem, post.pages.state = None, OUT
    await post.listen(10 * MINUTE)
    post.up(outage)
    await post.listen(30 * MINUTE)
    assert post.delays() == []
    assert len(post.pages.asked) < 6


async def test_so_many_at_a_time_and_so_long(post: Post) -> None:
    for one in MANY:
        post.down(one.id)
    await post.listen()
    assert len(post.pages.asked) == len(set(post.pages.asked)) == MOST_SERVICES
    await post.listen(LISTENED)
    asked = len(post.pages.asked)
    await post.listen(60 * MINUTE)
    assert len(post.pages.asked) == asked
    assert len(post.records.kept) == MOST_SERVICES
    post.pages.state, post.pages.began_at = OUT, post.clock.now() - MINUTE
    post.down()  # all that is settled takes no room, however long it lasts
    await post.listen()
    assert post.delays() == [0]


async def test_a_bug_with_one_page_is_its_own(post: Post) -> None:
    post.pages.broken.add("bank")
    post.down()
    post.down("bank")
    with capture_logs() as logs:
        await post.listen(6 * MINUTE)
    assert {one["service"] for one in logs} == {"bank"}
    post.pages.state = OUT
    await post.listen()
    assert (len(post.delays()), post.delays("bank")) == (1, [])


async def test_storage_that_is_away_for_a_moment_loses_nothing(post: Post) -> None:
    post.down()
    await post.listen(6 * MINUTE)
    post.records.is_away = True
    with pytest.raises(StoreUnavailable):
        await post.listener.listen()
    post.clock.advance(90)
    post.records.is_away = False
    post.pages.state = OUT
    post.records.is_full = True
    with pytest.raises(StoreUnavailable):
        await post.listener.listen()
    assert post.records.kept == []
    post.records.is_full = False
    await post.listen()
    assert post.delays() == [pytest.approx(7.5 + 20 / 60)]


async def test_it_works_in_rounds_and_sooner_when_woken(post: Post) -> None:
    post.down()
    task = asyncio.create_task(post.listener.run())
    while len(post.pages.asked) < 3:  # noqa: ASYNC110 - the fake tells nobody
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert set(post.clock.slept) == {REST_SECONDS, ROUND_SECONDS}
    post.listener.wake()
    post.records.is_away = True
    with capture_logs() as logs:
        task = asyncio.create_task(post.listener.run())
        while not logs:  # noqa: ASYNC110 - the log tells nobody
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert logs[0]["event"] == "lags_unavailable"
