"""Whatever a server sends instead of its status: nothing raises, nothing is made up.

Trouble never turns into all clear and calm never into an outage; what can't be read is unknown.
"""

import copy
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.statuspages import OfficialState, OfficialStatus, parse
from bot.statuspages.document import MOST_ITEMS
from bot.statuspages.provider import LARGEST_ANSWER
from bot.statuspages.providers import providers
from tests.fakes.effort import effort
from tests.unit.official_pages import NOW, Page, facts, is_json, reached, renamed, retyped, spots
from tests.unit.official_pages import samples as beside

HTML = (
    b"<!DOCTYPE html><html><head><title>All Systems Operational</title></head>"
    b"<body><h1>Major outage</h1><script>{}</script></body></html>"
)
TROUBLE = {"degraded", "partial_outage", "major_outage"}
# Where a missing value or null is itself the vendor's word, and so can't be told from a lost one.
SILENCE_SPEAKS = {
    ("firehydrant", "resolved"),  # missing: still open
    ("statuspal", "current_status_type"),  # null: calm
    ("statuspal", "current_incident_type"),  # null: calm
    ("uptimekuma", "incident"),  # null: none
    ("playstation", "endDate"),  # null: still open
}
NAMES = sorted(providers())
pages = [page for page in (*facts(), *beside()) if page.provider in providers()]
jsons = [page for page in pages if is_json(page.payload) and page.read_by(page.provider)]
every_page = pytest.mark.parametrize("page", jsons, ids=lambda page: page.name)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda part: (
        st.lists(part, max_size=4) | st.dictionaries(st.text(max_size=12), part, max_size=4)
    ),
    max_leaves=25,
)


def read(provider: str, payload: bytes) -> OfficialStatus:
    return parse(provider, payload, now=NOW)


def is_turned(page: Page, payload: bytes) -> bool:
    """Say whether a spoilt answer says the opposite of what it said whole."""
    before = page.read_by(page.provider)
    after = parse(page.provider, payload, now=page.now).state
    if before in TROUBLE:
        return after is OfficialState.OPERATIONAL
    return before is OfficialState.OPERATIONAL and after in TROUBLE


@every_page
def test_a_renamed_key_turns_nothing_around(page: Page) -> None:
    assert not [
        spot
        for spot, payload in renamed(page.payload)
        if (page.provider, spot[-1]) not in SILENCE_SPEAKS and is_turned(page, payload)
    ]


@every_page
def test_another_type_or_an_unknown_word_turns_nothing_around(page: Page) -> None:
    assert not [
        (spot, other)
        for spot, other, payload in retyped(page.payload)
        if not (other is None and (page.provider, spot[-1]) in SILENCE_SPEAKS)
        and is_turned(page, payload)
    ]


@pytest.mark.parametrize("page", pages, ids=lambda page: page.name)
def test_a_truncated_answer_says_the_same_or_nothing(page: Page) -> None:
    whole = page.read_by(page.provider)
    size = len(page.payload)
    for end in range(0, size, max(1, size // 150)):
        state = parse(page.provider, page.payload[:end], now=page.now).state
        assert state in {OfficialState.UNKNOWN, whole}


@pytest.mark.parametrize("provider", NAMES)
@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"null", id="null"),
        pytest.param(b"{}", id="an empty object"),
        pytest.param(b'"operational"', id="a word"),
        pytest.param(HTML, id="HTML"),
        pytest.param(b"<html><body>All Systems Operational</body></html>", id="HTML without type"),
        pytest.param(b"\xff\xfe\xff", id="half a character of UTF-16"),
        pytest.param(b"\x80abc", id="no UTF-8"),
        pytest.param(b"Moved Permanently", id="text"),
        pytest.param(b'{"error":"not found","status":404}', id="an error as JSON"),
        pytest.param(b'{"status":"ok","data":[]}', id="empty data"),
        pytest.param(b"[1,2,3]", id="a list of numbers"),
        pytest.param(b"1" * 5000, id="a number without end"),
        pytest.param(
            b'<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
            id="entities",
        ),
    ],
)
def test_what_is_no_status_is_unknown(provider: str, payload: bytes) -> None:
    assert read(provider, payload).state is OfficialState.UNKNOWN


@pytest.mark.parametrize("provider", NAMES)
def test_deep_nesting_is_unknown(provider: str) -> None:
    deep = 10_000
    for payload in (
        b"[" * deep + b"]" * deep,
        b'{"data":' * deep + b"{}" + b"}" * deep,
        b"[" * deep,
        b"<rss>" * deep + b"</rss>" * deep,
        b'<rss version="2.0"><channel><item><title>' + b"<b>" * deep,
    ):
        assert read(provider, payload).state is OfficialState.UNKNOWN


@pytest.mark.parametrize("provider", NAMES)
def test_deep_components_are_unknown_or_trouble(provider: str) -> None:
    inner = b'{"id":"c","name":"n","status":"operational"}'
    for key in (b"components", b"children"):
        row = (b'{"id":"c","name":"n","%s":[' % key) * 900 + inner + b"]}" * 900
        payload = b'{"pageUrl":"x","incidents":[],"status_page":{},"services":[%s],' % row
        payload += b'"current_status_type":"wobbly","components":[%s]}' % row
        assert read(provider, payload).state is not OfficialState.OPERATIONAL


@pytest.mark.parametrize("payload", [b"[", b" ", b"<rss>", b'{"incidents":[]}' + b" " * 1024])
def test_fifty_megabytes_are_refused_unread(payload: bytes) -> None:
    payload *= 50 * 1024 * 1024 // len(payload)

    def read_all() -> None:
        for provider in NAMES:
            assert read(provider, payload).state is OfficialState.UNKNOWN

    assert effort(read_all, tries=1) < 200


def test_the_largest_answer_that_is_read_is_no_great_work() -> None:
    row = '{"id":"c","name":"n","status":"operational"},'
    rows = row * MOST_ITEMS
    rows += " " * (LARGEST_ANSWER - len(rows) - 100)
    payload = (
        '{"page":{"id":"p"},"status":{"indicator":"minor"},"components":['
        + rows.rstrip(", ").ljust(len(rows))
        + "]}"
    )
    status = read("statuspage", payload.encode())
    assert status.state is OfficialState.DEGRADED
    assert len(status.components) == MOST_ITEMS
    assert effort(lambda: read("statuspage", payload.encode()), tries=1) < 1000


@pytest.mark.parametrize("provider", NAMES)
@pytest.mark.parametrize(
    "payload",
    [
        b'{"page":{"id":"p"},"components":[%s{}]}' % (b'{"status":"operational"},' * 5_000),
        b'{"heartbeatList":{%s"x":[]}}'
        % b"".join(b'"%d":[{"status":1}],' % number for number in range(5_000)),
        b"[%s{}]" % (b'{"key":"k","results":[{"success":true}]},' * 5_000),
    ],
    ids=["components", "beats", "rows"],
)
def test_what_is_too_long_to_be_read_whole_is_not_read(provider: str, payload: bytes) -> None:
    assert read(provider, payload).state is OfficialState.UNKNOWN


@settings(max_examples=60, deadline=None)
@given(payload=st.binary(max_size=400))
def test_random_bytes_are_unknown(payload: bytes) -> None:
    for provider in NAMES:
        assert read(provider, payload).state is OfficialState.UNKNOWN or payload.strip() == b"[]"


@settings(max_examples=100, deadline=None)
@given(value=json_values)
def test_random_json_never_raises(value: Any) -> None:
    payload = json.dumps(value).encode()
    for provider in NAMES:
        read(provider, payload)


@settings(max_examples=150, deadline=None)
@given(page=st.sampled_from(jsons), value=json_values, seed=st.integers(), times=st.integers(1, 6))
def test_answers_spoilt_in_several_places_never_raise(
    page: Page, value: Any, seed: int, times: int
) -> None:
    chance = random.Random(seed)
    whole = json.loads(page.payload)
    for _ in range(times):
        places = list(spots(whole))
        if places:
            spot = chance.choice(places)
            reached(whole, spot)[spot[-1]] = copy.deepcopy(value)
    payload = json.dumps(whole).encode()
    for provider in NAMES:
        status = read(provider, payload)
        assert len(status.notices) <= 200
        str(status).encode()


@settings(max_examples=60, deadline=None)
@given(page=st.sampled_from(pages), seed=st.integers())
def test_flipped_bytes_never_raise(page: Page, seed: int) -> None:
    chance = random.Random(seed)
    spoilt = bytearray(page.payload)
    for _ in range(chance.randint(1, 8)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    for provider in NAMES:
        read(provider, bytes(spoilt))


def test_half_characters_in_texts_are_made_whole() -> None:
    payload = rb'{"page":{"id":"p","name":"a\ud800b"},"status":{"indicator":"none"}}'
    assert read("statuspage", payload).page_name == "a?b"
