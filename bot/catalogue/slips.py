"""Slips of the keyboard that can only mean one service: "is discrod down" → Discord. Pure.

A slip is answered at once only when all of this holds; otherwise people are asked what they meant.
The name is a well-known service's, at least six letters long (five where two letters have changed
places) and no everyday word; exactly one letter is missing, too many, wrong, or has changed places
with its neighbour; the first letter is right; what was typed is no word of its own; no other
well-known service is as near, and none that people ask about more is nearly as near.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.catalogue.names import name_key
from bot.catalogue.service import Service

CLEAR = 6  # letters of a name that one slip leaves recognisable
SHORT_RIVAL = 4  # names with fewer letters are near to everything
LONGEST_SLIP = 3  # words of a name that is misspelt: "league of legneds"
SLIP = 1
MARGIN = 2  # edits within which a name that people ask about more makes it unclear


class Slips:
    """Finds the service that one slip away from its name was typed."""

    def __init__(self, names: Mapping[str, Service], *, everyday: Iterable[str]) -> None:
        """Index `names` by key. Of `everyday` words it is not taken for granted what they mean."""
        self._names = names
        self._rivals = tuple(key for key in names if len(key) >= SHORT_RIVAL)
        self._everyday = frozenset(map(name_key, everyday))

    def find_all(self, words: Sequence[str]) -> Iterator[Service]:
        """Yield what is misspelt in a clause, the longest name over a shorter one in it."""
        is_free = [True] * len(words)
        for size in range(LONGEST_SLIP, 0, -1):
            for start in range(len(words) - size + 1):
                span = slice(start, start + size)
                if all(is_free[span]) and (found := self.find(" ".join(words[span]))):
                    is_free[span] = [False] * size
                    yield found

    def find(self, words: str) -> Service | None:
        """Return the service whose name these words can only be meant as."""
        key = name_key(words)
        if len(key) < CLEAR - SLIP or key in self._names or key in self._everyday:
            return None
        near = [
            (self._names[name], name, int(edits))
            for name, edits, _ in process.extract(
                key, self._rivals, scorer=OSA.distance, score_cutoff=MARGIN, limit=None
            )
            if self._names[name].rank is not None
        ]
        meant = [
            service for service, name, edits in near if edits == SLIP and self._is_clear(name, key)
        ]
        return meant[0] if meant and not _rivals(meant[0], near) else None

    def _is_clear(self, name: str, typed: str) -> bool:
        least = CLEAR - 1 if sorted(name) == sorted(typed) else CLEAR
        is_long = len(name) >= least and name not in self._everyday
        return is_long and name[0] == typed[0]


def _rivals(service: Service, near: Iterable[tuple[Service, str, int]]) -> list[Service]:
    """Return the other services that may be meant as well."""
    return [
        other
        for other, _, edits in near
        if other.id != service.id and (edits == SLIP or _rank(other) < _rank(service))
    ]


def _rank(service: Service) -> float:
    return float("inf") if service.rank is None else service.rank
