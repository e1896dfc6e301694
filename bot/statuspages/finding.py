"""Finding out which software stands behind a page, by asking it. Shapes decide, names only hint."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.statuspages.detecting import MOST_HTML, Candidate, candidates, named_in
from bot.statuspages.fetching import OVERLOADED, Fetched, Fetcher, below, host_of, read_answer
from bot.statuspages.look import Problem
from bot.statuspages.providers import providers
from bot.statuspages.status import OfficialStatus

MOST_TRIES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What fits a page: whose answer it gives, and where."""

    provider: str
    url: str


async def find(page_url: str, fetcher: Fetcher, now: datetime) -> tuple[Finding | None, Fetched]:
    """Return what fits a page, and what came of asking for the page itself.

    Where it has had enough of us, what came is that answer instead.

    The page is asked first: it may be an answer already, it says where it has moved to, and its
    HTML may bear somebody's mark. Then its origin is asked for what each software has, politely:
    one request after the other, each place once.
    """
    page = await fetcher.get(page_url, largest=MOST_HTML, is_cut=True)
    if not page.status or page.problem is Problem.TURNED_AWAY or page.status in OVERLOADED:
        return None, page  # whoever turns us away is not asked thirty times more
    direct = await _fitting(_general(), page, now)
    if direct:
        return Finding(provider=direct, url=page_url), page
    for url, names in _places(page):
        answer = await fetcher.get(url)
        if answer.status in OVERLOADED:
            return None, answer
        found = await _fitting(names, answer, now)
        if found:
            return Finding(provider=found, url=url), page
    return None, page


def may_move(provider: str) -> bool:
    """Tell software that vendors come to and leave from a vendor's own feed, which stays."""
    adapter = providers().get(provider)
    return adapter is None or bool(adapter.paths or adapter.hosts)


async def _fitting(names: Iterable[str], answer: Fetched, now: datetime) -> str:
    """Return the first provider whose shape an answer has; empty for none."""
    if answer.problem is None:
        for name in names:
            status = await read_answer(name, answer.body, now)
            if status is not None and _names_something(status):
                return name
    return ""


def _names_something(status: OfficialStatus) -> bool:
    """Tell a page from an empty list or a word for success, which any server may send."""
    return bool(status.page_name or status.components or status.notices)


def _general() -> tuple[str, ...]:
    """Return the software that many vendors use, likeliest first.

    A vendor's own feed is no guess for an unknown page: some are an empty list while all is well.
    """
    return tuple(dict.fromkeys(one.provider for one in candidates("")))


def _places(page: Fetched) -> list[tuple[str, tuple[str, ...]]]:
    """Return where to ask, each place once, and whose answers may come; what is marked first."""
    marked = named_in(page.body)
    found = candidates(host_of(page.url))
    places: dict[str, list[str]] = {}
    for one in sorted(found, key=lambda one: _rank(one, marked)):
        places.setdefault(below(page.url, one.path), []).append(one.provider)
    return [(url, tuple(names)) for url, names in places.items()][:MOST_TRIES]


def _rank(one: Candidate, marked: tuple[str, ...]) -> int:
    return marked.index(one.provider) if one.provider in marked else len(marked)
