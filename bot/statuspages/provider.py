"""What an adapter is: where a provider's answer stands, what it looks like, how it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.statuspages.document import Document
from bot.statuspages.status import OfficialStatus

LARGEST_ANSWER = 4 * 1024 * 1024

# Returns what a document says. Raises `Unreadable` (of `document`) where it is of another shape.
Parse = Callable[[Document, datetime], OfficialStatus]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One adapter. `parse` is pure."""

    name: str  # as the catalogue has it: "statuspage"
    parse: Parse
    # Where a page of this software answers, below its origin; likeliest first. Empty: the address
    # holds an id or is one vendor's own, and the catalogue has it.
    paths: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()  # endings of host names that only this software has
    # Where a page on one of these hosts answers on another origin; {label} is its first label.
    elsewhere: str = ""
    largest: int = LARGEST_ANSWER  # bytes; a longer answer is not read
