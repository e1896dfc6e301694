"""What one look saw: pure values, no opinion, no I/O.

An `Observation` is a chain of legs. A leg is one request to one target; a followed redirect starts
the next leg. A leg ends in a `Reply`, in a `Failure`, or in both (a reply that was cut off).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address

from bot.probing.target import Target


class Stage(StrEnum):
    """The steps of a leg, in order."""

    RESOLVE = "resolve"
    CONNECT = "connect"
    TLS = "tls"
    EXCHANGE = "exchange"


class Failure(StrEnum):
    """The closed list of how a leg can fail. Adding one means adding a rule and a text."""

    # resolve
    NAME_NOT_FOUND = "name_not_found"  # NXDOMAIN: the name does not exist
    NO_ADDRESS = "no_address"  # the name exists and has neither A nor AAAA
    NAME_SERVER_FAILED = "name_server_failed"  # SERVFAIL and kin
    RESOLVE_TIMEOUT = "resolve_timeout"
    ADDRESS_REFUSED = "address_refused"  # our policy: not a public address
    # connect
    CONNECT_REFUSED = "connect_refused"
    CONNECT_TIMEOUT = "connect_timeout"
    CONNECT_UNREACHABLE = "connect_unreachable"
    CONNECT_RESET = "connect_reset"
    # tls
    TLS_EXPIRED = "tls_expired"
    TLS_NOT_YET_VALID = "tls_not_yet_valid"
    TLS_WRONG_HOST = "tls_wrong_host"
    TLS_UNTRUSTED = "tls_untrusted"
    TLS_PROTOCOL = "tls_protocol"  # no common version or cipher, an alert, or not TLS at all
    TLS_TIMEOUT = "tls_timeout"
    TLS_RESET = "tls_reset"  # closed or reset in the middle of the handshake
    # exchange
    REPLY_TIMEOUT = "reply_timeout"  # connected, not one byte came back in time
    EMPTY_REPLY = "empty_reply"  # closed without a byte
    REPLY_RESET = "reply_reset"  # reset before the header section was whole
    GARBLED_REPLY = "garbled_reply"  # bytes that are not HTTP, or framing that contradicts itself
    HEADERS_TOO_LARGE = "headers_too_large"
    HEADERS_TRUNCATED = "headers_truncated"  # closed in the middle of the header section
    HEADERS_STALLED = "headers_stalled"  # some header bytes, then silence until the deadline
    REPLY_TRUNCATED = "reply_truncated"  # closed or reset in the middle of the body
    BODY_STALLED = "body_stalled"  # the body stopped coming before the deadline
    # between legs
    REDIRECT_LOOP = "redirect_loop"  # the same page again, or more redirects than we follow
    REDIRECT_REFUSED = "redirect_refused"  # to something we will not look at


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Milliseconds each stage of a leg took; `None` where the stage was never reached.

    `first_byte_ms` counts from the moment the request was sent, `total_ms` from the leg's start.
    """

    resolve_ms: float | None = None
    connect_ms: float | None = None
    tls_ms: float | None = None
    first_byte_ms: float | None = None
    total_ms: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TlsFacts:
    """What a finished, verified handshake told us."""

    version: str  # "TLSv1.3"
    issuer: (
        str | None
    )  # the issuer's organisation or common name; hostile text, never shown unescaped
    expires_at: datetime  # aware UTC
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A header section that parsed, and as much of the body as we keep.

    Names in `headers` are lower case; order and repeats are kept. Everything here is hostile text.
    """

    status: int
    reason: str
    http_version: str  # "1.1"
    headers: tuple[tuple[str, str], ...]
    body: bytes  # the first 16 KiB, content coding removed where that was cheap and bounded
    body_length: int  # bytes received before we stopped reading, as they came over the wire
    complete: bool  # the body ended as its framing said, or we stopped at our own cap

    def header(self, name: str) -> str | None:
        """Return the first value of a header, or None. `name` is lower case."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One request to one target, stage by stage."""

    target: Target
    addresses: tuple[IPv4Address | IPv6Address, ...] = ()  # vetted answers, in the order dialled
    peer: IPv4Address | IPv6Address | None = None  # the address that answered the dial
    timings: Timings = Timings()
    tls: TlsFacts | None = None
    reply: Reply | None = None
    failure: Failure | None = None
    stage: Stage | None = None  # where it failed; None when nothing failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One look at one target. Never empty: a look has at least one leg."""

    target: Target
    legs: tuple[Leg, ...]
    started_at: datetime  # aware UTC
    elapsed_ms: float

    @property
    def last(self) -> Leg:
        """The leg the look ended with."""
        return self.legs[-1]
