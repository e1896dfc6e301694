"""What the doctor finds, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is."""

    FINE = "fine"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: the id of its text and the text's arguments."""

    level: Level
    id: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)


def finding(level: Level, id_: str, /, **arguments: str | int) -> Finding:
    """Return a finding."""
    return Finding(level=level, id=id_, arguments=arguments)
