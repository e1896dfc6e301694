"""More pages that gateways write themselves: Envoy, Squid and a dozen others."""

from bot.triage.rule import Rule, on, only, outcome
from bot.triage.rules.blame import BAD_REPLY, DENIED, TIMEOUT, TLS_FAULT, UNREACHABLE, page_rule
from bot.triage.signals import Signals
from bot.triage.verdict import Cause, Confidence, Hop, State

_HIGH, _LOW = Confidence.HIGH, Confidence.LOW


def _is_envoys_own(signals: Signals) -> bool:
    """Say whether Envoy answered alone: what comes from behind gets the upstream's time."""
    return (
        "envoy" in signals.identity.products and not signals.is_relayed and signals.failure is None
    )


def _is_bare(signals: Signals) -> bool:
    """Say whether a gateway that writes errors without a page answered, and nothing came along."""
    return signals.is_empty and not signals.is_relayed and "caddy" in signals.identity.products


ENVOY = (
    page_rule(
        "envoy-refused",
        "The appended transport reason says the origin refused the connection.",
        outcome(State.DOWN, Hop.ORIGIN, Cause.UPSTREAM_UNREACHABLE, _HIGH),
    ),
    page_rule("envoy-tls", "The appended transport reason is a TLS fault.", TLS_FAULT),
    page_rule(
        "envoy-overloaded",
        "Envoy's own circuit breaker or overload manager is full.",
        outcome(State.DOWN, Hop.GATEWAY, Cause.OVERLOADED, _HIGH),
        *("envoy-overloaded", "envoy-overflow"),
    ),
    page_rule(
        "envoy-connection-timeout",
        "No connection in time: packets lost, or the TLS handshake hung.",
        UNREACHABLE,
    ),
    page_rule("envoy-termination", "The origin closed or reset before an answer.", BAD_REPLY),
    page_rule("envoy-protocol-error", "What came back is not the HTTP Envoy expects.", BAD_REPLY),
    page_rule("envoy-reset", "Refused, no route, or a TLS fault: the same words.", UNREACHABLE),
    page_rule("envoy-timeout", "The route's time-out ran out.", TIMEOUT),
    page_rule(
        "envoy-no-healthy",
        "All marked down, none configured, or their name does not resolve.",
        UNREACHABLE,
    ),
    page_rule(
        "envoy-fault",
        "A fault injected on purpose.",
        outcome(State.DOWN, Hop.GATEWAY, Cause.HTTP_ERROR, _HIGH),
    ),
    Rule(
        id="envoy-denied",
        comment="Envoy's own access rules, or the service it asks about them, said no.",
        statuses=on(403),
        test=_is_envoys_own,
        outcome=DENIED,
    ),
    Rule(
        id="envoy-no-route",
        comment="An empty 404 without the upstream's time: Envoy has no route for this address.",
        statuses=on(404),
        test=lambda signals: _is_envoys_own(signals) and signals.is_empty,
        outcome=outcome(State.ANSWERING, Hop.GATEWAY, Cause.MISROUTED),
    ),
    Rule(
        id="envoy-no-cluster",
        comment="An empty 503 without the upstream's time: a route that leads to nowhere.",
        statuses=on(503),
        test=lambda signals: _is_envoys_own(signals) and signals.is_empty,
        outcome=outcome(State.DOWN, Hop.GATEWAY, Cause.MISROUTED),
    ),
)

SQUID = (
    page_rule(
        "squid-refused",
        "X-Squid-Error with errno 111: the origin refused.",
        outcome(State.DOWN, Hop.ORIGIN, Cause.UPSTREAM_UNREACHABLE),
    ),
    page_rule("squid-connect-failed", "Squid could not connect.", UNREACHABLE),
    page_rule(
        "squid-dns",
        "Squid could not resolve the origin's name.",
        outcome(State.DOWN, Hop.UNKNOWN, Cause.UPSTREAM_DNS),
    ),
    page_rule("squid-tls", "No TLS handshake between Squid and the origin.", TLS_FAULT),
    page_rule("squid-timeout", "The origin took too long.", TIMEOUT),
    page_rule("squid-bad-reply", "The origin's answer was empty, broken or too big.", BAD_REPLY),
)

OTHERS = (
    page_rule(
        "ats-no-mapping",
        "Traffic Server has no mapping for that name.",
        outcome(State.ANSWERING, Hop.GATEWAY, Cause.MISROUTED),
    ),
    page_rule(
        "gateway-dns",
        "The gateway could not resolve the name of what is behind it.",
        outcome(State.DOWN, Hop.UNKNOWN, Cause.UPSTREAM_DNS),
        *("ats-unknown-host", "mitmproxy-dns"),
    ),
    page_rule(
        "privoxy-no-domain",
        "Privoxy could not resolve the site's name; it says so with 404.",
        outcome(State.DOWN, Hop.DNS, Cause.UPSTREAM_DNS),
    ),
    page_rule(
        "privoxy-blocked",
        "A filter list on the way refuses the address.",
        outcome(State.BLOCKED, Hop.GATEWAY, Cause.ACCESS_DENIED),
    ),
    page_rule(
        "gateway-tls",
        "The gateway names a TLS fault towards the origin.",
        TLS_FAULT,
        "mitmproxy-tls",
    ),
    page_rule(
        "gateway-connect-failed",
        "The gateway's page says that it could not connect.",
        UNREACHABLE,
        *("ats-connect-failed", "mitmproxy-connect", "tinyproxy-unable", "traefik-no-server"),
        *(
            "pound-503",
            "skipper-error",
            "h2o-connect-failed",
            "privoxy-connect-failed",
            "node-proxy",
        ),
    ),
    page_rule(
        "gateway-timeout",
        "The gateway's page says that it waited in vain.",
        TIMEOUT,
        *("ats-timeout", "h2o-timeout"),
    ),
    page_rule(
        "gateway-bad-reply",
        "The gateway's page says that the origin's answer was broken.",
        BAD_REPLY,
        *("ats-bad-reply", "pound-500", "iis-arr", "privoxy-bad-reply"),
    ),
    Rule(
        id="lighttpd-500",
        comment="lighttpd's own 500: what is behind it closed before its headers were whole.",
        signs=only("lighttpd-error"),
        statuses=on(500),
        outcome=BAD_REPLY,
    ),
    Rule(
        id="twisted-gateway",
        comment="Twisted's reverse proxy says 501 when it could not connect.",
        signs=only("twisted-gateway"),
        outcome=UNREACHABLE,
    ),
    Rule(
        id="daphne-timeout",
        comment="The application behind Daphne did not answer in time.",
        signs=only("daphne-timeout"),
        outcome=TIMEOUT,
    ),
    Rule(
        id="caddy-bare-403",
        comment="Caddy writes errors without a page; nothing shows that the app was asked.",
        statuses=on(403),
        test=_is_bare,
        outcome=DENIED,
    ),
    Rule(
        id="caddy-bare-503",
        comment="Caddy without a page: no upstream available, or a rule of its own.",
        statuses=on(503),
        test=_is_bare,
        outcome=outcome(State.DOWN, Hop.UNKNOWN, Cause.UPSTREAM_UNREACHABLE, _LOW),
    ),
)

PROXIES = (*ENVOY, *SQUID, *OTHERS)
