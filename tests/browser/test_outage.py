"""A whole outage in the browser: a house breaks in the town, and the page tells of it."""

from playwright.async_api import expect

from sandbox.discord import StandIn
from tests.browser.conftest import Visit
from tests.browser.in_town import place, settings, town  # noqa: F401 - fixtures


async def test_the_three_things_to_try_show_a_whole_outage(visit: Visit) -> None:
    page = await visit(viewport={"width": 1440, "height": 900})
    tour = page.get_by_role("region", name="Things to try")
    await tour.get_by_role("button", name="Type it for me").click()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article", name="Gatewise").last).to_contain_text("is up")
    await expect(tour.get_by_role("listitem").nth(1)).to_have_attribute("aria-current", "step")
    await tour.get_by_role("button", name="Type it for me").click()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Save", exact=True).click()
    await tour.get_by_role("button", name="Show the town").click()
    shop = page.get_by_role("group", name="The Shop shop.test")
    await shop.get_by_role("button", name="502 Bad Gateway").click()
    channel = page.get_by_role("navigation", name="Channels").get_by_role("button", name="status")
    await expect(channel).to_contain_text("new")
    await channel.click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("status")
    told = page.get_by_role("article", name="Gatewise").first
    await expect(told).to_contain_text("Shop is down.")
    await told.get_by_role("button", name="We know").click()
    await expect(told).to_contain_text("(edited)")
    await expect(told).to_contain_text("502 Bad Gateway")
    await shop.get_by_role("combobox").select_option("504")
    await expect(told).to_contain_text("504 Gateway Timeout")
    await shop.get_by_role("button", name="Healthy").click()
    await expect(told).to_contain_text("Shop is back. It was down for")
    await expect(tour).to_contain_text("Well done")


async def test_only_the_page_itself_reaches_the_town(visit: Visit, local_discord: StandIn) -> None:
    page = await visit()
    await page.context.clear_cookies()
    answer = await page.request.get(f"{local_discord.core.origin}/town/houses")
    assert answer.status == 403
