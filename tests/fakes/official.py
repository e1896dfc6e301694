"""Official pages on loopback: what they answer can be changed while they run, and is noted."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from bot.asking.official_pages import OfficialPages
from bot.clock import Clock
from bot.probing.addresses import AddressPolicy
from bot.probing.limits import Limits
from bot.statuspages.document import LARGEST
from bot.statuspages.fetching import Fetcher
from bot.statuspages.look import OfficialPage
from tests.fakes.broken_web import Web, broken_web, page
from tests.fakes.clock import FakeClock
from tests.fakes.looking import ANYWHERE, looker
from tests.fakes.name_server import Zone

SUMMARY = "/api/v2/summary.json"
AGENT = "Gatewise/0.1 (is-it-down check; +https://example.com/who)"
LOST = page(b"lost", status=b"404 Not Found")


def summary(
    indicator: str = "none", *, incidents: tuple[dict[str, Any], ...] = (), **states: str
) -> bytes:
    """Return what a page of Statuspage's answers: parts by name, and what goes on."""
    parts = [{"id": name, "name": name, "status": state} for name, state in states.items()]
    return json.dumps(
        {
            "page": {"id": "p", "name": "Example", "time_zone": "Etc/UTC"},
            "status": {"indicator": indicator, "description": ""},
            "components": parts,
            "incidents": list(incidents),
            "scheduled_maintenances": [],
        }
    ).encode()


def incident(name: str, impact: str = "major", *parts: str) -> dict[str, Any]:
    """Return one thing that goes on."""
    return {
        "id": name,
        "name": name,
        "impact": impact,
        "status": "investigating",
        "created_at": "2026-03-01T11:00:00Z",
        "components": [{"id": part, "name": part} for part in parts],
        "incident_updates": [],
    }


@dataclass(slots=True)
class Site:
    """A web server with one reply a path, which can be changed."""

    replies: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)  # paths
    heads: list[bytes] = field(default_factory=list)  # whole requests
    delay: float = 0.0
    web: Web = field(default_factory=Web)

    @property
    def url(self) -> str:
        return f"http://site.example:{self.web.port}"

    @property
    def page(self) -> OfficialPage:
        """The page as a catalogue has it that takes it for Statuspage's."""
        return OfficialPage(
            page_url=f"{self.url}/", provider="statuspage", api_url=f"{self.url}{SUMMARY}"
        )

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split()[1].decode()
        self.asked.append(path)
        self.heads.append(head)
        await asyncio.sleep(self.delay)
        writer.write(self.replies.get(path, LOST))
        await writer.drain()
        writer.close()


@asynccontextmanager
async def official_site(**replies: bytes) -> AsyncIterator[Site]:
    """Run a site; `summary` is the reply to Statuspage's path, `home` that to "/"."""
    named = {"summary": SUMMARY, "home": "/"}
    site = Site({named[name]: reply for name, reply in replies.items()})
    async with broken_web(site.answer) as web:
        site.web = web
        yield site


@asynccontextmanager
async def fetcher(
    *,
    policy: AddressPolicy = ANYWHERE,
    seconds: float = 3.0,
    clock: Clock | None = None,
    zones: dict[str, Zone] | None = None,
) -> AsyncIterator[Fetcher]:
    """Give a fetcher over the real wire, which asks our own name server."""
    limits = replace(Limits().within(seconds), page_bytes=LARGEST)
    async with looker(zones, limits=limits, policy=policy) as eye:
        yield Fetcher(eye.wire, clock or FakeClock(), user_agent=AGENT, seconds=seconds)


@asynccontextmanager
async def official_pages(
    clock: FakeClock | None = None, *, seconds: float = 3.0
) -> AsyncIterator[OfficialPages]:
    """Give the keeper of official pages, over the real wire."""
    clock = clock or FakeClock()
    async with fetcher(clock=clock, seconds=seconds) as asks:
        pages = OfficialPages(asks, clock)
        try:
            yield pages
        finally:
            await pages.aclose()
