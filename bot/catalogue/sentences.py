"""Who a sentence is about: "yo is gh down rn??" → the words `gh`, clearly asked about. Pure."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from bot.catalogue.names import SHORT, name_key, words_of
from bot.catalogue.service import Service

LONGEST_TEXT = 2000  # a Discord message
LONGEST_LEAD = 5  # words in the longest of `leads`
LONGEST_IDIOM = 4  # words in the longest of `idioms`
JOINED = 6  # words run together ("git hub") must give a name at least this long
GLUED = 4  # a shorter name that other words are stuck to is no name
BESIDE_JOINTS = frozenset({"the", "is", "it", "also", "my", "der", "die", "das", "el", "la", "le"})

ASIDE = -1  # where another is used: "netflix on ps5"
NAMED = 0
TROUBLED = 1  # "x down"
ASKED = 2  # "is x down", "cant connect to x"

PATH = Path(__file__).parent / "data" / "sentences.toml"
# Mentions, custom emoji and time stamps as Discord writes them; links; @names as people type them.
MARKUP = re.compile(r"<[@#:a/t][^<>\s]{0,100}>|\bhttps?://\S+|(?<!\S)@\S+", re.IGNORECASE)
CLAUSE = re.compile(r"[;!?()\n\"|]+|\.+(?=\s|$)")
# What people write between names instead of "and".
JOINT = re.compile(r"\s*,\s*|\s+[&+]\s+|(?<=\w)\s*/\s*(?=\w)")
CRY = re.compile(r"([^\W\d_])\1{2,}")
STATUS = re.compile(r"[45]\d\d(?:s|ing)?")  # how people write that a server answers with an error

Find = Callable[[str], tuple[Service, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The words of questions, as `data/sentences.toml` lists them."""

    openers: frozenset[str]
    troubles: frozenset[str]
    fillers: frozenset[str]
    parts: frozenset[str]
    leads: frozenset[str]
    at: frozenset[str]
    nots: frozenset[str]
    articles: frozenset[str]
    hosts: frozenset[str]
    belongings: frozenset[str]
    idioms: frozenset[str]
    ordinary: frozenset[str]
    plain: frozenset[str]
    lookalikes: frozenset[str]
    joints: frozenset[str]
    within: frozenset[str]
    glued_before: frozenset[str]
    glued_after: frozenset[str]

    @property
    def talk(self) -> frozenset[str]:
        """Every word that belongs to the question and not to a name."""
        return self.openers | self.troubles | self.fillers


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in a clause, at its words from `start` to before `end`, and what it may mean."""

    services: tuple[Service, ...]
    certainty: int  # ASIDE, NAMED, TROUBLED or ASKED
    key: str
    start: int
    end: int


@cache
def load_phrases() -> Phrases:
    """Load the words of questions from disk, once."""
    lists = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return Phrases(**{name: frozenset(words) for name, words in lists.items()})


def split_clauses(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of each clause of a message, without mentions, emoji and links."""
    plain = JOINT.sub(" and ", MARKUP.sub(" ", text[:LONGEST_TEXT]))
    for clause in CLAUSE.split(plain):
        if words := words_of(clause):
            yield words


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The services a text is about: none, one, or several that are meant about equally."""

    services: tuple[Service, ...]
    certainty: int  # ASIDE, NAMED, TROUBLED or ASKED


NOBODY = Asked(services=(), certainty=ASIDE)


def find_asked(clauses: Iterable[tuple[str, ...]], find: Find, *, longest: int) -> Asked:
    """Return the services that clauses are about; the ones asked about win over those named.

    `find` looks up one to `longest` words joined by spaces.
    """
    mentions = [
        mention for words in clauses for mention in _mentions(_unglued(words, find), find, longest)
    ]
    if not mentions:
        return NOBODY
    surest = max(mention.certainty for mention in mentions)
    meant = [mention for mention in mentions if mention.certainty == surest]
    services = {one.id: one for mention in meant for one in mention.services}
    return Asked(services=tuple(services.values()), certainty=surest)


def _mentions(words: tuple[str, ...], find: Find, longest: int) -> Iterator[Mention]:
    """Yield what a clause names, everyday words only where they are clearly asked about."""
    phrases = load_phrases()
    found = sorted(
        (mention for span in _spans(len(words), longest) for mention in _at(words, span, find)),
        key=lambda mention: (-len(mention.key), mention.start),
    )
    is_free = [True] * len(words)
    kept: list[Mention] = []
    for mention in found:  # the longest name over a shorter one in it
        span = slice(mention.start, mention.end)
        if all(is_free[span]):
            is_free[span] = [False] * (mention.end - mention.start)
            kept.append(mention)
    for mention in _joined(words, sorted(kept, key=lambda one: one.start), phrases):
        if not is_everyday(mention.key, phrases) or mention.certainty == ASKED:
            yield mention


def is_everyday(key: str, phrases: Phrases) -> bool:
    """Tell whether a name is an everyday word too, or short enough for anybody's initials."""
    return len(key) <= SHORT or key in phrases.ordinary


def _spans(size: int, longest: int) -> Iterator[tuple[int, int]]:
    for start in range(size):
        for end in range(start + 1, min(start + longest, size) + 1):
            yield start, end


def _at(words: tuple[str, ...], span: tuple[int, int], find: Find) -> Iterator[Mention]:
    """Yield the mention that these words are, possessive or not."""
    start, end = span
    text = " ".join(words[start:end])
    services = find(text)
    if not services and len(text) > JOINED and text.endswith("s"):
        text = text[:-1]
        services = find(text) if len(name_key(text)) >= JOINED else ()
    phrases = load_phrases()
    if services and not _is_turn_of_speech(words, start, end, phrases):
        key = name_key(text)
        certainty = _certainty(words, start, end, phrases)
        if is_everyday(key, phrases) and _is_thing(words, start, end, phrases):
            certainty = NAMED
        yield Mention(services=services, certainty=certainty, key=key, start=start, end=end)


def _is_turn_of_speech(words: tuple[str, ...], start: int, end: int, phrases: Phrases) -> bool:
    """Tell whether the name at `words[start:end]` is an everyday word here: "zoom out a bit"."""
    return any(
        " ".join(words[first:last]) in phrases.idioms
        for first in range(max(0, end - LONGEST_IDIOM), start + 1)
        for last in range(end, first + LONGEST_IDIOM + 1)
    )


def _is_thing(words: tuple[str, ...], start: int, end: int, phrases: Phrases) -> bool:
    """Tell whether the word at `words[start:end]` is a thing: "the box", not "the box app"."""
    is_named = bool((phrases.hosts | phrases.belongings).intersection(words[end : end + 1]))
    before = words[:start]
    is_one_of_several = bool(phrases.joints.intersection(before[-2:-1]))
    has_article = bool(phrases.articles.intersection(before[-1:]))
    return has_article and not is_named and not is_one_of_several


def _unglued(words: tuple[str, ...], find: Find) -> tuple[str, ...]:
    """Return the words as they are meant: "isdiscorddown" → is, discord, down."""
    return tuple(part for word in words for part in _parts(_calm(word, find), find))


def _calm(word: str, find: Find) -> str:
    """Return a word without its cries: "spotifyyyy" → spotify."""
    return word if find(word) else CRY.sub(r"\1", word)


def _parts(word: str, find: Find) -> tuple[str, ...]:
    if len(word) <= JOINED or find(word):
        return (word,)
    phrases = load_phrases()
    for before in ("", *phrases.glued_before):
        for after in ("", *phrases.glued_after):
            name = word.removeprefix(before).removesuffix(after)
            is_whole = f"{before}{name}{after}" == word
            if is_whole and name != word and len(name) >= GLUED and find(name):
                return tuple(part for part in (before, name, after) if part)
    return (word,)


def _joined(
    words: tuple[str, ...], mentions: Iterable[Mention], phrases: Phrases
) -> Iterator[Mention]:
    """Yield mentions as certain as those they stand together with: "steam and discord down"."""
    known = list(mentions)
    rights = range(1, len(known))
    for right in (*rights, *reversed(rights)):
        between = words[known[right - 1].end : known[right].start]
        if between and set(between) <= phrases.within:
            _give_way(words, known, right, phrases)
        elif _is_joint(between, phrases):
            _level(words, known, right, phrases)
    yield from known


def _give_way(words: tuple[str, ...], known: list[Mention], right: int, phrases: Phrases) -> None:
    """Make the name before the one at `right` the one that is meant: "copilot in vscode down"."""
    first, second = known[right - 1], known[right]
    certainty = _shared_certainty(words, first, second, phrases)
    if certainty is not None:
        known[right - 1] = replace(first, certainty=certainty)
        known[right] = replace(second, certainty=min(NAMED, certainty - 1))


def _level(words: tuple[str, ...], known: list[Mention], right: int, phrases: Phrases) -> None:
    """Make the mention at `right` and the one before it equally certain, both being meant."""
    first, second = known[right - 1], known[right]
    certainty = _shared_certainty(words, first, second, phrases)
    if certainty is not None:
        known[right - 1] = replace(first, certainty=certainty)
    rest = words[second.end :]
    is_last = not rest or _is_followed_by_trouble(rest, phrases)
    if is_last or not is_everyday(second.key, phrases):
        surer = max(first.certainty, second.certainty, certainty or NAMED)
        known[right] = replace(second, certainty=surer)


def _shared_certainty(
    words: tuple[str, ...], first: Mention, second: Mention, phrases: Phrases
) -> int | None:
    """Return how clearly two names are asked about; None where the first is just a word.

    An everyday word is one of them only where it opens the question.
    """
    surer = max(first.certainty, second.certainty)
    if _opens_question(words[: first.start], phrases):
        return ASKED if surer == TROUBLED else surer
    return None if is_everyday(first.key, phrases) else surer


def _is_joint(between: tuple[str, ...], phrases: Phrases) -> bool:
    """Tell whether words between two names say that both are meant."""
    return any(word in phrases.joints for word in between) and all(
        word in phrases.joints or word in BESIDE_JOINTS for word in between
    )


def _certainty(words: tuple[str, ...], start: int, end: int, phrases: Phrases) -> int:
    """Return how clearly the name at `words[start:end]` is asked about."""
    lead = [word for word in words[max(0, start - LONGEST_LEAD) : start] if word != "the"]
    if any(" ".join(lead[-size:]) in phrases.leads for size in range(1, len(lead) + 1)):
        return ASKED
    if phrases.hosts.intersection(words[end : end + 1]):
        return ASKED
    if phrases.at.intersection(lead[-1:]) and any(map(STATUS.fullmatch, lead[-2:-1])):
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
    for word, after in pairwise((*words, "")):
        if word in phrases.troubles or STATUS.fullmatch(word):
            return True
        if word in phrases.nots and after.endswith("ing"):
            return True
        if word not in phrases.fillers and word not in phrases.parts:
            return False
    return False
