"""Judging as a whole: our own network first, evidence in our own words, any bytes survived."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.probing.observation import Failure, Leg, Stage, Timings, TlsFacts
from bot.probing.target import Refusal
from bot.triage import judge, refuse
from bot.triage.evidence import EvidenceId
from bot.triage.fingerprints import load_fingerprints
from bot.triage.verdict import Cause, Hop, OwnNetwork, State, Verdict
from tests.fakes.effort import effort
from tests.scenarios.scenario import TARGET, load_scenarios, observation_of, reply_of

BEFORE_ANY_REPLY = [
    failure
    for failure in Failure
    if failure not in {Failure.ADDRESS_REFUSED, Failure.REDIRECT_LOOP, Failure.REDIRECT_REFUSED}
]
OUR_WORDS = (
    set(load_fingerprints().products)
    | {sign.id for sign in load_fingerprints().signs}
    | {failure.value for failure in Failure}
    | {stage.value for stage in Stage}
    | {network.value for network in OwnNetwork}
    | {refusal.value for refusal in Refusal}
)
header_names = st.sampled_from(
    [
        *("server", "via", "retry-after", "proxy-status", "content-encoding", "date", "age"),
        "x-cache",
        "x-squid-error",
        "x-vercel-error",
        "cf-mitigated",
        "location",
        "x-powered-by",
        "ngrok-error-code",
    ]
)
hostile_text = st.text(max_size=300) | st.sampled_from(
    [
        "nginx/@everyone",
        'a; error=connection_refused; details="' + "x" * 200,
        "99999999999999999999",
        "ERR_NGROK_3200 @here",
        "deployment_not_found <script>",
        "Fri, 99 Foo 9999 99:99:99 GMT",
    ]
)
hostile_body = st.binary(max_size=2048) | st.sampled_from(
    [scenario.row.get("body", "").encode() * 3 for scenario in load_scenarios()]
)


def words(verdict: Verdict) -> list[str]:
    return [
        value
        for fact in verdict.evidence
        for value in fact.arguments.values()
        if isinstance(value, str) and value
    ]


@pytest.mark.parametrize("failure", BEFORE_ANY_REPLY)
def test_when_our_own_network_is_bad_nobody_is_called_down(failure: Failure) -> None:
    look = observation_of(Leg(target=TARGET, failure=failure, stage=Stage.CONNECT))
    verdict = judge(look, own_network=OwnNetwork.BAD)
    assert (verdict.state, verdict.hop, verdict.cause) == (
        State.UNKNOWN,
        Hop.BOT,
        Cause.OWN_NETWORK,
    )


def test_a_reply_counts_even_when_our_canaries_fail() -> None:
    look = observation_of(Leg(target=TARGET, reply=reply_of(200, b"hello")))
    assert judge(look, own_network=OwnNetwork.BAD).state is State.UP


@pytest.mark.parametrize("failure", list(Failure))
def test_every_failure_has_its_own_rule_without_a_reply(failure: Failure) -> None:
    verdict = judge(observation_of(Leg(target=TARGET, failure=failure, stage=Stage.EXCHANGE)))
    assert verdict.rule == failure.value.replace("_", "-")
    assert verdict.status is None


@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_refusal_is_told_with_its_reason(refusal: Refusal) -> None:
    verdict = refuse(refusal)
    assert verdict.state is State.REFUSED
    assert verdict.cause in {Cause.BAD_TARGET, Cause.REFUSED_BY_POLICY}
    assert [dict(fact.arguments) for fact in verdict.evidence] == [{"reason": refusal.value}]


def test_a_certificate_about_to_end_is_mentioned_on_a_good_day() -> None:
    tls = TlsFacts(
        version="TLSv1.3",
        issuer="Anyone",
        expires_at=datetime(2026, 11, 30, tzinfo=UTC),
        days_left=7,
    )
    verdict = judge(observation_of(Leg(target=TARGET, tls=tls, reply=reply_of(200, b"hello"))))
    facts = {fact.id: dict(fact.arguments) for fact in verdict.evidence}
    assert facts[EvidenceId.CERTIFICATE_EXPIRES] == {"days": 7, "date": "2026-11-30"}


def test_followed_redirects_are_counted() -> None:
    first = Leg(target=TARGET, reply=reply_of(301))
    verdict = judge(observation_of(first, first, Leg(target=TARGET, reply=reply_of(200, b"hi"))))
    facts = {fact.id: dict(fact.arguments) for fact in verdict.evidence}
    assert facts[EvidenceId.REDIRECTS] == {"count": 2}


def test_a_wait_the_site_asks_for_is_told_but_varnishs_constant_is_not() -> None:
    def wait(server: str, body: bytes) -> timedelta | None:
        headers = (("server", server), ("retry-after", "5"))
        return judge(
            observation_of(Leg(target=TARGET, reply=reply_of(503, body, headers)))
        ).retry_after

    assert wait("nginx", b"{}") == timedelta(seconds=5)
    assert wait("Varnish", b"<h3>Guru Meditation:</h3>\n<p>XID: 3</p>") is None


def test_evidence_ids_are_the_closed_list() -> None:
    for scenario in load_scenarios():
        verdict = judge(scenario.observation(), own_network=scenario.own_network)
        assert {fact.id for fact in verdict.evidence} <= {kind.value for kind in EvidenceId}
        assert verdict.evidence


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    status=st.integers(min_value=100, max_value=999),
    reason=st.text(max_size=60),
    headers=st.lists(st.tuples(header_names | st.text(max_size=20), hostile_text), max_size=12),
    body=hostile_body,
    failure=st.none() | st.sampled_from(list(Failure)),
    first_byte=st.none() | st.floats(min_value=0, max_value=1e6),
)
def test_any_reply_gets_a_verdict_in_our_own_words(  # noqa: PLR0917
    status: int,
    reason: str,
    headers: list[tuple[str, str]],
    body: bytes,
    failure: Failure | None,
    first_byte: float | None,
) -> None:
    leg = Leg(
        target=TARGET,
        timings=Timings(first_byte_ms=first_byte),
        reply=reply_of(status, body, tuple(headers), reason),
        failure=failure,
        stage=Stage.EXCHANGE if failure else None,
    )
    verdict = judge(observation_of(leg))
    closed = {error for error in words(verdict) if error not in OUR_WORDS}
    assert all(word.isascii() and word.replace("_", "").isalpha() for word in closed)
    assert verdict.answered_by is None or verdict.answered_by in load_fingerprints().products


@pytest.mark.parametrize(
    "body",
    [
        b"<title" * 3000,
        b"error code: " * 1400,
        b"a" * 16384,
        b"upstream connect error " * 700,
        b"<h1>" * 4096,
        bytes(range(256)) * 64,
        b"\x1f\x8b" + b"\0" * 16000,
    ],
    ids=["titles", "codes", "a", "envoy", "headings", "bytes", "gzip"],
)
def test_no_body_makes_judging_great_work(body: bytes) -> None:
    headers = (("server", "cloudflare"), ("content-encoding", "gzip"), ("via", "1.1 a, " * 900))
    look = observation_of(Leg(target=TARGET, reply=reply_of(503, body, headers)))
    judge(look)
    assert effort(lambda: judge(look)) < 10


def test_the_same_look_is_always_judged_the_same() -> None:
    for scenario in load_scenarios():
        look = scenario.observation()
        assert judge(look) == judge(dataclasses.replace(look, elapsed_ms=1.0))
