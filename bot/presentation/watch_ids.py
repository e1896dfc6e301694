"""What the buttons of configuring remember in their `custom_id`.

Whoever presses may send any text here, so only what `encode` could have written is understood.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

VERSION = "w1"
_ID = r"[1-9][0-9]{0,18}"
_TOKEN = r"[0-9a-f]{16}"  # noqa: S105 - it names a wish, and is good for its admin alone


class Act(StrEnum):
    """What a button does. The closed list."""

    SAVE = "save"  # a wish
    DROP = "drop"
    TAKE = "take"  # a file
    LEAVE = "leave"
    REMOVE = "remove"  # a watch, by its id
    KEEP = "keep"
    LIST = "list"  # a page, from 0
    LOG = "log"


_VALUES = {
    Act.SAVE: _TOKEN,
    Act.DROP: _TOKEN,
    Act.TAKE: _TOKEN,
    Act.LEAVE: _TOKEN,
    Act.REMOVE: _ID,
    Act.KEEP: _ID,
    Act.LIST: r"0|[1-9][0-9]{0,3}",
    Act.LOG: "",
}
_PATTERNS = {act: re.compile(pattern, re.ASCII) for act, pattern in _VALUES.items()}


@dataclass(frozen=True, slots=True)
class WatchPress:
    """One press."""

    act: Act
    value: str = ""


def encode(press: WatchPress) -> str:
    """Return the `custom_id` of a button."""
    return f"{VERSION}:{press.act}:{press.value}"


def decode(custom_id: str) -> WatchPress | None:
    """Return what a button of ours means, or None for any other text."""
    version, _, rest = custom_id.partition(":")
    name, _, value = rest.partition(":")
    if version != VERSION or name not in set(Act):
        return None
    act = Act(name)
    return WatchPress(act, value) if _PATTERNS[act].fullmatch(value) else None
