"""The town's panel in a real browser: by mouse, by keyboard, for screen readers, in both lights."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from aiohttp import web
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright, expect

from sandbox.discord import StandIn
from sandbox.town import Town
from sandbox.town.panel import Panel
from sandbox.town.storyteller import Storyteller

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")

HOST = """<!doctype html><html lang="en"><meta charset="utf-8"><title>host</title>
<main><h1>Host</h1><aside id="town" aria-label="Town"></aside></main>
<script type="module" src="/host.js"></script>"""
SCRIPT = """import { mountPanel } from "/town/panel.js";
await mountPanel(document.getElementById("town"));
document.title = "ready";"""
# As strict as the page's own policy: the panel needs nothing else.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A browser on a page with the panel."""

    town: Town
    page: Page
    complaints: list[str]

    async def shop(self) -> list[str]:
        return (
            await self.page.locator("fieldset", has_text="The Shop")
            .first.locator("button[aria-pressed=true]")
            .all_text_contents()
        )


def mount_host(app: web.Application) -> None:
    async def serve(request: web.Request) -> web.Response:
        is_script = request.path.endswith(".js")
        kind = "text/javascript" if is_script else "text/html"
        headers = {"Content-Security-Policy": POLICY}
        return web.Response(text=SCRIPT if is_script else HOST, content_type=kind, headers=headers)

    app.router.add_get("/", serve)
    app.router.add_get("/host.js", serve)


@asynccontextmanager
async def looking(**options: object) -> AsyncIterator[Sight]:
    discord = StandIn()
    async with Town() as town, async_playwright() as driver:
        discord.add_room(Panel(town, Storyteller(discord, town, pace=0.01)).mount)
        discord.add_room(mount_host)
        async with discord:
            browser = await driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            try:
                page = await browser.new_page(**options)  # type: ignore[arg-type]
                complaints: list[str] = []
                page.on("pageerror", lambda error: complaints.append(str(error)))
                await page.goto(discord.core.origin)
                await expect(page).to_have_title("ready")
                yield Sight(town=town, page=page, complaints=complaints)
                assert not complaints
            finally:
                await browser.close()


async def test_a_press_breaks_a_house_and_is_said_aloud() -> None:
    async with looking() as sight:
        shop = sight.page.locator("fieldset", has_text="The Shop").first
        for label, mode in (("502 Bad Gateway", "502"), ("Slow", "slow"), ("Healthy", "healthy")):
            await shop.get_by_role("button", name=label).click()
            await expect(sight.page.locator(".town-live")).to_have_text(f"The Shop: {label}.")
            assert sight.town.house("shop.test").mode.id == mode
            assert await sight.shop() == [label]
        await shop.get_by_role("combobox").select_option("haproxy-has-no-server")
        await expect(shop.locator(".town-state")).to_have_text("Now: HAProxy has no server")
        assert await sight.shop() == []


async def test_what_others_switch_is_shown() -> None:
    async with looking() as sight:
        await sight.town.switch("shop.test", "maintenance")
        shop = sight.page.locator("fieldset", has_text="The Shop").first
        await expect(shop.locator(".town-state")).to_have_text("Now: Maintenance", timeout=8000)


async def test_the_keyboard_is_enough() -> None:
    async with looking() as sight:
        keyboard = sight.page.keyboard
        focused = "document.activeElement.textContent"
        for _ in range(12):
            await keyboard.press("Tab")
            if "502" in str(await sight.page.evaluate(focused)):
                break
        await keyboard.press("Enter")
        await expect(sight.page.locator(".town-live")).to_have_text("The Shop: 502 Bad Gateway.")
        assert "502" in str(await sight.page.evaluate(focused))


async def test_a_story_that_breaks_off_is_told() -> None:
    async with looking() as sight:  # there is no bot here
        await sight.page.get_by_role("button", name="Play a whole outage").click()
        caption = sight.page.locator(".town-caption")
        await expect(caption).to_contain_text("sees no command isitdown here", timeout=8000)
        await expect(sight.page.locator(".town-start")).to_have_text("Play a whole outage")


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 900)])
async def test_axe_finds_nothing_and_nothing_overflows(scheme: str, width: int) -> None:
    size = {"width": width, "height": 900}
    async with looking(color_scheme=scheme, viewport=size) as sight:
        await sight.page.get_by_text("Houses that were never well").click()
        found = (await Axe().run(sight.page)).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await sight.page.evaluate(wide) == 0
