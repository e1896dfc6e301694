"""What an observation means: pure values. How to say it is not decided here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    """What to tell people first."""

    UP = "up"
    SLOW = "slow"
    ANSWERING = "answering"  # alive, but this page says 4xx
    BLOCKED = "blocked"  # alive, but it won't let our probe in
    MAINTENANCE = "maintenance"
    DOWN = "down"
    NO_SUCH_SITE = "no_such_site"
    UNKNOWN = "unknown"
    REFUSED = "refused"  # we won't look


class Hop(StrEnum):
    """Where the trouble is."""

    NONE = "none"
    ASKER = "asker"
    BOT = "bot"
    DNS = "dns"
    NETWORK = "network"
    TLS = "tls"
    EDGE = "edge"
    GATEWAY = "gateway"
    ORIGIN = "origin"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """Why, as far as the evidence carries. Each has a topic in `explanations`."""

    OK = "ok"
    SLOW = "slow"
    BAD_TARGET = "bad_target"
    REFUSED_BY_POLICY = "refused_by_policy"
    DNS_NXDOMAIN = "dns_nxdomain"
    DNS_NO_ADDRESS = "dns_no_address"
    DNS_SERVFAIL = "dns_servfail"
    DNS_TIMEOUT = "dns_timeout"
    CONNECT_REFUSED = "connect_refused"
    CONNECT_TIMEOUT = "connect_timeout"
    CONNECT_UNREACHABLE = "connect_unreachable"
    CONNECT_RESET = "connect_reset"
    TLS_EXPIRED = "tls_expired"
    TLS_NOT_YET_VALID = "tls_not_yet_valid"
    TLS_WRONG_HOST = "tls_wrong_host"
    TLS_UNTRUSTED = "tls_untrusted"
    TLS_PROTOCOL = "tls_protocol"
    TLS_TIMEOUT = "tls_timeout"
    TLS_RESET = "tls_reset"
    REPLY_TIMEOUT = "reply_timeout"
    EMPTY_REPLY = "empty_reply"
    REPLY_RESET = "reply_reset"
    GARBLED_REPLY = "garbled_reply"
    HEADERS_TOO_LARGE = "headers_too_large"
    REPLY_TRUNCATED = "reply_truncated"
    BODY_STALLED = "body_stalled"
    REDIRECT_LOOP = "redirect_loop"
    REDIRECT_REFUSED = "redirect_refused"
    APP_ERROR = "app_error"
    UPSTREAM_BAD_REPLY = "upstream_bad_reply"
    UPSTREAM_UNREACHABLE = "upstream_unreachable"
    UPSTREAM_TIMEOUT = "upstream_timeout"
    UPSTREAM_TLS = "upstream_tls"
    UPSTREAM_DNS = "upstream_dns"
    OVERLOADED = "overloaded"
    MAINTENANCE = "maintenance"
    MISROUTED = "misrouted"
    RATE_LIMITED = "rate_limited"
    BOT_BLOCKED = "bot_blocked"
    ACCESS_DENIED = "access_denied"
    NOT_FOUND = "not_found"
    GONE = "gone"
    LEGAL_BLOCK = "legal_block"
    CLIENT_ERROR = "client_error"
    HTTP_ERROR = "http_error"
    OWN_NETWORK = "own_network"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How much the evidence decides. `high` only where the same bytes could mean nothing else."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class OwnNetwork(StrEnum):
    """What our canaries say about our own connection to the public internet."""

    GOOD = "good"
    BAD = "bad"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One fact the verdict rests on: the id of a text and its arguments.

    Arguments are numbers and our own words, never text a server sent.
    """

    id: str
    arguments: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The judgement of one look."""

    state: State
    hop: Hop
    cause: Cause
    confidence: Confidence
    rule: str  # stable id of the rule that decided; never re-meant
    answered_by: str | None = None  # product that produced the reply: "nginx", "cloudflare", …
    status: int | None = None  # HTTP status of the last reply
    retry_after: timedelta | None = None  # only where the sender means it
    evidence: tuple[Evidence, ...] = ()
