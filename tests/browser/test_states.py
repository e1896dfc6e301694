"""Ten states of the page: looked through by axe, and kept as pictures where somebody wants them.

With GATEWISE_TRANSCRIPT set to a folder, each state is kept there as a picture.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from sandbox.town import Town
from tests.browser.conftest import Visit
from tests.browser.in_town import place, settings, town  # noqa: F401 - fixtures
from tests.browser.test_reading import no_barriers
from tests.surface.conftest import Scene

WIDE = {"width": 1360, "height": 850}
NARROW = {"width": 400, "height": 860}


async def keep(page: Page, name: str) -> None:
    """Look for barriers in a state, and keep its picture where that is wanted."""
    await no_barriers(page)
    folder = os.environ.get("GATEWISE_TRANSCRIPT")
    if folder:
        await page.screenshot(path=Path(folder) / f"sandbox-{name}.png")


def last(page: Page) -> Locator:
    return page.get_by_role("article", name="Gatewise").last


async def write(page: Page, text: str, where: str = "general") -> None:
    """Type a command, and send it."""
    await page.get_by_label(f"Message #{where}").press_sequentially(text)
    await page.keyboard.press("Enter")


async def test_ten_states_bar_nobody(visit: Visit, scene: Scene) -> None:
    page = await visit(color_scheme="dark", viewport=WIDE)
    await keep(page, "01-start")
    await page.get_by_label("Message #general").press_sequentially("/isitdown sho")
    await expect(page.get_by_role("listbox")).to_be_visible()
    await keep(page, "02-suggestions")
    await page.keyboard.type("p.test")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("is up")
    await page.get_by_role("button", name="Close the tour").click()
    await keep(page, "03-answer")
    await last(page).get_by_role("button", name="Details").click()
    await expect(page.get_by_text("Only you can see this")).to_be_visible()
    await keep(page, "04-only-you")
    await write(page, "/settings ")
    await page.get_by_role("button", name="Quiet hours").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await keep(page, "05-form")
    await page.keyboard.press("Escape")
    scene.discord.people.say(
        scene.discord.carol, scene.discord.general, "it says 502 bad gateway for me"
    )
    await page.get_by_role("article", name="Carol").click(button="right")
    await expect(page.get_by_role("menu")).to_be_visible()
    await keep(page, "06-apps")
    await page.keyboard.press("Escape")
    typed = "/watch add target:shop.test channel:#sta"
    await page.get_by_label("Message #general").press_sequentially(typed)
    await page.get_by_role("option", name="#status").click()
    await page.keyboard.press("Enter")
    await last(page).get_by_role("button", name="Save").click()
    await expect(page.get_by_role("article").last).to_contain_text("Saved")
    shop = page.get_by_role("group", name="The Shop shop.test")
    await shop.get_by_role("button", name="502 Bad Gateway").click()
    channels = page.get_by_role("navigation", name="Channels")
    await channels.get_by_role("button", name="status").click()
    told = page.get_by_role("article", name="Gatewise").first
    await expect(told).to_contain_text("Shop is down.")
    await keep(page, "07-announcement")
    await shop.get_by_role("button", name="Healthy").click()
    await expect(told).to_contain_text("Shop is back. It was down for")
    await keep(page, "08-over")
    await write(page, "/history target:The Shop", "status")
    await expect(page.get_by_role("img", name=re.compile("one bar for each"))).to_be_visible()
    await keep(page, "09-history")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_narrow_screen_too(visit: Visit, scene: Scene, scheme: str) -> None:
    page = await visit(scene.discord.bob, color_scheme=scheme, viewport=NARROW)
    await page.get_by_role("button", name="Close the tour").click()
    await write(page, "/isitdown game.test")
    await expect(last(page)).to_contain_text("is up")
    await last(page).evaluate("article => article.scrollIntoView({ block: 'start' })")
    await keep(page, f"10-narrow-{scheme}")
    await page.get_by_role("button", name="Servers and channels").click()
    await keep(page, f"11-drawer-{scheme}")


async def test_a_thread_and_a_letter_too(
    visit: Visit,
    town: Town,  # noqa: F811 - the fixture
) -> None:
    page = await visit(color_scheme="dark", viewport=WIDE)
    await page.get_by_role("button", name="Close the tour").click()
    await write(page, "/settings ")
    await last(page).get_by_role("button", name="Pings, threads and events").click()
    await last(page).get_by_role("button", name="Turn threads on").click()
    await expect(last(page).get_by_role("button", name="Turn threads off")).to_be_visible()
    await page.get_by_label("Message #general").fill("/watch add target:shop.test channel:#status")
    await page.keyboard.press("Enter")
    await last(page).get_by_role("button", name="Save").click()
    await expect(page.get_by_role("article").last).to_contain_text("Saved")
    await town.switch("shop.test", "502")
    channels = page.get_by_role("navigation", name="Channels")
    await channels.get_by_role("button", name="status").click()
    told = page.get_by_role("article", name="Gatewise").first
    await told.get_by_role("button", name="Tell me when it's back").click()
    await expect(page.get_by_text("Only you can see this")).to_be_visible()
    await channels.get_by_role("button", name=re.compile("Shop")).click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Shop")
    await page.keyboard.type("Is anybody on it?")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article", name="Alice")).to_be_visible()
    await keep(page, "12-thread")
    await town.switch("shop.test", "healthy")
    await page.get_by_role("button", name=re.compile("Direct messages, 1 new")).click()
    await expect(last(page)).to_contain_text("The Shop works again.")
    await keep(page, "13-letter")
