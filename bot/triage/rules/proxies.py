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
    page_rule(
        "envoy-overloaded",
        "Envoy's own circuit breaker or overload manager is full.",
        outcome(State.DOWN, Hop.GATEWAY, Cause.OVERLOADED, _HIGH),
        *("envoy-overloaded", "envoy-overflow"),
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
        *("squid-dns", "ats-unknown-host", "mitmproxy-dns"),
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
    Rule(
        id="lighttpd-500",
        comment="lighttpd's own 500: what is behind it closed before its headers were whole.",
        signs=only("lighttpd-error"),
        statuses=on(500),
        outcome=BAD_REPLY,
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

# Pages that say the same in other words: who wrote which is in `pages.toml`. Envoy's begin with one
# sentence for all faults, so what names one is asked before what names none.
SHARED = (
    page_rule(
        "gateway-tls",
        "The page names a TLS fault towards the origin; Apache sends it as 500.",
        TLS_FAULT,
        *("apache-tls-error", "envoy-tls", "squid-tls", "mitmproxy-tls"),
    ),
    page_rule(
        "gateway-bad-reply",
        "The origin closed, reset, sent nonsense or too many headers; at Apache it hung, too.",
        BAD_REPLY,
        *("haproxy-502", "apache-read-error", "envoy-termination", "envoy-protocol-error"),
        *("squid-bad-reply", "ats-bad-reply", "pound-500", "iis-arr", "privoxy-bad-reply"),
    ),
    page_rule(
        "gateway-timeout",
        "The page says that the gateway waited in vain.",
        TIMEOUT,
        *("envoy-timeout", "squid-timeout", "ats-timeout", "h2o-timeout", "daphne-timeout"),
    ),
    page_rule(
        "gateway-connect-failed",
        "Refused, timed out, marked down, none there; Apache's words of maintenance mean this.",
        UNREACHABLE,
        *("haproxy-503", "apache-503", "envoy-connection-timeout", "envoy-reset"),
        *("envoy-no-healthy", "squid-refused", "squid-connect-failed", "ats-connect-failed"),
        *("mitmproxy-connect", "tinyproxy-unable", "traefik-no-server", "pound-503"),
        *("skipper-error", "h2o-connect-failed", "privoxy-connect-failed", "node-proxy"),
        "twisted-gateway",
    ),
    page_rule(
        "gateway-denied",
        "A rule of the gateway's own, or of PHP-FPM's; the app was not asked.",
        DENIED,
        *("haproxy-403", "fpm-denied", "api-gateway-denied"),
    ),
)

PROXIES = (*ENVOY, *OTHERS, *SHARED)
