"""Values that are stored as small JSON documents or texts, there and back. Pure."""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from hashlib import blake2b
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from bot.probing.target import DEFAULT_PORTS, Target
from bot.triage.verdict import Cause, Confidence, Evidence, Hop, State, Verdict
from bot.watching.maintenance import Window, canonical
from bot.watching.watch import Expectations, OfficialChoice, OfficialScope
from bot.watching.windows import parse_window

_CAUSES = frozenset(cause.value for cause in Cause)
_HOPS = frozenset(hop.value for hop in Hop)


def digest_of(text: str) -> str:
    """Return a short fingerprint of a text, the same in every process and for ever."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def read_target(url: str) -> Target:
    """Return the target whose canonical URL this is. It was vetted when it was stored."""
    parts = urlsplit(url)
    scheme = cast("Literal['http', 'https']", parts.scheme)
    host = parts.hostname or ""
    return Target(
        scheme=scheme,
        host=host,
        port=parts.port or DEFAULT_PORTS[scheme],
        path=url[len(f"{scheme}://{parts.netloc}") :],
        address=_address(host),
    )


def expectations_document(expectations: Expectations) -> dict[str, Any] | None:
    """Return what a watch asks for; None where it asks for nothing."""
    statuses = expectations.statuses
    record = {
        "statuses": None if statuses is None else sorted(statuses),
        "text": expectations.text,
        "certificate_days": expectations.certificate_days,
        "slow_ms": expectations.slow_ms,
        "official": _official_document(expectations.official),
    }
    return {name: value for name, value in record.items() if value is not None} or None


def read_expectations(record: Mapping[str, Any] | None) -> Expectations:
    """Return what a watch asks for."""
    if record is None:
        return Expectations()
    values = dict(record)
    if "statuses" in values:
        values["statuses"] = frozenset(values["statuses"])
    if "official" in values:
        values["official"] = _read_official(values["official"])
    return Expectations(**values)


def _official_document(choice: OfficialChoice | None) -> dict[str, Any] | None:
    if choice is None:
        return None
    return {"service": choice.service_id, "scope": choice.scope, "parts": list(choice.parts)}


def _read_official(record: Mapping[str, Any]) -> OfficialChoice:
    return OfficialChoice(
        service_id=record["service"],
        scope=OfficialScope(record["scope"]),
        parts=tuple(record["parts"]),
    )


def window_texts(windows: Iterable[Window]) -> list[str]:
    """Return windows as texts, each once, in an order of their own."""
    return sorted({canonical(window) for window in windows})


def read_windows(texts: Iterable[str] | None) -> tuple[Window, ...]:
    """Return the windows of some texts."""
    return tuple(parse_window(text) for text in texts or ())


def yardstick_digest(expectations: dict[str, Any] | None, windows: list[str]) -> str:
    """Return a fingerprint: watches with the same one are held against the same yardstick."""
    return digest_of(json.dumps([expectations, windows], sort_keys=True))


def verdict_document(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as JSON can hold it."""
    wait = verdict.retry_after
    record: dict[str, Any] = {
        "state": verdict.state,
        "hop": verdict.hop,
        "cause": verdict.cause,
        "confidence": verdict.confidence,
        "rule": verdict.rule,
        "answered_by": verdict.answered_by,
        "status": verdict.status,
        "retry_after": None if wait is None else wait.total_seconds(),
        "evidence": [[fact.id, dict(fact.arguments)] for fact in verdict.evidence],
    }
    return {name: value for name, value in record.items() if value not in (None, [])}


def read_verdict(record: Mapping[str, Any] | None) -> Verdict | None:
    """Return a stored verdict; None for one whose words this version does not know."""
    if record is None:
        return None
    wait = record.get("retry_after")
    try:
        return Verdict(
            state=State(record["state"]),
            hop=Hop(record["hop"]),
            cause=Cause(record["cause"]),
            confidence=Confidence(record["confidence"]),
            rule=record["rule"],
            answered_by=record.get("answered_by"),
            status=record.get("status"),
            retry_after=None if wait is None else timedelta(seconds=wait),
            evidence=tuple(
                Evidence(id=id_, arguments=arguments)
                for id_, arguments in record.get("evidence", ())
            ),
        )
    except (KeyError, ValueError):
        return None


def read_cause(word: str | None) -> Cause | None:
    """Return a stored cause; an unknown one for a word that this version does not know."""
    if word is None:
        return None
    return Cause(word) if word in _CAUSES else Cause.UNKNOWN


def read_hop(word: str | None) -> Hop | None:
    """Return a stored hop; an unknown one for a word that this version does not know."""
    if word is None:
        return None
    return Hop(word) if word in _HOPS else Hop.UNKNOWN


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
