"""Globalping's HTTP measurement: how it is asked for, and what its results mean. Pure.

Its API description is the contract: `POST /v1/measurements` takes `MeasurementRequest`, and
`GET /v1/measurements/{id}` gives `MeasurementResponse`. Whatever does not fit is unknown, and
never a vote for up or down.
"""

import re
from dataclasses import dataclass
from typing import Any, TypeGuard

from bot.probing.target import Target
from bot.vantage.sighting import Sight, Viewpoint, Vote

# One continent each, and from people's own connections: those are all of different networks, and
# sites turn them away less often than computing centres.
CONTINENTS = ("EU", "NA", "SA", "AS", "OC")
TAGS = ("eyeball-network",)
# For each place. Its results need some time more to reach us.
TEST_SECONDS = 6

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
COUNTRY = re.compile(r"[A-Z]{2}")
LONGEST_NETWORK = 200
LOWEST_STATUS, HIGHEST_STATUS = 100, 599
ODD_STATUS = 999  # no status of HTTP's: LinkedIn and a few others send it to programs
SERVER_ERROR = 500
# Answers that turn a program away: they say nothing about whether the site works.
TURNED_AWAY = frozenset({403, 429, 451, ODD_STATUS})
CHALLENGE = "cf-mitigated"  # Cloudflare asks for a browser, whatever the status


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """What a measurement says so far."""

    votes: tuple[Vote, ...]
    is_final: bool


def write_request(target: Target) -> dict[str, Any]:
    """Return the body that asks for one GET from every continent, without the target's query.

    Anybody who knows a measurement's id can read it, and a query may hold secrets.
    """
    return {
        "type": "http",
        "target": target.host,
        "locations": [
            {"continent": continent, "tags": list(TAGS), "limit": 1} for continent in CONTINENTS
        ],
        "timeout": TEST_SECONDS,
        "measurementOptions": {
            "protocol": target.scheme.upper(),
            "port": target.port,
            "request": {"method": "GET", "path": target.path.partition("?")[0]},
        },
    }


def read_created(document: object) -> tuple[str, int] | None:
    """Return a new measurement's id and how many places it has, or None for anything else."""
    if not isinstance(document, dict):
        return None
    id_, count = document.get("id"), document.get("probesCount")
    if not isinstance(id_, str) or not ID.fullmatch(id_) or not _is_number(count):
        return None
    return id_, min(max(count, 1), len(CONTINENTS))


def read_measurement(document: object, id_: str, target: Target) -> Readout | None:
    """Return what a measurement says, or None when this is not the measurement."""
    if not isinstance(document, dict) or document.get("id") != id_:
        return None
    status, results = document.get("status"), document.get("results")
    if not isinstance(status, str) or not isinstance(results, list):
        return None
    votes, networks = [], set[int]()
    for item in results[: len(CONTINENTS)]:
        probe, result = _part(item, "probe"), _part(item, "result")
        network = probe.get("asn")
        if _is_number(network) and network in networks:
            continue  # one network, one vote
        if _is_number(network):
            networks.add(network)
        votes.append(_read_vote(probe, result, target))
    return Readout(votes=tuple(votes), is_final=status != "in-progress")


def _read_vote(probe: dict[str, Any], result: dict[str, Any], target: Target) -> Vote:
    viewpoint = Viewpoint(country=_country(probe), network=_text(probe, "network"))
    match result.get("status"):
        case "finished":
            return _read_finished(viewpoint, result, target)
        case "failed":
            return Vote(viewpoint=viewpoint, sight=_read_failure(result))
        case _:
            return Vote(viewpoint=viewpoint, sight=Sight.UNKNOWN)


def _read_failure(result: dict[str, Any]) -> Sight:
    """Return whose failure it was: the target's, or that of the place that looked.

    The source is an experimental field: without it a failed test is what its name says.
    """
    source = result.get("failureSource", "target")
    return Sight.DOWN if source == "target" else Sight.UNKNOWN


def _read_finished(viewpoint: Viewpoint, result: dict[str, Any], target: Target) -> Vote:
    status = result.get("statusCode")
    if not _is_number(status) or not _is_status(status):
        return Vote(viewpoint=viewpoint, sight=Sight.UNKNOWN)
    if CHALLENGE in map(str.lower, _part(result, "headers")) or status in TURNED_AWAY:
        sight = Sight.BLOCKED
    elif status >= SERVER_ERROR or _is_untrusted(result, target):
        sight = Sight.DOWN
    else:
        sight = Sight.UP
    return Vote(viewpoint=viewpoint, sight=sight, status=status)


def _is_status(number: int) -> bool:
    return LOWEST_STATUS <= number <= HIGHEST_STATUS or number == ODD_STATUS


def _is_untrusted(result: dict[str, Any], target: Target) -> bool:
    """Tell a certificate no browser would take, which Globalping reports and goes on with."""
    return target.scheme == "https" and _part(result, "tls").get("authorized") is False


def _country(probe: dict[str, Any]) -> str:
    country = _text(probe, "country")
    return country if COUNTRY.fullmatch(country) else ""


def _text(part: dict[str, Any], name: str) -> str:
    value = part.get(name)
    return value[:LONGEST_NETWORK] if isinstance(value, str) else ""


def _part(item: object, name: str) -> dict[str, Any]:
    value = item.get(name) if isinstance(item, dict) else None
    return value if isinstance(value, dict) else {}


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
