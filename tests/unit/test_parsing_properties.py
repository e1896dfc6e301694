"""Whatever the text, parsing ends: quickly, with a canonical URL that everyone reads alike."""

import socket
import subprocess
import sys
from contextlib import suppress
from ipaddress import IPv4Address
from pathlib import Path

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.probing.addresses import PUBLIC_ONLY, AddressPolicy
from bot.probing.parsing import MAX_LENGTH, parse_location, parse_target
from bot.probing.target import Target, TargetRefused
from tests.fakes.effort import effort

MARKS = [*"/\\@#?%.[]()<>|`:-_&=+;,'\"{}^~!$* \t\n\x00", "//", "..", "||", "```", "![x]("]
HOSTS = ["example", "com", "localhost", "local", "internal", "xn--", "xn--bcher-kva", "b\u00fccher"]
NUMBERS = [
    "0",
    "10",
    "127",
    "8.8.8.8",
    "0.0.0.1",
    "2130706433",
    "0x7f",
    "017",
    "::1",
    "2606:4700::",
]
UNICODE = ["\u3002", "\u00df", "\u2460", "\uff45", "\u0661", "\u0301", "\u200d", "\u00ad", "\u202e"]
WORDS = ["http", "https", "javascript", "80", "443", ":22", "%2e", "%00", "%E3%80%82", "\u65e5"]
FRAGMENTS = MARKS + HOSTS + NUMBERS + UNICODE + WORDS

soup = st.lists(st.sampled_from(FRAGMENTS) | st.characters(), max_size=14).map("".join)
urls = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "http://", "https://", "HTTPS://"]),
    st.sampled_from(
        ["example.com", "b\u00fccher.example", "8.8.8.8", "[2606:4700::1]", "a.b.xn--p1ai"]
    ),
    st.sampled_from(["", ":80", ":443", ":8080", ":8443", "."]),
    st.just("") | st.builds("{}{}".format, st.sampled_from("/?#"), soup),
)
texts = st.text(max_size=80) | soup | urls
POLICIES = [PUBLIC_ONLY, AddressPolicy(allow_private=True)]
BASE = parse_target("https://example.com/a/b?q=1")
exhaustive = settings(derandomize=True, database=None, deadline=None, max_examples=600)


def check(target: Target, policy: AddressPolicy) -> None:
    """Assert everything that holds for every target there is."""
    assert target.url.isascii()
    assert target.url.isprintable()
    assert len(target.url) <= MAX_LENGTH
    assert parse_target(target.url, policy=policy) == target
    seen = httpx.URL(target.url)
    assert seen.raw_host.decode() == target.host
    assert (seen.port or {"http": 80, "https": 443}[seen.scheme]) == target.port
    assert seen.raw_path.decode() == target.path
    assert not seen.userinfo
    assert policy.allows_port(target.port)
    if target.address is not None:
        assert policy.vet(target.address) is None
        assert str(target.address) == target.host
    if not isinstance(target.address, IPv4Address):
        with pytest.raises(OSError, match="illegal"):
            socket.inet_aton(target.host)


@exhaustive
@given(text=texts, policy=st.sampled_from(POLICIES))
@example(text="https://example.com/a/../../b//..//c", policy=PUBLIC_ONLY)
@example(text="0x7f", policy=POLICIES[1])
def test_any_text_is_refused_or_becomes_one_canonical_url(text: str, policy: AddressPolicy) -> None:
    with suppress(TargetRefused):
        check(parse_target(text, policy=policy), policy)


@exhaustive
@given(text=urls)
def test_most_of_what_looks_like_a_url_is_one(text: str) -> None:
    """Guard the other properties: a parser that refused everything would satisfy them."""
    plain = text.partition("#")[0].isascii() and text.isprintable()
    odd = set(text) & set("\\ \x7f") or "8.8.8.8." in text or "]." in text
    if plain and text.isascii() and not odd:
        check(parse_target(text), PUBLIC_ONLY)


@exhaustive
@given(location=texts)
def test_any_location_is_refused_or_becomes_one_canonical_url(location: str) -> None:
    with suppress(TargetRefused):
        check(parse_location(location, BASE), PUBLIC_ONLY)


LONG = {
    "idn": "https://" + "ü" * 245 + ".com",
    "idn labels": "https://" + ("ü" * 30 + ".") * 8 + "com",
    "expanding letters": "https://" + "\ufdfa" * 250,
    "combining": "https://" + "a\u0301" * 120 + ".com",
    "contextual": "https://" + "\u30fb" * 63 + ".com",
    "right to left": "https://" + "\u0627\u0661" * 31 + ".com",
    "punycode": "https://" + ".".join(["xn--" + "9" * 50] * 4) + ".com",
    "labels": "a." * 1024,
    "digits": "https://" + "0" * 2040,
    "port": "https://example.com:" + "9" * 2028,
    "colons": "https://[" + ":" * 2038 + "]",
    "escapes": "https://example.com/" + "%" * 2028,
    "wide path": "https://example.com/" + "\U0001f600" * 2028,
    "dots": "https://example.com" + "/.." * 676,
    "brackets": "[" * 1024 + "](" * 512,
    "angles": "<" * 1024 + ">" * 1024,
    "bars": "|" * 2048,
    "ticks": "`" * 2048,
    "words": "a" * 2048,
    "schemes": "http://" * 292,
    "too long by far": "https://" + "ü" * 1_000_000,
}


def test_the_first_unicode_name_loads_nothing() -> None:
    """A fresh process, because only there does the first name of all exist."""
    code = (
        "import sys, bot.probing.parsing as p; before = set(sys.modules);"
        "p.parse_target('b\u00fccher.example'); print(*(set(sys.modules) - before))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True)
    assert not {name for name in done.stdout.decode().split() if name.startswith("idna")}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_text_is_great_work(text: str) -> None:
    def parse() -> None:
        with suppress(TargetRefused):
            parse_target(text)

    assert effort(parse) < 10
