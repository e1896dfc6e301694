"""What gateways report in `Proxy-Status`, RFC 9209 section 2.3: better than any page."""

from bot.triage.rule import Outcome, Rule, on, only, outcome, within
from bot.triage.verdict import Cause, Confidence, Hop, State

_SERVER_ERRORS = within(500, 599)


def _reported(name: str, comment: str, conclusion: Outcome, *errors: str) -> Rule:
    """Write the rule of some error types on a 5xx; under a 4xx the request is at fault."""
    return Rule(
        id=f"proxy-status-{name}",
        comment=comment,
        errors=only(*errors),
        statuses=_SERVER_ERRORS,
        outcome=conclusion,
    )


def _down(hop: Hop, cause: Cause, confidence: Confidence = Confidence.MEDIUM) -> Outcome:
    return outcome(State.DOWN, hop, cause, confidence)


REPORTS = (
    _reported(
        "dns",
        "The gateway could not resolve the next hop's name.",
        _down(Hop.GATEWAY, Cause.UPSTREAM_DNS),
        *("dns_timeout", "dns_error"),
    ),
    _reported(
        "unreachable",
        "The gateway could not connect to the next hop.",
        _down(Hop.ORIGIN, Cause.UPSTREAM_UNREACHABLE),
        *("connection_refused", "connection_timeout", "destination_unavailable"),
        "destination_ip_unroutable",
    ),
    _reported(
        "misrouted",
        "The gateway has nowhere, or nowhere it may go, to send this.",
        _down(Hop.GATEWAY, Cause.MISROUTED),
        *("destination_not_found", "destination_ip_prohibited", "proxy_loop_detected"),
    ),
    _reported(
        "timeout",
        "Connected, but the next hop took too long.",
        _down(Hop.ORIGIN, Cause.UPSTREAM_TIMEOUT),
        *("connection_read_timeout", "connection_write_timeout", "http_response_timeout"),
    ),
    _reported(
        "tls",
        "No TLS between the gateway and the next hop.",
        _down(Hop.ORIGIN, Cause.UPSTREAM_TLS),
        *("tls_protocol_error", "tls_certificate_error", "tls_alert_received"),
    ),
    _reported(
        "bad-reply",
        "The next hop's answer was cut off, broken or too large.",
        _down(Hop.ORIGIN, Cause.UPSTREAM_BAD_REPLY),
        *("connection_terminated", "http_response_incomplete", "http_protocol_error"),
        *("http_response_header_section_size", "http_response_header_size"),
        *("http_response_body_size", "http_response_trailer_section_size"),
        *("http_response_trailer_size", "http_response_transfer_coding"),
        *("http_response_content_coding", "http_upgrade_failed"),
    ),
    _reported(
        "overloaded",
        "The gateway has as many connections as it takes.",
        _down(Hop.GATEWAY, Cause.OVERLOADED),
        "connection_limit_reached",
    ),
    _reported(
        "own-fault",
        "The gateway names a fault of its own.",
        _down(Hop.GATEWAY, Cause.APP_ERROR),
        *("proxy_internal_error", "proxy_configuration_error", "proxy_internal_response"),
    ),
    Rule(
        id="proxy-status-denied",
        comment="The gateway itself refused our request.",
        errors=only("http_request_denied"),
        statuses=on(403),
        outcome=outcome(State.ANSWERING, Hop.GATEWAY, Cause.ACCESS_DENIED),
    ),
    Rule(
        id="proxy-status-no-route",
        comment="The gateway answers 404 because it has nowhere to send this.",
        errors=only("destination_not_found"),
        statuses=on(404),
        outcome=outcome(State.ANSWERING, Hop.GATEWAY, Cause.MISROUTED),
    ),
)
