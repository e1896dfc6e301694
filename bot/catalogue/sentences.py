"""Who a sentence is about: "yo is gh down rn??" → the words `gh`, clearly asked about. Pure."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.catalogue.names import SHORT, name_key, words_of
from bot.catalogue.service import Service

LONGEST_TEXT = 2000  # a Discord message
LONGEST_LEAD = 5  # words in the longest of `leads`
JOINED = 6  # words run together ("git hub") must give a name at least this long

NAMED = 0
TROUBLED = 1  # "x down"
ASKED = 2  # "is x down", "cant connect to x"

PATH = Path(__file__).parent / "data" / "sentences.toml"
# Mentions, custom emoji and time stamps as Discord writes them; links; @names as people type them.
MARKUP = re.compile(r"<[@#:a/t][^<>\s]{0,100}>|\bhttps?://\S+|(?<!\S)@\S+", re.IGNORECASE)
CLAUSE = re.compile(r"[,;!?()\n\"|]+|\.+(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The words of questions, as `data/sentences.toml` lists them."""

    openers: frozenset[str]
    troubles: frozenset[str]
    fillers: frozenset[str]
    leads: frozenset[str]
    ordinary: frozenset[str]
    plain: frozenset[str]

    @property
    def talk(self) -> frozenset[str]:
        """Every word that belongs to the question and not to a name."""
        return self.openers | self.troubles | self.fillers


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A service named in a sentence."""

    service: Service
    certainty: int  # NAMED, TROUBLED or ASKED
    length: int  # of the name, in letters
    position: int  # of its first word

    @property
    def weight(self) -> tuple[int, int, int]:
        """What to compare: the mention with the greatest weight is most likely meant."""
        return self.certainty, self.length, -self.position


@cache
def load_phrases() -> Phrases:
    """Load the words of questions from disk, once."""
    lists = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return Phrases(**{name: frozenset(words) for name, words in lists.items()})


def split_clauses(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of each clause of a message, without mentions, emoji and links."""
    for clause in CLAUSE.split(MARKUP.sub(" ", text[:LONGEST_TEXT])):
        if words := words_of(clause):
            yield words


def find_mentions(
    text: str, find: Callable[[str], Service | None], *, longest: int
) -> Iterator[Mention]:
    """Yield every service a text names, everyday words only where they are clearly asked about.

    `find` looks up one to `longest` words joined by spaces.
    """
    phrases = load_phrases()
    position = 0
    for words in split_clauses(text):
        for start, end in _spans(len(words), longest):
            service, key = _named(words[start:end], find)
            if service is None:
                continue
            certainty = _certainty(words, start, end, phrases)
            is_plain = len(key) > SHORT and key not in phrases.ordinary
            if is_plain or certainty == ASKED:
                yield Mention(
                    service=service,
                    certainty=certainty,
                    length=len(key),
                    position=position + start,
                )
        position += len(words)


def _spans(size: int, longest: int) -> Iterator[tuple[int, int]]:
    for start in range(size):
        for end in range(start + 1, min(start + longest, size) + 1):
            yield start, end


def _named(
    words: tuple[str, ...], find: Callable[[str], Service | None]
) -> tuple[Service | None, str]:
    """Return the service these words name and the key they matched, possessive or not."""
    text = " ".join(words)
    key = name_key(text)
    service = find(text)
    if service is None and len(key) > JOINED and key.endswith("s"):
        key = key[:-1]
        service = find(text[:-1])
    return service, key


def _certainty(words: tuple[str, ...], start: int, end: int, phrases: Phrases) -> int:
    """Return how clearly the name at `words[start:end]` is asked about."""
    lead = [word for word in words[max(0, start - LONGEST_LEAD) : start] if word != "the"]
    if any(" ".join(lead[-size:]) in phrases.leads for size in range(1, len(lead) + 1)):
        return ASKED
    if not _is_followed_by_trouble(words[end:], phrases):
        return NAMED
    return ASKED if _opens_question(words[:start], phrases) else TROUBLED


def _opens_question(words: tuple[str, ...], phrases: Phrases) -> bool:
    """Tell whether a name after these words is what the clause begins with or asks about."""
    for word in reversed(words):
        if word in phrases.openers:
            return True
        if word not in phrases.fillers:
            return False
    return True


def _is_followed_by_trouble(words: tuple[str, ...], phrases: Phrases) -> bool:
    for word in words:
        if word in phrases.troubles:
            return True
        if word not in phrases.fillers:
            return False
    return False
