"""What a service's own official page says of it, heard beside our own look."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

import structlog

from bot.asking.candour import Candour
from bot.catalogue.service import Service
from bot.statuspages.look import OfficialLook, OfficialPage, Problem
from bot.statuspages.providers import providers
from bot.statuspages.scoping import ComponentMatch, MatchKind, ScopedStatus, scope
from bot.statuspages.status import Notice, OfficialState

log = structlog.stdlib.get_logger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialWord:
    """What an official page says of one service, in short. `title` is the vendor's: hostile."""

    state: OfficialState
    heard_at: datetime  # when we read the page; aware UTC
    title: str = ""  # of the worst that goes on
    problem: Problem | None = None  # why the page was not read; then `state` says nothing
    is_whole_page: bool = False  # the service's part was not found: this is the page's total
    began_at: datetime | None = None  # when the latest trouble that goes on began, as they say
    candour: Candour | None = None  # how soon they told of the last outages, if that is known


class OfficialSource(Protocol):
    """Where the words come from: `OfficialWords`."""

    async def hear(self, service: Service) -> OfficialWord | None:
        """Return what the official page says; None where a service has none that we can read."""
        ...

    def recall(self, service: Service) -> OfficialWord | None:
        """Return what it said a moment ago, without asking."""
        ...


class PageReader(Protocol):
    """Who reads whole pages: `bot.asking.official_pages.OfficialPages`."""

    async def look(self, page: OfficialPage) -> OfficialLook:
        """Return what a page says; failures are values."""
        ...

    def recall(self, page: OfficialPage) -> OfficialLook | None:
        """Return what a page said a moment ago, without asking."""
        ...


class OfficialWords:
    """Official pages by service, each cut down to the service's own part."""

    def __init__(
        self,
        pages: PageReader,
        matches: Mapping[str, ComponentMatch],
        candour_of: Callable[[str], Candour | None] = lambda _: None,
    ) -> None:
        """Take who reads pages, services' parts of them, and how soon a service's page tells."""
        self._pages = pages
        self._matches = matches
        self._candour_of = candour_of
        self._readable = frozenset(providers())  # the adapters are loaded here, not while asked

    async def hear(self, service: Service) -> OfficialWord | None:
        """Return what the official page says; None where a service has none that we can read."""
        page = self._page(service)
        return self._word(service, await self._pages.look(page)) if page is not None else None

    def recall(self, service: Service) -> OfficialWord | None:
        """Return what it said a moment ago, without asking."""
        page = self._page(service)
        known = self._pages.recall(page) if page is not None else None
        return self._word(service, known) if known is not None else None

    def is_heard(self, service: Service) -> bool:
        """Tell whether a service has an official page that we can read."""
        return self._page(service) is not None

    def _page(self, service: Service) -> OfficialPage | None:
        match = self._matches.get(service.id)
        if match is not None and match.kind is MatchKind.RELATED:
            return None  # it tells of another product
        page = page_of(service)
        # Members' questions set no search going: only pages that we know how to read are asked.
        return page if page and page.api_url and page.provider in self._readable else None

    def _word(self, service: Service, look: OfficialLook) -> OfficialWord:
        said = scoped(look, self._matches.get(service.id))
        return OfficialWord(
            state=said.state,
            heard_at=look.fetched_at,
            title=_title(said),
            problem=look.problem,
            is_whole_page=said.is_whole_page,
            began_at=_began_at(said),
            candour=self._candour_of(service.id),
        )


def page_of(service: Service) -> OfficialPage | None:
    """Return where a service's official page is."""
    url = service.status_page_url or service.api_url
    if url is None:
        return None
    return OfficialPage(
        page_url=url, provider=service.provider or "", api_url=service.api_url or ""
    )


def scoped(look: OfficialLook, match: ComponentMatch | None) -> ScopedStatus:
    """Return what a page says of the part that is meant; of all of it where none is."""
    return scope(look.status, match or ComponentMatch(service_id="", kind=MatchKind.PAGE))


def _title(said: ScopedStatus) -> str:
    """Return the title of the worst that goes on now: of planned work where it is only that."""
    return next((one.title for one in _telling(said) if one.title), "")


def _began_at(said: ScopedStatus) -> datetime | None:
    """Return when the latest of what goes on began."""
    return max((one.begins_at for one in _telling(said) if one.begins_at), default=None)


def _telling(said: ScopedStatus) -> Iterator[Notice]:
    """Yield the notices of what goes on now that stand for the state."""
    is_planned = said.state is OfficialState.MAINTENANCE
    for one in said.notices:
        is_on = not one.is_over and not one.is_upcoming
        if is_on and (one.state is OfficialState.MAINTENANCE) == is_planned:
            yield one


async def listen_beside(
    look: Awaitable[T],
    listening: Coroutine[Any, Any, OfficialWord | None],
    *,
    patience: float,
    within: float,
) -> tuple[T, OfficialWord | None]:
    """Return what a look saw, and the official word if it is there by then or soon after.

    A look that is done waits `patience` seconds for it, but not beyond `within` seconds of now: the
    answer goes out. Whatever goes wrong with the word never takes the look away.
    """
    loop = asyncio.get_running_loop()
    start = loop.time()
    task = loop.create_task(listening)
    try:
        seen = await look
        left = min(patience, start + within - loop.time())
        await asyncio.wait({task}, timeout=max(left, 0.0))
        return seen, _heard(task)
    finally:
        task.cancel()


def _heard(task: asyncio.Task[OfficialWord | None]) -> OfficialWord | None:
    if not task.done() or task.cancelled():
        return None
    error = task.exception()
    if error is not None:
        log.error("official_page_failed", exc_info=error)
        return None
    return task.result()
