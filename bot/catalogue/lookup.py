"""Finding services: exactly, while typing, in a sentence, and nearly. Pure, and built once."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from bot.catalogue.names import LONGEST, SHORT, domain_key, is_exactly_short, name_key, words_of
from bot.catalogue.sentences import JOINED, find_mentions, load_phrases, split_clauses
from bot.catalogue.service import Service

SUGGESTIONS = 25  # Discord shows no more choices
NEAR_MISSES = 5
FUZZY_LENGTH = 3  # shorter texts and names are near to everything
NEAR = 75.0  # one wrong letter in a name of four
MOST_WORDS = 24  # of a sentence, when looking for near misses


class Catalogue:
    """The known services, and every way to find one of them."""

    def __init__(self, services: Iterable[Service]) -> None:
        """Index `services`; they are in the order of popularity already and free of conflicts."""
        self.services = tuple(services)
        self._by_id = {service.id: service for service in self.services}
        self._by_url = _index_urls(self.services)
        self._by_domain = _index_domains(self.services)
        self._by_key = {
            name_key(name): service for service in self.services for name in _names(service)
        }
        phrases = [words_of(name) for service in self.services for name in _names(service)]
        self._phrases = frozenset(" ".join(words) for words in phrases)
        self._longest_phrase = max(map(len, phrases), default=1)
        self._places = {service.id: place for place, service in enumerate(self.services)}
        self._keys = tuple((key, self._places[found.id]) for key, found in self._by_key.items())
        self._fuzzy = {key: place for key, place in self._keys if len(key) > FUZZY_LENGTH}
        self._fuzzy_keys = tuple(self._fuzzy)

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

    def find_in_sentence(self, text: str) -> Service | None:
        """Return the service a message is about: "yo is gh down rn??" → GitHub.

        The one that is asked about wins over one merely named, the longest name over a shorter one.
        """
        mentions = find_mentions(text, self._find_words, longest=self._longest_phrase)
        likeliest = max(mentions, key=lambda mention: mention.weight, default=None)
        return likeliest.service if likeliest is not None else None

    def suggest(self, text: str, limit: int = SUGGESTIONS) -> tuple[Service, ...]:
        """Return what somebody who typed `text` so far may mean, likeliest first.

        Exact names, beginnings, parts, then misspellings; equals in the order of popularity.
        """
        query = name_key(text[:LONGEST])
        if not query:
            return self.services[:limit]
        best: dict[int, int] = {}
        for key, place in self._keys:
            tier = _tier(query, key)
            if tier is not None and tier < best.get(place, len(self._keys)):
                best[place] = tier
        places = sorted(best, key=lambda place: (best[place], place))
        if len(places) < limit and len(query) >= FUZZY_LENGTH:
            places += [place for place in self._misspelt(query) if place not in best]
        return tuple(self.services[place] for place in places[:limit])

    def did_you_mean(self, text: str) -> tuple[Service, ...]:
        """Return the few services a text may have meant: misspellings and everyday words."""
        talk = load_phrases().talk | load_phrases().plain
        spoken = (word for clause in split_clauses(text) for word in clause)
        words = [word for word in spoken if word not in talk and not word.isdecimal()]
        scores: dict[int, float] = {}
        for start in range(min(len(words), MOST_WORDS)):
            for size in (1, 2):
                for place, score in self._near(words[start : start + size]):
                    scores[place] = max(score, scores.get(place, 0.0))
        places = sorted(scores, key=lambda place: (-scores[place], place))
        return tuple(self.services[place] for place in places[:NEAR_MISSES])

    def _find_words(self, text: str) -> Service | None:
        """Return the service named by words out of a sentence."""
        if "." in text:
            return self._by_domain.get(text.removeprefix("www."))
        key = name_key(text)
        if " " in text and len(key) < JOINED and text not in self._phrases:
            return None
        return self._by_key.get(key)

    def _near(self, words: list[str]) -> Iterable[tuple[int, float]]:
        """Yield the places of names nearly spelt like these words, with how near (0–100)."""
        key = name_key(" ".join(words))
        found = self._by_key.get(key)
        if found is not None:
            yield self._places[found.id], 100.0
        if len(key) > FUZZY_LENGTH:
            for name, score, _ in process.extract(
                key, self._fuzzy_keys, scorer=fuzz.ratio, score_cutoff=NEAR, limit=NEAR_MISSES
            ):
                yield self._fuzzy[name], score

    def _misspelt(self, query: str) -> Iterable[int]:
        """Yield the places of names that hold something like `query`, nearest first, once each."""
        matches = process.extract(
            query, self._fuzzy_keys, scorer=fuzz.partial_ratio, score_cutoff=NEAR, limit=50
        )
        ranked = sorted((-score, self._fuzzy[name]) for name, score, _ in matches)
        return dict.fromkeys(place for _, place in ranked)


def _names(service: Service) -> tuple[str, ...]:
    return (service.id, service.name, *service.aliases)


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
        for name in _names(service):
            domain = domain_key(name)
            if domain is not None:
                domains[domain] = service
    return domains
