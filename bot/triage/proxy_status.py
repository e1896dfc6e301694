"""The `Proxy-Status` header (RFC 9209): what gateways on the way say about the reply themselves.

It is an RFC 8941 structured-field list of tokens or strings with parameters. Parsed here as far as
RFC 9209 uses it; anything malformed makes the whole field void, as RFC 8941 section 4.2 demands.
"""

import re
from dataclasses import dataclass

_LONGEST = 4096
_MEMBERS = 32
_TOKEN = re.compile(r"[A-Za-z*][A-Za-z0-9!#$%&'*+\-.^_`|~:/]{0,255}")
_KEY = re.compile(r"[a-z*][a-z0-9_\-.*]{0,63}")
_STRING = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\]){0,2048})"')
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,3})?")
_BINARY = re.compile(r":[A-Za-z0-9+/=]{0,1024}:")
_BOOLEAN = re.compile(r"\?[01]")
_BLANK = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyStatus:
    """What one intermediary reports. Texts are hostile; rules compare them with what they know."""

    proxy: str
    error: str | None = None  # RFC 9209 section 2.3: "connection_refused", …
    received_status: int | None = None
    details: str = ""


class _MalformedError(ValueError):
    """Not a structured-field list."""


def parse_proxy_status(value: str) -> tuple[ProxyStatus, ...]:
    """Return the members, the intermediary nearest to the origin first; nothing if malformed."""
    if not value or len(value) > _LONGEST:
        return ()
    try:
        return _parse_list(value.strip(" "))
    except _MalformedError:
        return ()


def _parse_list(text: str) -> tuple[ProxyStatus, ...]:
    members: list[ProxyStatus] = []
    at = 0
    while at < len(text) and len(members) < _MEMBERS:
        name, at = _parse_bare(text, at)
        parameters, at = _parse_parameters(text, at)
        members.append(_member(name, parameters))
        at = _skip_blanks(text, at)
        if at == len(text):
            break
        if text[at] != ",":
            raise _MalformedError
        at = _skip_blanks(text, at + 1)
        if at == len(text):
            raise _MalformedError
    return tuple(members)


def _parse_parameters(text: str, at: int) -> tuple[dict[str, str], int]:
    parameters: dict[str, str] = {}
    while at < len(text) and text[at] == ";":
        key = _KEY.match(text, _skip_blanks(text, at + 1))
        if key is None:
            raise _MalformedError
        at, value = key.end(), "?1"
        if at < len(text) and text[at] == "=":
            value, at = _parse_bare(text, at + 1)
        parameters[key[0]] = value
    return parameters, at


def _parse_bare(text: str, at: int) -> tuple[str, int]:
    """Read one bare item and return it as text, unquoted, with the position behind it."""
    quoted = _STRING.match(text, at)
    if quoted is not None:
        return re.sub(r"\\(.)", r"\1", quoted[1]), quoted.end()
    for kind in (_TOKEN, _NUMBER, _BINARY, _BOOLEAN):
        found = kind.match(text, at)
        if found is not None:
            return found[0], found.end()
    raise _MalformedError


def _skip_blanks(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found is not None else at


def _member(name: str, parameters: dict[str, str]) -> ProxyStatus:
    received = parameters.get("received-status", "")
    return ProxyStatus(
        proxy=name,
        error=parameters.get("error"),
        received_status=int(received)
        if received.isdigit() and len(received) == len("502")
        else None,
        details=parameters.get("details", ""),
    )
