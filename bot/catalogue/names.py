"""How names are compared: what counts as the same spelling, as a domain, as a word. Pure."""

import re
import unicodedata

SHORT = 2  # names this short are somebody's initials too: they match exactly or not at all
LONGEST = 100  # no name is longer; what is longer is not looked up

WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*")
DOMAIN = re.compile(r"(?:www\.)?([^\s/:@?#.]+(?:\.[^\s/:@?#.]+)+)/?", re.IGNORECASE)


def name_key(text: str) -> str:
    """Return `text` without case, accents, spaces and punctuation: "Pokémon GO" → "pokemongo"."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, folded))


def domain_key(text: str) -> str | None:
    """Return a bare domain in lower case without `www.`, or None: "WWW.GitHub.com/" → "github.com".

    A dot makes a domain: `ste.am` is somebody's site, and never another spelling of Steam.
    """
    match = DOMAIN.fullmatch(text)
    return match.group(1).casefold() if match else None


def is_exactly_short(text: str, key: str) -> bool:
    """Tell whether `text` is the short name `key` itself; only ?, ! and spaces may surround it."""
    return text.strip(" ?!").casefold() == key


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a clause, casefolded, apostrophes dropped, dots kept."""
    return tuple(word.replace("'", "").replace("’", "") for word in WORD.findall(text.casefold()))
