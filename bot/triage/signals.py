"""Everything the rules may ask about one look, worked out once."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.probing.observation import Failure, Leg, Observation, Reply
from bot.triage.fingerprints import Identity, load_fingerprints
from bot.triage.page import Page, read_page
from bot.triage.proxy_status import ProxyStatus, parse_proxy_status
from bot.triage.retry_after import parse_retry_after
from bot.triage.verdict import OwnNetwork

# What one gateway passed on it did not write: these it adds to replies that came from behind only.
_RELAY_HEADERS = frozenset(
    {"x-envoy-upstream-service-time", "x-powered-by", "x-kong-upstream-latency"}
)
_OWN_NAMES = frozenset({"varnish", "vinyl"})  # they put these on errors of their own only
# These put themselves into Via on what they pass on; errors of their own lack it, or are known by
# their page.
_SIGN_WHAT_THEY_RELAY = ("caddy", "nghttpx", "(tinyproxy", "(squid", "(varnish", "(vinyl")
_PLAIN_CODE = re.compile(rb"error code: (\d{3,4})\Z")
_BRANDED_TITLE = re.compile(rb"\| (5[23]\d): ")
_BRANDED_CODE = re.compile(rb"error(?:</span>\s{0,40}<span[^>]{0,80}>)? ?(1\d{3})\b")
_OWN_STATUSES = frozenset(range(520, 528))  # in no RFC: Cloudflare's own
_TLS_WORDS = ("certificate_verify_failed", "tls_error", "tls error", "secure", "ssl")
_NO_IDENTITY = Identity(
    signs=frozenset(),
    answered_by=None,
    author=None,
    author_kind=None,
    products=(),
    authors={},
    in_headers=frozenset(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """One look as rules see it. A page is there when the last leg brought a reply."""

    leg: Leg
    status: int  # 0 when there was no reply
    failure: Failure | None
    page: Page | None
    identity: Identity
    own_network: OwnNetwork
    first_byte_ms: float
    followed: int  # redirects followed
    retry_after: timedelta | None
    proxy_error: str | None  # what a gateway reports in Proxy-Status, in RFC 9209's words
    upstream_status: int | None  # the status a gateway says it got from behind
    vendor_code: int | None  # the number Cloudflare prints: 522, 1016

    @property
    def is_gateways_own(self) -> bool:
        """Say whether a gateway, edge or platform wrote the page, rather than the app behind it."""
        return self.identity.author_kind in {"edge", "platform", "gateway"}

    @property
    def is_relayed(self) -> bool:
        """Say whether a header proves that the reply came from behind a gateway."""
        if self.page is None:
            return False
        headers, vias = self.page.headers, self.page.vias
        if not _RELAY_HEADERS.isdisjoint(headers):
            return True
        if self.identity.author is not None or headers.get("server", "").lower() in _OWN_NAMES:
            return False
        return any(name in via for via in vias for name in _SIGN_WHAT_THEY_RELAY)

    @property
    def is_empty(self) -> bool:
        """Say whether the reply has a page nobody could see anything on."""
        return self.page is not None and self.page.is_blank

    @property
    def is_from_cache(self) -> bool:
        """Say whether an edge answered from its store, without asking the origin."""
        if self.page is None:
            return False
        headers = self.page.headers
        age = headers.get("age", "")[:9].strip()
        return (
            (age.isascii() and age.isdigit() and int(age) > 0)
            or headers.get("cf-cache-status", "").upper() in {"HIT", "STALE"}
            or headers.get("x-cache", "")[:80].upper().startswith(("HIT", "TCP_HIT"))
        )

    @property
    def is_json(self) -> bool:
        """Say whether the reply is an API's answer: machines write those, gateways rarely."""
        if self.page is None:
            return False
        return self.page.text.lstrip()[:1] in {b"{", b"["}


def read_signals(observation: Observation, own_network: OwnNetwork) -> Signals:
    """Work everything out. Never raises, whatever the server sent."""
    leg = observation.last
    reply = leg.reply
    page = None if reply is None else read_page(reply)
    identity = _NO_IDENTITY if page is None else load_fingerprints().identify(page)
    report = None if reply is None else _report(reply)
    return Signals(
        leg=leg,
        status=0 if reply is None else reply.status,
        failure=leg.failure,
        page=page,
        identity=identity,
        own_network=own_network,
        first_byte_ms=leg.timings.first_byte_ms or 0.0,
        followed=len(observation.legs) - 1,
        retry_after=_retry_after(page, identity, observation.started_at),
        proxy_error=None if report is None or report.error is None else _true_error(report),
        upstream_status=None if report is None else report.received_status,
        vendor_code=_vendor_code(page, identity),
    )


def _retry_after(page: Page | None, identity: Identity, now: datetime) -> timedelta | None:
    """Return the wait the sender means.

    Varnish writes `Retry-After: 5` on every error of its own: a constant, no promise.
    """
    if page is None or "retry-after" not in page.headers:
        return None
    if identity.author in {"varnish", "vinyl"} and page.headers["retry-after"].strip() == "5":
        return None
    return parse_retry_after(page.headers, now)


def _vendor_code(page: Page | None, identity: Identity) -> int | None:
    """Return the number Cloudflare prints: one line for programs, its branded page for browsers.

    Where the site put a page of its own in their place, the status is the number.
    """
    if page is None or "cloudflare" not in {*identity.products, identity.author}:
        return None
    found = _PLAIN_CODE.match(page.short)
    if found is None and b"cf-error" in page.text:
        found = _BRANDED_TITLE.search(page.title) or _BRANDED_CODE.search(page.text)
    if found is not None:
        return int(found[1])
    return page.status if page.status in _OWN_STATUSES else None


def _report(reply: Reply) -> ProxyStatus | None:
    """Return what the gateway nearest to the origin reports of an error, in RFC 9209's words."""
    value = ", ".join(value for name, value in reply.headers if name == "proxy-status")
    members = parse_proxy_status(value) if value else ()
    return next((one for one in members if one.error or one.received_status), None)


# Envoy's `error` token lies where its `details` and response flags are right: it says
# connection_refused also for a connect timeout and for a bad certificate.
_ENVOY_FLAGS = {
    "UT": "http_response_timeout",
    "UH": "destination_unavailable",
    "UO": "connection_limit_reached",
    "NR": "destination_not_found",
    "NC": "destination_not_found",
    "UPE": "http_protocol_error",
    "UC": "connection_terminated",
    "UR": "connection_terminated",
    "DF": "dns_error",
    "RL": "http_request_denied",
    "UAEX": "http_request_denied",
    "OM": "connection_limit_reached",
}


def _true_error(member: ProxyStatus) -> str:
    """Return the error type, corrected by the details where Envoy gives them."""
    details = member.details.lower()
    if any(word in details for word in _TLS_WORDS):
        return "tls_certificate_error"
    if "connection_timeout" in details:
        return "connection_timeout"
    if "dns_resolution" in details:
        return "dns_error"
    for flag in re.split(r"[;,\s]+", member.details[-64:]):
        if flag in _ENVOY_FLAGS:
            return _ENVOY_FLAGS[flag]
    return member.error or ""
