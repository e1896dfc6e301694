"""What is stored as JSON or text comes back as it was."""

import json
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.probing.parsing import parse_target
from bot.storage.documents import (
    expectations_document,
    read_cause,
    read_expectations,
    read_hop,
    read_target,
    read_verdict,
    read_windows,
    verdict_document,
    window_texts,
    yardstick_digest,
)
from bot.triage.verdict import Cause, Confidence, Evidence, Hop, State, Verdict
from bot.watching.watch import Expectations
from bot.watching.windows import parse_window

# Neither JSON nor PostgreSQL takes these.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
EXPECTATIONS = st.builds(
    Expectations,
    statuses=st.none() | st.frozensets(st.integers(100, 599)),
    text=st.none() | TEXTS,
    certificate_days=st.none() | st.integers(0, 365),
    slow_ms=st.none() | st.integers(1, 60_000),
)
VERDICTS = st.builds(
    Verdict,
    state=st.sampled_from(State),
    hop=st.sampled_from(Hop),
    cause=st.sampled_from(Cause),
    confidence=st.sampled_from(Confidence),
    rule=TEXTS,
    answered_by=st.none() | TEXTS,
    status=st.none() | st.integers(100, 599),
    retry_after=st.none() | st.integers(0, 10**6).map(lambda n: timedelta(seconds=n)),
    evidence=st.lists(
        st.builds(
            Evidence,
            id=TEXTS,
            arguments=st.dictionaries(TEXTS, TEXTS | st.integers(0, 2**53)),
        ),
        max_size=3,
    ).map(tuple),
)


def through_json(value: object) -> object:
    return json.loads(json.dumps(value))


@given(EXPECTATIONS)
def test_expectations_come_back(expectations: Expectations) -> None:
    record = through_json(expectations_document(expectations))
    assert record is None or isinstance(record, dict)
    assert read_expectations(record) == expectations


@given(VERDICTS)
def test_verdicts_come_back(verdict: Verdict) -> None:
    record = through_json(verdict_document(verdict))
    assert isinstance(record, dict)
    assert read_verdict(record) == verdict


@pytest.mark.parametrize("record", [None, {}, {"state": "sideways", "hop": "none"}])
def test_a_verdict_of_another_version_is_none(record: dict[str, str] | None) -> None:
    assert read_verdict(record) is None


@pytest.mark.parametrize(
    ("read", "known", "unknown"),
    [(read_cause, Cause.OK, Cause.UNKNOWN), (read_hop, Hop.DNS, Hop.UNKNOWN)],
)
def test_words_of_another_version_are_unknown(
    read: Callable[[str | None], object], known: str, unknown: str
) -> None:
    assert [read(known), read("never heard of"), read(None)] == [known, unknown, None]


@pytest.mark.parametrize(
    "typed",
    [
        "example.com",
        "http://example.com:8080/a/b?c=d&e=%20f",
        "https://93.184.216.34/",
        "https://[2606:2800:220:1::1]:8443/x?y",
        "bücher.example/straße?ü",
    ],
)
def test_targets_come_back(typed: str) -> None:
    target = parse_target(typed)
    assert read_target(target.url) == target


def test_the_same_wish_has_the_same_yardstick_in_any_order() -> None:
    zone = ZoneInfo("Europe/Berlin")
    windows = [parse_window(text, zone=zone) for text in ("sun 02:00-04:00", "daily 03:00-03:20")]
    one = window_texts(windows)
    assert one == window_texts([*reversed(windows), windows[0]])
    assert set(read_windows(one)) == set(windows)
    asked = {"slow_ms": 1, "text": "x"}
    again = {"text": "x", "slow_ms": 1}
    assert yardstick_digest(asked, one) == yardstick_digest(again, one)
    assert yardstick_digest(asked, one) != yardstick_digest(asked, [])
