"""What a *Check from other places* button remembers: the look it stands under, parsed strictly."""

import re

from bot.presentation.custom_ids import Details, parse_key
from bot.presentation.limits import CUSTOM_ID

PATTERN = re.compile(r"p1:(0|[1-9][0-9]{0,14}):(.+)")


def encode_elsewhere(look: Details) -> str:
    """Return the `custom_id` of the button under a look."""
    return f"p1:{look.moment}:{look.key}"


def decode_elsewhere(custom_id: str) -> Details | None:
    """Return the look a button is about, or None for a text `encode_elsewhere` did not write."""
    found = PATTERN.fullmatch(custom_id)
    key = parse_key(found[2]) if found is not None and len(custom_id) <= CUSTOM_ID else None
    if found is None or key is None or key.kind == "h":
        return None
    return Details(int(found[1]), key)
