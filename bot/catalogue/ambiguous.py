"""Names that mean several services about equally: facts, loaded and checked once.

`data/ambiguous.csv` says which services, the likeliest first. Whoever uses such a name is asked.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from bot.catalogue.names import name_key
from bot.catalogue.rows import Row, load_rows
from bot.catalogue.service import Service

OWN = Path(__file__).parent / "data" / "ambiguous.csv"
COLUMNS = frozenset({"name", "services"})
MOST = 5  # buttons fit into one row

Meanings = Mapping[str, tuple[str, ...]]  # ids of services by name


def load_meanings(services: Mapping[str, Service], path: Path = OWN) -> Meanings:
    """Return what each ambiguous name may mean; raise `CatalogueError` for the first bad row."""
    ids = {name_key(service_id) for service_id in services}
    found: dict[str, tuple[str, ...]] = {}
    for row in load_rows(path):
        name, meant = _parse(row, services)
        if name_key(name) in ids:
            raise row.error(f"{name!r} is the id of a service, which means that one alone")
        if name in found:
            raise row.error("this name stands twice; keep one of the two rows")
        found[name] = meant
    return MappingProxyType(found)


def without(meanings: Meanings, names: Collection[str]) -> Meanings:
    """Return `meanings` without the names that somebody gave to a service of their own."""
    taken = {name_key(name) for name in names}
    return {name: meant for name, meant in meanings.items() if name_key(name) not in taken}


def _parse(row: Row, services: Mapping[str, Service]) -> tuple[str, tuple[str, ...]]:
    if set(row.cells) != COLUMNS:
        raise row.error(f"the columns are {', '.join(sorted(COLUMNS))}")
    meant = tuple(str(row.cells["services"]).split("|"))
    strangers = [one for one in meant if one not in services]
    if strangers:
        raise row.error(f"no service is called {strangers[0][:60]!r}")
    if not 1 < len(set(meant)) == len(meant) <= MOST:
        raise row.error(f"services takes 2 to {MOST} different ids with | between them")
    name = str(row.cells["name"])
    if not name_key(name):
        raise row.error("name takes a name that people type")
    return name, meant
