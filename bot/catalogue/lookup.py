"""Finding services: exactly, while typing, in a sentence, and nearly. Pure, and built once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from bot.catalogue.names import LONGEST, SHORT, domain_key, is_exactly_short, name_key, words_of
from bot.catalogue.sentences import (
    JOINED,
    NAMED,
    find_asked,
    is_everyday,
    load_phrases,
    split_clauses,
)
from bot.catalogue.service import Service, names_of
from bot.catalogue.slips import LONGEST_SLIP, Slips

SUGGESTIONS = 25  # Discord shows no more choices
NEAR_MISSES = 5
FUZZY_LENGTH = 3  # shorter texts and names are near to everything
NEAR = 75.0  # one wrong letter in a name of four
CLOSE = 82.0  # a letter too many or too few in a name of five
MOST_WORDS = 24  # of a sentence, when looking for near misses
MOST_CLAUSES = 4
FEW_WORDS = 1  # an everyday word with more words around it is just that
FIRST_LETTER = 6  # slips spare the first letter; names this short are near to too much without it


class Catalogue:
    """The known services, and every way to find one of them."""

    def __init__(
        self, services: Iterable[Service], meanings: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """Index `services`; they are in the order of popularity already and free of conflicts.

        `meanings`: names that mean several services about equally, with those services' ids.
        """
        self.services = tuple(services)
        self._by_id = {service.id: service for service in self.services}
        self._by_url = _index_urls(self.services)
        self._by_domain = _index_domains(self.services)
        self._by_key = {
            name_key(name): service for service in self.services for name in names_of(service)
        }
        self._meanings = {
            name_key(name): tuple(self._by_id[one] for one in meant)
            for name, meant in (meanings or {}).items()
        }
        names = [name for service in self.services for name in names_of(service)]
        phrases = [words_of(name) for name in (*names, *(meanings or {}))]
        self._phrases = frozenset(" ".join(words) for words in phrases)
        self._longest_phrase = max(map(len, phrases), default=1)
        self._places = {service.id: place for place, service in enumerate(self.services)}
        self._keys = tuple((key, self._places[found.id]) for key, found in self._by_key.items())
        self._fuzzy = {key: place for key, place in self._keys if len(key) > FUZZY_LENGTH}
        self._fuzzy_keys = tuple(self._fuzzy)
        words = load_phrases()
        everyday = words.ordinary | words.plain | words.lookalikes | words.talk
        self._slips = Slips(self._by_key, everyday=everyday)

    def get(self, service_id: str) -> Service | None:
        """Return the service with this id."""
        return self._by_id.get(service_id)

    def find(self, text: str) -> Service | None:
        """Return the service whose id, name, alias or domain `text` is, however it is spelt.

        Names of one or two letters match exactly only; a text with a path or a port is no name.
        """
        text = text.strip()
        if len(text) > LONGEST:
            return None
        domain = domain_key(text)
        if domain is not None:
            return self._by_domain.get(domain)
        key = name_key(text)
        if " " not in text and any(mark in text for mark in "/:@"):
            return None
        if len(key) <= SHORT and not is_exactly_short(text, key):
            return None
        return self._by_key.get(key)

    def find_url(self, url: str) -> Service | None:
        """Return the service that is looked at through exactly this canonical URL."""
        return self._by_url.get(url)

    def find_meant(self, text: str) -> tuple[Service, ...]:
        """Return what a name may mean: nothing, one service, or several about equally."""
        if domain_key(text.strip()) is None and (several := self._meanings.get(name_key(text))):
            return several
        found = self.find(text)
        return () if found is None else (found,)

    def is_one_name(self, services: tuple[Service, ...]) -> bool:
        """Tell what one ambiguous name means from services that were named one by one."""
        return services in self._meanings.values()

    def find_in_sentence(self, text: str) -> tuple[Service, ...]:
        """Return what a message is about: "yo is gh down rn??" → GitHub.

        Several services where it asks about several, or uses a name that means several. A name that
        is misspelt beyond doubt counts where nothing else is asked about.
        """
        found = find_asked(split_clauses(text), self._find_words, longest=self._longest_phrase)
        if found.certainty > NAMED:
            return found.services
        nearly = find_asked(_beginning(text), self._find_nearly, longest=self._longest_phrase)
        return nearly.services if nearly.certainty > NAMED else found.services

    def find_slip(self, text: str) -> Service | None:
        """Return the one service whose name is misspelt in a text beyond doubt.

        Looked for in its first clauses and words.
        """
        found = {
            service.id: service
            for words in _beginning(text)
            for service in self._slips.find_all(words)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def suggest(self, text: str, limit: int = SUGGESTIONS) -> tuple[Service, ...]:
        """Return what somebody who typed `text` so far may mean, likeliest first.

        Exact names, beginnings, parts, then misspellings; equals in the order of popularity.
        """
        query = name_key(text[:LONGEST])
        if not query:
            return self.services[:limit]
        places = self._ranked(query)
        if len(places) < limit and len(query) >= FUZZY_LENGTH:
            known = frozenset(places)
            places += [place for place in self._misspelt(query) if place not in known]
        return tuple(self.services[place] for place in places[:limit])

    def may_be_a_name(self, text: str) -> bool:
        """Tell a name that somebody began to type from words of talk and from initials."""
        phrases = load_phrases()
        words = {word for clause in split_clauses(text) for word in clause}
        return len(name_key(text)) > SHORT and not words <= phrases.talk | phrases.plain

    def complete(self, text: str, limit: int = SUGGESTIONS) -> tuple[Service, ...]:
        """Return the services with a name that `text` is the beginning or a part of."""
        places = self._ranked(name_key(text[:LONGEST]))
        return tuple(self.services[place] for place in places[:limit])

    def did_you_mean(self, text: str) -> tuple[Service, ...]:
        """Return the few services a text may have meant: misspellings and everyday words."""
        phrases = load_phrases()
        spoken = [word for clause in split_clauses(text) for word in clause]
        unsaid = [word for word in spoken if word not in phrases.talk and not word.isdecimal()]
        is_alone = len(unsaid) <= FEW_WORDS
        words = [word for word in unsaid if word not in phrases.plain][:MOST_WORDS]
        scores: dict[int, float] = {}
        for start in range(len(words)):
            for size in (1, 2):
                for place, score in self._near(words[start : start + size], is_alone=is_alone):
                    scores[place] = max(score, scores.get(place, 0.0))
        places = sorted(scores, key=lambda place: (-scores[place], place))
        return tuple(self.services[place] for place in places[:NEAR_MISSES])

    def _find_words(self, text: str) -> tuple[Service, ...]:
        """Return what words out of a sentence may mean as a name."""
        if "." in text:
            found = self._by_domain.get(text.removeprefix("www."))
        else:
            key = name_key(text)
            if " " in text and len(key) < JOINED and text not in self._phrases:
                return ()
            if several := self._meanings.get(key):
                return several
            found = self._by_key.get(key)
        return () if found is None else (found,)

    def _find_nearly(self, text: str) -> tuple[Service, ...]:
        """Return what words may mean as a name, misspelt or not."""
        found = self._find_words(text)
        if found or text.count(" ") >= LONGEST_SLIP:
            return found
        slip = self._slips.find(text)
        return () if slip is None else (slip,)

    def _near(self, words: list[str], *, is_alone: bool) -> Iterable[tuple[int, float]]:
        """Yield the places of names nearly spelt like these words, with how near (0–100).

        Among other words, an everyday word is just that, and only a slip makes a name of another.
        """
        phrases = load_phrases()
        key = name_key(" ".join(words))
        if not is_alone and (is_everyday(key, phrases) or key in phrases.lookalikes):
            return
        found = self._by_key.get(key)
        if found is not None:
            yield self._places[found.id], 100.0
        if len(key) > FUZZY_LENGTH:
            for name, score, _ in process.extract(
                key, self._fuzzy_keys, scorer=fuzz.ratio, score_cutoff=NEAR, limit=NEAR_MISSES
            ):
                is_telling = is_alone or not (is_everyday(name, phrases) or score < CLOSE)
                if is_telling and (len(name) > FIRST_LETTER or name[0] == key[0]):
                    yield self._fuzzy[name], score

    def _ranked(self, query: str) -> list[int]:
        """Return the places of names with `query` in them, what it means as a whole first."""
        meant = self._meanings.get(query, ())
        best = {self._places[one.id]: place - len(meant) for place, one in enumerate(meant)}
        for key, place in self._keys:
            tier = _tier(query, key)
            if tier is not None and tier < best.get(place, len(self._keys)):
                best[place] = tier
        return sorted(best, key=lambda place: (best[place], place))

    def _misspelt(self, query: str) -> Iterable[int]:
        """Yield the places of names that hold something like `query`, nearest first, once each."""
        matches = process.extract(
            query, self._fuzzy_keys, scorer=fuzz.partial_ratio, score_cutoff=NEAR, limit=50
        )
        ranked = sorted((-score, self._fuzzy[name]) for name, score, _ in matches)
        return dict.fromkeys(place for _, place in ranked)


def _beginning(text: str) -> list[tuple[str, ...]]:
    """Return the first words of the first clauses: what is misspelt is not looked for beyond."""
    return [words[:MOST_WORDS] for words in islice(split_clauses(text), MOST_CLAUSES)]


def _tier(query: str, key: str) -> int | None:
    """Return 0 for the name itself, 1 for its beginning, 2 for a part of it, None for none."""
    if key == query:
        return 0
    if len(key) <= SHORT:
        return None
    if key.startswith(query):
        return 1
    return 2 if len(query) > SHORT and query in key else None


def _index_urls(services: tuple[Service, ...]) -> dict[str, Service]:
    """Return services by probe URL; a URL that several share tells nothing, so it is left out."""
    shared = Counter(service.probe_url for service in services)
    return {service.probe_url: service for service in services if shared[service.probe_url] == 1}


def _index_domains(services: tuple[Service, ...]) -> dict[str, Service]:
    """Return services by domain: those among their names, then hosts that are looked at for one."""
    hosts = {service.id: domain_key(urlsplit(service.probe_url).netloc) for service in services}
    shared = Counter(hosts.values())
    domains = {
        host: service
        for service in services
        if (host := hosts[service.id]) is not None and shared[host] == 1
    }
    for service in services:
        for name in names_of(service):
            domain = domain_key(name)
            if domain is not None:
                domains[domain] = service
    return domains
