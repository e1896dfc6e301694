"""What products write: the rows of `data/` as values that can be matched against a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.triage.page import Page

_KINDS = ("edge", "platform", "gateway", "server", "framework")


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product that writes replies."""

    name: str
    kind: str
    server: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    powered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sign:
    """A row of `pages.toml`: conditions that all must hold."""

    id: str
    product: str | None = None
    relayed: bool = False
    weak: bool = False
    status: frozenset[int]
    exact: frozenset[bytes] = frozenset()
    title: frozenset[bytes] = frozenset()
    reason: frozenset[str] = frozenset()
    headers: tuple[tuple[str, str], ...] = ()
    has: tuple[bytes, ...] = ()
    any: tuple[bytes, ...] = ()
    lacks: tuple[bytes, ...] = ()
    title_has: tuple[bytes, ...] = ()
    starts: tuple[bytes, ...] = ()
    by: frozenset[str] = frozenset()
    longest: int | None = None

    @property
    def needles(self) -> tuple[bytes, ...]:
        """What to search for: without one of these in the page, the sign can't hold."""
        return self.has[:1] or self.any or self.title_has or self.starts

    @property
    def is_in_headers(self) -> bool:
        """Say whether headers or the status line alone make the sign."""
        return bool(self.headers or self.reason) and not (self.title or self.needles)

    def holds(self, page: Page, products: tuple[str, ...]) -> bool:
        """Say whether every condition holds; `products` are those the headers name."""
        if page.status not in self.status:
            return False
        if self.by and self.by.isdisjoint(products):
            return False
        if self.longest is not None and page.length > self.longest:
            return False
        return self._holds_in_head(page) and self._holds_in_text(page)

    def _holds_in_head(self, page: Page) -> bool:
        for name, part in self.headers:
            if part not in page.headers.get(name, "\0").lower():
                return False
        return (
            (not self.exact or page.short in self.exact)
            and (not self.title or page.title in self.title)
            and (not self.reason or page.reason in self.reason)
        )

    def _holds_in_text(self, page: Page) -> bool:
        text = page.text
        return (
            _all_in(self.has, text)
            and (not self.any or _any_in(self.any, text))
            and (not self.title_has or _any_in(self.title_has, page.title))
            and (not self.starts or text.lstrip().startswith(self.starts))
            and not _any_in(self.lacks, text)
        )


# Plain loops: a generator costs more than the search it drives.
def _all_in(parts: tuple[bytes, ...], text: bytes) -> bool:
    for part in parts:  # noqa: SIM110
        if part not in text:
            return False
    return True


def _any_in(parts: tuple[bytes, ...], text: bytes) -> bool:
    for part in parts:  # noqa: SIM110
        if part in text:
            return True
    return False


def parse_product(name: str, row: Mapping[str, Any]) -> Product:
    """Read a table of `products.toml`. Raises `ValueError` with the name of a wrong one."""
    if row["kind"] not in _KINDS:
        raise ValueError(f"products.toml: {name}: no such kind: {row['kind']}")
    lists = {key: tuple(row.get(key, ())) for key in ("server", "headers", "via", "powered")}
    return Product(name=name, kind=row["kind"], **lists)


def parse_sign(row: Mapping[str, Any], products: set[str]) -> Sign:
    """Read a row of `pages.toml`. Raises `ValueError` with the id of a wrong one."""
    fields = dict(row)
    strangers = {fields.get("product"), *fields.get("by", ())} - products - {None}
    if strangers:
        raise ValueError(f"pages.toml: {row['id']}: no such product: {strangers}")
    for key in ("has", "any", "lacks", "title_has", "starts"):
        fields[key] = tuple(_lowered(text, row["id"]) for text in row.get(key, ()))
    for key in ("exact", "title"):
        fields[key] = frozenset(_lowered(text, row["id"]) for text in row.get(key, ()))
    fields["reason"] = frozenset(row.get("reason", ()))
    fields["by"] = frozenset(row.get("by", ()))
    fields["headers"] = tuple(_header(text) for text in row.get("headers", ()))
    # An article that quotes an error page is no error page: signs count on errors only.
    fields["status"] = _statuses(row.get("status", ("4xx", "5xx")))
    return Sign(**fields)


def _lowered(text: str, sign: str) -> bytes:
    if text != text.lower() or not text:
        raise ValueError(f"pages.toml: {sign}: not lower case: {text!r}")
    return text.encode()


def _header(text: str) -> tuple[str, str]:
    name, _, part = text.partition(": ")
    return name, part


def _statuses(listed: Iterable[int | str]) -> frozenset[int]:
    """Read `[404, "5xx"]`: 5xx is a hundred statuses."""
    found: set[int] = set()
    for status in listed:
        if isinstance(status, str):
            found |= set(range(int(status[0]) * 100, int(status[0]) * 100 + 100))
        else:
            found.add(status)
    return frozenset(found)
