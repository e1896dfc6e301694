"""What a person typed, or a server's `Location`, becomes a `Target`; or a `TargetRefused` says why.

Pure: no look-up, no connection, bounded work. Strict on purpose: a text that two programs read in
two ways is refused, never repaired, because the reading we vet must be the reading we dial.
"""

import re
import unicodedata
from dataclasses import replace
from typing import Literal

from bot.probing.addresses import PUBLIC_ONLY, AddressPolicy
from bot.probing.hosts import parse_host
from bot.probing.target import DEFAULT_PORTS, Refusal, Target, TargetRefused

MAX_LENGTH = 2048
MAX_WRAPPERS = 3  # ||`<https://example.com>`||
MAX_PORT = 65535

Scheme = Literal["http", "https"]

# What keyboards and copying leave around a link. Control characters are no accident and stay.
_EDGES = " \t\r\n\u00a0\u200b\ufeff\u3000"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PORT_AND_MORE = re.compile(r"[0-9]*(?:[/?#]|$)")
_PORT = re.compile(r"[1-9][0-9]{0,4}")
_IPV6_LIKE = re.compile(r"[0-9A-Fa-f:.]+")
_BAD_ASCII = re.compile(r"[\x00-\x20\x7f\\]")
# Categories a reader cannot see, or cannot tell from another: control, format (bidi, zero width),
# surrogate, private use, and every kind of space. Unassigned is left out: it changes with Python.
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp"})
# Invisible by another property (DerivedCoreProperties.txt, Default_Ignorable_Code_Point): joiners,
# fillers, variation selectors, tags; blank Braille; replacement characters and noncharacters.
_HIDDEN_LETTERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f"
    "\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
# What RFC 3986 lets stand in a path or query; everything else is escaped, escapes are kept.
_TO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%]")


def parse_target(text: str, *, policy: AddressPolicy = PUBLIC_ONLY) -> Target:
    """Read anything a person may paste: a bare name, a URL, either one wrapped as Discord does.

    The result is canonical: `parse_target(target.url) == target`. Without a scheme it is https.
    Raises `TargetRefused` with the reason.
    """
    if len(text) > MAX_LENGTH:
        raise TargetRefused(Refusal.TOO_LONG)
    link = _unwrap(text.strip(_EDGES))
    if not link:
        raise TargetRefused(Refusal.EMPTY)
    if _is_words(link) and not policy.allow_private:
        raise TargetRefused(Refusal.NOT_A_URL)
    _check_characters(link)
    scheme, rest = _split_scheme(link)
    return _parse_after_slashes(scheme, rest, policy)


def parse_location(location: str, base: Target, *, policy: AddressPolicy = PUBLIC_ONLY) -> Target:
    """Read a `Location` header seen at `base`: the same rules, plus RFC 3986's relative forms.

    Nothing lenient goes first: `urljoin` and browsers each make their own host out of a slash and
    a backslash. Raises `TargetRefused`.
    """
    if len(location) > MAX_LENGTH:
        raise TargetRefused(Refusal.TOO_LONG)
    reference = location.strip(" \t")
    if not reference:
        raise TargetRefused(Refusal.EMPTY)
    _check_characters(reference)
    if reference.startswith("//"):
        return _parse_after_slashes(base.scheme, reference[2:], policy)
    if _SCHEME.match(reference):
        scheme, rest = _split_scheme(reference)
        if scheme is None:  # `example.com:8443` is a host when typed, a scheme in a header
            raise TargetRefused(Refusal.BAD_SCHEME)
        return _parse_after_slashes(scheme, rest, policy)
    return _within_length(replace(base, path=_canonical_path(_merge(base.path, reference))))


def _unwrap(text: str) -> str:
    """Take off up to three layers of `<…>`, `[text](target)`, code ticks and spoiler bars."""
    for _ in range(MAX_WRAPPERS):
        inner = _unwrap_once(text)
        if inner is None:
            break
        text = inner.strip(_EDGES)
    return text


def _unwrap_once(text: str) -> str | None:
    if text.startswith("[") and text.endswith(")") and "](" in text:
        return text.partition("](")[2][:-1]
    for opening, closing in (("<", ">"), ("||", "||"), ("```", "```"), ("``", "``"), ("`", "`")):
        if len(text) > len(opening) and text.startswith(opening) and text.endswith(closing):
            return text[len(opening) : -len(closing)]
    return None


def _is_words(text: str) -> bool:
    """Tell a word ("github") or a sentence, which no one meant as a URL, from a broken URL."""
    if "://" in text:
        return False
    return " " in text or (text.isalnum() and text.lower() != "localhost")


def _check_characters(text: str) -> None:
    """Refuse what cannot be seen, and the backslash: a slash to browsers, a letter to others."""
    if _BAD_ASCII.search(text) or not (text.isascii() or _is_visible(text)):
        raise TargetRefused(Refusal.BAD_CHARACTERS)


def _is_visible(text: str) -> bool:
    categories = set(map(unicodedata.category, text))
    return categories.isdisjoint(_HIDDEN_CATEGORIES) and not _HIDDEN_LETTERS.search(text)


def _split_scheme(link: str) -> tuple[Scheme | None, str]:
    """Split `https://rest`; the scheme is None for a bare `host` or `host:port`."""
    match = _SCHEME.match(link)
    if match is None:
        return None, link
    name, rest = match[1], link[match.end() :]
    scheme = _known_scheme(name)
    if scheme is not None:
        # `http:10.0.0.1` and `http:///x` are hosts to a browser, paths to everyone else.
        if not rest.startswith("//"):
            raise TargetRefused(Refusal.NOT_A_URL)
        return scheme, rest[2:]
    if rest.startswith("//") or not ("." in name or _PORT_AND_MORE.match(rest)):
        raise TargetRefused(Refusal.BAD_SCHEME)
    return None, link


def _known_scheme(name: str) -> Scheme | None:
    match name.lower():
        case "http":
            return "http"
        case "https":
            return "https"
        case _:
            return None


def _parse_after_slashes(scheme: Scheme | None, rest: str, policy: AddressPolicy) -> Target:
    """Read `host[:port][/path][?query][#fragment]`."""
    authority, path = _split_authority(rest)
    _check_authority(authority, bare=scheme is None)
    host_text, port_text = _split_port(authority)
    if not host_text:
        raise TargetRefused(Refusal.NOT_A_URL)
    host = parse_host(host_text, policy)
    typed_port = _parse_port(port_text)
    scheme = scheme or _guess_scheme(typed_port)
    port = typed_port or DEFAULT_PORTS[scheme]
    if not policy.allows_port(port):
        raise TargetRefused(Refusal.BAD_PORT)
    return _within_length(
        Target(
            scheme=scheme,
            host=host.text,
            port=port,
            path=_canonical_path(path),
            address=host.address,
        )
    )


def _split_authority(rest: str) -> tuple[str, str]:
    match = re.search(r"[/?#]", rest)
    return (rest, "") if match is None else (rest[: match.start()], rest[match.start() :])


def _check_authority(authority: str, *, bare: bool) -> None:
    if "@" in authority:
        mention = bare and authority.startswith("@")  # @everyone
        raise TargetRefused(Refusal.NOT_A_URL if mention else Refusal.CREDENTIALS)
    if "%" in authority:  # no host has a reason to be escaped: it hides a dot, a slash, a zone
        raise TargetRefused(Refusal.BAD_HOST)


def _split_port(authority: str) -> tuple[str, str]:
    """Split `host:port`; the port is empty when there is none."""
    if authority.startswith("["):
        inner, bracket, rest = authority.partition("]")
        if rest and not rest.startswith(":"):
            raise TargetRefused(Refusal.BAD_HOST)
        return inner + bracket, rest[1:]
    host, _, port = authority.partition(":")
    if ":" in port and _IPV6_LIKE.fullmatch(authority):
        raise TargetRefused(Refusal.BAD_ADDRESS)  # without brackets: where would the port start?
    return host, port


def _parse_port(text: str) -> int | None:
    """Read ASCII digits without a leading zero. `int` takes `8_0`, `+80`, Arabic digits."""
    if not text:
        return None
    if not _PORT.fullmatch(text) or int(text) > MAX_PORT:
        raise TargetRefused(Refusal.BAD_PORT)
    return int(text)


def _guess_scheme(port: int | None) -> Scheme:
    """Choose https; but a port typed without a scheme and not ending in 443 speaks plain http.

    Nobody serves TLS on port 80, few on 8080 (IANA calls it http-alt) or a development port.
    """
    return "https" if port is None or str(port).endswith("443") else "http"


def _canonical_path(text: str) -> str:
    """Drop the fragment and the dot segments, escape what is not URL text, keep the escapes."""
    text = text.partition("#")[0]
    if not text.startswith("/"):
        text = "/" + text
    if "/." in text:
        path, mark, query = text.partition("?")
        text = _without_dot_segments(path) + mark + query
    return _TO_ESCAPE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def _without_dot_segments(path: str) -> str:
    """Resolve `.` and `..` (RFC 3986, section 5.2.4). An escaped `%2e` is data and stays."""
    segments = path.split("/")[1:]
    kept: list[str] = []
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _merge(base_path: str, reference: str) -> str:
    """Put a relative reference in place of the end of `base_path` (RFC 3986, section 5.2.3)."""
    path = base_path.partition("?")[0]
    match reference[0]:
        case "/":
            return reference
        case "?":
            return path + reference
        case "#":
            return base_path
        case _:
            return path[: path.rindex("/") + 1] + reference


def _within_length(target: Target) -> Target:
    """Refuse what grew too long by escaping: its own URL would not parse again."""
    if len(target.url) > MAX_LENGTH:
        raise TargetRefused(Refusal.TOO_LONG)
    return target
