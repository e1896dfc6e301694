"""Damaged answers of vendors: never an error, never up or down out of what we can't read."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.statuspages import OfficialState, parse
from tests.unit.vendor_payloads import ANSWERS, NOW, Answer

VENDORS = sorted({answer.provider for answer in ANSWERS})
JSON_ANSWERS = [answer for answer in ANSWERS if not isinstance(answer.body, str)]
XML_ANSWERS = [answer for answer in ANSWERS if isinstance(answer.body, str)]
UNKNOWN, WELL = OfficialState.UNKNOWN, OfficialState.OPERATIONAL
WRONG: tuple[Any, ...] = (12345.5, "zzz", {"zzz": 1}, -1, 1e308, "0001-01-01T00:00:00Z")
HTML = b"<!doctype html><html><head><title>Azure Status</title></head><body>All good</body></html>"
# An empty list is what these say when calm; everywhere else nothing is no answer.
CALM_WHEN_EMPTY = {"google-cloud", "google-workspace", "aws", "salesforce"}

Place = tuple[str | int, ...]
vendors = st.sampled_from(VENDORS)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)


def places(value: Any, place: Place = ()) -> Iterator[Place]:
    yield place
    items = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    for key, inner in items:
        yield from places(inner, (*place, key))


def changed(value: Any, place: Place, put: Any) -> Any:
    if not place:
        return put
    key, *rest = place
    copy = value.copy()
    copy[key] = changed(value[key], tuple(rest), put)
    return copy


def renamed(value: Any, name: str) -> Any:
    if isinstance(value, list):
        return [renamed(one, name) for one in value]
    if not isinstance(value, dict):
        return value
    return {f"{key}X" if key == name else key: renamed(one, name) for key, one in value.items()}


def keys(value: Any) -> set[str]:
    return {step for place in places(value) for step in place if isinstance(step, str)}


def read(provider: str, body: Any) -> OfficialState:
    payload = body if isinstance(body, bytes) else json.dumps(body).encode()
    return parse(provider, payload, now=NOW).state


def is_flipped(answer: Answer, found: OfficialState) -> bool:
    """Tell whether damage made trouble of all clear, or all clear of trouble or of nothing."""
    if found is UNKNOWN or found == answer.says:
        return False
    return found is WELL or answer.says in (WELL, UNKNOWN)


def test_a_renamed_key_never_turns_the_answer_round() -> None:
    wrong = [
        f"{answer.provider} {answer.says}: without {name} {found}"
        for answer in JSON_ANSWERS
        for name in sorted(keys(answer.body))
        if is_flipped(answer, found := read(answer.provider, renamed(answer.body, name)))
    ]
    assert not wrong


def test_a_key_renamed_in_one_place_never_turns_the_answer_round() -> None:
    wrong = []
    for answer in JSON_ANSWERS:
        for place in places(answer.body):
            if place and isinstance(place[-1], str):
                parent = answer.body
                for step in place[:-1]:
                    parent = parent[step]
                damaged = changed(answer.body, place[:-1], renamed_here(parent, place[-1]))
                if is_flipped(answer, found := read(answer.provider, damaged)):
                    wrong.append(f"{answer.provider} {answer.says}: {place} {found}")
    assert not wrong


def renamed_here(parent: dict[str, Any], name: str) -> dict[str, Any]:
    return {f"{key}X" if key == name else key: one for key, one in parent.items()}


@pytest.mark.parametrize("put", WRONG, ids=repr)
def test_a_value_of_the_wrong_type_never_turns_the_answer_round(put: Any) -> None:
    wrong = []
    for answer in JSON_ANSWERS:
        for place in places(answer.body):
            found = read(answer.provider, changed(answer.body, place, put))
            if is_flipped(answer, found):
                wrong.append(f"{answer.provider} {answer.says}: {place} {found}")
    assert not wrong


@pytest.mark.parametrize("answer", XML_ANSWERS, ids=lambda one: f"{one.provider} {one.says}")
def test_a_renamed_element_never_turns_the_answer_round(answer: Answer) -> None:
    names = {part.split(">")[0].split(" ")[0] for part in answer.body.split("<") if part[:1] != "/"}
    for name in filter(str.isidentifier, names):
        text = answer.body.replace(f"<{name}", f"<{name}X").replace(f"</{name}>", f"</{name}X>")
        assert not is_flipped(answer, read(answer.provider, text.encode())), name


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda one: f"{one.provider} {one.says}")
def test_a_cut_answer_says_nothing(answer: Answer) -> None:
    whole = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
    for size in range(len(whole)):
        assert read(answer.provider, whole[:size].encode()) is UNKNOWN


@pytest.mark.parametrize("provider", VENDORS)
@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b" ",
        b"null",
        b"true",
        b"{}",
        b'"operational"',
        b'[""]',
        b"[[]]",
        b"[{}]",
        b"[null]",
        b'{"status":{}}',
        b'{"error":"not found"}',
        HTML,
        b"<rss version='2.0'><channel/></rss>",
        b"\xff\xfe",
        b"\xfe\xff\x00",
        b"\x00" * 64,
        b"[" * 100_000,
        b"<a>" * 20_000,
        b"<a>" * 100_000 + b"</a>" * 100_000,
        b"f(" * 10_000,
        b'{"a":' * 50_000,
        b"[NaN]",
        b"1" * 10_000,
        b" " * 13_000_000,
    ],
    ids=lambda payload: repr(payload[:24]),
)
def test_what_is_no_answer_says_nothing(provider: str, payload: bytes) -> None:
    assert read(provider, payload) is UNKNOWN


@pytest.mark.parametrize("provider", VENDORS)
def test_an_empty_list_is_calm_only_where_the_vendor_says_so(provider: str) -> None:
    assert read(provider, []) is (WELL if provider in CALM_WHEN_EMPTY else UNKNOWN)


def test_a_dtd_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    for answer in XML_ANSWERS:
        start = answer.body.find("<", 1) if answer.body.startswith("<?") else 0
        text = answer.body[:start] + bomb + answer.body[start:]
        assert read(answer.provider, text.encode()) is UNKNOWN


@given(vendors, st.binary(max_size=300))
@example("azure", HTML)
def test_random_bytes_say_nothing(provider: str, payload: bytes) -> None:
    found = read(provider, payload)
    assert found is UNKNOWN or (payload.strip() == b"[]" and provider in CALM_WHEN_EMPTY)


@given(vendors, values)
def test_random_json_says_nothing(provider: str, body: Any) -> None:
    found = read(provider, body)
    assert found is UNKNOWN or (body == [] and provider in CALM_WHEN_EMPTY)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_several_damages_at_once_never_raise(data: st.DataObject) -> None:
    answer = data.draw(st.sampled_from(JSON_ANSWERS))
    body = answer.body
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(list(places(body))))
        body = changed(body, place, data.draw(values))
    assert read(answer.provider, body) in set(OfficialState)


@given(st.data())
def test_turned_bytes_never_raise(data: st.DataObject) -> None:
    answer = data.draw(st.sampled_from(ANSWERS))
    whole = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
    payload = bytearray(whole.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        payload[data.draw(st.integers(0, len(payload) - 1))] = data.draw(st.integers(0, 255))
    assert read(answer.provider, bytes(payload)) in set(OfficialState)
