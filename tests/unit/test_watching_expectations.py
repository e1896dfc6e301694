"""What a watch asks for beyond an answer."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.probing.observation import Failure, Leg, Observation, Reply, Stage, Timings, TlsFacts
from bot.probing.parsing import parse_target
from bot.triage import judge
from bot.triage.verdict import Cause, Confidence, Evidence, State, Verdict
from bot.watching.condition import Policy
from bot.watching.expectations import (
    EXPECTED_CERTIFICATE,
    EXPECTED_SPEED,
    EXPECTED_STATUS,
    EXPECTED_TEXT,
    UNREADABLE_TEXT,
    apply,
    tailored,
)
from bot.watching.measuring import measure
from bot.watching.watch import Expectations

TARGET = parse_target("https://example.com/")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def seen(
    status: int = 200,
    body: bytes = b"<p>Welcome to the&nbsp;shop, caf\xc3\xa9 &amp; bar</p>",
    *,
    headers: tuple[tuple[str, str], ...] = (),
    took_ms: float = 100.0,
    days_left: int = 60,
) -> Observation:
    reply = Reply(
        status=status,
        reason="",
        http_version="1.1",
        headers=(("content-type", "text/html"), *headers),
        body=body,
        body_length=len(body),
        complete=True,
    )
    tls = TlsFacts(
        version="TLSv1.3",
        issuer=None,
        expires_at=NOW + timedelta(days=days_left),
        days_left=days_left,
    )
    leg = Leg(target=TARGET, reply=reply, tls=tls)
    return Observation(target=TARGET, legs=(leg,), started_at=NOW, elapsed_ms=took_ms)


def failed() -> Observation:
    leg = Leg(target=TARGET, failure=Failure.CONNECT_REFUSED, stage=Stage.CONNECT)
    return Observation(target=TARGET, legs=(leg,), started_at=NOW, elapsed_ms=9.0)


def applied(observation: Observation, **wishes: object) -> Verdict:
    return apply(judge(observation), observation, Expectations(**wishes))  # type: ignore[arg-type]


def evidence_ids(verdict: Verdict) -> list[str]:
    return [entry.id for entry in verdict.evidence]


def test_nothing_asked_for_changes_nothing() -> None:
    for observation in (seen(), seen(404), seen(502), failed()):
        verdict = judge(observation)
        assert apply(verdict, observation, Expectations()) is verdict


def test_another_status_than_asked_for_is_down_and_blames_nobody() -> None:
    verdict = applied(seen(200), statuses=frozenset({204}))
    assert (verdict.state, verdict.cause) == (State.DOWN, Cause.UNKNOWN)
    assert (verdict.rule, verdict.confidence) == (EXPECTED_STATUS, Confidence.LOW)
    assert verdict.evidence[0] == Evidence(id="expected-status", arguments={"code": 200})


def test_an_unexpected_404_keeps_its_cause() -> None:
    verdict = applied(seen(404), statuses=frozenset({200}))
    assert (verdict.state, verdict.cause) == (State.DOWN, Cause.NOT_FOUND)
    assert verdict.rule == EXPECTED_STATUS


@pytest.mark.parametrize("status", [401, 404, 429, 503])
def test_an_error_that_was_asked_for_is_health(status: int) -> None:
    verdict = applied(seen(status), statuses=frozenset({status}))
    assert (verdict.state, verdict.cause) == (State.UP, Cause.OK)
    assert verdict.rule == EXPECTED_STATUS


def test_an_error_that_broke_off_is_not_healed() -> None:
    whole = seen(503)
    reply = whole.last.reply
    assert reply is not None
    leg = replace(whole.last, reply=replace(reply, complete=False), failure=Failure.REPLY_TRUNCATED)
    broken = replace(whole, legs=(replace(leg, stage=Stage.EXCHANGE),))
    assert applied(broken, statuses=frozenset({503})).state is not State.UP


def test_a_wrong_page_sent_as_200_is_not_healed_by_asking_for_200() -> None:
    body = (
        b"<html><head><title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1>"
        b"<p>If you see this page, the nginx web server is successfully installed and working.</p>"
    )
    observation = seen(200, body)
    assert judge(observation).state is State.DOWN
    assert applied(observation, statuses=frozenset({200})) == judge(observation)


@pytest.mark.parametrize("status", [429, 502])
def test_what_is_blocked_or_down_keeps_its_own_verdict(status: int) -> None:
    verdict = judge(seen(status))
    assert applied(seen(status), statuses=frozenset({200}), text="shop", slow_ms=1) == verdict


def test_a_look_that_failed_keeps_its_own_verdict() -> None:
    wishes = {"statuses": frozenset({200}), "text": "shop", "slow_ms": 1, "certificate_days": 90}
    assert applied(failed(), **wishes) == judge(failed())


@pytest.mark.parametrize(
    "text", ["Welcome", "WELCOME  to", "the shop", "café & bar", "caf&eacute;"]
)
def test_a_text_is_found_however_the_page_writes_it(text: str) -> None:
    assert applied(seen(), text=text) == judge(seen())


def test_a_missing_text_is_down_and_blames_nobody() -> None:
    verdict = applied(seen(), text="Checkout")
    assert (verdict.state, verdict.cause) == (State.DOWN, Cause.UNKNOWN)
    assert (verdict.rule, verdict.confidence) == (EXPECTED_TEXT, Confidence.LOW)
    assert "Checkout" not in str(verdict.evidence)


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("windows-1251", "cp1251"), ('"Shift_JIS"', "shift_jis"), ("UTF-16LE", "utf-16le")],
)
def test_a_page_is_read_in_the_charset_it_names(charset: str, codec: str) -> None:
    word = "магазин" if codec != "shift_jis" else "ショップ"
    observation = seen(200, word.encode(codec))
    reply = observation.last.reply
    assert reply is not None
    named = (("content-type", f"text/html; charset={charset}; x=1"),)
    leg = replace(observation.last, reply=replace(reply, headers=named))
    observation = replace(observation, legs=(leg,))
    assert applied(observation, text=word).state is State.UP


@pytest.mark.parametrize(
    "observation",
    [
        seen(200, b"\x1b\x00\x00", headers=(("content-encoding", "br"),)),
        seen(200, gzip.compress(b"Welcome to the shop" * 9)),
    ],
)
def test_a_page_we_can_not_read_is_never_called_down(observation: Observation) -> None:
    verdict = applied(observation, text="Welcome")
    assert (verdict.state, verdict.rule) == (State.UNKNOWN, UNREADABLE_TEXT)


def test_a_page_that_was_dropped_is_never_called_down() -> None:
    observation = seen()
    reply = observation.last.reply
    assert reply is not None
    leg = replace(observation.last, reply=replace(reply, body=b"", headers=()))
    dropped = replace(observation, legs=(leg,))
    verdict = apply(judge(observation), dropped, Expectations(text="Welcome"))
    assert verdict.rule == UNREADABLE_TEXT


def test_a_body_whose_coding_was_taken_off_is_read() -> None:
    observation = seen(200, b"Welcome", headers=(("content-encoding", "gzip"),))
    assert applied(observation, text="Welcome").rule != UNREADABLE_TEXT


def test_slower_than_asked_for_is_slow_by_a_rule_of_its_own() -> None:
    verdict = applied(seen(took_ms=501.4), slow_ms=500)
    assert (verdict.state, verdict.cause) == (State.SLOW, Cause.SLOW)
    assert verdict.rule == EXPECTED_SPEED
    assert verdict.evidence[0].arguments == {"milliseconds": 501, "limit": 500}
    assert applied(seen(took_ms=500), slow_ms=500) == judge(seen())


def test_a_page_that_is_slow_for_anybody_keeps_that_verdict() -> None:
    observation = seen(took_ms=6000)
    leg = replace(observation.last, timings=Timings(first_byte_ms=5000.0))
    observation = replace(observation, legs=(leg,))
    assert judge(observation).state is State.SLOW
    assert applied(observation, slow_ms=500) == judge(observation)


def test_a_slow_page_that_says_4xx_stays_a_page_that_says_4xx() -> None:
    verdict = applied(seen(404, took_ms=900), slow_ms=500)
    assert verdict.state is State.ANSWERING
    assert evidence_ids(verdict)[0] == "expected-speed"


def test_a_certificate_that_ends_too_soon_is_noted_and_the_site_stays_up() -> None:
    verdict = applied(seen(days_left=20), certificate_days=21)
    assert (verdict.state, verdict.rule) == (State.UP, EXPECTED_CERTIFICATE)
    assert evidence_ids(verdict).count("certificate-expires") == 1
    assert applied(seen(days_left=22), certificate_days=21) == judge(seen(days_left=22))


def test_a_certificate_is_noted_once_and_keeps_another_states_rule() -> None:
    verdict = applied(seen(404, days_left=3), certificate_days=21)
    assert verdict.rule == judge(seen(404)).rule
    assert evidence_ids(verdict).count("certificate-expires") == 1


@pytest.mark.parametrize(("days", "all_days"), [(30, (30, 14, 7, 2)), (5, (5, 2)), (7, (7, 2))])
def test_a_watchs_own_days_replace_the_usual_ones_above(days: int, all_days: object) -> None:
    policy = tailored(Policy(), Expectations(certificate_days=days, slow_ms=700))
    assert policy.certificate_days == all_days
    assert policy.slow_ms == 700
    assert tailored(Policy(), Expectations()) == Policy()


def test_a_look_is_measured_only_where_a_page_came() -> None:
    assert measure(seen(took_ms=12)).took_ms == 12
    assert measure(seen()).certificate_ends_at == NOW + timedelta(days=60)
    assert measure(failed()).took_ms is None
    assert measure(failed()).certificate_ends_at is None


@given(
    st.binary(max_size=300),
    st.text(max_size=30),
    st.sampled_from(["utf-8", "utf-16", "idna", "punycode", "unicode_escape", "\x00", "big5", "x"]),
)
def test_no_page_and_no_charset_makes_it_fail(body: bytes, text: str, charset: str) -> None:
    headers = (("content-type", f"text/html; charset={charset}"),)
    observation = seen(200, body)
    reply = observation.last.reply
    assert reply is not None
    leg = replace(observation.last, reply=replace(reply, headers=headers))
    observation = replace(observation, legs=(leg,))
    verdict = apply(judge(observation), observation, Expectations(text=text))
    assert verdict.state in State
