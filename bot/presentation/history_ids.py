"""What a history's buttons remember in their `custom_id`s: a watch, a span, a view and a page.

Whoever presses may send any text here, so only a text that `encode` could have written is
understood. `h1` is the family and its version.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.history.reviewing import MOST_DAYS

FAMILY = "h1"
NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")
MOST_PAGES = 100_000
HUGE = 10**18


class View(StrEnum):
    """What the picture shows."""

    DAYS = "d"
    PACES = "p"


@dataclass(frozen=True, slots=True)
class Show:
    """Show a watch's history to whoever pressed. Stands under announcements."""

    watch_id: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Show another span, view or page of a watch, in the place of this one."""

    watch_id: int
    days: int
    view: View
    page: int = 0


@dataclass(frozen=True, slots=True)
class TurnAll:
    """Show another span or page of the server's overview, in the place of this one."""

    days: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Export:
    """Give an admin the history of a watch as files."""

    watch_id: int
    days: int


HistoryPress = Show | Turn | TurnAll | Export


def encode(press: HistoryPress) -> str:
    """Return the `custom_id` of a button."""
    match press:
        case Show(watch_id):
            return f"{FAMILY}:show:{watch_id}"
        case Turn(watch_id, days, view, page):
            return f"{FAMILY}:turn:{watch_id}:{days}:{view}:{page}"
        case TurnAll(days, page):
            return f"{FAMILY}:all:{days}:{page}"
        case Export(watch_id, days):
            return f"{FAMILY}:export:{watch_id}:{days}"


def decode(custom_id: str) -> HistoryPress | None:
    """Return what a button of a history means, or None for any other text."""
    match custom_id.split(":"):
        case [family, *_] if family != FAMILY:
            return None
        case [_, "show", watch]:
            found: HistoryPress = Show(_number(watch))
        case [_, "turn", watch, days, view, page] if view in set(View):
            found = Turn(_number(watch), _number(days), View(view), _number(page))
        case [_, "all", days, page]:
            found = TurnAll(_number(days), _number(page))
        case [_, "export", watch, days]:
            found = Export(_number(watch), _number(days))
        case _:
            return None
    return found if _is_sound(found) else None


def _number(text: str) -> int:
    """Return a number written the one way we write it; -1 for anything else."""
    return int(text) if NUMBER.fullmatch(text) else -1


def _is_sound(press: HistoryPress) -> bool:
    watch_id, days = getattr(press, "watch_id", 1), getattr(press, "days", 1)
    page = getattr(press, "page", 0)
    return 0 < watch_id < HUGE and 1 <= days <= MOST_DAYS and 0 <= page < MOST_PAGES
