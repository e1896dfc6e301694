"""An answer grows: at once what is known, later what others say, and never what was not asked."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.asking import unfolding
from bot.asking.answer import Answer, Asker, Declined, DeclineReason, Outcome
from bot.asking.elsewhere import Elsewhere
from bot.asking.limits import AskLimits
from bot.asking.official import OfficialWord
from bot.asking.questions import Subject
from bot.asking.unfolding import Stage, Unfolding, Waiting
from bot.catalogue.service import Service
from bot.probing.parsing import parse_target
from bot.statuspages.status import OfficialState
from bot.triage.fusing import Known
from bot.triage.verdict import State
from bot.vantage.sighting import Problem, Sight
from tests.fakes.clock import FakeClock
from tests.unit.test_asking_elsewhere import AT_HOME, MEMBER, Places, answer, make, sighting

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PUBLIC = "93.184.215.14"
DOWN = answer("https://site.example/", PUBLIC)
UP = answer("https://site.example/", PUBLIC, state=State.UP)
WORD = OfficialWord(state=OfficialState.MAJOR_OUTAGE, heard_at=NOW)
SERVICE = Service(
    id="site",
    name="Site",
    aliases=(),
    category="web",
    probe_url="https://site.example/",
    status_page_url="https://status.site.example/",
    provider="statuspage",
    api_url="https://status.site.example/api/v2/summary.json",
)


class Look:
    """Answers what a test says, when it says; and what an official page says."""

    def __init__(self, outcome: Outcome, word: OfficialWord | None = None) -> None:
        self.outcome, self.word = outcome, word
        self.may_look, self.may_hear = asyncio.Event(), asyncio.Event()
        self.may_look.set()
        self.may_hear.set()
        self.is_stopped = False

    async def ask(self, question: str, asker: Asker, *, again: bool = False) -> Outcome:
        del question, asker, again
        try:
            await self.may_look.wait()
        except asyncio.CancelledError:
            self.is_stopped = True
            raise
        return self.outcome

    def subject(self, question: str, asker: Asker, *, again: bool = False) -> Subject | None:
        del asker, again
        return Subject(target=parse_target(question))

    async def hear(self, service: Service | None) -> OfficialWord | None:
        await self.may_hear.wait()
        if self.word is None:
            raise OSError(service)
        return self.word


async def gather(look: Look, elsewhere: Elsewhere, asker: Asker = MEMBER) -> list[Stage]:
    stages = Unfolding(look, elsewhere, FakeClock()).unfold("https://site.example/", asker)
    async with aclosing(stages):
        return [stage async for stage in stages]


def nobody() -> Elsewhere:
    return make(None, FakeClock())


async def test_what_nobody_adds_to_is_one_stage() -> None:
    assert await gather(Look(DOWN), nobody()) == [DOWN]
    declined = Declined(reason=DeclineReason.NOT_FOUND)
    assert await gather(Look(declined), nobody()) == [declined]


async def test_other_places_join_later() -> None:
    places = Places()
    places.may_go.clear()
    look = Look(DOWN)
    stages = Unfolding(look, make(places, FakeClock()), FakeClock()).unfold("site", MEMBER)
    async with aclosing(stages):
        told = aiter(stages)
        assert await anext(told) == replace(DOWN, is_growing=True)
        places.may_go.set()
        assert await anext(told) == replace(DOWN, places=places.seen)
        with pytest.raises(StopAsyncIteration):
            await anext(told)


@pytest.mark.parametrize("state", State)
async def test_asked_by_itself_only_where_our_own_look_leaves_it_open(state: State) -> None:
    places = Places()
    look = Look(answer("https://site.example/", PUBLIC, state=state))
    last = (await gather(look, make(places, FakeClock())))[-1]
    assert isinstance(last, Answer)
    is_asked = state in {State.DOWN, State.BLOCKED, State.UNKNOWN}
    assert (last.places is not None) is is_asked
    assert bool(places.asked) is is_asked


async def test_nobody_is_asked_about_those_who_turn_all_bots_away() -> None:
    places = Places()
    blocked = answer("https://site.example/", PUBLIC, state=State.BLOCKED)
    await gather(Look(replace(blocked, known=Known.EDGE)), make(places, FakeClock()))
    assert not places.asked


@pytest.mark.parametrize("address", ["10.1.2.3", "127.0.0.1"])
async def test_nobody_is_told_of_what_is_private(address: str) -> None:
    places = Places()
    private = answer("https://site.example/", address)
    assert await gather(Look(private), make(places, FakeClock()), AT_HOME) == [private]
    assert not places.asked


async def test_a_look_that_hangs_is_told_and_others_are_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unfolding, "FIRST_WORD", 0.01)
    places, look = Places(), Look(DOWN)
    look.may_look.clear()
    stages = Unfolding(look, make(places, FakeClock()), FakeClock()).unfold(
        "https://site.example/", MEMBER
    )
    async with aclosing(stages):
        told = aiter(stages)
        waiting = await anext(told)
        assert isinstance(waiting, Waiting)
        assert waiting.asks_elsewhere
        look.may_look.set()
        assert await anext(told) == replace(DOWN, places=places.seen)
    assert len(places.asked) == 1


async def test_a_name_that_hangs_where_private_ones_are_looked_at_is_told_to_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unfolding, "FIRST_WORD", 0.01)
    places, look = Places(), Look(DOWN)
    look.may_look.clear()
    stages = Unfolding(look, make(places, FakeClock()), FakeClock()).unfold(
        "https://site.example/", AT_HOME
    )
    async with aclosing(stages):
        waiting = await anext(aiter(stages))
        assert isinstance(waiting, Waiting)
        assert not waiting.asks_elsewhere
    assert not places.asked
    await asyncio.sleep(0)
    assert look.is_stopped


async def test_an_official_word_that_is_late_joins_too() -> None:
    served = replace(DOWN, service=SERVICE)
    look = Look(served, WORD)
    look.may_hear.clear()
    stages = Unfolding(look, nobody(), FakeClock()).unfold("site", MEMBER)
    async with aclosing(stages):
        told = aiter(stages)
        assert await anext(told) == replace(served, is_growing=True)
        look.may_hear.set()
        assert await anext(told) == replace(served, official=WORD)


async def test_what_goes_wrong_with_a_piece_takes_nothing_away() -> None:
    served = replace(DOWN, service=SERVICE)
    places = Places(sighting(Sight.DOWN, Sight.DOWN))
    last = (await gather(Look(served), make(places, FakeClock())))[-1]
    assert last == replace(served, places=places.seen)


async def test_what_does_not_come_in_time_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfolding, "COMPLETE", 0.0)
    places = Places()
    places.may_go.clear()
    (last,) = await gather(Look(DOWN), make(places, FakeClock()))
    assert isinstance(last, Answer)
    assert last.places is not None
    assert last.places.problem is Problem.LATE
    assert not last.is_growing


async def test_asking_by_itself_leaves_the_members_their_presses() -> None:
    places = Places()
    clock = FakeClock()
    elsewhere = make(places, clock)
    for number in range(3):
        target = parse_target(f"https://site{number}.example/")
        assert await elsewhere.look_unasked(target, MEMBER) is places.seen
    spent = await elsewhere.look_unasked(parse_target("https://other.example/"), MEMBER)
    assert spent is not places.seen
    assert await elsewhere.look(answer("https://pressed.example/", PUBLIC), MEMBER) is places.seen


async def test_an_official_page_that_is_late_is_no_word_about_other_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unfolding, "COMPLETE", 0.0)
    look = Look(replace(UP, service=SERVICE), WORD)
    look.may_hear.clear()
    places = Places()
    last = (await gather(look, make(places, FakeClock())))[-1]
    assert last == look.outcome
    assert not places.asked


async def test_what_was_asked_while_waiting_is_not_asked_and_charged_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unfolding, "FIRST_WORD", 0.01)
    places, look = Places(sighting(problem=Problem.AWAY)), Look(DOWN)
    look.may_look.clear()
    stages = Unfolding(look, make(places, FakeClock()), FakeClock()).unfold(
        "https://site.example/", MEMBER
    )
    async with aclosing(stages):
        told = aiter(stages)
        assert isinstance(await anext(told), Waiting)
        await asyncio.sleep(0.01)
        look.may_look.set()
        assert await anext(told) == replace(DOWN, places=places.seen)
    assert len(places.asked) == 1


async def test_what_a_slow_site_that_works_was_asked_for_holds_up_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unfolding, "FIRST_WORD", 0.01)
    places, look = Places(), Look(UP)
    look.may_look.clear()
    places.may_go.clear()
    stages = Unfolding(look, make(places, FakeClock()), FakeClock()).unfold(
        "https://site.example/", MEMBER
    )
    async with aclosing(stages):
        told = aiter(stages)
        assert isinstance(await anext(told), Waiting)
        look.may_look.set()
        assert await anext(told) == UP


async def test_other_places_that_close_in_the_middle_take_nothing_away() -> None:
    places = Places()
    places.may_go.clear()
    elsewhere = make(places, FakeClock())
    stages = Unfolding(Look(DOWN), elsewhere, FakeClock()).unfold("site", MEMBER)
    async with aclosing(stages):
        told = aiter(stages)
        assert await anext(told) == replace(DOWN, is_growing=True)
        await elsewhere.aclose()
        assert await anext(told) == DOWN


@pytest.mark.parametrize("moment", [0.0, 0.005, 0.05])
async def test_whoever_leaves_at_any_moment_leaves_nothing_running(moment: float) -> None:
    look = Look(replace(DOWN, service=SERVICE), WORD)
    look.may_hear.clear()
    places = Places()
    places.may_go.clear()
    elsewhere = make(places, FakeClock())
    before = asyncio.all_tasks()

    async def listen() -> None:
        async with aclosing(Unfolding(look, elsewhere, FakeClock()).unfold("s", MEMBER)) as stages:
            async for _ in stages:
                pass

    listener = asyncio.create_task(listen())
    await asyncio.sleep(moment)
    listener.cancel()
    await asyncio.wait({listener})
    await elsewhere.aclose()
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before


def test_nobody_is_told_that_a_site_is_silent_while_its_official_page_is() -> None:
    assert AskLimits().official_within < unfolding.FIRST_WORD
