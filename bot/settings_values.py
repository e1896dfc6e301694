"""What the values of settings look like: durations, quotas, networks, lists. Pure."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

from bot.asking.limits import Quota
from bot.probing.hosts import LOCAL_ENDINGS
from bot.probing.parsing import parse_target

Network = IPv4Network | IPv6Network

FEWEST_CANARIES = 3
WIDEST = {4: 8, 6: 7}  # prefix lengths: 10.0.0.0/8 and fc00::/7 are one network, 0.0.0.0/0 is all

UNITS = {"": 1.0, "ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,6})?) ?(ms|s|m|h|d|)")
DATABASE = re.compile(
    r"sqlite(\+aiosqlite)?:///(?!:memory:)[^?]+|postgres(ql)?(\+asyncpg)?://\S+", re.IGNORECASE
)
QUOTA = re.compile(r"([1-9]\d{0,6}) ?/ ?(\S+)")


@dataclass(frozen=True, slots=True)
class Takes:
    """What a variable takes, to finish the sentence that begins with its name."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VantageSettings:
    """Who is asked to look from other places, if anybody."""

    is_on: bool
    token: SecretStr | None  # of Globalping's, for more tests an hour


def parse_duration(value: object) -> object:
    """Return seconds from `30`, `30s`, `10m`, `2h`, `7d`; other types are left to pydantic."""
    if not isinstance(value, str):
        return value
    match = DURATION.fullmatch(value.strip().lower())
    if match is None:
        raise ValueError(value)
    return float(match[1]) * UNITS[match[2]]


def parse_durations(value: object) -> object:
    """Return the seconds of durations with commas between."""
    parts = parse_list(value)
    return tuple(map(parse_duration, parts)) if isinstance(parts, tuple) else parts


def parse_quota(value: object) -> object:
    """Return a quota from `5/1m`: five, and five more a minute."""
    if not isinstance(value, str):
        return value
    match = QUOTA.fullmatch(value.strip().lower())
    seconds = parse_duration(match[2]) if match is not None else 0.0
    if match is None or not isinstance(seconds, float) or seconds <= 0:
        raise ValueError(value)
    return Quota(int(match[1]), seconds)


def parse_list(value: object) -> object:
    """Return the parts of a comma-separated text."""
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())


def parse_networks(value: object) -> object:
    """Return networks from CIDRs, refusing those so wide that they mean "everything"."""
    parts = parse_list(value)
    if not isinstance(parts, tuple):
        return parts
    networks = tuple(ip_network(part) for part in parts)
    if any(network.prefixlen < WIDEST[network.version] for network in networks):
        raise ValueError(value)
    return networks


def parse_endings(value: object) -> object:
    """Return the endings of local names, without dots, from those that never are public."""
    parts = parse_list(value)
    if not isinstance(parts, tuple):
        return parts
    endings = frozenset(str(part).lower().removeprefix(".") for part in parts)
    if not endings <= LOCAL_ENDINGS:
        raise ValueError(value)
    return endings


def parse_url(value: object) -> str:
    """Return an http(s) URL without credentials, query and last slash."""
    text = str(value).strip()
    parts = urlsplit(text)
    is_plain = not (parts.query or parts.fragment or "@" in parts.netloc or re.search(r"\s", text))
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_plain:
        raise ValueError(value)
    return text.rstrip("/")


def parse_canaries(value: object) -> object:
    """Return canary URLs, at least three, or none to switch the check off."""
    parts = parse_list(value)
    if not isinstance(parts, tuple) or parts == ("off",):
        return () if parts == ("off",) else parts
    if len({urlsplit(str(part)).hostname for part in parts}) < FEWEST_CANARIES:
        raise ValueError(value)
    for part in parts:
        parse_target(str(part))
    return parts


def parse_database(value: object) -> object:
    """Return the address of a SQLite file or a PostgreSQL database, which may hold a password."""
    if isinstance(value, str) and not DATABASE.fullmatch(value.strip()):
        raise ValueError("not a database")  # never the value: it may hold a password
    return value.strip() if isinstance(value, str) else value


def parse_name_servers(value: object) -> object:
    """Return name servers as `address` or `address:port`."""
    parts = parse_list(value)
    if not isinstance(parts, tuple):
        return parts
    for part in parts:
        bare = re.fullmatch(r"\[(.+)\](?::\d{1,5})?|([\d.]+)(?::\d{1,5})?|([\da-fA-F:.]+)", part)
        ip_address(next(filter(None, bare.groups())) if bare else part)
    return parts


Duration = Annotated[float, BeforeValidator(parse_duration), Takes("a duration: 30s, 10m or 7d")]
Rechecks = Annotated[
    tuple[Annotated[float, Field(gt=0, le=60)], ...],
    NoDecode,
    BeforeValidator(parse_durations),
    Field(min_length=1, max_length=10),
    Takes("one to ten durations of at most a minute, with commas between: 2s,10s"),
]
Allowance = Annotated[
    Quota,
    NoDecode,
    BeforeValidator(parse_quota),
    Takes("a count and a duration, such as 5/1m for five a minute"),
]
Networks = Annotated[
    tuple[Network, ...],
    NoDecode,
    BeforeValidator(parse_networks),
    Takes("networks such as 192.168.1.0/24, with commas between; none wider than /8 (IPv6: /7)"),
]
Endings = Annotated[
    frozenset[str],
    NoDecode,
    BeforeValidator(parse_endings),
    Takes("endings that only local names have, such as lan or internal, with commas between"),
]
Url = Annotated[
    str, BeforeValidator(parse_url), Takes("an http or https address without a user name")
]
OptionalUrl = Annotated[Url | None, Takes("an address such as https://example.com/contact")]
Ports = Annotated[
    frozenset[Annotated[int, Field(ge=1, le=65535)]],
    NoDecode,
    BeforeValidator(parse_list),
    Takes("port numbers from 1 to 65535, with commas between"),
]
Database = Annotated[
    SecretStr,
    BeforeValidator(parse_database),
    Takes("sqlite:///a/file.db or postgresql://user:password@host/name"),
]
Guilds = Annotated[
    frozenset[Annotated[int, Field(gt=0)]],
    NoDecode,
    BeforeValidator(parse_list),
    Takes("the ids of Discord servers (long numbers), with commas between"),
]
Canaries = Annotated[
    tuple[str, ...],
    NoDecode,
    BeforeValidator(parse_canaries),
    Takes("at least three addresses on different networks, with commas between, or off"),
]
NameServers = Annotated[
    tuple[str, ...],
    NoDecode,
    BeforeValidator(parse_name_servers),
    Takes("IP addresses of name servers, with commas between; a port may follow: 9.9.9.9:53"),
]
