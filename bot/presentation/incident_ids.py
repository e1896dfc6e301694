"""What a button under an announcement remembers in its `custom_id`, parsed strictly.

The id ends with the announcement's nonce: its number and its edition. Whoever presses may send any
text, so what it names is still to be compared with where it was pressed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

# An "e" is a digit as well: the last one that is followed by anything ends the number. Editions of
# 504 and more would be misread; an announcement has a handful.
PATTERN = re.compile(r"i1:([a-z]{1,8}):(a([0-9a-z]{1,12})e[0-9a-z]{1,2})")
BASE = 36


class IncidentButton(StrEnum):
    """What the buttons do."""

    KNOW = "know"
    MUTE = "mute"
    FALSE = "false"  # asks for a second thought first
    RETRACT = "retract"  # that second thought
    KEEP = "keep"  # or rather not
    FOLLOW = "follow"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPress:
    """A button, and the announcement it is about."""

    button: IncidentButton
    nonce: str
    announcement_id: int


def encode_incident(button: IncidentButton, nonce: str) -> str:
    """Return the `custom_id` of a button of the announcement with this nonce."""
    return f"i1:{button}:{nonce}"


def decode_incident(custom_id: str) -> IncidentPress | None:
    """Return what a button means, or None for any text that `encode_incident` did not write."""
    found = PATTERN.fullmatch(custom_id)
    if found is None or found[1] not in set(IncidentButton):
        return None
    announcement_id = int(found[3], BASE)
    if found[3] != found[3].lstrip("0") or not announcement_id:
        return None  # numbers begin with 1 and have no zeros before them
    return IncidentPress(
        button=IncidentButton(found[1]), nonce=found[2], announcement_id=announcement_id
    )
