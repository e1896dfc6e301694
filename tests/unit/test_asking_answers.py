"""From a question to an answer: what is looked at, what is shared, what is remembered for whom."""

import asyncio
import tracemalloc
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network

import pytest

from bot.asking.answer import Answer, Asker, Declined, DeclineReason
from bot.asking.asking import Asking
from bot.asking.limits import AskLimits, Quota
from bot.asking.own_network import Canaries
from bot.asking.policies import Policies
from bot.catalogue.source import load_catalogue
from bot.probing.observation import Failure
from bot.probing.parsing import parse_target
from bot.triage.verdict import Cause, State
from tests.fakes.clock import FakeClock
from tests.fakes.looks import FakeLook, judge_by_reply

CATALOGUE = load_catalogue()
PRIVATE_GUILD, OTHER_GUILD = 77, 78
MEMBER = Asker(user_id=1, guild_id=OTHER_GUILD)
DEFAULTS = AskLimits()
UNLIMITED = Quota(1_000_000, 1)
GENEROUS = AskLimits(
    member=UNLIMITED,
    member_hosts=UNLIMITED,
    member_addresses=UNLIMITED,
    server=UNLIMITED,
    target=UNLIMITED,
    bot=UNLIMITED,
)
CANARIES = ("one.example.net", "two.example.net", "three.example.net")


class Desk:
    """Everything an `Asking` stands on, within reach of a test."""

    def __init__(self, limits: AskLimits = DEFAULTS) -> None:
        self.clock = FakeClock()
        self.look = FakeLook(self.clock)
        targets = [parse_target(host) for host in CANARIES]
        self.canaries = Canaries(targets, self.look, self.clock)
        self.asking = Asking(
            catalogue=CATALOGUE,
            look=self.look,
            judge=judge_by_reply,
            own_network=self.canaries,
            clock=self.clock,
            limits=limits,
            policies=Policies.build(
                private_networks=[ip_network("10.1.0.0/16")], private_guilds=[PRIVATE_GUILD]
            ),
        )

    async def answer(self, question: str, asker: Asker = MEMBER, *, again: bool = False) -> Answer:
        outcome = await self.asking.ask(question, asker, again=again)
        assert isinstance(outcome, Answer), outcome
        return outcome

    async def declined(self, question: str, asker: Asker = MEMBER) -> Declined:
        outcome = await self.asking.ask(question, asker)
        assert isinstance(outcome, Declined), outcome
        return outcome


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(
    "question", ["GitHub", "gh", "yo is gh down rn??", "github.com", " github "]
)
async def test_a_service_is_looked_at_by_any_of_its_names(desk: Desk, question: str) -> None:
    answer = await desk.answer(question)
    assert answer.name == "GitHub"
    assert answer.key == "github"
    assert answer.verdict.state is State.UP
    assert answer.looked_at == desk.clock.now()


async def test_an_address_is_called_by_its_host(desk: Desk) -> None:
    answer = await desk.answer("https://Bücher.example/a?b=c")
    assert answer.name == "xn--bcher-kva.example"
    assert answer.key == "https://xn--bcher-kva.example/a?b=c"
    assert answer.service is None


async def test_the_key_of_an_answer_asks_for_the_same_again(desk: Desk) -> None:
    for question in ("steam", "example.org/page"):
        first = await desk.answer(question)
        again = await desk.answer(first.key, again=True)
        assert again.target == first.target
        assert again.name == first.name
    assert len(desk.look.looks) == 2


async def test_words_that_name_nothing_are_declined_with_near_misses(desk: Desk) -> None:
    declined = await desk.declined("gitlub")
    assert declined.reason is DeclineReason.NOT_FOUND
    assert declined.suggestions[0].id == "github"
    assert not desk.look.looks


async def test_a_refused_address_is_an_answer_without_a_look(desk: Desk) -> None:
    answer = await desk.answer("http://169.254.169.254/latest/meta-data")
    assert answer.verdict.state is State.REFUSED
    assert (answer.target, answer.observation, answer.name) == (None, None, "")
    assert not desk.look.looks


async def test_a_thousand_people_who_ask_at_once_share_one_look(desk: Desk) -> None:
    askers = [Asker(user_id=number, guild_id=OTHER_GUILD) for number in range(1000)]
    outcomes = await asyncio.gather(*(desk.asking.ask("discord", asker) for asker in askers))
    assert desk.look.count == {"discord.com": 1}
    assert all(isinstance(outcome, Answer) for outcome in outcomes)


async def test_an_answer_is_reused_until_it_is_thirty_seconds_old(desk: Desk) -> None:
    first = await desk.answer("reddit")
    assert (first.age, first.fresh_in) == (timedelta(), timedelta(seconds=30))
    desk.clock.advance(29)
    second = await desk.answer("reddit", Asker(user_id=2, guild_id=None), again=True)
    assert (second.age, second.fresh_in) == (timedelta(seconds=29), timedelta(seconds=1))
    assert second.looked_at == first.looked_at
    desk.clock.advance(1)
    third = await desk.answer("reddit")
    assert third.age == timedelta()
    assert len(desk.look.looks) == 2


async def test_reused_answers_cost_no_budget(desk: Desk) -> None:
    for _ in range(100):
        await desk.answer("reddit")
    assert (await desk.answer("twitch")).verdict.state is State.UP


async def test_the_first_asker_may_leave_without_ending_the_look(desk: Desk) -> None:
    desk.look.held.add("discord.com")
    first = asyncio.create_task(desk.asking.ask("discord", MEMBER))
    others = [asyncio.create_task(desk.answer("discord")) for _ in range(3)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    desk.look.release.set()
    answers = await asyncio.gather(*others)
    assert {answer.verdict.state for answer in answers} == {State.UP}
    assert len(desk.look.looks) == 1


async def test_a_look_nobody_waits_for_is_still_remembered(desk: Desk) -> None:
    desk.look.held.add("discord.com")
    only = asyncio.create_task(desk.asking.ask("discord", MEMBER))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    only.cancel()
    await asyncio.gather(only, return_exceptions=True)
    joined = asyncio.create_task(desk.answer("discord"))
    desk.look.release.set()
    assert (await joined).verdict.state is State.UP
    assert len(desk.look.looks) == 1


async def test_a_bug_reaches_everyone_who_asked_and_is_not_remembered(desk: Desk) -> None:
    desk.look.broken.add("discord.com")
    asks = [desk.asking.ask("discord", MEMBER) for _ in range(3)]
    errors = await asyncio.gather(*asks, return_exceptions=True)
    assert [type(error) for error in errors] == [RuntimeError] * 3
    desk.look.broken.clear()
    assert (await desk.answer("discord")).verdict.state is State.UP


async def test_what_a_private_server_sees_is_never_handed_to_others(desk: Desk) -> None:
    inside = Asker(user_id=1, guild_id=PRIVATE_GUILD)
    seen = await desk.answer("http://10.1.2.3/", inside)
    assert seen.verdict.state is State.UP
    for stranger in (MEMBER, Asker(user_id=1, guild_id=None)):
        answer = await desk.answer("http://10.1.2.3/", stranger)
        assert answer.verdict.state is State.REFUSED
        assert answer.observation is None


async def test_a_name_looked_at_inside_is_looked_at_again_for_others(desk: Desk) -> None:
    """The same name may have private answers inside and be refused outside."""
    await desk.answer("https://git.example.org/", Asker(user_id=1, guild_id=PRIVATE_GUILD))
    await desk.answer("https://git.example.org/")
    assert len({policy for _, policy in desk.look.looks}) == 2


async def test_private_networks_do_not_open_the_others(desk: Desk) -> None:
    answer = await desk.answer("http://10.2.0.1/", Asker(user_id=1, guild_id=PRIVATE_GUILD))
    assert answer.verdict.state is State.REFUSED


async def test_too_many_waiting_looks_make_the_bot_busy(desk: Desk) -> None:
    await desk.answer("reddit")
    desk.look.waiting = DEFAULTS.queue + 1
    declined = await desk.declined("twitch")
    assert declined.reason is DeclineReason.BUSY
    assert declined.retry_after
    assert (await desk.answer("reddit")).verdict.state is State.UP


async def test_when_the_canaries_fail_too_nobody_is_blamed(desk: Desk) -> None:
    desk.look.failing = dict.fromkeys([*CANARIES, "www.reddit.com"], Failure.CONNECT_TIMEOUT)
    answer = await desk.answer("https://www.reddit.com/r/all")
    assert (answer.verdict.state, answer.verdict.cause) == (State.UNKNOWN, Cause.OWN_NETWORK)


async def test_when_the_canaries_answer_the_site_is_down(desk: Desk) -> None:
    desk.look.failing = {"example.org": Failure.CONNECT_TIMEOUT}
    assert (await desk.answer("example.org")).verdict.state is State.DOWN


async def test_a_site_that_answers_needs_no_canaries(desk: Desk) -> None:
    await desk.answer("example.org")
    assert list(desk.look.count) == ["example.org"]


async def test_nothing_a_server_wrote_is_kept(desk: Desk) -> None:
    answer = await desk.answer("example.org")
    assert answer.observation is not None
    reply = answer.observation.last.reply
    assert reply is not None
    assert (reply.status, reply.reason, reply.headers, reply.body) == (200, "", (), b"")


async def test_memory_stays_bounded_whatever_is_asked() -> None:
    desk = Desk(replace(GENEROUS, answers=500, keys=500))
    for number in range(2_000):
        await desk.answer(f"https://s{number}.example.org/", Asker(user_id=number, guild_id=number))
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for number in range(2_000, 10_000):
        await desk.answer(f"https://s{number}.example.org/", Asker(user_id=number, guild_id=number))
    desk.look.looks.clear()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(desk.asking._seen) == 500
    assert after - before < 2 * 1024 * 1024


async def test_two_hundred_targets_at_once_do_not_wait_for_those_that_hang() -> None:
    desk = Desk()
    hanging = {f"s{number}.example.org" for number in range(0, 200, 2)}
    desk.look.held = hanging
    tasks = [
        asyncio.create_task(
            desk.asking.ask(f"s{number}.example.org", Asker(user_id=number, guild_id=None))
        )
        for number in range(200)
    ]
    done, pending = await asyncio.wait(tasks[1::2], timeout=5)
    assert (len(done), len(pending)) == (100, 0)
    await desk.asking.aclose()
    left = await asyncio.gather(*tasks[::2], return_exceptions=True)
    assert all(isinstance(outcome, asyncio.CancelledError) for outcome in left)
