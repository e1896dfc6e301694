"""The sandbox's page in a real browser, with the real bot on the other side."""

import os
import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from sandbox.discord import StandIn
from sandbox.discord.things import User
from sandbox.web import Page as Served
from tests.fakes.checked import problems_of
from tests.surface.conftest import (  # noqa: F401 - fixtures
    Scene,
    scene,
    settings,
    sites,
    untouched_route,
)

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
# Whoever looks lives in the same time as this Discord, which tests push ahead.
CLOCK = "const now = Date.now; Date.now = () => now() + %f;"
WITHIN = 15_000  # milliseconds, on a busy machine
Visit = Callable[..., Awaitable[Page]]

expect.set_options(timeout=WITHIN)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium of this machine."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed here")
    # Chromium's own sandbox can't be built by root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield running
        await running.close()


@pytest.fixture
async def place() -> AsyncIterator[tuple[StandIn, Served]]:
    """A Discord with a page."""
    discord = StandIn()
    served = Served(discord)
    discord.add_room(served.mount)
    async with discord:
        yield discord, served
    judge(discord)


def judge(discord: StandIn) -> None:
    """Hold what the bot and the stand-in said against the rules and the published description."""
    assert not discord.recorder.violations
    assert not problems_of(discord)


@pytest.fixture
def local_discord(place: tuple[StandIn, Served]) -> StandIn:
    return place[0]


@pytest.fixture
async def visit(
    browser: Browser,
    place: tuple[StandIn, Served],
    scene: Scene,  # noqa: F811 - the fixture
) -> AsyncIterator[Visit]:
    """Open the page as somebody; nothing may go wrong on it unseen."""
    trouble: list[str] = []
    async with AsyncExitStack() as stack:

        async def open_as(user: User | None = None, **options: object) -> Page:
            context = await browser.new_context(reduced_motion="reduce", **options)
            ahead = (scene.discord.core.clock.now() - time.time()) * 1000
            await context.add_init_script(CLOCK % ahead)
            stack.push_async_callback(context.close)
            page = await context.new_page()
            page.set_default_timeout(WITHIN)
            page.on("pageerror", lambda error: trouble.append(str(error)))
            page.on(
                "console", lambda said: trouble.append(said.text) if said.type == "error" else None
            )
            page.on("dialog", lambda dialog: trouble.append(dialog.message))
            who = user or scene.discord.alice
            await page.goto(f"{place[1].link}&as={who.id}")
            await expect(page.get_by_role("log", name="Messages in #general")).to_be_visible()
            return page

        yield open_as
    # A sandbox may have no town (404); some tests take the key away on purpose (403).
    assert not [said for said in trouble if "404" not in said and "403" not in said]
