"""Topics: what there is to explain, and which parts each explanation is put together from.

A topic inherits every part it does not name from its base. Texts live in `locales`, never here.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from bot.explanations.explanation import Fault

DATA = Path(__file__).parent / "data"
LISTS = ("reasons", "helps", "futile", "sources")
KEYS = frozenset({"base", "fault", "scene", "data", *LISTS})


class TopicError(ValueError):
    """The topics' data contradicts itself. Found at load time, so a test finds it."""


class Scene(StrEnum):
    """The corners of the one restaurant that all pictures are set in."""

    TABLE = "table"  # you sit and wait
    MENU = "menu"  # the pages there are
    PLATE = "plate"  # the reply
    WAITER = "waiter"  # the gateway
    KITCHEN = "kitchen"  # the site's own servers
    DOOR = "door"  # the connection
    DOORMAN = "doorman"  # whatever keeps visitors out
    ID_CARD = "id-card"  # the certificate
    SIGN = "sign"  # redirects and planned work
    STREET = "street"  # the network
    ADDRESS_BOOK = "address-book"  # DNS
    PHONE = "phone"  # the asker's own line


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic with everything it inherits filled in."""

    id: str
    chain: tuple[str, ...]  # itself, its base, the base's base, …: where texts are looked for
    scene: Scene
    fault: Fault
    data: str  # id of the answer to "is my data safe?"
    reasons: tuple[str, ...]
    helps: tuple[str, ...]
    futile: tuple[str, ...]
    sources: tuple[str, ...]


@cache
def load_topics() -> Mapping[str, Topic]:
    """Load every topic from disk, once. Raises `TopicError` on data that does not hold together."""
    tables: dict[str, dict[str, object]] = {}
    for name in ("topics.toml", "codes.toml"):
        for id_, table in tomllib.loads((DATA / name).read_text(encoding="utf-8")).items():
            if id_ in tables:
                raise TopicError(f"{id_} is there twice")
            tables[id_] = table
    return {id_: resolve_topic(id_, tables) for id_ in tables}


def resolve_topic(id_: str, tables: Mapping[str, Mapping[str, object]]) -> Topic:
    """Fill in what a topic inherits.

    Raises `TopicError` for an unknown base, a circle, an unknown key or a missing part.
    """
    chain = _chain(id_, tables)
    merged: dict[str, object] = {}
    for ancestor in reversed(chain):
        merged |= {key: value for key, value in tables[ancestor].items() if key != "base"}
    if unknown := merged.keys() - KEYS:
        raise TopicError(f"{id_}: unknown {sorted(unknown)}")
    if missing := (KEYS - {"base"}) - merged.keys():
        raise TopicError(f"{id_}: nothing for {sorted(missing)}")
    lists = {key: _strings(merged[key]) for key in LISTS}
    # What a topic advises itself is not futile, whatever its base says.
    lists["futile"] = tuple(step for step in lists["futile"] if step not in lists["helps"])
    return Topic(
        id=id_,
        chain=chain,
        scene=Scene(str(merged["scene"])),
        fault=Fault(str(merged["fault"])),
        data=str(merged["data"]),
        **lists,
    )


def _chain(id_: str, tables: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    chain: list[str] = []
    current = id_
    while current:
        if current in chain or current not in tables:
            raise TopicError(f"{id_}: base {current} is unknown or a circle")
        chain.append(current)
        current = str(tables[current].get("base", ""))
    return tuple(chain)


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TopicError(f"not a list of texts: {value!r}")
    return tuple(value)
