"""What services that turn bots away answer when they are well: facts, loaded and checked once.

`data/expectations.csv` has a row for each answer, the likeliest first; the first that fits counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from bot.catalogue.components import read_cells
from bot.catalogue.lookup import Catalogue
from bot.catalogue.rows import Row, load_rows
from bot.triage.fusing.values import Known

OWN = Path(__file__).parent / "data" / "expectations.csv"
COLUMNS = frozenset({"service", "status", "body", "marker", "means"})
STATUSES = range(200, 1000)  # LinkedIn answers 999


class BodyKind(StrEnum):
    """What kind of answer it is."""

    ANY = "any"
    JSON = "json"
    TEXT = "text"
    HTML = "html"
    CHALLENGE = "challenge"  # a page that wants proof of being no bot


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAnswer:
    """One answer of a service, and what it tells."""

    statuses: frozenset[int]
    body: BodyKind
    marker: str  # what the body holds, blanks left out of both; empty for anything
    means: Known


def load_known_answers(
    catalogue: Catalogue, path: Path = OWN
) -> Mapping[str, tuple[KnownAnswer, ...]]:
    """Return the known answers by service; raise `CatalogueError` for the first bad row."""
    found: dict[str, tuple[KnownAnswer, ...]] = {}
    for row in load_rows(path):
        cells = read_cells(row, COLUMNS, catalogue)
        known = found.get(cells["service"], ())
        found[cells["service"]] = (*known, _parse(row, cells))
    return MappingProxyType(found)


def _parse(row: Row, cells: Mapping[str, str]) -> KnownAnswer:
    if cells["body"] not in set(BodyKind):
        raise row.error(f"body takes {', '.join(BodyKind)}, not {cells['body']!r}")
    if cells["means"] not in set(Known):
        raise row.error(f"means takes {', '.join(Known)}, not {cells['means']!r}")
    return KnownAnswer(
        statuses=_statuses(row, cells["status"]),
        body=BodyKind(cells["body"]),
        marker=cells["marker"],
        means=Known(cells["means"]),
    )


def _statuses(row: Row, cell: str) -> frozenset[int]:
    words = cell.split("|")
    found = frozenset(int(word) for word in words if word.isascii() and word.isdecimal())
    if len(found) != len(words) or not all(one in STATUSES for one in found):
        raise row.error(f"status takes HTTP status codes such as 200 or 403|429, not {cell!r}")
    return found
