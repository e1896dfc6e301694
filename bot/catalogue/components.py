"""Which part of a shared status page stands for a service: facts, loaded and checked once.

One page tells of ChatGPT and of the API, another of all that Google has. `data/components.csv`
names the part: the vendor's id is tried first, then the name. The operator's file names the parts
of their own services in `component_id`, `component_name` and `component_kind`.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from bot.catalogue.lookup import Catalogue
from bot.catalogue.rows import Row, load_rows
from bot.catalogue.source import OWN as OWN_SERVICES
from bot.statuspages.scoping import ComponentMatch, MatchKind

OWN = Path(__file__).parent / "data" / "components.csv"
COLUMNS = frozenset({"service", "kind", "component_id", "name"})
LONGEST_CELL = 100


def load_components(
    catalogue: Catalogue, path: Path = OWN, *, extra: Path | None = None
) -> Mapping[str, ComponentMatch]:
    """Return the parts by service; raise `CatalogueError` for the first bad row.

    `extra`: the operator's services. A service that they gave another page has no part of ours.
    """
    found = _load_own(catalogue, path)
    if extra is not None:
        moved = _moved(catalogue, found)
        found = {one: match for one, match in found.items() if one not in moved}
        found |= {match.service_id: match for match in _load_extra(catalogue, extra)}
    return MappingProxyType(found)


def _load_own(catalogue: Catalogue, path: Path) -> dict[str, ComponentMatch]:
    found: dict[str, ComponentMatch] = {}
    for row in load_rows(path):
        match = _parse(row, read_cells(row, COLUMNS, catalogue))
        if match.service_id in found:
            raise row.error("this service stands twice; keep one of the two rows")
        found[match.service_id] = match
    return found


def _moved(catalogue: Catalogue, known: Iterable[str]) -> frozenset[str]:
    """Return which of our services are read from another page than ours now."""
    ours = {str(row.cells["id"]): row.cells["api_url"] or None for row in load_rows(OWN_SERVICES)}
    now = {one: catalogue.get(one) for one in known}
    return frozenset(
        one for one, service in now.items() if service and service.api_url != ours[one]
    )


def _load_extra(catalogue: Catalogue, path: Path) -> Iterable[ComponentMatch]:
    """Yield the parts that the operator's services are."""
    for row in load_rows(path):
        names = {name: f"component_{name}" for name in ("kind", "id", "name")}
        given = {name: str(row.cells.get(column) or "") for name, column in names.items()}
        if not any(given.values()):
            continue
        _check_plain(row, given.values())
        service = catalogue.get(str(row.cells["id"]))
        if service is None or service.api_url is None:
            raise row.error("a component is a part of an official page; say which with api_url")
        yield _parse(
            row,
            {
                "service": service.id,
                "kind": given["kind"] or MatchKind.PART,
                "component_id": given["id"],
                "name": given["name"],
            },
        )


def read_cells(row: Row, columns: frozenset[str], catalogue: Catalogue) -> dict[str, str]:
    """Return a row's cells if it has these columns and names a service of ours."""
    cells = {name: str(cell) for name, cell in row.cells.items()}
    if set(cells) != columns:
        raise row.error(f"the columns are {', '.join(sorted(columns))}")
    _check_plain(row, cells.values())
    if catalogue.get(cells["service"]) is None:
        raise row.error(f"no service is called {cells['service']!r}")
    return cells


def _check_plain(row: Row, cells: Iterable[str]) -> None:
    odd = [cell for cell in cells if not _is_plain(cell)]
    if odd:
        raise row.error(f"{odd[0][:60]!r} is no plain short text")


def _is_plain(cell: str) -> bool:
    return len(cell) <= LONGEST_CELL and cell == cell.strip() and cell.isprintable()


def _parse(row: Row, cells: Mapping[str, str]) -> ComponentMatch:
    if cells["kind"] not in set(MatchKind):
        raise row.error(f"kind takes {', '.join(MatchKind)}, not {cells['kind']!r}")
    match = ComponentMatch(
        service_id=cells["service"],
        kind=MatchKind(cells["kind"]),
        component_id=cells["component_id"],
        name=cells["name"],
    )
    is_named = bool(match.component_id or match.name)
    if match.kind is MatchKind.FAMILY and not match.name:
        raise row.error("a family needs the name that its parts begin with")
    if match.kind is MatchKind.PART and not is_named:
        raise row.error("a part needs a component_id or a name")
    if match.kind is MatchKind.PAGE and is_named:
        raise row.error("a whole page has neither component_id nor name")
    return match
