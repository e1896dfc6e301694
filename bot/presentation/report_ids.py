"""What *Same here*, *Works for me* and *Slow* remember in their `custom_id`, parsed strictly."""

import re
from dataclasses import dataclass

from bot.asking.reports import Experience
from bot.presentation.custom_ids import Key, parse_key
from bot.presentation.limits import CUSTOM_ID

PATTERN = re.compile(r"m1:([a-z]{1,8}):(.+)")


@dataclass(frozen=True, slots=True)
class ReportPress:
    """How it goes for whoever presses, with what."""

    experience: Experience
    key: Key


def encode_report(press: ReportPress) -> str:
    """Return the `custom_id` of a button that reports."""
    return f"m1:{press.experience}:{press.key}"


def decode_report(custom_id: str) -> ReportPress | None:
    """Return what a button reports, or None for a text `encode_report` did not write."""
    found = PATTERN.fullmatch(custom_id)
    if found is None or len(custom_id) > CUSTOM_ID or found[1] not in set(Experience):
        return None
    key = parse_key(found[2])
    if key is None or key.kind == "h":
        return None
    return ReportPress(Experience(found[1]), key)
