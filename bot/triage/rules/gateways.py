"""Pages that proxies, load balancers and web servers write themselves.

The page names who wrote it, rarely what failed: one page often stands for a dozen causes, measured
gateway by gateway, and then the confidence is medium at most.
"""

from bot.triage.rule import Rule, on, only, outcome, within
from bot.triage.rules.blame import BAD_REPLY, TIMEOUT, page_rule
from bot.triage.verdict import Cause, Confidence, Hop, State

_HIGH, _LOW = Confidence.HIGH, Confidence.LOW
_NGINX = only("nginx-error", "openresty-error", "tengine-error", "angie-error", "nginx-50x")
TARPIT_MS = 1000.0


NGINX = (
    Rule(
        id="nginx-503",
        comment="nginx's own 503 is a limit (limit_req, limit_conn) or a `return`; no dead origin.",
        signs=_NGINX | only("nginx-own-reason"),
        statuses=on(503),
        outcome=outcome(State.DOWN, Hop.GATEWAY, Cause.OVERLOADED),
    ),
    Rule(
        id="nginx-500",
        comment="nginx's own 500: a rewrite in circles, a failing auth_request, no resources.",
        signs=_NGINX,
        statuses=on(500),
        outcome=outcome(State.DOWN, Hop.GATEWAY, Cause.APP_ERROR),
    ),
    Rule(
        id="nginx-502",
        comment="One page for refused, reset, closed, nonsense, TLS and DNS: 23 failures measured.",
        signs=_NGINX,
        statuses=on(502),
        outcome=BAD_REPLY,
    ),
    Rule(
        id="nginx-504",
        comment="Connecting or reading took too long; the page does not say which.",
        signs=_NGINX,
        statuses=on(504),
        outcome=TIMEOUT,
    ),
    Rule(
        id="fpm-no-script",
        comment="PHP-FPM's words for a script path that leads nowhere: gateway and PHP disagree.",
        signs=only("fpm-no-script"),
        outcome=outcome(State.ANSWERING, Hop.GATEWAY, Cause.MISROUTED),
    ),
)

HAPROXY = (
    Rule(
        id="haproxy-504",
        comment="Only after connecting: HAProxy answers a connect timeout with 503.",
        signs=only("haproxy-504"),
        outcome=outcome(State.DOWN, Hop.ORIGIN, Cause.UPSTREAM_TIMEOUT, _HIGH),
    ),
    Rule(
        id="haproxy-tarpit",
        comment="Its 500 page after a wait is the tarpit: it holds programs back on purpose.",
        signs=only("haproxy-500"),
        test=lambda signals: signals.first_byte_ms >= TARPIT_MS,
        outcome=outcome(State.BLOCKED, Hop.GATEWAY, Cause.BOT_BLOCKED),
    ),
    Rule(
        id="haproxy-500",
        comment="Its 500 page at once: out of memory, or a tarpit without a wait.",
        signs=only("haproxy-500"),
        outcome=outcome(State.DOWN, Hop.GATEWAY, Cause.APP_ERROR, _LOW),
    ),
)

APACHE = (
    page_rule(
        "apache-dns-error",
        "Apache cannot resolve the name its configuration gives for the origin.",
        outcome(State.DOWN, Hop.GATEWAY, Cause.UPSTREAM_DNS),
    ),
)

VARNISH = (
    page_rule(
        "varnish-fetch-failed",
        "Anything at all between Varnish and the origin: one page, and a constant Retry-After.",
        BAD_REPLY,
    ),
    page_rule(
        "varnish-vcl-failed",
        "Varnish's own program failed while running.",
        outcome(State.DOWN, Hop.GATEWAY, Cause.APP_ERROR),
    ),
    Rule(
        id="varnish-503",
        comment="Another 503 of its own: a rule of its program, or a body it could not unpack.",
        authors=only("varnish", "vinyl"),
        statuses=within(500, 599),
        outcome=outcome(State.DOWN, Hop.UNKNOWN, Cause.HTTP_ERROR, _LOW),
    ),
    Rule(
        id="varnish-404",
        comment="Varnish holds no files: its own 404 is a rule of its program.",
        authors=only("varnish", "vinyl"),
        statuses=on(404),
        outcome=outcome(State.ANSWERING, Hop.GATEWAY, Cause.MISROUTED),
    ),
)

GATEWAYS = (*NGINX, *HAPROXY, *APACHE, *VARNISH)
