"""Explaining one verdict: the topic that claims no more than it, advice that fits it, one line."""

from datetime import timedelta
from itertools import product

import pytest

from bot.explanations import explain, explain_verdict, headline
from bot.explanations.advice import MOST_FUTILE, MOST_STEPS, order_advice
from bot.explanations.explaining import choose_topic, load_texts
from bot.triage.evidence import EvidenceId, fact
from bot.triage.verdict import Cause, Confidence, Evidence, Hop, State, Verdict

TEXTS = load_texts()


def verdict(
    cause: Cause = Cause.UPSTREAM_BAD_REPLY,
    *,
    state: State = State.DOWN,
    hop: Hop = Hop.ORIGIN,
    confidence: Confidence = Confidence.HIGH,
    status: int | None = None,
    answered_by: str | None = None,
    retry_after: timedelta | None = None,
    evidence: tuple[Evidence, ...] = (),
) -> Verdict:
    return Verdict(
        state=state,
        hop=hop,
        cause=cause,
        confidence=confidence,
        rule="test",
        status=status,
        answered_by=answered_by,
        retry_after=retry_after,
        evidence=evidence,
    )


EVERY_HEADLINE = [
    (state, cause, confidence, headline(
        verdict(cause, state=state, confidence=confidence), name="N" * 60
    ))
    for state, cause, confidence in product(State, Cause, Confidence)
]  # fmt: skip


def test_every_headline_names_the_target_and_fits_a_notification() -> None:
    for state, cause, _, line in EVERY_HEADLINE:
        assert len(line) <= 150, line
        assert "N" * 60 in line or (state, cause) == (State.REFUSED, Cause.BAD_TARGET), line


def test_only_what_is_down_is_called_down() -> None:
    for state, _, _, line in EVERY_HEADLINE:
        if state is not State.DOWN:
            assert "down" not in line.lower(), line


def test_what_we_are_not_sure_of_is_not_said_as_if_we_were() -> None:
    hedges = ("look", "seem", "most likely", "can't tell", "can't be found")
    for state, _, confidence, line in EVERY_HEADLINE:
        if confidence is not Confidence.HIGH and state is not State.REFUSED:
            assert any(hedge in line for hedge in hedges), line


def test_sure_and_unsure_headlines_differ_for_outages() -> None:
    sure, medium, low = (
        headline(verdict(Cause.CONNECT_REFUSED, confidence=confidence), name="ChatGPT")
        for confidence in Confidence
    )
    assert sure == "ChatGPT is down: its servers are refusing connections."
    assert medium == low == "ChatGPT looks down: its servers refused our visit."


def test_a_long_name_is_cut_to_keep_the_line_short() -> None:
    assert len(headline(verdict(), name="x" * 300)) <= 150


@pytest.mark.parametrize("cause", list(Cause))
@pytest.mark.parametrize("status", [None, 200, 404, 418, 429, 500, 502, 503, 504, 522, 599])
def test_the_topic_never_claims_another_cause(cause: Cause, status: int | None) -> None:
    for answered_by in (None, "nginx", "cloudflare"):
        topic, _ = choose_topic(verdict(cause, status=status, answered_by=answered_by))
        assert cause.replace("_", "-") in topic.chain


def test_a_status_in_its_usual_sense_is_told_by_its_own_name() -> None:
    assert explain_verdict(verdict(status=502), name="x").topic == "status-502"


def test_a_503_that_is_planned_work_is_told_as_such() -> None:
    told = explain_verdict(verdict(Cause.MAINTENANCE, status=503), name="x")
    assert told.topic == "maintenance"


def test_cloudflare_numbers_are_told_only_when_cloudflare_wrote_the_page() -> None:
    ours = verdict(Cause.CONNECT_REFUSED, status=521)
    edge = verdict(Cause.UPSTREAM_UNREACHABLE, status=521, answered_by="cloudflare")
    assert explain_verdict(edge, name="x").topic == "cloudflare-521"
    assert explain_verdict(ours, name="x").topic == "connect-refused"


def test_the_number_cloudflare_prints_says_more_than_the_status() -> None:
    seen = (fact(EvidenceId.STATUS, code=530), fact(EvidenceId.VENDOR_CODE, code=1016))
    told = verdict(
        Cause.UPSTREAM_DNS,
        status=530,
        answered_by="cloudflare",
        evidence=seen,
    )
    assert explain_verdict(told, name="x").topic == "cloudflare-1016"


@pytest.mark.parametrize("answered_by", [None, "nginx"])
def test_a_hostile_status_is_no_topic(answered_by: str | None) -> None:
    told = explain_verdict(verdict(Cause.UNKNOWN, status=999, answered_by=answered_by), name="x")
    assert told.topic == "unknown"


def advice(given: Verdict) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return order_advice(given, choose_topic(given)[0])


def test_in_an_outage_of_the_site_waiting_comes_first_and_your_browser_is_not_to_blame() -> None:
    helps, futile = advice(verdict(status=502))
    assert helps[0] == "wait"
    assert "restart-browser" in futile
    assert "restart-browser" not in helps


def test_a_lost_name_behind_the_site_is_not_a_reason_to_check_your_own_line() -> None:
    helps, _ = advice(verdict(Cause.UPSTREAM_DNS, hop=Hop.DNS, status=530))
    assert helps[0] == "wait"
    assert "check-connection" not in helps


def test_a_time_given_by_the_site_replaces_a_vague_wait() -> None:
    given = verdict(Cause.OVERLOADED, status=503, retry_after=timedelta(seconds=299))
    helps, _ = advice(given)
    assert helps[0] == "wait-about"
    assert "wait" not in helps
    assert "about 5 minutes" in explain_verdict(given, name="x").helps[0]


def test_a_time_is_not_passed_on_where_nothing_needs_waiting() -> None:
    helps, _ = advice(verdict(Cause.OK, state=State.UP, retry_after=timedelta(minutes=5)))
    assert "wait-about" not in helps


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(milliseconds=1), "about a second"),
        (timedelta(seconds=30), "about 30 seconds"),
        (timedelta(seconds=61), "about 61 seconds"),
        (timedelta(seconds=91), "about 2 minutes"),
        (timedelta(hours=2), "about 2 hours"),
        (timedelta(days=2), "about 48 hours"),
    ],
)
def test_waiting_times_are_rounded_up(length: timedelta, words: str) -> None:
    given = verdict(Cause.MAINTENANCE, state=State.MAINTENANCE, retry_after=length)
    assert words in explain_verdict(given, name="x").helps[0]


@pytest.mark.parametrize("length", [timedelta(), timedelta(seconds=-5), timedelta(days=400)])
def test_a_time_that_makes_no_sense_is_not_passed_on(length: timedelta) -> None:
    given = verdict(Cause.MAINTENANCE, state=State.MAINTENANCE, retry_after=length)
    assert "wait-about" not in advice(given)[0]


def test_if_it_works_from_here_the_asker_looks_at_their_own_side_first() -> None:
    helps, _ = advice(verdict(Cause.OK, state=State.UP, hop=Hop.NONE))
    assert helps[:2] == ("check-connection", "private-window")


def test_a_name_that_does_not_exist_is_spelled_again_first() -> None:
    helps, futile = advice(verdict(Cause.DNS_NXDOMAIN, state=State.NO_SUCH_SITE, hop=Hop.DNS))
    assert helps[0] == "check-spelling"
    assert "clear-cache" in futile


def test_who_is_blocked_is_sent_to_their_own_browser() -> None:
    helps, _ = advice(verdict(Cause.BOT_BLOCKED, state=State.BLOCKED, hop=Hop.EDGE, status=403))
    assert helps[0] == "open-yourself"


def test_a_bad_certificate_is_first_of_all_a_reason_to_stay_out() -> None:
    helps, futile = advice(verdict(Cause.TLS_EXPIRED, hop=Hop.TLS))
    assert helps[0] == "stay-out"
    assert futile[0] == "click-past"


def test_our_own_trouble_is_never_the_askers_to_mend() -> None:
    helps, _ = advice(verdict(Cause.OWN_NETWORK, state=State.UNKNOWN, hop=Hop.BOT))
    assert helps[0] == "open-yourself"


def test_advice_is_short_and_never_contradicts_itself() -> None:
    for state, hop, cause in product(State, Hop, Cause):
        helps, futile = advice(verdict(cause, state=state, hop=hop, retry_after=timedelta(hours=1)))
        assert 1 <= len(helps) <= MOST_STEPS
        assert 1 <= len(futile) <= MOST_FUTILE
        assert set(helps).isdisjoint(futile)
        assert len(set(helps)) == len(helps)


def test_every_step_advised_for_any_verdict_has_a_text_that_fits() -> None:
    for state, hop, cause in product(State, Hop, Cause):
        told = explain_verdict(verdict(cause, state=state, hop=hop), name="N" * 80)
        assert all(0 < len(step) <= 120 for step in (*told.helps, *told.futile))


def test_the_name_is_used_where_it_helps() -> None:
    told = explain_verdict(verdict(status=502), name="ChatGPT")
    assert any("status page of ChatGPT" in step for step in told.helps)


def test_a_weak_verdict_is_explained_as_the_best_guess_it_is() -> None:
    sure = explain_verdict(verdict(Cause.CONNECT_REFUSED), name="x").sentence
    weak = verdict(Cause.CONNECT_REFUSED, confidence=Confidence.LOW)
    assert (
        explain_verdict(weak, name="x").sentence == f"We are not sure, but this fits best: {sure}"
    )


def test_a_code_is_explained_without_a_verdict() -> None:
    told = explain("502")
    assert told is not None
    assert told.topic == "status-502"


def test_an_unknown_language_is_told_in_english() -> None:
    assert explain_verdict(verdict(), name="x", locale="tlh") == explain_verdict(
        verdict(), name="x"
    )
