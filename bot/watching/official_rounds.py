"""Going round the official pages that watches follow: each once, whoever follows it.

A page is asked no more often than every 100 seconds, each at a moment of its own; one that fails or
asks for patience is left alone by `OfficialPages` for as long as it takes. A page that was not read
said nothing; only the time of what was planned passes. While nobody follows any, nothing is asked.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zlib import crc32

import structlog

from bot.asking.official import PageReader
from bot.clock import Clock
from bot.statuspages.look import OfficialLook, OfficialPage
from bot.statuspages.status import Notice
from bot.triage.verdict import State
from bot.watching.official_directory import OfficialDirectory
from bot.watching.official_links import safe_link
from bot.watching.official_reading import FollowedPage, OfficialStore, PlanStore, Reading
from bot.watching.recording import Sample, StoreUnavailable
from bot.watching.vendor_plans import is_about_plans
from bot.watching.watch import OfficialChoice

log = structlog.stdlib.get_logger(__name__)

PERIOD = 100.0  # seconds; shorter than `official_pages.FRESH_SECONDS` would ask for nothing new
SPREAD = 0.1  # of the period, so that pages drift apart
FIRST_SPREAD = 30.0  # seconds, over which pages are asked first
TICK = 5.0
REFRESH = 60.0  # seconds, until storage is asked again what is followed
AT_ONCE = 4  # pages
SILENT = 3 * 86_400.0  # seconds; what was told of a page that says nothing for so long ends there
RECENT = timedelta(minutes=10)  # an older look of our own tells nothing of now

Said = tuple[OfficialChoice, tuple[Notice, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One page, and who follows it."""

    page: OfficialPage
    due: float  # of the monotonic clock
    followers: tuple[FollowedPage, ...]


class OfficialRounds:
    """Asks pages in turn, and hands what is new to storage. `on_told`: channels are to be told."""

    def __init__(
        self,
        *,
        store: OfficialStore,
        plans: PlanStore,
        directory: OfficialDirectory,
        pages: PageReader,
        samples: Callable[[int], tuple[Sample, ...]],
        clock: Clock,
        on_told: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the ports. `samples` tells the latest looks of an endpoint, oldest first."""
        self._store = store
        self._plans = plans
        self._planned: frozenset[int] = frozenset()  # yardsticks with plans that clocks move on
        self._directory = directory
        self._pages = pages
        self._samples = samples
        self._clock = clock
        self._on_told = on_told
        self._lines: dict[str, _Line] = {}
        self._said: dict[int, Said] = {}  # by yardstick: words that storage has settled
        self._read_at: dict[int, float] = {}  # by yardstick: when its page last said something
        self._refresh_at = float("-inf")

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            await self.go()
            await self._clock.sleep(TICK)

    async def go(self) -> None:
        """Ask the pages whose turn it is, a few at once."""
        try:
            if self._clock.monotonic() >= self._refresh_at:
                await self._refresh()
        except StoreUnavailable:
            log.warning("official_incidents_unavailable")
            return
        now = self._clock.monotonic()
        due = [key for key, line in self._lines.items() if line.due <= now]
        for first in range(0, len(due), AT_ONCE):
            await asyncio.gather(*map(self._ask, due[first : first + AT_ONCE]))

    async def _refresh(self) -> None:
        """Take in what is followed now, and end what was told of what is not."""
        followed = await self._store.followed()
        lines: dict[str, list[FollowedPage]] = defaultdict(list)
        pages: dict[str, OfficialPage] = {}
        for one in followed:
            page = self._directory.page(one.choice)
            if page is not None:
                pages[page.key] = page
                lines[page.key].append(one)
        heard = self._audible(one.yardstick_id for some in lines.values() for one in some)
        if await self._store.end_unheard(heard, self._clock.now()):
            self._on_told()
        self._planned = await self._plans.planned()
        self._lines = self._lines_of(pages, lines)
        self._said = {id_: said for id_, said in self._said.items() if id_ in heard}
        self._refresh_at = self._clock.monotonic() + REFRESH

    def _audible(self, yardsticks: Iterable[int]) -> set[int]:
        """Return those whose page said something lately, or was not asked for long."""
        now = self._clock.monotonic()
        self._read_at = {id_: self._read_at.get(id_, now) for id_ in yardsticks}
        return {id_ for id_, read_at in self._read_at.items() if now - read_at < SILENT}

    def _lines_of(
        self, pages: Mapping[str, OfficialPage], lines: Mapping[str, list[FollowedPage]]
    ) -> dict[str, _Line]:
        now = self._clock.monotonic()
        planned = {}
        for key, page in pages.items():
            known = self._lines.get(key)
            due = known.due if known is not None else now + FIRST_SPREAD * _share(key)
            planned[key] = _Line(page=page, due=due, followers=tuple(lines[key]))
        return planned

    async def _ask(self, key: str) -> None:
        """Ask one page, and let storage hear what it says of what each follows."""
        line = self._lines[key]
        look = _with_safe_links(await self._pages.look(line.page), line.page)
        told = self._directory.told(look)
        try:
            for followed in line.followers:
                await self._read(followed, told(followed.choice), look.fetched_at, line.page)
                await asyncio.sleep(0)  # thousands may follow one page
        except StoreUnavailable:
            log.warning("official_incidents_unavailable")
        wait = PERIOD * (1 + SPREAD * _share(key))
        self._lines[key] = replace(line, due=self._clock.monotonic() + wait)

    async def _read(
        self,
        followed: FollowedPage,
        told: tuple[Notice, ...] | None,
        at: datetime,
        page: OfficialPage,
    ) -> None:
        """Take in what a page told of what is followed; None: nothing, only time has passed."""
        service = self._directory.service(followed.choice)
        if service is None:
            return
        reading = Reading(
            followed=followed,
            at=at,
            vendor=service.name,
            page_url=safe_link(page.page_url, page),
            notices=told or (),
            own_check=self._own_check(followed.endpoint_id),
        )
        if told is None:
            await self._look_ahead(replace(reading, at=self._clock.now(), is_read=False))
            return
        self._read_at[followed.yardstick_id] = self._clock.monotonic()
        said = (followed.choice, reading.notices)
        await self._look_ahead(reading)
        if self._said.get(followed.yardstick_id) == said:
            return
        taken = await self._store.hear(reading)
        self._said.pop(followed.yardstick_id, None)
        if taken.is_settled:
            self._said[followed.yardstick_id] = said
        if taken.is_news:
            self._on_told()

    async def _look_ahead(self, reading: Reading) -> None:
        """Let storage hear of plans, each time: they go on with the time alone."""
        id_ = reading.followed.yardstick_id
        if not is_about_plans(reading.notices) and id_ not in self._planned:
            return
        self._planned |= {id_}  # until storage is asked again
        if await self._plans.look_ahead(reading):
            self._on_told()

    def _own_check(self, endpoint_id: int) -> State | None:
        """Return what our own latest look found, if that was lately."""
        samples = self._samples(endpoint_id)
        if not samples or self._clock.now() - samples[-1].at > RECENT:
            return None
        return samples[-1].state


def _with_safe_links(look: OfficialLook, page: OfficialPage) -> OfficialLook:
    notices = (replace(one, url=safe_link(one.url, page)) for one in look.status.notices)
    return replace(look, status=replace(look.status, notices=tuple(notices)))


def _share(key: str) -> float:
    """Return a page's own place between 0 and 1, the same in every process."""
    return crc32(key.encode()) / 2**32
