"""Services that turn bots away are known by what they answer when they are well."""

from dataclasses import replace

import pytest

from bot.asking.answer import Answer, Asker
from bot.asking.asking import Asking
from bot.asking.limits import AskLimits
from bot.asking.own_network import Canaries
from bot.asking.policies import Policies
from bot.catalogue.known_answers import load_known_answers
from bot.catalogue.recognising import Recognising
from bot.catalogue.source import load_catalogue
from bot.probing.observation import Failure, Leg, Observation, Reply
from bot.probing.parsing import parse_target
from bot.triage import judge
from bot.triage.fusing import Known
from bot.triage.verdict import State
from tests.fakes.clock import START, FakeClock
from tests.fakes.looks import FakeLook, judge_by_reply
from tests.scenarios.scenario import reply_of

CATALOGUE = load_catalogue()
ANSWERS = load_known_answers(CATALOGUE)
RECOGNISING = Recognising(CATALOGUE, ANSWERS)
CHALLENGE = reply_of(403, b"<title>Just a moment...</title>", (("cf-mitigated", "challenge"),))


def look_at(service_id: str, *replies: Reply, failure: Failure | None = None) -> Observation:
    service = CATALOGUE.get(service_id)
    assert service is not None
    target = parse_target(service.probe_url)
    legs = tuple(Leg(target=target, reply=reply) for reply in replies)
    legs = (*legs[:-1], replace(legs[-1], failure=failure))
    return Observation(target=target, legs=legs, started_at=START, elapsed_ms=1)


def recognised(service_id: str, *replies: Reply) -> Known | None:
    observation = look_at(service_id, *replies)
    return RECOGNISING.recognise(observation, judge(observation)).get(service_id)


@pytest.mark.parametrize(
    ("service_id", "reply", "known"),
    [
        ("chatgpt", CHALLENGE, Known.EDGE),
        ("chatgpt", reply_of(403, b"<h1>Forbidden</h1>"), None),
        ("chatgpt", reply_of(502, b"<h1>502 Bad Gateway</h1>"), None),
        ("reddit", reply_of(403, b"whoa there"), Known.EDGE),
        ("openai-api", reply_of(401, b'{"error": {}}'), Known.UP),
        ("openai-api", reply_of(401, b"<html>Unauthorized"), None),
        ("openai-api", reply_of(500, b'{"error": {}}'), None),
        ("discord", reply_of(200, b'{"url": "wss://gateway.discord.gg"}'), Known.UP),
        ("discord", reply_of(200, b'{"message": "hello"}'), None),
        ("kraken", reply_of(200, b'{"result":{"status": "maintenance"}}'), Known.MAINTENANCE),
        ("kraken", reply_of(200, b'{"result":{"status":"online"}}'), Known.UP),
        ("kraken", reply_of(200, b'{"result":{"status":"post_only"}}'), Known.PART),
        ("destiny-2", reply_of(200, b'{"ErrorCode":5}'), Known.MAINTENANCE),
        ("mangadex", reply_of(200, b"pong"), Known.UP),
        ("binance", reply_of(451, b"{}"), Known.REGION),
        ("verizon", reply_of(200, b"<html>"), Known.WEBSITE),
        ("ao3", reply_of(525, b""), Known.UNCLEAR),
        ("github", reply_of(200, b"<html>"), None),
    ],
)
def test_an_answer_is_known_or_not(service_id: str, reply: Reply, known: Known | None) -> None:
    assert recognised(service_id, reply) is known


def test_being_sent_on_may_be_the_answer() -> None:
    sent_on = reply_of(302, headers=(("location", "/login"),))
    assert recognised("instagram", sent_on, reply_of(404, b"<html>")) is Known.UP


def test_an_answer_that_broke_off_is_not_known() -> None:
    observation = look_at("mangadex", reply_of(200, b"pong"), failure=Failure.REPLY_TRUNCATED)
    assert not RECOGNISING.recognise(observation, judge(observation))


def test_each_known_service_is_found_by_the_page_that_is_looked_at() -> None:
    for service_id in ANSWERS:
        service = CATALOGUE.get(service_id)
        assert service is not None
        assert parse_target(service.probe_url).url == service.probe_url


class Answering(FakeLook):
    """A look that always meets the same reply."""

    reply = CHALLENGE

    def _leg(self, target: object) -> Leg:
        leg = super()._leg(target)  # type: ignore[arg-type]
        return replace(leg, reply=self.reply)


@pytest.mark.parametrize(
    ("question", "known", "state", "rule"),
    [
        ("chatgpt", Known.EDGE, State.BLOCKED, "blocked-as-always"),
        ("github", None, State.BLOCKED, "blocked"),
    ],
)
async def test_an_answer_says_that_it_is_as_always(
    question: str, known: Known | None, state: State, rule: str
) -> None:
    clock = FakeClock()
    look = Answering(clock)
    asking = Asking(
        catalogue=CATALOGUE,
        look=look,
        judge=judge,
        own_network=Canaries([], look, clock),
        clock=clock,
        limits=AskLimits(),
        policies=Policies.build(),
        recognise=RECOGNISING.recognise,
    )
    for _ in range(2):  # remembered, too
        answer = await asking.ask(question, Asker(user_id=1, guild_id=2))
        assert isinstance(answer, Answer)
        assert answer.known is known
        assert (answer.fused.state, answer.fused.rule) == (state, rule)


def test_one_page_may_stand_for_several_services() -> None:
    observation = look_at("steam", reply_of(200, b'{"servertime": 1}'))
    found = RECOGNISING.recognise(observation, judge_by_reply(observation))
    assert found == {"steam": Known.PART}
