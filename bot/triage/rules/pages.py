"""What a page says in words: planned work, the wrong page shown green, an app's own crash page."""

from bot.triage.rule import Rule, on, only, outcome, within
from bot.triage.signals import Signals
from bot.triage.verdict import Cause, Confidence, Hop, State

_HIGH, _LOW = Confidence.HIGH, Confidence.LOW
_SERVER_ERRORS = within(500, 599)
_OK = within(200, 299)
_BESIDES_THE_PAGE = frozenset(
    {
        "date",
        "server",
        "via",
        "connection",
        "content-length",
        "transfer-encoding",
        "age",
        "keep-alive",
    }
    | {"x-cache", "x-cache-lookup", "cache-status", "x-varnish"}
)


def _from_gateway(signals: Signals) -> bool:
    """Say whether a gateway wrote the page, or at least the status line, itself."""
    identity = signals.identity
    own = "nginx-own-reason" in identity.signs or signals.is_gateways_own
    return own or ("envoy" in identity.products and not signals.is_relayed)


def _has_no_headers_of_its_own(signals: Signals) -> bool:
    """Say whether a proxy passed on a page without a single header that belongs to a page."""
    page = signals.page
    return (
        page is not None
        and not page.is_blank
        and not {"apache", "squid", "trafficserver"}.isdisjoint(signals.identity.products)
        and _BESIDES_THE_PAGE.issuperset(page.headers)
    )


MAINTENANCE = (
    Rule(
        id="maintenance-wordpress",
        comment="WordPress writes this sentence while it updates itself, and at no other time.",
        signs=only("wordpress-maintenance"),
        outcome=outcome(State.MAINTENANCE, Hop.ORIGIN, Cause.MAINTENANCE, _HIGH),
    ),
    Rule(
        id="maintenance-gateway",
        comment="A gateway's own page or status line that speaks of planned work.",
        signs=only("maintenance"),
        test=_from_gateway,
        outcome=outcome(State.MAINTENANCE, Hop.GATEWAY, Cause.MAINTENANCE),
    ),
    Rule(
        id="maintenance-app",
        comment="Planned work, said by the app: an API's answer, or a header tells its origin.",
        signs=only("maintenance"),
        test=lambda signals: signals.is_json or signals.is_relayed,
        outcome=outcome(State.MAINTENANCE, Hop.ORIGIN, Cause.MAINTENANCE),
    ),
    Rule(
        id="maintenance-page",
        comment="Planned work; app and gateway serve such pages alike.",
        signs=only("maintenance"),
        outcome=outcome(State.MAINTENANCE, Hop.UNKNOWN, Cause.MAINTENANCE),
    ),
    Rule(
        id="maintenance-as-ok",
        comment="A maintenance page sent as 200: green, but not the page a visitor wants.",
        signs=only("maintenance-as-ok"),
        outcome=outcome(State.MAINTENANCE, Hop.UNKNOWN, Cause.MAINTENANCE),
    ),
)

WRONG_PAGES = (
    Rule(
        id="not-a-web-server",
        comment="Another protocol's greeting sent on as a page: the gateway asks the wrong port.",
        signs=only("not-a-web-server"),
        outcome=outcome(State.DOWN, Hop.GATEWAY, Cause.GARBLED_REPLY),
    ),
    Rule(
        id="broken-coding",
        comment="Says gzip and is not: every browser refuses to show it.",
        statuses=on(200, 203),
        test=lambda signals: signals.page is not None and not signals.page.is_decodable,
        outcome=outcome(State.DOWN, Hop.ORIGIN, Cause.APP_ERROR),
    ),
    Rule(
        id="default-site",
        comment="The web server's page after installing: the site is not there, or not asked.",
        signs=only("default-site"),
        outcome=outcome(State.DOWN, Hop.GATEWAY, Cause.MISROUTED),
    ),
    Rule(
        id="parked-domain",
        comment="A parking page: the name is for sale, expired, or has no site yet.",
        signs=only("parked"),
        outcome=outcome(State.DOWN, Hop.UNKNOWN, Cause.MISROUTED),
    ),
    Rule(
        id="http09-page",
        comment="Squid made this out of HTTP/0.9: what is behind sent no headers at all.",
        signs=only("squid-http09"),
        statuses=_OK,
        outcome=outcome(State.UP, Hop.UNKNOWN, Cause.UNKNOWN, _LOW),
    ),
    Rule(
        id="headerless-page",
        comment="A proxy passed on a page without one header: what is behind may not speak HTTP/1.",
        statuses=_OK,
        test=_has_no_headers_of_its_own,
        outcome=outcome(State.UP, Hop.UNKNOWN, Cause.UNKNOWN, _LOW),
    ),
    Rule(
        id="blank-page",
        comment="200 with nothing to see: fine for a health check, a fault for a page.",
        statuses=on(200, 203),
        test=lambda signals: signals.is_empty,
        outcome=outcome(State.UP, Hop.UNKNOWN, Cause.UNKNOWN, _LOW),
    ),
)

APP_PAGES = (
    Rule(
        id="database-error",
        comment="The app is alive and says that its database is not.",
        signs=only("database-error"),
        outcome=outcome(State.DOWN, Hop.ORIGIN, Cause.APP_ERROR, _HIGH),
    ),
    Rule(
        id="app-overloaded",
        comment="The app says in words that it has too much to do.",
        signs=only("overloaded-words"),
        statuses=on(500, 502, 503, 529),
        outcome=outcome(State.DOWN, Hop.ORIGIN, Cause.OVERLOADED),
    ),
    Rule(
        id="app-crash-page",
        comment="The crash page of a framework nobody builds gateways with.",
        signs=only(
            *("werkzeug-error", "django-debug", "django-error", "rails-error", "laravel-error"),
            *("next-error", "php-error", "wordpress-critical", "drupal-error"),
        ),
        statuses=on(500),
        outcome=outcome(State.DOWN, Hop.ORIGIN, Cause.APP_ERROR, _HIGH),
    ),
)
