"""The official page's word beside a look: cut to the service, in time, and never in the way."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.asking.answer import Answer, Asker, Declined
from bot.asking.asking import Asking
from bot.asking.limits import AskLimits, Quota
from bot.asking.official import OfficialWord, OfficialWords, page_of
from bot.asking.own_network import Canaries
from bot.asking.policies import Policies
from bot.catalogue.components import load_components
from bot.catalogue.service import Service
from bot.catalogue.source import load_catalogue
from bot.probing.target import Target
from bot.statuspages.look import OfficialLook, OfficialPage, Problem
from bot.statuspages.providers import providers
from bot.statuspages.scoping import MatchKind
from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus
from bot.triage.verdict import State
from tests.fakes.clock import START, FakeClock
from tests.fakes.looks import FakeLook, judge_by_reply

CATALOGUE = load_catalogue()
MATCHES = load_components(CATALOGUE)
MEMBER = Asker(user_id=1, guild_id=2)
WORD = OfficialWord(state=OfficialState.OPERATIONAL, heard_at=START)
# Long enough for a busy machine, and short enough for a test.
LIMITS = AskLimits(official_seconds=0.3, official_within=0.6)


class Source:
    """A source whose word takes its time, or never comes."""

    def __init__(self, *, seconds: float = 0.0, error: Exception | None = None) -> None:
        self.seconds = seconds
        self.error = error
        self.asked: list[str] = []
        self.known: OfficialWord | None = None

    async def hear(self, service: Service) -> OfficialWord | None:
        self.asked.append(service.id)
        await asyncio.sleep(self.seconds)
        if self.error is not None:
            raise self.error
        self.known = WORD
        return WORD

    def recall(self, service: Service) -> OfficialWord | None:  # noqa: ARG002 - the port's
        return self.known


class SlowLook(FakeLook):
    """A look that takes its time."""

    seconds = 0.0

    async def look(self, target: Target, **options: Any) -> Any:
        await asyncio.sleep(self.seconds)
        return await super().look(target, **options)


class Desk:
    """An `Asking` and what it stands on."""

    def __init__(self, source: Source | None, limits: AskLimits = LIMITS) -> None:
        self.clock = FakeClock()
        self.look = SlowLook(self.clock)
        self.asking = Asking(
            catalogue=CATALOGUE,
            look=self.look,
            judge=judge_by_reply,
            own_network=Canaries([], self.look, self.clock),
            clock=self.clock,
            limits=limits,
            policies=Policies.build(),
            official=source,
        )

    async def ask(self, question: str) -> tuple[Answer, float]:
        start = time.monotonic()
        outcome = await self.asking.ask(question, MEMBER)
        assert isinstance(outcome, Answer), outcome
        return outcome, time.monotonic() - start


async def test_a_word_in_time_is_in_the_answer() -> None:
    source = Source(seconds=0.05)
    answer, _ = await Desk(source).ask("github")
    assert answer.official == WORD
    assert answer.verdict.state is State.UP
    assert source.asked == ["github"]


async def test_a_word_that_is_late_is_left_out_and_found_the_next_time() -> None:
    source = Source(seconds=0.5)
    desk = Desk(source)
    answer, took = await desk.ask("github")
    assert answer.official is None
    assert 0.25 < took < 0.5
    source.known = WORD
    again, took = await desk.ask("github")
    assert again.official == WORD
    assert took < 0.2
    assert len(source.asked) == 1


async def test_page_and_look_are_asked_side_by_side() -> None:
    desk = Desk(Source(seconds=0.3))
    desk.look.seconds = 0.3
    answer, took = await desk.ask("github")
    assert answer.official == WORD
    assert took < 0.55


async def test_a_look_that_took_long_waits_no_more() -> None:
    desk = Desk(Source(seconds=30), replace(LIMITS, official_within=0.2))
    desk.look.seconds = 0.3
    answer, took = await desk.ask("github")
    assert answer.official is None
    assert took < 0.5


async def test_a_remembered_answer_waits_for_nothing() -> None:
    source = Source(seconds=30)
    desk = Desk(source)
    await desk.ask("github")
    answer, took = await desk.ask("github")
    assert (answer.official, answer.age) == (None, timedelta())
    assert took < 0.2


async def test_trouble_with_the_page_leaves_the_answer_whole() -> None:
    answer, _ = await Desk(Source(error=RuntimeError("a bug"))).ask("github")
    assert answer.verdict.state is State.UP
    assert answer.official is None


@pytest.mark.parametrize("question", ["https://example.com/", "http://10.0.0.1/", "qqqqzzzz wha"])
async def test_what_is_no_service_has_no_page(question: str) -> None:
    source = Source()
    await Desk(source).asking.ask(question, MEMBER)
    assert source.asked == []


async def test_a_declined_question_asks_no_page() -> None:
    source = Source()
    desk = Desk(source, replace(LIMITS, member=Quota(1, 60)))
    await desk.ask("github")
    assert isinstance(await desk.asking.ask("discord", MEMBER), Declined)
    assert source.asked == ["github"]


async def test_switched_off_there_is_no_word() -> None:
    answer, took = await Desk(None).ask("github")
    assert answer.official is None
    assert took < 0.2


class Pages:
    """Official pages that all say the same, noting who was asked."""

    def __init__(self, status: OfficialStatus, problem: Problem | None = None) -> None:
        self.status = status
        self.problem = problem
        self.asked: list[OfficialPage] = []

    async def look(self, page: OfficialPage) -> OfficialLook:
        self.asked.append(page)
        found = self.recall(page)
        assert found is not None
        return found

    def recall(self, page: OfficialPage) -> OfficialLook | None:
        return OfficialLook(
            page_url=page.page_url, fetched_at=START, status=self.status, problem=self.problem
        )


def part(name: str, state: OfficialState, id_: str = "") -> Component:
    return Component(id=id_ or name, name=name, state=state)


def notice(title: str, state: OfficialState, *parts: str, **more: Any) -> Notice:
    return Notice(id=title, title=title, state=state, components=parts, **more)


async def hear(service_id: str, status: OfficialStatus) -> OfficialWord:
    service = CATALOGUE.get(service_id)
    assert service is not None
    word = await OfficialWords(Pages(status), MATCHES).hear(service)
    assert word is not None
    return word


OPENAI = OfficialStatus(
    state=OfficialState.MAJOR_OUTAGE,
    components=(
        part("ChatGPT", OfficialState.OPERATIONAL, "01JMXBNJXGV1T5GT2M9XA83XNG"),
        part("API", OfficialState.MAJOR_OUTAGE, "01JMXBRMFE6N2NNT7DG6XZQ6PW"),
    ),
    notices=(
        notice("API is out", OfficialState.MAJOR_OUTAGE, "01JMXBRMFE6N2NNT7DG6XZQ6PW"),
        notice("Soon", OfficialState.MAINTENANCE, is_upcoming=True),
    ),
)


async def test_a_shared_page_tells_of_the_services_own_part() -> None:
    chatgpt, api = await hear("chatgpt", OPENAI), await hear("openai-api", OPENAI)
    assert (chatgpt.state, chatgpt.title) == (OfficialState.OPERATIONAL, "")
    assert (api.state, api.title) == (OfficialState.MAJOR_OUTAGE, "API is out")
    assert not chatgpt.is_whole_page


async def test_without_its_part_it_is_the_whole_page_and_says_so() -> None:
    word = await hear("chatgpt", replace(OPENAI, components=()))
    assert (word.state, word.is_whole_page) == (OfficialState.MAJOR_OUTAGE, True)


async def test_the_title_is_of_what_goes_on_and_of_its_kind() -> None:
    status = OfficialStatus(
        state=OfficialState.DEGRADED,
        notices=(
            notice("Planned", OfficialState.MAINTENANCE),
            notice("", OfficialState.DEGRADED),
            notice("Slow", OfficialState.DEGRADED),
            notice("Old", OfficialState.MAJOR_OUTAGE, is_over=True),
        ),
    )
    assert (await hear("discord", status)).title == "Slow"
    planned = replace(status, state=OfficialState.MAINTENANCE)
    assert (await hear("discord", planned)).title == "Planned"


async def test_a_page_about_another_product_is_not_asked() -> None:
    related = [one for one in MATCHES.values() if one.kind is MatchKind.RELATED]
    pages = Pages(OPENAI)
    words = OfficialWords(pages, MATCHES)
    for match in related:
        service = CATALOGUE.get(match.service_id)
        assert service is not None
        assert await words.hear(service) is None
        assert words.recall(service) is None
    assert related
    assert pages.asked == []


async def test_only_pages_that_we_can_read_are_asked() -> None:
    pages = Pages(OPENAI)
    words = OfficialWords(pages, {})
    heard = [one for one in CATALOGUE.services if await words.hear(one) is not None]
    assert len(heard) > 200
    assert len(pages.asked) == len(heard)
    assert all(one.api_url and one.provider in providers() for one in heard)


def test_a_service_without_a_page_has_none() -> None:
    youtube = CATALOGUE.get("youtube")
    assert youtube is not None
    assert page_of(youtube) is None
