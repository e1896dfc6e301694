"""Write down the facts a verdict rests on: our own words and numbers only."""

from collections.abc import Iterator

from bot.probing.observation import Failure
from bot.triage.evidence import EvidenceId, fact
from bot.triage.rule import Rule
from bot.triage.signals import Signals
from bot.triage.verdict import Cause, Evidence, OwnNetwork

_SOON_DAYS = 14  # a certificate that ends within two weeks is worth a word even on a good day
_TIMED = frozenset({Cause.SLOW, Cause.UPSTREAM_TIMEOUT, Cause.BOT_BLOCKED})
_CERTIFICATE = frozenset({Failure.TLS_EXPIRED, Failure.TLS_NOT_YET_VALID})


def gather(signals: Signals, rule: Rule) -> tuple[Evidence, ...]:
    """Return the facts, the deciding ones first."""
    return (*_failing(signals), *_replying(signals, rule), *_around(signals))


def _failing(signals: Signals) -> Iterator[Evidence]:
    failure, stage = signals.failure, signals.leg.stage
    if failure is not None:
        yield fact(
            EvidenceId.FAILED_STAGE,
            stage="" if stage is None else stage.value,
            failure=failure.value,
        )
    if signals.own_network is not OwnNetwork.UNCHECKED and failure is not None:
        yield fact(EvidenceId.OWN_NETWORK, state=signals.own_network.value)


def _replying(signals: Signals, rule: Rule) -> Iterator[Evidence]:
    if signals.page is None:
        return
    yield fact(EvidenceId.STATUS, code=signals.status)
    for sign in sorted(rule.signs & signals.identity.signs):
        seen = sign in signals.identity.in_headers
        kind = EvidenceId.HEADER_MARKER if seen else EvidenceId.PAGE_MARKER
        yield fact(kind, marker=sign, product=signals.identity.authors.get(sign, ""))
    if rule.codes and signals.vendor_code is not None:
        yield fact(EvidenceId.VENDOR_CODE, code=signals.vendor_code, product="cloudflare")
    if rule.errors and signals.proxy_error is not None:
        yield fact(EvidenceId.PROXY_STATUS, error=signals.proxy_error)
    if signals.upstream_status is not None:
        yield fact(EvidenceId.UPSTREAM_STATUS, code=signals.upstream_status)
    yield from _naming(signals)
    yield from _timing(signals, rule)


def _naming(signals: Signals) -> Iterator[Evidence]:
    identity = signals.identity
    if identity.answered_by is not None:
        yield fact(EvidenceId.ANSWERED_BY, product=identity.answered_by)
    for product in identity.products[:2]:
        if product != identity.answered_by:
            yield fact(EvidenceId.IN_THE_PATH, product=product)


def _timing(signals: Signals, rule: Rule) -> Iterator[Evidence]:
    if signals.is_from_cache and rule.outcome.cause is Cause.OK:
        yield fact(EvidenceId.FROM_CACHE)
    if signals.retry_after is not None:
        yield fact(EvidenceId.RETRY_AFTER, seconds=int(signals.retry_after.total_seconds()))
    if rule.outcome.cause in _TIMED and signals.first_byte_ms > 0:
        yield fact(EvidenceId.FIRST_BYTE, milliseconds=round(signals.first_byte_ms))


def _around(signals: Signals) -> Iterator[Evidence]:
    tls = signals.leg.tls
    if tls is not None and (tls.days_left <= _SOON_DAYS or signals.failure in _CERTIFICATE):
        yield fact(
            EvidenceId.CERTIFICATE_EXPIRES,
            days=tls.days_left,
            date=tls.expires_at.date().isoformat(),
        )
    if signals.followed > 0:
        yield fact(EvidenceId.REDIRECTS, count=signals.followed)
