"""What buttons remember: everything fits, comes back, and nothing else is understood."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.explanations import explain_verdict
from bot.presentation.custom_ids import (
    HOST,
    NOBODY,
    RULE,
    Again,
    Details,
    Key,
    Meaning,
    Story,
    decode,
    encode,
    key_of,
    moment_of,
)
from bot.triage.evidence import EvidenceId, fact
from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict

SERVICES = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(
    lambda id_: len(id_) <= 60
)
PATHS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=120)
URLS = st.builds(
    lambda scheme, host, path: f"{scheme}://{host}/{path}",
    st.sampled_from(["http", "https"]),
    st.from_regex(HOST, fullmatch=True),
    PATHS,
)
KEYS = st.one_of(SERVICES, URLS).map(key_of)
VERDICTS = st.builds(
    Verdict,
    state=st.sampled_from(State),
    hop=st.sampled_from(Hop),
    cause=st.sampled_from(Cause),
    confidence=st.sampled_from(Confidence),
    rule=st.just(RULE),
    status=st.none() | st.integers(100, 999),
)
HOSTS = st.from_regex(HOST, fullmatch=True).map(lambda host: Key("h", host))
ERRORS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 _./-]{0,79}", fullmatch=True)
PRESSES = st.one_of(
    KEYS.map(Again),
    st.builds(Details, st.integers(0, 10**14), KEYS),
    st.builds(Meaning, VERDICTS, st.one_of(SERVICES.map(lambda id_: Key("s", id_)), HOSTS)),
    ERRORS.map(Story),
)


@given(PRESSES)
def test_what_a_button_says_fits_and_comes_back(press: Again | Details | Meaning | Story) -> None:
    custom_id = encode(press)
    assert len(custom_id) <= 100
    decoded = decode(custom_id)
    if isinstance(press, Meaning):
        assert isinstance(decoded, Meaning)
        assert decoded.verdict == press.verdict
        assert decoded.who in (press.who, NOBODY)
    else:
        assert decoded == press


@given(st.text(max_size=150) | st.text(max_size=90).map(lambda text: f"v1:{text}"))
def test_any_text_is_understood_exactly_or_not_at_all(text: str) -> None:
    press = decode(text)
    assert press is None or encode(press) == text


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "v1",
        "v0:again:s.github",
        "v2:again:s.github",
        "v1:again:s.GitHub",
        "v1:again:s.github ",
        "v1:again:s.github\n",
        "v1:again:u.example.com",
        "v1:again:u.example.com/?token=1",
        "v1:again:u.user@example.com/",
        "v1:again:f.example.com/",
        "v1:again:h.example.com",
        "v1:again:x.",
        "v1:details:-1:s.github",
        "v1:details:01:s.github",
        "v1:details:1",
        "v1:meaning:down/origin/app_error/high/99:s.github",
        "v1:meaning:down/origin/nonsense/high/500:s.github",
        "v1:meaning:down/origin/app_error/high/500:u.example.com/",
        "v1:meaning:down/origin/app_error/high/\u0665\u0660\u0660:s.github",
        "v1:story:",
        "v1:story:502\n@everyone",
        "v1:remove:s.github",
    ],
)
def test_ids_we_never_wrote_are_not_understood(custom_id: str) -> None:
    assert decode(custom_id) is None


def test_a_key_asks_for_the_same_thing_again() -> None:
    assert key_of("github").question == "github"
    assert key_of("https://example.com/a").question == "https://example.com/a"
    assert key_of("http://example.com:8080/").question == "http://example.com:8080/"


@pytest.mark.parametrize("url", ["https://example.com/?token=s3cret", "https://e.com/" + "a" * 99])
def test_a_query_or_a_long_address_is_not_written_into_a_button(url: str) -> None:
    key = key_of(url)
    assert key.kind == "x"
    assert key.question is None
    assert "s3cret" not in str(key)
    assert key == key_of(url)
    assert key != key_of(url + "x")


def test_moments_are_milliseconds() -> None:
    assert moment_of(datetime(1970, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC)) == 1500


@pytest.mark.parametrize(("status", "code"), [(530, 1016), (403, 1020), (522, 522)])
def test_cloudflares_own_number_is_explained_after_a_press_too(status: int, code: int) -> None:
    judged = Verdict(
        state=State.DOWN,
        hop=Hop.DNS,
        cause=Cause.UPSTREAM_DNS if code == 1016 else Cause.UPSTREAM_UNREACHABLE,
        confidence=Confidence.HIGH,
        rule="any",
        answered_by="cloudflare",
        status=status,
        evidence=(fact(EvidenceId.VENDOR_CODE, code=code, product="cloudflare"),),
    )
    pressed = decode(encode(Meaning(judged, Key("s", "github"))))
    assert isinstance(pressed, Meaning)
    told = explain_verdict(pressed.verdict, name="x")
    assert told.topic == explain_verdict(judged, name="x").topic
