"""Alive, but it won't let our probe in: challenges, firewalls, rate limits. Never called down."""

from bot.triage.rule import Rule, on, only, outcome, within
from bot.triage.verdict import Cause, Confidence, Hop, State

_HIGH, _LOW = Confidence.HIGH, Confidence.LOW
_CHALLENGED = outcome(State.BLOCKED, Hop.EDGE, Cause.BOT_BLOCKED, _HIGH)
_DENIED = outcome(State.BLOCKED, Hop.EDGE, Cause.ACCESS_DENIED, _HIGH)

BLOCKS = (
    Rule(
        id="our-side-filter",
        comment="A filter of our own network wrote this page; the site was never asked.",
        signs=only("our-side-filter"),
        outcome=outcome(State.UNKNOWN, Hop.BOT, Cause.OWN_NETWORK),
    ),
    Rule(
        id="network-login",
        comment="RFC 6585, section 6: 511 is a captive portal's, so it is our network that asks.",
        statuses=on(511),
        outcome=outcome(State.UNKNOWN, Hop.BOT, Cause.OWN_NETWORK),
    ),
    Rule(
        id="cloudflare-challenge",
        comment="The edge wants a browser, by header or by page; the site itself may be fine.",
        signs=only("cloudflare-challenge"),
        outcome=_CHALLENGED,
    ),
    Rule(
        id="edge-challenge",
        comment="A bot check written by a filter that writes nothing else.",
        signs=only(
            *("aws-waf-challenge", "vercel-challenge", "datadome-blocked", "perimeterx-blocked"),
            *("kasada-blocked", "anubis-challenge", "imunify-challenge", "ddos-guard-blocked"),
            *("imperva-blocked", "distil-blocked", "google-sorry"),
        ),
        outcome=_CHALLENGED,
    ),
    Rule(
        id="firewall-block",
        comment="A firewall's own refusal; F5 and Imperva send theirs as 200 too.",
        signs=only(
            *("cloudflare-blocked", "cloudfront-blocked", "akamai-denied", "sucuri-blocked"),
            *("f5-blocked", "front-door-blocked"),
        ),
        outcome=_DENIED,
    ),
    Rule(
        id="azure-gateway-firewall",
        comment="Application Gateway answers 403 itself only where its firewall says no.",
        signs=only("azure-agw-error"),
        statuses=on(403),
        outcome=_DENIED,
    ),
    Rule(
        id="bot-check",
        comment="Words of a bot check, by whom we can't tell.",
        signs=only("bot-check"),
        outcome=outcome(State.BLOCKED, Hop.EDGE, Cause.BOT_BLOCKED),
    ),
    Rule(
        id="firewall-words",
        comment="A firewall's refusal, at which hop we can't tell: Wordfence runs in the app.",
        signs=only("waf-block", "wordfence-blocked"),
        outcome=outcome(State.BLOCKED, Hop.UNKNOWN, Cause.ACCESS_DENIED),
    ),
    Rule(
        id="linkedin-999",
        comment="999 is no HTTP status: LinkedIn and a few others send it to programs.",
        statuses=on(999),
        outcome=outcome(State.BLOCKED, Hop.EDGE, Cause.BOT_BLOCKED),
    ),
    Rule(
        id="haproxy-rate-limit",
        comment="HAProxy's own 429 page: a rule of the gateway counts requests.",
        signs=only("haproxy-429"),
        statuses=on(429),
        outcome=outcome(State.BLOCKED, Hop.GATEWAY, Cause.RATE_LIMITED, _HIGH),
    ),
    Rule(
        id="gateway-rate-limit",
        comment="A gateway's own 429 page or text: the limit is its own, the app was not asked.",
        statuses=on(429),
        test=lambda signals: signals.is_gateways_own,
        outcome=outcome(State.BLOCKED, Hop.GATEWAY, Cause.RATE_LIMITED),
    ),
    Rule(
        id="cloudflare-1015",
        comment="Cloudflare's own rate limit, as Discord's API hands out.",
        codes=on(1015),
        statuses=within(400, 499),
        outcome=outcome(State.BLOCKED, Hop.EDGE, Cause.RATE_LIMITED, _HIGH),
    ),
    Rule(
        id="cloudflare-banned",
        comment="1005 to 1010, 1012, 1020, 1106: the site's own rules at Cloudflare refuse us.",
        codes=on(1005, 1006, 1007, 1008, 1009, 1010, 1012, 1020, 1106),
        outcome=_DENIED,
    ),
    Rule(
        id="app-rate-limit",
        comment="A 429 in the app's own words: it counts our requests; nothing is broken.",
        statuses=on(429),
        test=lambda signals: signals.is_json or signals.is_relayed,
        outcome=outcome(State.BLOCKED, Hop.NONE, Cause.RATE_LIMITED, _HIGH),
    ),
    Rule(
        id="rate-limit",
        comment="A 429: app or gateway counts, the bytes don't say which.",
        statuses=on(429),
        outcome=outcome(State.BLOCKED, Hop.UNKNOWN, Cause.RATE_LIMITED),
    ),
)
