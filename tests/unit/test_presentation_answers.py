"""Every verdict and every error becomes a whole message, within Discord's limits, without a cut."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from itertools import cycle, product

import pytest

from bot.asking.answer import Answer, Declined, DeclineReason
from bot.catalogue.service import Service
from bot.explanations import explain, explain_verdict
from bot.explanations.explaining import load_texts
from bot.presentation.answers import explain_answer, render_answer, render_outcome
from bot.presentation.custom_ids import NOBODY, Again, Meaning, decode
from bot.presentation.details import render_details
from bot.presentation.limits import fit
from bot.presentation.meanings import explain_press, render_error, render_meaning
from bot.presentation.notices import Notice, render_notice
from bot.presentation.rendered import Rendered
from bot.probing.observation import Leg, Observation, Timings, TlsFacts
from bot.probing.target import Refusal, Target
from bot.triage.evidence import EvidenceId, fact
from bot.triage.verdict import Cause, Confidence, Hop, OwnNetwork, State, Verdict

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LONG_HOST = ".".join(["a-very-long-label-of-a-host-name"] * 7) + ".example"
TARGET = Target(scheme="https", host=LONG_HOST, port=8443, path="/secret-path?token=s3cret")
SERVICE = Service(
    id="github",
    name="GitHub",
    aliases=(),
    category="dev",
    probe_url="https://github.com/",
    status_page_url="https://www.githubstatus.com",
    provider=None,
    api_url=None,
)
LEG = Leg(
    target=TARGET,
    addresses=(ip_address("203.0.113.7"), ip_address("2001:db8::7")),
    peer=ip_address("203.0.113.7"),
    timings=Timings(resolve_ms=3.2, connect_ms=0.2, tls_ms=20.6, first_byte_ms=140, total_ms=170),
    tls=TlsFacts(version="TLSv1.3", issuer="<@1> @everyone", expires_at=NOW, days_left=12),
)
OBSERVATION = Observation(target=TARGET, legs=(LEG,) * 7, started_at=NOW, elapsed_ms=200)
EVIDENCE = (
    fact(EvidenceId.STATUS, code=502),
    fact(EvidenceId.ANSWERED_BY, product="nginx"),
    fact(EvidenceId.FAILED_STAGE, stage="connect", failure="connect_refused"),
    fact(EvidenceId.OWN_NETWORK, state=OwnNetwork.GOOD.value),
)


def verdict_of(
    state: State, cause: Cause, confidence: Confidence = Confidence.HIGH, status: int | None = 502
) -> Verdict:
    return Verdict(
        state=state,
        hop=Hop.ORIGIN,
        cause=cause,
        confidence=confidence,
        rule="some-rule",
        status=status,
        answered_by="nginx",
        retry_after=timedelta(minutes=5),
        evidence=EVIDENCE,
    )


def answer_of(verdict: Verdict, service: Service | None = None) -> Answer:
    return Answer(
        name=service.name if service else TARGET.host,
        verdict=verdict,
        looked_at=NOW,
        service=service,
        target=TARGET,
        observation=OBSERVATION,
    )


def text_of(message: Rendered) -> str:
    return message.without_card().content


VERDICTS = [
    verdict_of(state, cause, confidence)
    for (state, cause), confidence in zip(product(State, Cause), cycle(Confidence), strict=False)
]


@pytest.mark.parametrize("service", [None, SERVICE], ids=["address", "service"])
def test_every_verdict_fits_without_a_cut(service: Service | None) -> None:
    for verdict in VERDICTS:
        answer = answer_of(verdict, service)
        explanation = explain_verdict(verdict, name="x", locale="en")
        for message in (
            render_answer(answer, "en"),
            render_outcome(answer, "de"),
            render_details(answer, "en", is_fresh=True),
            render_meaning(explanation, "en"),
        ):
            assert fit(message) == message, (verdict.state, verdict.cause)
            assert message.content


def test_nothing_private_and_nothing_of_a_servers_is_shown() -> None:
    answer = answer_of(verdict_of(State.DOWN, Cause.UPSTREAM_BAD_REPLY))
    messages = (render_answer(answer, "en"), render_details(answer, "en", is_fresh=False))
    for message in messages:
        everything = text_of(message) + str(message.buttons)
        for private in ("s3cret", "secret-path", "203.0.113.7", "2001:db8", "@everyone", "://"):
            assert private not in everything


def test_the_first_line_is_the_verdict() -> None:
    message = render_answer(answer_of(verdict_of(State.DOWN, Cause.OVERLOADED), SERVICE), "en")
    assert message.content.startswith("GitHub is down")
    assert message.content.endswith("It's not you.")
    assert "\n" not in message.content


def test_no_look_of_ours_blames_the_reader() -> None:
    asker = load_texts().format("en", "fault-asker")
    for state, cause in product(set(State) - {State.REFUSED, State.UNKNOWN}, Cause):
        for status in (None, 400, 404, 429, 494):
            verdict = verdict_of(state, cause, status=status)
            if cause is not Cause.BAD_TARGET:
                explanation = explain_answer(answer_of(verdict), "x", "en")
                assert explanation.fault_text != asker, (state, cause, status)
                assert explanation.topic != "status-429"


@pytest.mark.parametrize(
    ("state", "cause", "says"),
    [
        (State.DOWN, Cause.CONNECT_TIMEOUT, "without your connection"),
        (State.ANSWERING, Cause.NOT_FOUND, "The link's"),
        (State.BLOCKED, Cause.BOT_BLOCKED, "programs like ours"),
        (State.MAINTENANCE, Cause.MAINTENANCE, "planned work"),
        (State.NO_SUCH_SITE, Cause.DNS_NXDOMAIN, "misspelt"),
        (State.DOWN, Cause.UPSTREAM_BAD_REPLY, "The site's, not yours"),
    ],
)
def test_the_fault_is_told_for_this_very_look(state: State, cause: Cause, says: str) -> None:
    verdict = verdict_of(state, cause, status=None)
    press = Meaning(verdict, NOBODY)
    for message in (
        render_answer(answer_of(verdict), "en"),
        render_meaning(explain_press(press, None, "en"), "en"),
    ):
        assert message.card is not None
        told = {field.name: field.value for field in message.card.fields}
        assert says in told["Whose fault is it?"]


def test_we_are_no_surer_of_your_innocence_than_of_the_verdict() -> None:
    unsure = verdict_of(State.DOWN, Cause.OVERLOADED, Confidence.MEDIUM)
    assert render_answer(answer_of(unsure), "en").content.endswith("It does not seem to be you.")
    for state in set(State) - {State.DOWN, State.REFUSED}:
        line = render_answer(answer_of(verdict_of(state, Cause.UNKNOWN)), "en").content
        assert not line.endswith("you.")


def test_a_title_is_a_number_people_saw_and_never_the_verdict_once_more() -> None:
    numbered = render_answer(answer_of(verdict_of(State.DOWN, Cause.UPSTREAM_BAD_REPLY)), "en")
    assert numbered.card is not None
    assert numbered.card.title == "502 Bad Gateway"
    refused = verdict_of(State.DOWN, Cause.CONNECT_REFUSED, status=None)
    plain = render_answer(answer_of(refused), "en")
    assert plain.card is not None
    assert plain.card.title == ""


def test_as_text_alone_all_small_print_is_small() -> None:
    lines = text_of(render_answer(answer_of(verdict_of(State.UP, Cause.OK)), "en")).splitlines()
    assert [line[:3] for line in lines[-2:]] == ["-# ", "-# "]


def test_a_service_links_to_its_own_status_page_and_nothing_else_does() -> None:
    verdict = verdict_of(State.DOWN, Cause.OVERLOADED)
    links = [button.url for button in render_answer(answer_of(verdict, SERVICE), "en").buttons]
    assert [link for link in links if link] == ["https://www.githubstatus.com"]
    assert not any(button.url for button in render_answer(answer_of(verdict), "en").buttons)


def test_our_own_network_is_told_only_when_it_was_checked() -> None:
    verdict = verdict_of(State.DOWN, Cause.CONNECT_REFUSED)
    assert "Our own network is fine" in text_of(render_answer(answer_of(verdict), "en"))
    unchecked = Verdict(
        state=State.DOWN,
        hop=Hop.ORIGIN,
        cause=Cause.CONNECT_REFUSED,
        confidence=Confidence.HIGH,
        rule="r",
        evidence=(fact(EvidenceId.OWN_NETWORK, state=OwnNetwork.UNCHECKED.value),),
    )
    assert "own network" not in text_of(render_answer(answer_of(unchecked), "en"))


@pytest.mark.parametrize("confidence", Confidence)
def test_the_small_print_says_how_sure_we_are(confidence: Confidence) -> None:
    message = render_answer(answer_of(verdict_of(State.DOWN, Cause.OVERLOADED, confidence)), "en")
    assert message.card is not None
    words = {"high": "Sure:", "medium": "Fairly sure:", "low": "Not sure:"}
    assert message.card.footer.startswith(words[confidence])


def test_the_meaning_button_explains_the_same_verdict_later() -> None:
    verdict = verdict_of(State.DOWN, Cause.UPSTREAM_BAD_REPLY)
    message = render_answer(answer_of(verdict, SERVICE), "en")
    press = next(
        press
        for press in map(decode, (button.custom_id for button in message.buttons))
        if isinstance(press, Meaning)
    )
    later = explain_press(press, "GitHub", "en")
    now = explain_verdict(verdict, name="GitHub", locale="en")
    assert (later.topic, later.data, later.fault) == (now.topic, now.data, now.fault)


@pytest.mark.parametrize("reason", Refusal)
def test_every_refusal_is_a_private_sentence(reason: Refusal) -> None:
    verdict = Verdict(
        state=State.REFUSED,
        hop=Hop.NONE,
        cause=Cause.REFUSED_BY_POLICY,
        confidence=Confidence.HIGH,
        rule="r",
        evidence=(fact(EvidenceId.REFUSAL, reason=reason.value),),
    )
    message = render_outcome(Answer(name="", verdict=verdict, looked_at=NOW), "en")
    assert message.is_private
    assert message.content.endswith(".")


@pytest.mark.parametrize("reason", DeclineReason)
def test_every_decline_is_a_private_sentence_with_suggestions(reason: DeclineReason) -> None:
    declined = Declined(
        reason=reason, retry_after=timedelta(seconds=90), suggestions=(SERVICE,) * 9
    )
    message = fit(render_outcome(declined, "en"))
    assert message.is_private
    presses = [decode(button.custom_id) for button in message.buttons]
    assert len(presses) == 1
    assert isinstance(presses[0], Again)


@pytest.mark.parametrize("notice", Notice)
def test_every_notice_fits(notice: Notice) -> None:
    message = render_notice(notice, "pt-BR", wait=timedelta(minutes=3))
    assert fit(message) == message
    assert "3 minutes" in message.content


def test_every_error_anybody_may_name_fits_without_a_cut() -> None:
    codes = [*range(400, 600), *range(1000, 1300)]
    found = [(text, explain(text)) for text in (f"error {code}" for code in codes)]
    explained = [(text, explanation) for text, explanation in found if explanation is not None]
    assert len(explained) > 200
    for text, explanation in explained:
        error = render_error(explanation, text, "en")
        assert fit(error) == error
        assert [button.label for button in error.buttons] == ["The whole story"], text
        meaning = render_meaning(explanation, "en")
        assert fit(meaning) == meaning
