"""Loading the catalogue: our own entries, then the operator's, each checked once."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from urllib.parse import urlsplit

from bot.catalogue.ambiguous import load_meanings, without
from bot.catalogue.lookup import Catalogue
from bot.catalogue.names import LONGEST, name_key
from bot.catalogue.rows import CatalogueError, Row, load_rows
from bot.catalogue.service import Service, is_inside, names_of

OWN = Path(__file__).parent / "data" / "services.csv"
FIELDS = tuple(field.name for field in fields(Service))
# Read by `bot.catalogue.components`: which part of a shared official page the service is.
COMPONENT_FIELDS = ("component_id", "component_name", "component_kind")
REQUIRED = ("id", "name", "probe_url")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
URL_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]+", re.IGNORECASE)
URL_MARKS = re.compile(r"[^!-~]|[<>\"{}|\\^`]")
LONGEST_ID = 60  # fits a Discord button's custom id
LONGEST_URL = 2048


def load_catalogue(extra: Path | None = None) -> Catalogue:
    """Load our own services, and the operator's file if given; raise CatalogueError if one is bad.

    An entry of the operator's with a known id changes just the fields it gives. Their names win:
    a name of theirs that one of our services had now means theirs.
    """
    services = {service.id: service for service in parse_rows(load_rows(OWN), {})}
    check_names(services.values(), OWN.name)
    meanings = load_meanings(services)
    if extra is not None:
        own = parse_rows(load_rows(extra), services)
        check_names(own, extra.name)
        meanings = without(meanings, _given_names(services, own))
        services = _give_names(services, own) | {service.id: service for service in own}
    return Catalogue(sorted(services.values(), key=_popularity), meanings)


def parse_rows(rows: Iterable[Row], known: Mapping[str, Service]) -> tuple[Service, ...]:
    """Return the services that `rows` describe, or raise CatalogueError for the first bad one."""
    services: dict[str, Service] = {}
    for row in rows:
        service = parse_row(row, known)
        if service.id in services:
            raise row.error("this id stands twice; keep one of the two entries")
        if is_inside(service.probe_url) < is_inside(service.status_page_url, service.api_url):
            raise row.error(
                "its status page is inside your network, but what is looked at is not. Everybody"
                " who asks would read that page; give it an inside probe_url too, or take it out"
            )
        services[service.id] = service
    return tuple(services.values())


def parse_row(row: Row, known: Mapping[str, Service]) -> Service:
    """Return the service a row describes; fields it leaves out come from the known one."""
    known_fields = (*FIELDS, *COMPONENT_FIELDS)
    unknown = sorted(set(row.cells) - set(known_fields))
    if unknown:
        raise row.error(
            f"no field is called {unknown[0]!r}; the fields are {', '.join(known_fields)}"
        )
    given = {
        name: _parse(row, name, cell)
        for name, cell in row.cells.items()
        if cell not in ("", None) and name in FIELDS
    }
    base = known.get(str(given.get("id", "")))
    if base is not None:
        return replace(base, **given)  # type: ignore[arg-type] # each cell's parser gives its field's type
    missing = [name for name in REQUIRED if name not in given]
    if missing:
        raise row.error(f"{missing[0]} is missing; a new service needs {', '.join(REQUIRED)}")
    blank = {"aliases": (), "category": "other"}
    optional = dict.fromkeys(("status_page_url", "provider", "api_url", "rank"))
    return Service(**{**blank, **optional, **given})  # type: ignore[arg-type] # same


def check_names(services: Iterable[Service], file: str) -> None:
    """Raise CatalogueError when two services go by the same name."""
    owners: dict[str, Service] = {}
    for service in services:
        for name in names_of(service):
            owner = owners.setdefault(name_key(name), service)
            if owner.id != service.id:
                raise CatalogueError(
                    f"{file}: {service.id} and {owner.id} both go by {name!r};"
                    " take that name or alias away from one of them"
                )


def _parse(row: Row, name: str, cell: object) -> object:
    """Return a cell's value, or raise the error that says what the field takes."""
    takes, parse = PARSERS[name]
    try:
        return parse(cell)
    except ValueError as error:
        raise row.error(f"{name} takes {takes}, not {str(cell)[:80]!r}") from error


def parse_id(cell: object) -> str:
    """Return an id."""
    if not isinstance(cell, str) or len(cell) > LONGEST_ID or not ID.fullmatch(cell):
        raise ValueError(cell)
    return cell


def parse_name(cell: object) -> str:
    """Return a name people can type: printable, and something left without punctuation."""
    if not isinstance(cell, str) or not cell.isprintable() or cell != cell.strip():
        raise ValueError(cell)
    if len(cell) > LONGEST or not name_key(cell):
        raise ValueError(cell)
    return cell


def parse_aliases(cell: object) -> tuple[str, ...]:
    """Return aliases from a list, or from a text with | between them."""
    aliases = cell.split("|") if isinstance(cell, str) else cell
    if not isinstance(aliases, list):
        raise ValueError(cell)  # noqa: TRY004 -- every parser says ValueError
    return tuple(parse_name(alias) for alias in aliases)


def parse_url(cell: object) -> str:
    """Return a plain http(s) URL without credentials or fragment, with a path."""
    if not isinstance(cell, str) or len(cell) > LONGEST_URL or URL_MARKS.search(cell):
        raise ValueError(cell)
    parts = urlsplit(cell)
    if parts.scheme not in ("http", "https") or parts.port == 0 or "@" in parts.netloc:
        raise ValueError(cell)
    if parts.fragment or not URL_HOST.fullmatch(parts.hostname or ""):
        raise ValueError(cell)
    return cell


def parse_probe_url(cell: object) -> str:
    """Return what to look at: as `parse_url`, with a path at least `/`."""
    url = parse_url(cell)
    return url if urlsplit(url).path else f"{url}/"


def parse_rank(cell: object) -> int:
    """Return a place in the order of popularity, from 1."""
    rank = int(cell) if isinstance(cell, (str, int)) else 0
    if rank < 1:
        raise ValueError(cell)
    return rank


PARSERS: dict[str, tuple[str, Callable[[object], object]]] = {
    "id": ("small letters, digits and single hyphens, at most 60", parse_id),
    "name": ("a name of at most 100 printable characters", parse_name),
    "aliases": ('other names: a list, or in CSV "one|two"', parse_aliases),
    "category": ("one word such as gaming or own", parse_id),
    "probe_url": ("an address such as https://example.com/health", parse_probe_url),
    "status_page_url": ("an address such as https://status.example.com", parse_url),
    "provider": ("one word such as statuspage", parse_id),
    "api_url": ("an address such as https://status.example.com/api/v2/summary.json", parse_url),
    "rank": ("a whole number from 1, the most popular", parse_rank),
}


def _given_names(services: Mapping[str, Service], own: Iterable[Service]) -> list[str]:
    """Return the names that the operator gave to services, and ours did not have."""
    had = {one.id: frozenset(names_of(one)) for one in services.values()}
    return [name for one in own for name in names_of(one) if name not in had.get(one.id, ())]


def _give_names(services: Mapping[str, Service], takers: Iterable[Service]) -> dict[str, Service]:
    """Return `services` without the aliases that `takers` now go by."""
    taken = {name_key(name) for taker in takers for name in names_of(taker)}
    return {
        service.id: replace(
            service, aliases=tuple(one for one in service.aliases if name_key(one) not in taken)
        )
        for service in services.values()
    }


def _popularity(service: Service) -> tuple[float, str]:
    rank = float("inf") if service.rank is None else service.rank
    return rank, service.name.casefold()
