"""An admin's look before watching: afresh, within budgets, judged by what they expect."""

from dataclasses import replace

from bot.asking.answer import Asker, Declined, DeclineReason
from bot.asking.limits import AskLimits, Quota
from bot.asking.looking import Seen
from bot.asking.questions import Refused, Subject
from bot.probing.observation import Observation
from bot.probing.parsing import parse_target
from bot.probing.target import Refusal
from bot.triage.verdict import Verdict
from bot.watching import expectations
from bot.watching.watch import Expectations
from tests.unit.test_asking_answers import MEMBER, PRIVATE_GUILD, Desk

EXAMPLE = parse_target("example.com")


def as_it_is(verdict: Verdict, observation: Observation) -> Verdict:  # noqa: ARG001
    return verdict


async def test_every_look_is_a_new_one_and_is_charged() -> None:
    desk = Desk(replace(AskLimits(), member=Quota(2, 60)))
    for _ in range(2):
        assert isinstance(await desk.asking.inspect(EXAMPLE, MEMBER, as_it_is), Seen)
    declined = await desk.asking.inspect(EXAMPLE, MEMBER, as_it_is)
    assert isinstance(declined, Declined)
    assert declined.reason is DeclineReason.MEMBER_BUDGET
    assert desk.look.count["example.com"] == 2


async def test_what_is_expected_is_read_before_the_page_is_dropped() -> None:
    wanted = Expectations(text="hostile page")

    def refine(verdict: Verdict, observation: Observation) -> Verdict:
        return expectations.apply(verdict, observation, wanted)

    seen = await Desk().asking.inspect(EXAMPLE, MEMBER, refine)
    assert isinstance(seen, Seen)
    assert seen.verdict.rule == "fake"
    assert seen.observation.last.reply is not None
    assert seen.observation.last.reply.body == b""


def test_a_whole_link_is_meant_as_it_stands() -> None:
    asking = Desk().asking
    for text, url in (
        ("github", "https://github.com/"),
        ("https://github.com/status?x=1", "https://github.com/status?x=1"),
        (" http://netflix.com ", "http://netflix.com/"),
    ):
        found = asking.identify(text, MEMBER)
        assert isinstance(found, Subject)
        assert found.target.url == url


def test_private_addresses_are_for_the_operators_own_servers() -> None:
    asking = Desk().asking
    found = asking.identify("http://10.1.0.1/", MEMBER)
    assert isinstance(found, Refused)
    assert found.reason is Refusal.PRIVATE_ADDRESS
    ours = Asker(user_id=1, guild_id=PRIVATE_GUILD)
    assert isinstance(asking.identify("http://10.1.0.1/", ours), Subject)
