"""Slips of the keyboard that can only mean one service: "is discrod down" → Discord. Pure.

A slip is answered at once only when all of this holds; otherwise people are asked what they meant.
The name is a well-known service's, at least six letters long and no everyday word; exactly one
letter is missing, too many, wrong, or has changed places with its neighbour; the first letter is
right; what was typed is no word of its own; and no other service is nearly as near.
"""

from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.catalogue.names import name_key
from bot.catalogue.service import Service

CLEAR = 6  # letters of a name that one slip leaves recognisable
SHORT_RIVAL = 4  # names with fewer letters are near to everything
SLIP = 1
MARGIN = 2  # edits within which another well-known name makes it unclear


class Slips:
    """Finds the service that one slip away from its name was typed."""

    def __init__(self, names: Mapping[str, Service], *, everyday: Iterable[str]) -> None:
        """Index `names` by key. Of `everyday` words it is not taken for granted what they mean."""
        self._names = names
        self._rivals = tuple(key for key in names if len(key) >= SHORT_RIVAL)
        self._everyday = frozenset(map(name_key, everyday))

    def find(self, words: str) -> Service | None:
        """Return the service whose name these words can only be meant as."""
        key = name_key(words)
        if len(key) < CLEAR - SLIP or key in self._names or key in self._everyday:
            return None
        near = process.extract(
            key, self._rivals, scorer=OSA.distance, score_cutoff=MARGIN, limit=None
        )
        meant = {self._names[name].id: self._names[name] for name, edits, _ in near if edits == SLIP}
        if len(meant) != 1:
            return None
        service = next(iter(meant.values()))
        own = [name for name, edits, _ in near if edits == SLIP and self._is_clear(name, key)]
        rivals = [name for name, _, _ in near if self._is_rival(name, service)]
        return service if own and not rivals else None

    def _is_clear(self, name: str, typed: str) -> bool:
        return len(name) >= CLEAR and name[0] == typed[0] and self._is_known(name)

    def _is_known(self, name: str) -> bool:
        """Tell whether people mostly mean a service by this name, and one they ask about."""
        return name not in self._everyday and self._names[name].rank is not None

    def _is_rival(self, name: str, service: Service) -> bool:
        other = self._names[name]
        return len(name) >= CLEAR and other.id != service.id and other.rank is not None
