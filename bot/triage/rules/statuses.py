"""What is left when no page is known: the status alone (RFC 9110 section 15).

Never more than medium where a gateway and an app write the same.
"""

from bot.triage.rule import Rule, on, only, outcome, within
from bot.triage.signals import Signals
from bot.triage.verdict import Cause, Confidence, Hop, State

_HIGH, _LOW = Confidence.HIGH, Confidence.LOW
SLOW_FIRST_BYTE_MS = 4000.0  # people give a page about this long before they call it broken
_SMALL_PAGE = 1024
_RELAYED_PAGES = only(
    *("express-not-found", "werkzeug-error", "tornado-error", "django-debug", "rails-error"),
    *("tomcat-error", "jetty-error", "twisted-error", "waitress-error", "daphne-error"),
)


def _is_apps_own(signals: Signals) -> bool:
    """Say whether the app itself wrote this: an API's answer, its framework's page, or relayed."""
    own = not _RELAYED_PAGES.isdisjoint(signals.identity.signs)
    return own or signals.is_json or signals.is_relayed


def _could_be_either(signals: Signals) -> bool:
    """Say whether gateway and app could both have written it: a small page without a signature."""
    page = signals.page
    return page is not None and page.length < _SMALL_PAGE and not _is_apps_own(signals)


UP = (
    Rule(
        id="switched-protocols",
        comment="101 to a plain GET: it speaks a protocol nobody asked for.",
        statuses=within(100, 199),
        outcome=outcome(State.DOWN, Hop.ORIGIN, Cause.HTTP_ERROR),
    ),
    Rule(
        id="slow-first-byte",
        comment="It answers, but only after longer than most people wait.",
        statuses=within(200, 299),
        test=lambda signals: signals.first_byte_ms >= SLOW_FIRST_BYTE_MS,
        outcome=outcome(State.SLOW, Hop.UNKNOWN, Cause.SLOW),
    ),
    Rule(
        id="ok-from-cache",
        comment="Good, but from an edge's store: it proves nothing about the servers behind.",
        statuses=within(200, 299),
        test=lambda signals: signals.is_from_cache,
        outcome=outcome(State.UP, Hop.NONE, Cause.OK),
    ),
    Rule(
        id="ok",
        comment="A 2xx, and no sign that it is the wrong page.",
        statuses=within(200, 299) | on(304),
        outcome=outcome(State.UP, Hop.NONE, Cause.OK, _HIGH),
    ),
    Rule(
        id="redirect-without-target",
        comment="A redirect that does not say where to.",
        statuses=within(300, 399),
        outcome=outcome(State.ANSWERING, Hop.UNKNOWN, Cause.HTTP_ERROR, _LOW),
    ),
)

CLIENT_ERRORS = (
    Rule(
        id="login-required",
        comment="401, 407: it wants to know who asks; for an API without a key that is health.",
        statuses=on(401, 407),
        outcome=outcome(State.ANSWERING, Hop.NONE, Cause.ACCESS_DENIED, _HIGH),
    ),
    Rule(
        id="gateway-403",
        comment="The gateway's own 403 page: its rules, or a folder it must not list.",
        statuses=on(403),
        test=lambda signals: signals.is_gateways_own,
        outcome=outcome(State.ANSWERING, Hop.GATEWAY, Cause.ACCESS_DENIED),
    ),
    Rule(
        id="app-403",
        comment="The app itself says no: it is alive.",
        statuses=on(403),
        test=_is_apps_own,
        outcome=outcome(State.ANSWERING, Hop.NONE, Cause.ACCESS_DENIED, _HIGH),
    ),
    Rule(
        id="forbidden",
        comment="403 by app, gateway or filter: the bytes don't say.",
        statuses=on(403),
        outcome=outcome(State.ANSWERING, Hop.UNKNOWN, Cause.ACCESS_DENIED),
    ),
    Rule(
        id="gateway-404",
        comment="The gateway's own 404 page: a file that is missing, or no route to the app.",
        statuses=on(404),
        test=lambda signals: signals.is_gateways_own,
        outcome=outcome(State.ANSWERING, Hop.UNKNOWN, Cause.NOT_FOUND),
    ),
    Rule(
        id="app-404",
        comment="The app is alive and has no such page.",
        statuses=on(404),
        test=_is_apps_own,
        outcome=outcome(State.ANSWERING, Hop.NONE, Cause.NOT_FOUND, _HIGH),
    ),
    Rule(
        id="bare-404",
        comment="A 404 of a few unsigned bytes: no such page, or no route to the app.",
        statuses=on(404),
        test=_could_be_either,
        outcome=outcome(State.ANSWERING, Hop.UNKNOWN, Cause.NOT_FOUND),
    ),
    Rule(
        id="not-found",
        comment="A 404 with a page of the site's own.",
        statuses=on(404),
        outcome=outcome(State.ANSWERING, Hop.NONE, Cause.NOT_FOUND),
    ),
    Rule(
        id="gone",
        comment="410: taken away for good, on purpose.",
        statuses=on(410),
        outcome=outcome(State.ANSWERING, Hop.NONE, Cause.GONE, _HIGH),
    ),
    Rule(
        id="misdirected",
        comment="421: that connection does not serve that name.",
        statuses=on(421),
        outcome=outcome(State.ANSWERING, Hop.GATEWAY, Cause.MISROUTED),
    ),
    Rule(
        id="legal-block",
        comment="451 (RFC 7725): refused for legal reasons, often by country.",
        statuses=on(451),
        outcome=outcome(State.ANSWERING, Hop.NONE, Cause.LEGAL_BLOCK, _HIGH),
    ),
    Rule(
        id="plain-http-to-https",
        comment="Plain HTTP reached a port that wants TLS: our link, or a gateway's setting.",
        statuses=on(400),
        signs=only("plain-http-to-https"),
        outcome=outcome(State.ANSWERING, Hop.UNKNOWN, Cause.CLIENT_ERROR),
    ),
    Rule(
        id="client-error",
        comment="Another 4xx: alive, and does not like this request.",
        statuses=within(400, 499),
        outcome=outcome(State.ANSWERING, Hop.NONE, Cause.CLIENT_ERROR),
    ),
)

SERVER_ERRORS = (
    Rule(
        id="gateway-own-500",
        comment="A gateway's own 500 page we know no more about.",
        statuses=on(500),
        test=lambda signals: signals.is_gateways_own,
        outcome=outcome(State.DOWN, Hop.UNKNOWN, Cause.APP_ERROR, _LOW),
    ),
    Rule(
        id="app-500",
        comment="500: the app broke while making this page.",
        statuses=on(500),
        outcome=outcome(State.DOWN, Hop.ORIGIN, Cause.APP_ERROR),
    ),
    Rule(
        id="not-implemented",
        comment="501 to a GET: alive, and says it can't do this.",
        statuses=on(501),
        outcome=outcome(State.ANSWERING, Hop.NONE, Cause.HTTP_ERROR, _LOW),
    ),
    Rule(
        id="bad-gateway",
        comment="502: some gateway got no usable answer from behind it.",
        statuses=on(502),
        outcome=outcome(State.DOWN, Hop.ORIGIN, Cause.UPSTREAM_BAD_REPLY),
    ),
    Rule(
        id="gateway-own-503",
        comment="A gateway's own 503 page: mostly nothing behind it that works.",
        statuses=on(503),
        test=lambda signals: signals.is_gateways_own,
        outcome=outcome(State.DOWN, Hop.ORIGIN, Cause.UPSTREAM_UNREACHABLE, _LOW),
    ),
    Rule(
        id="app-503",
        comment="The app itself says that it can't serve now.",
        statuses=on(503),
        test=_is_apps_own,
        outcome=outcome(State.DOWN, Hop.ORIGIN, Cause.OVERLOADED),
    ),
    Rule(
        id="unavailable",
        comment="503 by app or gateway: the bytes don't say.",
        statuses=on(503),
        outcome=outcome(State.DOWN, Hop.UNKNOWN, Cause.OVERLOADED, _LOW),
    ),
    Rule(
        id="gateway-timeout-status",
        comment="504: some gateway waited in vain for what is behind it.",
        statuses=on(504, 598, 599),
        outcome=outcome(State.DOWN, Hop.ORIGIN, Cause.UPSTREAM_TIMEOUT),
    ),
    Rule(
        id="overloaded-status",
        comment="509, 529: not in any RFC, used for too much traffic.",
        statuses=on(509, 529),
        outcome=outcome(State.DOWN, Hop.ORIGIN, Cause.OVERLOADED),
    ),
    Rule(
        id="server-error",
        comment="Another 5xx: down, and no more can be said.",
        statuses=within(500, 599),
        outcome=outcome(State.DOWN, Hop.UNKNOWN, Cause.HTTP_ERROR, _LOW),
    ),
    Rule(
        id="unknown-status",
        comment="Outside every RFC's range: we can't tell.",
        outcome=outcome(State.UNKNOWN, Hop.UNKNOWN, Cause.UNKNOWN, _LOW),
    ),
)
