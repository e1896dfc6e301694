"""What people paste, and what servers send in `Location`, becomes one canonical URL."""

import ast
from ipaddress import IPv4Address, IPv6Address, ip_network
from pathlib import Path

import pytest

from bot.probing.addresses import AddressPolicy
from bot.probing.parsing import parse_location, parse_target
from bot.probing.target import Refusal, TargetRefused

PROBING = Path(__file__).parents[2] / "bot" / "probing"
OPERATOR = AddressPolicy(allow_private=True)
HOME = AddressPolicy(private_networks=(ip_network("192.168.1.0/24"), ip_network("fd12::/64")))

PASTED = [
    ("github.com", "https://github.com/"),
    ("GitHub.COM/About", "https://github.com/About"),
    ("  \thttps://example.com/\u00a0\u200b\r\n", "https://example.com/"),
    ("\ufeffexample.com", "https://example.com/"),
    ("<https://example.com/a>", "https://example.com/a"),
    ("[the site](https://example.com/x_(y))", "https://example.com/x_(y)"),
    ("[https://google.com](<https://example.com>)", "https://example.com/"),
    ("`example.com`", "https://example.com/"),
    ("```\nhttps://example.com\n```", "https://example.com/"),
    ("|| `<https://example.com>` ||", "https://example.com/"),
    ("example.com.", "https://example.com/"),
    ("https://example.com:/x", "https://example.com/x"),
    ("https://example.com:443/", "https://example.com/"),
    ("http://example.com:80", "http://example.com/"),
    ("http://example.com:8443", "http://example.com:8443/"),
    ("example.com?x=1", "https://example.com/?x=1"),
    ("example.com/@user", "https://example.com/@user"),
    ("https://example.com/?to=a@b.example#frag?", "https://example.com/?to=a@b.example"),
    ("https://example.com/a/./b/../c/..", "https://example.com/a/"),
    ("https://example.com/../..//x", "https://example.com//x"),
    ("https://example.com/%2e%2e/x%2Fy%zz%", "https://example.com/%2e%2e/x%2Fy%25zz%25"),
    ("https://example.com/a|b?c={d}[]^`\"<>'", None),
    ("https://example.com/ünï/日本", "https://example.com/%C3%BCn%C3%AF/%E6%97%A5%E6%9C%AC"),
    ("https://Bücher.example.net", "https://xn--bcher-kva.example.net/"),
    ("https://faß.de", "https://xn--fa-hia.de/"),
    ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
    ("ｅｘａｍｐｌｅ．com", "https://example.com/"),  # noqa: RUF001 full width is the point
    ("https://_dmarc.bücher.de", "https://_dmarc.xn--bcher-kva.de/"),
    ("https://r3---sn-4g5e6nsz.googlevideo.com", "https://r3---sn-4g5e6nsz.googlevideo.com/"),
    ("https://127.0.0.1.example.com", "https://127.0.0.1.example.com/"),
    ("https://localhost.example.com", "https://localhost.example.com/"),
    ("8.8.8.8", "https://8.8.8.8/"),
    ("[2606:4700:4700:0:0::1111]", "https://[2606:4700:4700::1111]/"),
    ("http://[2606:4700:4700::ABCD]:8080/x", "http://[2606:4700:4700::abcd]:8080/x"),
]


def reason(text: str, policy: AddressPolicy = AddressPolicy()) -> Refusal:  # noqa: B008 frozen
    with pytest.raises(TargetRefused) as refused:
        parse_target(text, policy=policy)
    return refused.value.reason


@pytest.mark.parametrize(("text", "url"), PASTED, ids=[ascii(text) for text, _ in PASTED])
def test_pasted_text_becomes_one_canonical_url(text: str, url: str | None) -> None:
    if url is None:
        url = "https://example.com/a%7Cb?c=%7Bd%7D%5B%5D%5E%60%22%3C%3E'"
    target = parse_target(text)
    assert target.url == url
    assert parse_target(url) == target


def test_literals_carry_their_address() -> None:
    assert parse_target("8.8.8.8").address == IPv4Address("8.8.8.8")
    assert parse_target("http://[2606:4700::1]/").address == IPv6Address("2606:4700::1")
    assert parse_target("example.com").address is None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("example.com:80", "http://example.com/"),
        ("example.com:8080/health", "http://example.com:8080/health"),
        ("example.com:443", "https://example.com/"),
        ("example.com:8443", "https://example.com:8443/"),
    ],
)
def test_a_port_without_a_scheme_chooses_the_likely_scheme(text: str, url: str) -> None:
    assert parse_target(text).url == url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("127.0.0.1:9500", "http://127.0.0.1:9500/"),
        ("localhost:3000/x", "http://localhost:3000/x"),
        ("https://localhost:6443", "https://localhost:6443/"),
        ("http://[::1]:8000", "http://[::1]:8000/"),
        ("http://printer/", "http://printer/"),
        ("nas.lan", "https://nas.lan/"),
        ("http://10.0.0.1/", "http://10.0.0.1/"),
    ],
)
def test_the_operators_command_line_may_look_inside(text: str, url: str) -> None:
    target = parse_target(text, policy=OPERATOR)
    assert target.url == url
    assert parse_target(url, policy=OPERATOR) == target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://0x7f.1/", Refusal.BAD_ADDRESS),
        ("http://[::ffff:10.0.0.1]/", Refusal.BAD_ADDRESS),
        ("http://[::ffff:a00:1]/", Refusal.PRIVATE_ADDRESS),
        ("http://user@localhost/", Refusal.CREDENTIALS),
        ("ftp://localhost/", Refusal.BAD_SCHEME),
        ("http://https./x", Refusal.NOT_A_URL),
        ("http://localhost:65536/", Refusal.BAD_PORT),
        ("http://local host/", Refusal.BAD_CHARACTERS),
        ("a.b.MTk4NjIyNDgzNDcxOTI1MjQ4MTk4NjIyNDgz", Refusal.BAD_HOST),
    ],
)
def test_even_the_operator_writes_plainly(text: str, expected: Refusal) -> None:
    assert reason(text, OPERATOR) is expected


def test_a_private_network_opens_its_addresses_and_nothing_else() -> None:
    assert parse_target("http://192.168.1.7/", policy=HOME).url == "http://192.168.1.7/"
    assert parse_target("http://[fd12::7]:8080/", policy=HOME).host == "fd12::7"
    assert reason("http://192.168.2.7/", HOME) is Refusal.PRIVATE_ADDRESS
    assert reason("http://127.0.0.1/", HOME) is Refusal.PRIVATE_ADDRESS
    assert reason("http://[::ffff:c0a8:107]/", HOME) is Refusal.PRIVATE_ADDRESS
    assert reason("http://192.168.1.7:22/", HOME) is Refusal.BAD_PORT
    assert reason("http://nas.lan/", HOME) is Refusal.LOCAL_NAME
    assert reason("http://router/", HOME) is Refusal.LOCAL_NAME


def test_the_operator_may_add_ports() -> None:
    policy = AddressPolicy(ports=frozenset({80, 443, 25565}))
    assert parse_target("mc.example.com:25565", policy=policy).port == 25565
    assert reason("example.com:8080", policy) is Refusal.BAD_PORT


BASE = "https://example.com:8443/a/b?q=1"


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("c", "https://example.com:8443/a/c"),
        ("./c/./d", "https://example.com:8443/a/c/d"),
        ("../../../c", "https://example.com:8443/c"),
        ("..", "https://example.com:8443/"),
        ("/", "https://example.com:8443/"),
        ("/p|q#top", "https://example.com:8443/p%7Cq"),
        ("?x=/../y", "https://example.com:8443/a/b?x=/../y"),
        ("#top", "https://example.com:8443/a/b?q=1"),
        ("//www.example.com/x", "https://www.example.com/x"),
        (" http://example.com/ ", "http://example.com/"),
        ("/login?next=http://127.0.0.1/", "https://example.com:8443/login?next=http://127.0.0.1/"),
        ("a@b", "https://example.com:8443/a/a@b"),
        ("https://bücher.example.net/", "https://xn--bcher-kva.example.net/"),
    ],
)
def test_a_location_is_read_against_its_page(location: str, url: str) -> None:
    assert parse_location(location, parse_target(BASE)).url == url


def test_a_location_keeps_the_literal_it_stays_on() -> None:
    base = parse_target("http://[2606:4700::1]/a")
    assert parse_location("b", base) == parse_target("http://[2606:4700::1]/b")


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("", Refusal.EMPTY),
        ("//10.0.0.1/", Refusal.PRIVATE_ADDRESS),
        ("///10.0.0.1/", Refusal.NOT_A_URL),
        ("/\\10.0.0.1/", Refusal.BAD_CHARACTERS),
        ("\\\\10.0.0.1", Refusal.BAD_CHARACTERS),
        ("http:10.0.0.1", Refusal.NOT_A_URL),
        ("http:/10.0.0.1", Refusal.NOT_A_URL),
        ("example.net:8443/x", Refusal.BAD_SCHEME),
        ("javascript:alert(1)", Refusal.BAD_SCHEME),
        ("discord://-/", Refusal.BAD_SCHEME),
        ("//user@example.net/", Refusal.CREDENTIALS),
        ("//localhost/", Refusal.LOCAL_NAME),
        ("//example.net:22/", Refusal.BAD_PORT),
        ("/a\r\nSet-Cookie: x", Refusal.BAD_CHARACTERS),
        ("/" + "x" * 2048, Refusal.TOO_LONG),
        ("/" + "ü" * 1000, Refusal.TOO_LONG),
        ("<https://example.net/>", None),
    ],
    ids=ascii,
)
def test_a_bad_location_is_refused(location: str, expected: Refusal | None) -> None:
    base = parse_target(BASE)
    if expected is None:  # a header is no chat message: nothing is unwrapped
        assert parse_location(location, base).host == base.host
        return
    with pytest.raises(TargetRefused) as refused:
        parse_location(location, base)
    assert refused.value.reason is expected


@pytest.mark.parametrize("module", ["target", "hosts", "parsing", "addresses"])
def test_parsing_and_vetting_cannot_reach_the_network(module: str) -> None:
    tree = ast.parse((PROBING / f"{module}.py").read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    pure = {"bisect", "collections", "dataclasses", "enum", "ipaddress", "re", "typing"}
    assert imported <= pure | {"bot", "idna", "unicodedata"}
    inside = {
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot.")
    }
    assert inside <= {f"bot.probing.{name}" for name in ("target", "hosts", "addresses")}
