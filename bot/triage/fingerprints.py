"""Who wrote these bytes, and which of the pages we know they are.

Each sign is filed under the cheapest test that finds it: a body, title, reason or header name is
one look in a dictionary. The others are searched for only where a page holds a word they need.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.triage.page import Page
from bot.triage.signs import Product, Sign, parse_product, parse_sign

# Everything but ASCII letters and digits parts words.
_TO_WORDS = bytes(
    byte if chr(byte).isalnum() and byte < ord("\x7f") else ord(" ") for byte in range(256)
)
_SPACE = ord(" ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who answered, and what we recognise."""

    signs: frozenset[str]
    answered_by: str | None  # who wrote the bytes, as far as they tell
    author: str | None  # the product whose own page this is; None for a page passed on or unknown
    author_kind: str | None  # its kind: see `products.toml`
    products: tuple[str, ...]  # all the headers name, the likeliest author first
    authors: Mapping[str, str]  # sign → product that alone writes it
    in_headers: frozenset[str]  # the signs that stand in headers or the status line


class Fingerprints:
    """Every product and sign, filed for quick finding."""

    def __init__(self, products: Iterable[Product], signs: Iterable[Sign]) -> None:
        self.products = {product.name: product for product in products}
        self.signs = tuple(signs)
        self._place = {sign: place for place, sign in enumerate(self.signs)}
        self._servers = {name: p.name for p in self.products.values() for name in p.server}
        self._headers = {name: p.name for p in self.products.values() for name in p.headers}
        self._powered = {name: p.name for p in self.products.values() for name in p.powered}
        self._vias = tuple((word, p.name) for p in self.products.values() for word in p.via)
        self._by_short: dict[bytes, list[Sign]] = defaultdict(list)
        self._by_title: dict[bytes, list[Sign]] = defaultdict(list)
        self._by_reason: dict[str, list[Sign]] = defaultdict(list)
        self._by_header: dict[str, list[Sign]] = defaultdict(list)
        self._searched: list[Sign] = []
        self._anchors_on: dict[int, Mapping[bytes, tuple[Sign, ...]]] = {}
        for sign in self.signs:
            self._file(sign)
        needles = {needle for sign in self._searched for needle in sign.needles}
        self._common = Counter(word for needle in needles for word in _whole_words(needle))

    def _file(self, sign: Sign) -> None:
        if sign.headers:
            self._by_header[sign.headers[0][0]].append(sign)
        elif sign.exact:
            for body in sign.exact:
                self._by_short[body].append(sign)
        elif sign.title:
            for title in sign.title:
                self._by_title[title].append(sign)
        elif sign.reason:
            for reason in sign.reason:
                self._by_reason[reason].append(sign)
        else:
            self._searched.append(sign)

    def identify(self, page: Page) -> Identity:
        """Name who wrote a reply and every sign in it."""
        named = self._named_by_headers(page)
        candidates = sorted(set(self._candidates(page)), key=self._place.__getitem__)
        found = [sign for sign in candidates if sign.holds(page, named)]
        authors = {sign.id: sign.product for sign in found if sign.product is not None}
        own = [sign for sign in found if sign.product and not sign.relayed]
        signed = next((sign.product for sign in own if not sign.weak), None)
        unsigned = next((sign.product for sign in (*own, *found) if sign.product), None)
        author = own[0].product if own else None
        return Identity(
            signs=frozenset(sign.id for sign in found),
            answered_by=signed or (named[0] if named else unsigned),
            author=author,
            author_kind=None if author is None else self.products[author].kind,
            products=named,
            authors=authors,
            in_headers=frozenset(sign.id for sign in found if sign.is_in_headers),
        )

    def _candidates(self, page: Page) -> Iterable[Sign]:
        for name in page.headers:
            yield from self._by_header.get(name, ())
        if page.short:
            yield from self._by_short.get(page.short, ())
        if page.title:
            yield from self._by_title.get(page.title, ())
        yield from self._by_reason.get(page.reason, ())
        if page.text:
            anchors = self._anchors(page.status)
            for word in anchors.keys() & set(page.text.translate(_TO_WORDS).split()):
                yield from anchors[word]

    def _anchors(self, status: int) -> Mapping[bytes, tuple[Sign, ...]]:
        """Return the signs to check on a reply of this status, by a word each needs."""
        if status not in self._anchors_on and 100 <= status <= 999:  # noqa: PLR2004 - HTTP's range
            filed: dict[bytes, dict[Sign, None]] = defaultdict(dict)
            for sign in self._searched:
                if status in sign.status:
                    for needle in sign.needles:
                        filed[self._anchor(needle)][sign] = None
            self._anchors_on[status] = {word: tuple(signs) for word, signs in filed.items()}
        return self._anchors_on.get(status, {})

    def _anchor(self, needle: bytes) -> bytes:
        """Return the word of a needle that fewest others share: without it, no need to search."""
        return min(_whole_words(needle), key=lambda word: (self._common[word], -len(word)))

    def _named_by_headers(self, page: Page) -> tuple[str, ...]:
        """Return the products the headers name: the Server first, then the platform, then Via."""
        names: dict[str, None] = {}
        if server := page.headers.get("server", "")[:200].lower():
            names |= dict.fromkeys(self._servers_in(server))
        names |= {self._headers[name]: None for name in page.headers if name in self._headers}
        for via in reversed(page.vias[:8]):
            names |= {product: None for word, product in self._vias if word in via[:200]}
        if powered := page.headers.get("x-powered-by", "")[:60].lower():
            product = self._powered.get(_name(powered.split(" ", 1)[0]))
            names |= {} if product is None else {product: None}
        return tuple(names)

    def _servers_in(self, server: str) -> Iterable[str]:
        if server in self._servers:
            yield self._servers[server]
        for word in server.split()[:8]:
            name = _name(word)
            if name in self._servers:
                yield self._servers[name]


def _whole_words(needle: bytes) -> list[bytes]:
    """Return the words a page with this needle must hold.

    Words inside the needle are whole for certain. Only where there is none do those at its ends
    count: `pages.toml` asks that short needles begin and end with whole words.
    """
    spaced = needle.translate(_TO_WORDS)
    words = spaced.split()
    inner = words[spaced[0] != _SPACE : len(words) - (spaced[-1] != _SPACE)]
    return inner or words


def _name(word: str) -> str:
    """Take the version off a product token: "nginx/1.22.1" names nginx."""
    return word.split("/", 1)[0].split("(", 1)[0].strip("),;")


@cache
def load_fingerprints() -> Fingerprints:
    """Read and check the data. Raises `ValueError` naming the row that is wrong."""
    data = files("bot.triage") / "data"
    products = tomllib.loads((data / "products.toml").read_text(encoding="utf-8"))
    pages = tomllib.loads((data / "pages.toml").read_text(encoding="utf-8"))["page"]
    known = [parse_product(name, row) for name, row in products.items()]
    names = {product.name for product in known}
    return Fingerprints(known, [parse_sign(row, names) for row in pages])
