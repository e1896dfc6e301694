"""Looks that ended without a whole reply: each `Failure` has one rule."""

from bot.probing.observation import Failure
from bot.triage.rule import Outcome, Rule, on, outcome, within
from bot.triage.signals import Signals
from bot.triage.verdict import Cause, Confidence, Hop, OwnNetwork, State

_HIGH, _LOW = Confidence.HIGH, Confidence.LOW


def _our_network_is_bad(signals: Signals) -> bool:
    return (
        signals.own_network is OwnNetwork.BAD
        and signals.failure not in {None, Failure.ADDRESS_REFUSED}
        and signals.page is None
    )


def _failed(failure: Failure, comment: str, conclusion: Outcome) -> Rule:
    """Write the rule of one failure; its id is the failure's own name."""
    return Rule(
        id=failure.value.replace("_", "-"),
        comment=comment,
        failures=frozenset({failure}),
        outcome=conclusion,
    )


def _down(hop: Hop, cause: Cause, confidence: Confidence = Confidence.MEDIUM) -> Outcome:
    return outcome(State.DOWN, hop, cause, confidence)


OUR_OWN = (
    Rule(
        id="own-network-bad",
        comment="Our canaries fail too: whatever we failed to see says nothing about the site.",
        test=_our_network_is_bad,
        outcome=outcome(State.UNKNOWN, Hop.BOT, Cause.OWN_NETWORK, _HIGH),
    ),
    _failed(
        Failure.ADDRESS_REFUSED,
        "The name leads to an address we must not look at.",
        outcome(State.REFUSED, Hop.NONE, Cause.REFUSED_BY_POLICY, _HIGH),
    ),
)

RESOLVE = (
    _failed(
        Failure.NAME_NOT_FOUND,
        "NXDOMAIN (RFC 8020): the name, and all below it, does not exist.",
        outcome(State.NO_SUCH_SITE, Hop.DNS, Cause.DNS_NXDOMAIN, _HIGH),
    ),
    _failed(
        Failure.NO_ADDRESS,
        "The name exists without an address record: nothing a browser could connect to.",
        _down(Hop.DNS, Cause.DNS_NO_ADDRESS, _HIGH),
    ),
    _failed(
        Failure.NAME_SERVER_FAILED,
        "SERVFAIL or REFUSED: the zone's servers or its signatures are broken.",
        _down(Hop.DNS, Cause.DNS_SERVFAIL),
    ),
    _failed(
        Failure.RESOLVE_TIMEOUT,
        "No name server answered: theirs or the way there.",
        _down(Hop.DNS, Cause.DNS_TIMEOUT),
    ),
)

CONNECT = (
    _failed(
        Failure.CONNECT_REFUSED,
        "A machine answered that nothing listens there, or its firewall rejects us.",
        _down(Hop.ORIGIN, Cause.CONNECT_REFUSED),
    ),
    _failed(
        Failure.CONNECT_TIMEOUT,
        "Our SYN got no answer: host off, packets lost on the way, or a silent firewall.",
        _down(Hop.NETWORK, Cause.CONNECT_TIMEOUT),
    ),
    _failed(
        Failure.CONNECT_UNREACHABLE,
        "A router says there is no way there.",
        _down(Hop.NETWORK, Cause.CONNECT_UNREACHABLE),
    ),
    _failed(
        Failure.CONNECT_RESET,
        "Reset while connecting: server, firewall or something between.",
        _down(Hop.UNKNOWN, Cause.CONNECT_RESET),
    ),
)

TLS = (
    _failed(
        Failure.TLS_EXPIRED,
        "The certificate's last day is over.",
        _down(Hop.TLS, Cause.TLS_EXPIRED, _HIGH),
    ),
    _failed(
        Failure.TLS_NOT_YET_VALID,
        "The certificate's first day is still to come.",
        _down(Hop.TLS, Cause.TLS_NOT_YET_VALID, _HIGH),
    ),
    _failed(
        Failure.TLS_WRONG_HOST,
        "The certificate is made out to another name.",
        _down(Hop.TLS, Cause.TLS_WRONG_HOST, _HIGH),
    ),
    _failed(
        Failure.TLS_UNTRUSTED,
        "No chain to an authority browsers trust: self-signed, or an intermediate is missing.",
        _down(Hop.TLS, Cause.TLS_UNTRUSTED, _HIGH),
    ),
    _failed(
        Failure.TLS_PROTOCOL,
        "No common version or cipher, an alert, or not TLS at all on that port.",
        _down(Hop.TLS, Cause.TLS_PROTOCOL),
    ),
    _failed(
        Failure.TLS_TIMEOUT,
        "Connected, but the handshake never finished.",
        _down(Hop.TLS, Cause.TLS_TIMEOUT),
    ),
    _failed(
        Failure.TLS_RESET,
        "Closed in the middle of the handshake: the server, or something between.",
        _down(Hop.TLS, Cause.TLS_RESET),
    ),
)

EXCHANGE = (
    _failed(
        Failure.REPLY_TIMEOUT,
        "Connected, not one byte back: the server or a silent gateway hangs.",
        _down(Hop.ORIGIN, Cause.REPLY_TIMEOUT),
    ),
    _failed(
        Failure.EMPTY_REPLY,
        "Closed without a byte: dozens of causes at any hop look exactly like this.",
        _down(Hop.UNKNOWN, Cause.EMPTY_REPLY),
    ),
    _failed(
        Failure.REPLY_RESET,
        "Reset before the headers were whole: crash, firewall or load balancer.",
        _down(Hop.UNKNOWN, Cause.REPLY_RESET),
    ),
    _failed(
        Failure.GARBLED_REPLY,
        "Bytes that are not HTTP: another protocol on that port, or a broken server.",
        _down(Hop.UNKNOWN, Cause.GARBLED_REPLY),
    ),
    _failed(
        Failure.HEADERS_TOO_LARGE,
        "More headers than browsers or gateways take.",
        _down(Hop.ORIGIN, Cause.HEADERS_TOO_LARGE),
    ),
    _failed(
        Failure.HEADERS_TRUNCATED,
        "Closed in the middle of the headers: the server broke off.",
        _down(Hop.ORIGIN, Cause.REPLY_TRUNCATED),
    ),
    _failed(
        Failure.HEADERS_STALLED,
        "Some header bytes, then silence.",
        _down(Hop.ORIGIN, Cause.REPLY_TIMEOUT),
    ),
)

# A page that says why (a 502, a challenge) tells more than that its end is missing.
CUT_OFF = (
    Rule(
        id="reply-truncated",
        comment="The page broke off before its end.",
        failures=frozenset({Failure.REPLY_TRUNCATED}),
        statuses=within(100, 399) | on(0),
        outcome=_down(Hop.ORIGIN, Cause.REPLY_TRUNCATED),
    ),
    Rule(
        id="body-stalled",
        comment="The page began and never came to its end.",
        failures=frozenset({Failure.BODY_STALLED}),
        statuses=within(100, 399) | on(0),
        outcome=_down(Hop.ORIGIN, Cause.BODY_STALLED),
    ),
)

REDIRECTS = (
    _failed(
        Failure.REDIRECT_LOOP,
        "Sent in circles: site and its edge disagree (https forced twice is the classic).",
        _down(Hop.UNKNOWN, Cause.REDIRECT_LOOP),
    ),
    _failed(
        Failure.REDIRECT_REFUSED,
        "It answers, but sends us on to something we must not look at.",
        outcome(State.UNKNOWN, Hop.UNKNOWN, Cause.REDIRECT_REFUSED, _LOW),
    ),
)

FAILURES = (*OUR_OWN, *RESOLVE, *CONNECT, *TLS, *EXCHANGE, *CUT_OFF, *REDIRECTS)
