"""Which software stands behind an address: what to try, and whether an answer fits. Pure.

Names are hints, shapes decide. A page may move to other software without notice, so whoever
remembers a finding asks again once an answer no longer fits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.statuspages.provider import Provider
from bot.statuspages.providers import providers
from bot.statuspages.reading import read

# Likeliest first. Software that asks for the same path stands together, the pickier one first; what
# is not named here comes next, by name; feeds fit almost everywhere and come last.
ORDER = (
    "incidentio",
    "statuspage",
    "instatus",
    "betterstack",
    "cstate",
    "sorry",
    "uptimerobot",
    "flashduty",
    "datadog",
    "firehydrant",
    "statusiq",
    "rootly",
    "uptimekuma",
    "gatus",
    "cachet",
)
LAST = ("rss",)
# What the HTML of a page betrays about the software behind it.
NEEDLES = (
    ("dka575ofm4ao0.cloudfront.net", "statuspage"),
    ("statuspage.io", "statuspage"),
    ("incident.io", "incidentio"),
    ("instatus", "instatus"),
    ("betterstack", "betterstack"),
    ("betteruptime", "betterstack"),
    ("status.io", "statusio"),
    ("checkly", "checkly"),
    ("uptimerobot", "uptimerobot"),
    ("sorryapp", "sorry"),
    ("statuspal", "statuspal"),
    ("firehydrant", "firehydrant"),
    ("flashduty", "flashduty"),
    ("uptime kuma", "uptimekuma"),
    ("cstate", "cstate"),
)
MOST_HTML = 512 * 1024
# A shape does not depend on the time; reading needs one.
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One request that may tell: whose answer it would be, and where to ask."""

    provider: str
    path: str  # below the origin, or a whole address on another


def candidates(origin_host: str) -> tuple[Candidate, ...]:
    """Return what to ask at a host, likeliest first. Equal paths need one request only."""
    host = origin_host.lower().rstrip(".")
    hinted = [one for one in _ordered() if _is_hinted(one, host)]
    others = [one for one in _ordered() if one not in hinted]
    asked = (Candidate(one.name, path) for one in (*hinted, *others) for path in _paths(one, host))
    return tuple(dict.fromkeys(asked))


def fits(provider: str, payload: bytes) -> bool:
    """Say whether an answer has a provider's shape, whatever state it tells."""
    return read(provider, payload, now=_ANY_TIME) is not None


def named_in(page: bytes) -> tuple[str, ...]:
    """Return the providers whose marks an HTML page bears: hints for what to ask first."""
    text = page[:MOST_HTML].decode("utf-8", "replace").lower()
    return tuple(dict.fromkeys(name for needle, name in NEEDLES if needle in text))


def _ordered() -> list[Provider]:
    ranks = {name: rank for rank, name in enumerate(ORDER)}

    def rank(one: Provider) -> tuple[bool, int, str]:
        return one.name in LAST, ranks.get(one.name, len(ranks)), one.name

    return sorted(providers().values(), key=rank)


def _is_hinted(one: Provider, host: str) -> bool:
    return any(host == ending.lstrip(".") or host.endswith(ending) for ending in one.hosts)


def _paths(one: Provider, host: str) -> Iterator[str]:
    if one.elsewhere and _is_hinted(one, host):
        yield one.elsewhere.format(label=host.partition(".")[0])
    for path in one.paths:
        yield path.format(host=host)
