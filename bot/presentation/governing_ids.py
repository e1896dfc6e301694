"""What a control of the settings panel or of `/privacy` remembers in its `custom_id`: `s1:…`.

Whoever presses may send any text here, so only a text that `encode` could have written is
understood.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

VERSION = "s1"


class Control(StrEnum):
    """Everything there is to press, to choose from or to fill in."""

    PANEL = "panel"
    CHANNEL = "channel"
    ASKERS = "askers"
    ROLE = "role"
    LANGUAGE = "language"
    ZONE = "zone"
    QUIET = "quiet"
    TELLING = "telling"
    PINGS = "pings"
    THREADS = "threads"
    EVENTS = "events"
    KEEPING = "keeping"
    LOOKS = "looks"
    HOURS = "hours"
    OUTAGES = "outages"
    CHANGES = "changes"
    FORGET = "forget"  # of /privacy, for everybody; all others are for who manages the server
    ERASE = "erase"


_ARGUMENTS = {
    Control.ZONE: re.compile(r"[A-Za-z0-9_+/-]{1,40}"),
    Control.PINGS: re.compile(r"on|off"),
    Control.THREADS: re.compile(r"on|off"),
    Control.EVENTS: re.compile(r"on|off"),
    Control.CHANGES: re.compile(r"0|[1-9]\d?"),
    Control.FORGET: re.compile(r"yes|no"),
}
_NAMES = frozenset(map(str, Control))
_OPTIONAL = frozenset({Control.ZONE, Control.FORGET})


@dataclass(frozen=True, slots=True)
class Touch:
    """A control that was used, with what its id carries."""

    control: Control
    argument: str = ""


def encode(control: Control, argument: str = "") -> str:
    """Return the `custom_id` of a control."""
    return f"{VERSION}:{control}:{argument}" if argument else f"{VERSION}:{control}"


def decode(custom_id: str) -> Touch | None:
    """Return what was touched, or None for an id that is not ours or of another version."""
    version, _, rest = custom_id.partition(":")
    name, _, argument = rest.partition(":")
    if version != VERSION or name not in _NAMES:
        return None
    control = Control(name)
    pattern = _ARGUMENTS.get(control)
    if argument:
        is_known = pattern is not None and pattern.fullmatch(argument) is not None
    else:
        is_known = pattern is None or control in _OPTIONAL
    is_exact = encode(control, argument) == custom_id
    return Touch(control, argument) if is_known and is_exact else None
