"""Which part of a shared status page stands for a service: facts, loaded and checked once.

One page tells of ChatGPT and of the API, another of all that Google has. `data/components.csv`
names the part: the vendor's id is tried first, then the name.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from bot.catalogue.lookup import Catalogue
from bot.catalogue.rows import Row, load_rows
from bot.statuspages.scoping import ComponentMatch, MatchKind

OWN = Path(__file__).parent / "data" / "components.csv"
COLUMNS = frozenset({"service", "kind", "component_id", "name"})
LONGEST_CELL = 100


def load_components(catalogue: Catalogue, path: Path = OWN) -> Mapping[str, ComponentMatch]:
    """Return the parts by service; raise `CatalogueError` for the first bad row."""
    found: dict[str, ComponentMatch] = {}
    for row in load_rows(path):
        match = _parse(row, catalogue)
        if match.service_id in found:
            raise row.error("this service stands twice; keep one of the two rows")
        found[match.service_id] = match
    return MappingProxyType(found)


def read_cells(row: Row, columns: frozenset[str], catalogue: Catalogue) -> dict[str, str]:
    """Return a row's cells if it has these columns and names a service of ours."""
    cells = {name: str(cell) for name, cell in row.cells.items()}
    if set(cells) != columns:
        raise row.error(f"the columns are {', '.join(sorted(columns))}")
    odd = [cell for cell in cells.values() if not _is_plain(cell)]
    if odd:
        raise row.error(f"{odd[0][:60]!r} is no plain short text")
    if catalogue.get(cells["service"]) is None:
        raise row.error(f"no service is called {cells['service']!r}")
    return cells


def _is_plain(cell: str) -> bool:
    return len(cell) <= LONGEST_CELL and cell == cell.strip() and cell.isprintable()


def _parse(row: Row, catalogue: Catalogue) -> ComponentMatch:
    cells = read_cells(row, COLUMNS, catalogue)
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
