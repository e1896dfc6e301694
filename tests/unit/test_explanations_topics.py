"""Every topic is whole, every id leads somewhere, and nothing is left over."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from fluent.syntax import ast, parse

from bot.asking.answer import DeclineReason
from bot.explanations import declined_text, evidence_text, explain, product_name, refusal_text
from bot.explanations.advice import load_rules
from bot.explanations.explaining import compose, load_texts
from bot.explanations.explanation import Explanation, Fault
from bot.explanations.recognition import load_phrases
from bot.explanations.topics import TopicError, load_topics, resolve_topic
from bot.probing.observation import Failure, Stage
from bot.probing.target import Refusal
from bot.triage.evidence import EvidenceId, fact
from bot.triage.verdict import Cause, OwnNetwork, State

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "bot" / "explanations" / "locales" / "en"
TOPICS = sorted(id_ for id_ in load_topics() if not id_.startswith("family-"))
LIMITS = {"sentence": 200, "story": 900, "picture": 600, "owner": 700}
OTHER_LIMIT, STEP_LIMIT = 400, 120
WHOLE = {"base": "", "fault": "site", "scene": "door", "data": "unclear"} | {
    key: ["x"] for key in ("reasons", "helps", "futile", "sources")
}


def explanation(topic: str) -> Explanation:
    return compose(load_topics()[topic], "en", "499")


def message_ids(prefix: str) -> set[str]:
    return {
        entry.id.name.removeprefix(prefix)
        for path in ENGLISH.glob("*.ftl")
        for entry in parse(path.read_text(encoding="utf-8")).body
        if isinstance(entry, ast.Message) and entry.id.name.startswith(prefix)
    }


@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_has_a_topic(cause: Cause) -> None:
    assert cause.replace("_", "-") in TOPICS


@pytest.mark.parametrize("topic", TOPICS)
def test_every_part_of_every_topic_says_something(topic: str) -> None:
    told = explanation(topic)
    for field in fields(told):
        value = getattr(told, field.name)
        assert value, field.name
        assert all(part.strip() for part in (value if isinstance(value, tuple) else (value,)))


@pytest.mark.parametrize("topic", TOPICS)
def test_every_text_fits(topic: str) -> None:
    told = explanation(topic)
    for field in fields(told):
        value = getattr(told, field.name)
        if isinstance(value, str):
            assert len(value) <= LIMITS.get(field.name, OTHER_LIMIT), field.name
    for part in (*told.reasons, *told.helps, *told.futile):
        assert len(part) <= STEP_LIMIT, part


def test_topics_name_only_texts_that_exist_and_every_text_is_named() -> None:
    topics = load_topics().values()
    rules = load_rules()
    named: dict[str, set[str]] = {
        "reason-": {id_ for topic in topics for id_ in topic.reasons},
        "step-": {id_ for topic in topics for id_ in topic.helps}
        | {id_ for rule in rules for id_ in rule.first}
        | {"wait-about"},
        "futile-": {id_ for topic in topics for id_ in topic.futile}
        | {id_ for rule in rules for id_ in rule.futile},
        "data-": {topic.data for topic in topics},
        "fault-": {fault.value for fault in Fault},
        "refusal-": {reason.replace("_", "-") for reason in Refusal},
        "declined-": {reason.replace("_", "-") for reason in DeclineReason},
        "evidence-": {kind.value for kind in EvidenceId},
        "topic-": set(load_topics()),
    }
    astray = {prefix: message_ids(prefix) ^ ids for prefix, ids in named.items()}
    assert {prefix: ids for prefix, ids in astray.items() if ids} == {}


@pytest.mark.parametrize("topic", TOPICS)
def test_nothing_is_both_advised_and_futile(topic: str) -> None:
    entry = load_topics()[topic]
    assert set(entry.helps).isdisjoint(entry.futile)


@pytest.mark.parametrize("topic", TOPICS)
def test_facts_are_sourced(topic: str) -> None:
    sources = load_topics()[topic].sources
    assert all(re.search(r"RFC \d+|https://|[A-Za-z]{3}.{5}", source) for source in sources)


@pytest.mark.parametrize("reason", list(Refusal))
def test_every_refusal_says_what_to_do(reason: Refusal) -> None:
    assert refusal_text(reason).count(". ") + 1 >= 2


@pytest.mark.parametrize("reason", list(DeclineReason))
def test_every_decline_has_a_sentence(reason: DeclineReason) -> None:
    assert declined_text(reason).endswith(".")


EVIDENCE = [
    fact(EvidenceId.STATUS, code=502),
    fact(EvidenceId.ANSWERED_BY, product="nginx"),
    fact(EvidenceId.IN_THE_PATH, product="cloudflare"),
    fact(EvidenceId.PAGE_MARKER, marker="m", product="nginx"),
    fact(EvidenceId.HEADER_MARKER, marker="m", product="nginx"),
    fact(EvidenceId.VENDOR_CODE, code=1016, product="cloudflare"),
    fact(EvidenceId.PROXY_STATUS, error="connection_refused"),
    fact(EvidenceId.UPSTREAM_STATUS, code=503),
    fact(EvidenceId.RETRY_AFTER, seconds=120),
    fact(EvidenceId.FAILED_STAGE, stage="connect", failure="connect_refused"),
    fact(EvidenceId.FIRST_BYTE, milliseconds=1234.6),
    fact(EvidenceId.CERTIFICATE_EXPIRES, days=-3, date="2026-11-20"),
    fact(EvidenceId.REDIRECTS, count=2),
    fact(EvidenceId.FROM_CACHE),
    fact(EvidenceId.OWN_NETWORK, state="good"),
    fact(EvidenceId.REFUSAL, reason="private_address"),
    fact(EvidenceId.EXPECTED_STATUS, code=404),
    fact(EvidenceId.EXPECTED_TEXT, seen="missing"),
    fact(EvidenceId.EXPECTED_SPEED, milliseconds=1234.6, limit=500),
]


def test_every_kind_of_evidence_has_a_text() -> None:
    assert {entry.id for entry in EVIDENCE} == set(EvidenceId)
    assert all(evidence_text(entry).endswith(".") for entry in EVIDENCE)


def test_evidence_reads_as_a_person_would_say_it() -> None:
    told = {entry.id: evidence_text(entry) for entry in EVIDENCE}
    assert "1016" in told["vendor-code"]
    assert "about 2 minutes" in told["retry-after"]
    assert "1,235 ms" in told["first-byte"]
    assert told["certificate-expires"] == "The certificate ran out on 2026-11-20."
    assert told["own-network"] != evidence_text(fact(EvidenceId.OWN_NETWORK, state="unchecked"))


def test_products_are_named_as_their_makers_write_them() -> None:
    assert product_name("haproxy") == "HAProxy"
    assert product_name("nginx") == "nginx"
    assert "Cloudflare passed" in evidence_text(fact(EvidenceId.IN_THE_PATH, product="cloudflare"))


def test_only_products_that_triage_knows_have_a_name() -> None:
    path = ROOT / "bot" / "triage" / "data" / "products.toml"
    assert message_ids("product-") <= tomllib.loads(path.read_text(encoding="utf-8")).keys()


def test_a_page_marker_without_a_product_names_none() -> None:
    text = evidence_text(fact(EvidenceId.PAGE_MARKER, marker="down-page", product=""))
    assert text == "The page holds words that we know."


def test_every_failure_is_told_in_words_of_its_own() -> None:
    told = {
        evidence_text(fact(EvidenceId.FAILED_STAGE, stage=Stage.EXCHANGE, failure=failure))
        for failure in Failure
    }
    assert len(told) == len(Failure)


@pytest.mark.parametrize("state", list(OwnNetwork))
def test_every_state_of_our_own_network_is_told(state: OwnNetwork) -> None:
    assert evidence_text(fact(EvidenceId.OWN_NETWORK, state=state))


def test_all_headlines_are_about_states_and_causes_that_exist() -> None:
    texts = load_texts()
    ids = message_ids("headline-")
    allowed = {state.replace("_", "-") for state in State}
    pairs = {f"{state}-{cause.replace('_', '-')}" for state in allowed for cause in Cause}
    assert ids <= allowed | pairs
    assert all(texts.has(f"headline-{state}") for state in allowed)


def test_phrases_lead_to_topics_and_say_how_much_they_prove() -> None:
    assert load_phrases()
    assert {phrase.proves for phrase in load_phrases()} <= {"cause", "hop", "symptom"}


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"base": "b"}, "circle"),
        ({"base": "nowhere"}, "unknown or a circle"),
        ({"base": "", "colour": "red"}, "unknown"),
        ({"base": "", "fault": "site"}, "nothing for"),
        ({**WHOLE, "reasons": "x"}, "not a list"),
    ],
)
def test_data_that_contradicts_itself_is_refused(table: dict[str, object], complaint: str) -> None:
    with pytest.raises(TopicError, match=complaint):
        resolve_topic("a", {"a": table, "b": {"base": "a"}})


def test_a_topic_inherits_what_it_does_not_name() -> None:
    tables: dict[str, dict[str, object]] = {
        "parent": dict(WHOLE),
        "child": {"base": "parent", "fault": "dns"},
    }
    child = resolve_topic("child", tables)
    assert (child.fault, child.reasons, child.chain) == (Fault.DNS, ("x",), ("child", "parent"))


def test_an_unlisted_status_is_told_with_its_number() -> None:
    told = explain("HTTP 577")
    assert told is not None
    assert "577" in told.title + told.sentence
