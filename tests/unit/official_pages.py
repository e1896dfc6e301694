"""What official pages send: our own facts, the samples beside the repository, ways to spoil them.

The samples' `index.csv` says how each must be read; `tests/data/official-pages.toml` is ours and
always there.
"""

import copy
import csv
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.statuspages import OfficialState, parse

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / ".." / "shared" / "status-samples"
if not SAMPLES.is_dir():  # a worktree stands one folder deeper
    SAMPLES = ROOT / ".." / ".." / "shared" / "status-samples"
NOW = datetime(2026, 9, 4, 10, 30, tzinfo=UTC)
# Samples that were recorded, or end, at another time.
MOMENTS = {
    "aws": datetime(2026, 3, 1, 15, 0, tzinfo=UTC),
    "nintendo": datetime(2026, 9, 4, 3, 30, tzinfo=UTC),
}
OTHER_TYPES: tuple[Any, ...] = (None, True, 7, -1.5, "wobbly", [], ["wobbly"], {}, {"wobbly": 1})


@dataclass(frozen=True, slots=True)
class Page:
    """One answer and how it must be read."""

    name: str
    provider: str
    state: str
    payload: bytes
    provenance: str = "own"

    @property
    def now(self) -> datetime:
        return MOMENTS.get(self.provider, NOW)

    def read_by(self, provider: str) -> OfficialState:
        return parse(provider, self.payload, now=self.now).state


@cache
def facts() -> tuple[Page, ...]:
    text = (ROOT / "tests/data/official-pages.toml").read_text(encoding="utf-8")
    return tuple(
        Page(
            f"{row['provider']}: {row['shows']}",
            row["provider"],
            row["state"],
            row["payload"].encode(),
        )
        for row in tomllib.loads(text)["fact"]
    )


@cache
def samples() -> tuple[Page, ...]:
    index = SAMPLES / "index.csv"
    if not index.is_file():
        return ()
    with index.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Page(
                row["path"],
                row["provider"],
                row["expected_state"],
                (SAMPLES / row["path"]).read_bytes(),
                row["provenance"],
            )
            for row in csv.DictReader(lines)
            if row["provider"] != "probe-responses"
        )


def spots(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the place of every value within a JSON value."""
    inside = value.items() if isinstance(value, dict) else ()
    inside = enumerate(value) if isinstance(value, list) else inside
    for name, part in inside:
        yield (*at, name)
        yield from spots(part, (*at, name))


def renamed(payload: bytes) -> Iterator[tuple[tuple[Any, ...], bytes]]:
    """Yield the payload with each of its keys renamed, one at a time."""
    whole = json.loads(payload)
    for spot in spots(whole):
        if isinstance(spot[-1], str):
            changed = copy.deepcopy(whole)
            room = reached(changed, spot)
            room[f"{spot[-1]}_of_old"] = room.pop(spot[-1])
            yield spot, json.dumps(changed).encode()


def retyped(payload: bytes) -> Iterator[tuple[tuple[Any, ...], Any, bytes]]:
    """Yield the payload with each value replaced by one of another type, or an unknown word."""
    whole = json.loads(payload)
    for spot in spots(whole):
        for other in OTHER_TYPES:
            changed = copy.deepcopy(whole)
            room = reached(changed, spot)
            if type(room[spot[-1]]) is not type(other) or other == "wobbly":
                room[spot[-1]] = other
                yield spot, other, json.dumps(changed).encode()


def reached(whole: Any, spot: tuple[Any, ...]) -> Any:
    for step in spot[:-1]:
        whole = whole[step]
    return whole


def is_json(payload: bytes) -> bool:
    return payload[:1] in {b"{", b"["}
