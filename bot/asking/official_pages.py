"""Official pages, asked politely: one request for all who ask, answers reused, failures waited out.

What fits a page is remembered for hours. When it stops fitting, the page may have moved to other
software, and is looked at afresh.
"""

import asyncio
from dataclasses import dataclass, replace

from bot.asking.recent import Recent
from bot.asking.sharing import Shared
from bot.clock import Clock
from bot.statuspages.fetching import (
    LONGEST_WAIT,
    NO_VALIDATORS,
    OVERLOADED,
    Fetched,
    Fetcher,
    Packed,
    Validators,
    pack,
    read_answer,
)
from bot.statuspages.finding import Finding, find, may_move
from bot.statuspages.look import OfficialLook, OfficialPage, Problem
from bot.statuspages.providers import providers
from bot.statuspages.status import OfficialStatus

FRESH_SECONDS = 90.0  # answers this old are reused
FIRST_WAIT = 60.0  # after one failure; doubled with every other
FIND_SECONDS = 20.0
REMEMBERED_SECONDS = 12 * 3600.0
NOT_FOUND_SECONDS = 6 * 3600.0  # until software that was not found is looked for again
PAGES = 1_000
GONE = frozenset({401, 403, 404, 410})  # what a page that has moved on leaves behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is known of a page from asking it before."""

    look: OfficialLook
    fresh_until: float  # of the monotonic clock; no request is made before
    failures: int = 0  # in a row
    finding: Finding | None = None  # what fitted last
    no_search_until: float = 0.0
    validators: Validators = NO_VALIDATORS
    kept: Packed | None = None  # the answer that the validators name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """One request to a page, and what was made of it."""

    finding: Finding
    fetched: Fetched
    body: bytes = b""
    status: OfficialStatus | None = None

    @property
    def problem(self) -> Problem | None:
        """Why the page was not read."""
        if self.status is not None:
            return None
        return self.fetched.problem or Problem.NOT_UNDERSTOOD

    @property
    def has_moved(self) -> bool:
        """Whether the page seems to be other software's now."""
        is_odd = self.problem is Problem.NOT_UNDERSTOOD or self.fetched.status in GONE
        return is_odd and may_move(self.finding.provider)


class OfficialPages:
    """Every official page, and what it said last."""

    def __init__(self, fetcher: Fetcher, clock: Clock) -> None:
        """Take over the fetcher: it is closed with this."""
        self._fetcher = fetcher
        self._clock = clock
        self._asks: Shared[str, OfficialLook] = Shared()
        self._memories: Recent[str, Memory] = Recent(clock, seconds=REMEMBERED_SECONDS, most=PAGES)

    async def look(self, page: OfficialPage) -> OfficialLook:
        """Return what a page says, at most 90 seconds old. Every failure is a value."""
        known = self.recall(page)
        if known is not None:
            return known
        return await self._asks.join(page.key, lambda: self._ask(page))

    def recall(self, page: OfficialPage) -> OfficialLook | None:
        """Return what a page said a moment ago, or why it can't be asked now; None to ask it."""
        memory = self._memory(page)
        if memory is None or self._clock.monotonic() >= memory.fresh_until:
            return None
        return replace(memory.look, page_url=page.page_url)

    async def aclose(self) -> None:
        """End requests under way and close the fetcher."""
        await self._asks.aclose()
        await self._fetcher.aclose()

    def _memory(self, page: OfficialPage) -> Memory | None:
        found = self._memories.get(page.key)
        return found[0] if found is not None else None

    async def _ask(self, page: OfficialPage) -> OfficialLook:
        """Ask where the answer was last, or where the catalogue says; search if it has moved."""
        memory = self._memory(page)
        finding = (memory.finding if memory else None) or _guess(page)
        turn = await self._read(finding, memory) if finding else None
        no_search_until = memory.no_search_until if memory else 0.0
        if turn is None or turn.has_moved:
            turn, no_search_until = await self._search(page, turn, no_search_until)
        kept = (
            self._failed(page, turn, memory, no_search_until)
            if turn.status is None
            else await self._understood(page, turn, turn.status, memory)
        )
        self._memories.put(page.key, kept)
        return kept.look

    async def _search(
        self, page: OfficialPage, turn: _Turn | None, no_search_until: float
    ) -> tuple[_Turn, float]:
        """Return what other software says there, and until when not to search again."""
        if self._clock.monotonic() < no_search_until:
            return turn or _nowhere(Fetched(url=page.key)), no_search_until
        found, came = await self._find(page)
        if found is not None:
            return await self._read(found, None), 0.0
        # The page is there, and it is nothing that we know.
        if came.status and came.status not in OVERLOADED:
            no_search_until = self._clock.monotonic() + NOT_FOUND_SECONDS
        return turn or _nowhere(came), no_search_until

    async def _read(self, finding: Finding, memory: Memory | None) -> _Turn:
        """Ask where an answer was found before, for news only if the old answer is still here."""
        kept = memory.kept if memory and memory.finding == finding else None
        fetched = await self._fetcher.get(
            finding.url,
            largest=providers()[finding.provider].largest,
            known=memory.validators if memory and kept else NO_VALIDATORS,
        )
        if fetched.problem is not None:
            return _Turn(finding=finding, fetched=fetched)
        body = await kept.unpack() if fetched.is_unchanged and kept else fetched.body
        # Read again even if nothing is new: planned work begins and ends with the time alone.
        status = await read_answer(finding.provider, body, self._clock.now())
        return _Turn(finding=finding, fetched=fetched, body=body, status=status)

    async def _find(self, page: OfficialPage) -> tuple[Finding | None, Fetched]:
        try:
            async with asyncio.timeout(FIND_SECONDS):
                return await find(page.page_url, self._fetcher, self._clock.now())
        except TimeoutError:
            return None, Fetched(url=page.page_url, problem=Problem.SLOW)

    def _failed(
        self, page: OfficialPage, turn: _Turn, memory: Memory | None, no_search_until: float
    ) -> Memory:
        """Return what to remember of a page that was not read: to leave it alone for a while."""
        failures = memory.failures + 1 if memory else 1
        wait = _wait(failures, turn.fetched.retry_after)
        return Memory(
            look=OfficialLook(
                page_url=page.page_url, fetched_at=self._clock.now(), problem=turn.problem
            ),
            fresh_until=self._clock.monotonic() + wait,
            failures=failures,
            finding=memory.finding if memory and not turn.has_moved else None,
            no_search_until=no_search_until,
        )

    async def _understood(
        self, page: OfficialPage, turn: _Turn, status: OfficialStatus, memory: Memory | None
    ) -> Memory:
        """Return what to remember of a page that was read."""
        old = memory if memory and turn.fetched.is_unchanged else None
        validators = old.validators if old else turn.fetched.validators
        packed = old.kept if old else await pack(turn.body) if validators.headers() else None
        return Memory(
            look=OfficialLook(
                page_url=page.page_url,
                fetched_at=self._clock.now(),
                provider=turn.finding.provider,
                status=status,
            ),
            fresh_until=self._clock.monotonic() + FRESH_SECONDS,
            finding=turn.finding,
            validators=validators,
            kept=packed,
        )


def _nowhere(fetched: Fetched) -> _Turn:
    """Return the turn of a page whose software is not known."""
    return _Turn(finding=Finding(provider="", url=fetched.url), fetched=fetched)


def _guess(page: OfficialPage) -> Finding | None:
    """Return where the catalogue says an answer is, if we can read such answers."""
    if not page.api_url or page.provider not in providers():
        return None
    return Finding(provider=page.provider, url=page.api_url)


def _wait(failures: int, retry_after: float | None) -> float:
    """Return how long a page that failed is left alone: longer each time, and as it asks."""
    doubled = FIRST_WAIT * 2.0 ** min(failures - 1, 20)
    return min(max(doubled, retry_after or 0.0), LONGEST_WAIT)
