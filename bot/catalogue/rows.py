"""Reading the catalogue's files, TOML or CSV, line by line; what is wrong is said with its line."""

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

CSV_HINT = 'id,name,probe_url then mine,"Mine, ours",https://…'


class CatalogueError(ValueError):
    """A catalogue file is wrong. The message says where, what, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry as written in a file: texts, or lists of texts for aliases."""

    file: str
    line: int
    cells: Mapping[str, object]

    def error(self, what: str) -> CatalogueError:
        """Return the error that names this row."""
        name = self.cells.get("id") or self.cells.get("name") or "no id"
        return CatalogueError(f"{self.file}, line {self.line} ({str(name)[:60]}): {what}")


def load_rows(path: Path) -> list[Row]:
    """Read a catalogue file, TOML or CSV by its ending."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(
            f"{path}: can't be read as UTF-8 text ({type(error).__name__}); check SERVICES_FILE"
        ) from error
    match path.suffix.lower():
        case ".toml":
            return _toml_rows(path.name, text)
        case ".csv":
            return _csv_rows(path.name, text)
        case _:
            raise CatalogueError(f"{path.name}: name the file .toml or .csv, to say how to read it")


def _toml_rows(file: str, text: str) -> list[Row]:
    try:
        entries = tomllib.loads(text).get("service", [])
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{file}: this is not TOML: {error}") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CatalogueError(f"{file}: write each service under a [[service]] line")
    lines = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if re.match(r"\s*\[\[\s*service\s*\]\]", line)
    ]
    lines += [1] * (len(entries) - len(lines))
    return [
        Row(file=file, line=line, cells=entry) for line, entry in zip(lines, entries, strict=False)
    ]


def _csv_rows(file: str, text: str) -> list[Row]:
    reader = csv.DictReader(StringIO(text), strict=True)
    rows: list[Row] = []
    try:
        for cells in reader:
            row = Row(file=file, line=reader.line_num, cells=cells)
            if None in cells or None in cells.values():
                raise row.error(
                    f"has not as many fields as the first line; quote commas: {CSV_HINT}"
                )
            rows.append(row)
    except csv.Error as error:
        raise CatalogueError(f"{file}, line {reader.line_num}: this is not CSV: {error}") from error
    return rows
