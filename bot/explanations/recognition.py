"""What a person typed or pasted → the topic it is about. Pure, bounded, and never sure by guessing.

The most specific sign wins: a browser's own error name, Cloudflare's numbers, a phrase that proves
something, a status code in a setting that makes it one, a phrase that is only a symptom, and at
last a number that stands alone.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Self

from bot.explanations.topics import DATA, TopicError, load_topics

CONSIDERED = 4_000  # characters of a paste that are looked at
SHORT = 4  # words: in so short a text a number needs no setting

_SPACES = re.compile(r"\s+")
# Curly quotes and long dashes are what phones make of the plain ones.
_PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015", "-")
)
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

_ERROR_NAME = re.compile(
    r"\b(?:err|dns_probe|ns_error|sec_error|ssl_error|mozilla_pkix|pr)_[a-z0-9_]+"
)
_CLOUDFLARE = re.compile(r"\berror(?: code)?:? ?(1[0-2]\d\d|52\d|530)\b")
_CLOUDFLARE_LONG = re.compile(r"\b1[0-2]\d\d\b")

_REASON = (
    r"(?:bad gateway|gateway|service|server error|internal server|not found|forbidden"
    r"|unauthori[sz]ed|too many|bad request|request time|not allowed|gone|conflict|unavailable"
    r"|error|status|response)"
)
_VENDOR = (
    r"(?:nginx|openresty|cloudflare|cloudfront|haproxy|apache|varnish|envoy|caddy|traefik|iis)"
)
_GIVES = (
    r"(?:gets?|got|getting|gives?|gave|giving|shows?|showing|says?|saying|returns?|returned"
    r"|returning|throws?|throwing|seeing|an?)"
)
_GOES_ON = (
    r"(?:from|on|when|again|for|every|all|in|at|page|since|now|by|and|but|too|right|today|here|rn"
    r"|is|after|while|code|errors?)"
)
# What makes a number a status code. Every repeat is bounded: the text may be hostile.
_STATUS = tuple(
    re.compile(pattern)
    for pattern in (
        # As in: HTTP 502, HTTP/1.1 502, error 502, status code: 502, error (502)
        (
            r"\b(?:https?(?:/[\d.]{1,3})?|error|err|status|code|statuscode)[\s:=#(]{0,3}"
            r"(?:code|status|error)?[\s:=#(]{0,3}([1-5]\d\d|999)\b"
        ),
        # As in: 502 Bad Gateway, 502 - Web server error
        rf"\b([45]\d\d)[\s:.|(-]{{1,4}}{_REASON}\b",
        # As in: a 504 from nginx, nginx says 502
        rf"\b([45]\d\d)\b.{{1,12}}\b{_VENDOR}\b",
        rf"\b{_VENDOR}\b.{{1,12}}\b([45]\d\d)\b",
        # As in: got a 504, keeps giving me 502 again, throws 500s
        (
            rf"\b{_GIVES}(?: (?:me|us|an?|the|just|only|http)){{0,4}} ([45]\d\d)(?:'?s)?"
            rf"(?=$|[.,;:!?)\]]| {_GOES_ON}\b)"
        ),
    )
)
_LONE = re.compile(r"\W*(\d{3,4})\W*")
# In a few words: the last one, or before a plea. Not a port, a price, or "502 people".
_SHORT_TEXT_CODE = re.compile(
    r"(?<!port )(?<!room )(?<!route )(?<![:.$€£\w])([45]\d\d)"
    r"(?=[?.!,]*(?:$| (?:pls|plz|please|help|again|why|what|on|rn|now|for|all|ssl|lol)\b))"
)
# As in: what does 502 mean, 1015 meaning, what is 1020, how do I fix 504, is a 503 my fault
_NUMBER = r"(?:an? |the |this |http |error |code |status ){0,3}([45]\d\d|1[0-2]\d\d)"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bdo(?:es)? {_NUMBER} (?:even |actually )?(?:mean|stand for)\b",
        rf"\b{_NUMBER} (?:means? what|meaning)\b",
        rf"\bwhat(?:'?s| is| are) {_NUMBER}[?.! ]*$",
        rf"\b(?:fix|solve|avoid|mend|get rid of) {_NUMBER}(?=[?.! ]*$| (?:on|in|from|error)\b)",
        rf"\bis {_NUMBER} (?:bad|dangerous|serious|permanent|normal|my fault|our fault)\b",
        rf"\bfault (?:for|of|is) {_NUMBER}[?.! ]*$",
    )
)
# Names of statuses that people hardly say by chance; the others count only when they stand alone.
_TELLING = frozenset({400, 405, 408, 421, 429, 431, 451, 500, 502, 503, 504, 505, 511})
_FIRST_ERROR = 400
_REASON_PHRASES = {
    status.phrase.casefold(): int(status) for status in HTTPStatus if status >= _FIRST_ERROR
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a text is about; the number, where the topic is told with one."""

    topic: str
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that people paste, in the order of the data file: the first match wins."""

    topic: str
    proves: str  # "cause", "hop" or "symptom"
    all: tuple[str, ...]
    pattern: re.Pattern[str] | None

    @classmethod
    def parse(cls, table: dict[str, object]) -> Self:
        """Check one table of the data. Raises `TopicError`."""
        wanted, pattern = table.get("all", []), table.get("pattern")
        if not isinstance(wanted, list) or bool(wanted) == bool(pattern):
            raise TopicError(f"a phrase has either `all` or `pattern`: {table!r}")
        return cls(
            topic=str(table["topic"]),
            proves=str(table["proves"]),
            all=tuple(normalise(str(part)) for part in wanted),
            pattern=_compile(str(pattern)) if pattern else None,
        )

    def matches(self, text: str) -> bool:
        """Say whether a normalised text holds this phrase."""
        if self.pattern is not None:
            return self.pattern.search(text) is not None
        return all(part in text for part in self.all)


def _compile(pattern: str) -> re.Pattern[str]:
    # Texts are folded before they are searched: ignoring case once more would cost four times.
    plain = re.sub(r"\\.", "", pattern)
    if plain != plain.casefold():
        raise TopicError(f"a pattern is written in lower case: {pattern}")
    return re.compile(pattern)


@cache
def load_phrases() -> tuple[Phrase, ...]:
    """Load the phrases from disk, once, in order. Raises `TopicError` for an unknown topic."""
    tables = tomllib.loads((DATA / "phrases.toml").read_text(encoding="utf-8")).get("phrase", [])
    phrases = tuple(Phrase.parse(table) for table in tables)
    if unknown := {phrase.topic for phrase in phrases} - load_topics().keys():
        raise TopicError(f"phrases for unknown topics {sorted(unknown)}")
    return phrases


def normalise(text: str) -> str:
    """Fold case, spaces, quotes and dashes; drop what cannot be seen. At most `CONSIDERED` long."""
    folded = unicodedata.normalize("NFKC", text[:CONSIDERED])[:CONSIDERED]
    if not folded.isascii() or not folded.isprintable():
        folded = "".join(_seen(character) for character in folded)
    return _SPACES.sub(" ", folded.translate(_PLAIN).casefold()).strip()[:CONSIDERED]


def _seen(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _DROPPED else character


def recognise(text: str) -> Recognised | None:
    """Find what a text is about, or None when nothing in it says so."""
    plain = normalise(text)
    for find in _FINDERS:
        if (found := find(plain)) is not None:
            return found
    return None


def recognise_status(status: int) -> Recognised | None:
    """Return the topic of a status code or a Cloudflare number, listed or not."""
    topics = load_topics()
    for prefix in ("status", "cloudflare"):
        if f"{prefix}-{status}" in topics:
            return Recognised(topic=f"{prefix}-{status}")
    families = {4: "status-4xx-other", 5: "status-5xx-other"}
    families |= dict.fromkeys((10, 11, 12), "cloudflare-other")
    topic = families.get(status // 100)
    if topic is None or topic not in topics:
        return None
    return Recognised(topic=topic, status=str(status))


def _error_name(text: str) -> Recognised | None:
    topics = load_topics()
    for match in _ERROR_NAME.finditer(text):
        name = match[0].strip("_").replace("_", "-")
        for browser in ("chrome", "firefox", "safari"):
            if f"{browser}-{name}" in topics:
                return Recognised(topic=f"{browser}-{name}")
    return None


def _cloudflare(text: str) -> Recognised | None:
    codes = {match[1] for match in _CLOUDFLARE.finditer(text)}
    if "530" in codes:
        # A 530 comes with the longer number that explains it.
        codes |= set(_CLOUDFLARE_LONG.findall(text))
    known = (f"cloudflare-{code}" for code in sorted(codes, key=int, reverse=True))
    return next((Recognised(topic=id_) for id_ in known if id_ in load_topics()), None)


def _phrase(text: str) -> Recognised | None:
    return _first_phrase(text, is_symptom=False)


def _symptom(text: str) -> Recognised | None:
    return _first_phrase(text, is_symptom=True)


def _first_phrase(text: str, *, is_symptom: bool) -> Recognised | None:
    fitting = (phrase for phrase in load_phrases() if (phrase.proves == "symptom") is is_symptom)
    found = next((phrase for phrase in fitting if phrase.matches(text)), None)
    return None if found is None else Recognised(topic=found.topic)


def _status(text: str) -> Recognised | None:
    for pattern in _STATUS:
        for match in pattern.finditer(text):
            if (found := recognise_status(int(match[1]))) is not None:
                return found
    return None


def _asked(text: str) -> Recognised | None:
    numbers = (match[1] for pattern in _ASKED if (match := pattern.search(text)))
    return next(filter(None, (recognise_status(int(number)) for number in numbers)), None)


def _reason_phrase(text: str) -> Recognised | None:
    alone = _REASON_PHRASES.get(text.strip(" .!?\"'"))
    told = (code for name, code in _REASON_PHRASES.items() if code in _TELLING and name in text)
    found = alone or next(told, None)
    return None if found is None else recognise_status(found)


def _lone_number(text: str) -> Recognised | None:
    match = _LONE.fullmatch(text)
    if match is None and len(text.split()) <= SHORT:
        match = _SHORT_TEXT_CODE.search(text)
    return None if match is None else recognise_status(int(match[1]))


_FINDERS: tuple[Callable[[str], Recognised | None], ...] = (
    _error_name,
    _cloudflare,
    _phrase,
    _status,
    _asked,
    _reason_phrase,
    _symptom,
    _lone_number,
)
