"""Every button that the bot shows, pressed in the browser."""

from playwright.async_api import Locator, Page, expect

from sandbox.town import Town
from tests.browser.conftest import Visit
from tests.browser.in_town import place, settings, town  # noqa: F401 - fixtures
from tests.browser.test_asking import ask
from tests.browser.test_states import last
from tests.surface.conftest import Scene

# What is said to whoever presses a button under an answer about a site that is down.
UNDER_AN_ANSWER = {
    "What does this mean?": "502 Bad Gateway",
    "Details": "Decided by rule",
    "Same here": "1 member here reports trouble",
    "Works for me": "Good to hear that it works for you",
    "Slow": "slow for you",
}


async def press(message: Locator, name: str) -> None:
    await message.get_by_role("button", name=name, exact=True).click()


async def newest(page: Page, text: str) -> Locator:
    """Return the newest message, once it says this."""
    message = page.get_by_role("article").last
    await expect(message).to_contain_text(text)
    return message


async def test_each_button_answers_whoever_presses(visit: Visit, scene: Scene) -> None:
    page = await visit(scene.discord.bob)
    await ask(page, scene.sites["502"])
    answer = page.get_by_role("article", name="Gatewise").first
    await expect(answer).to_contain_text("down")
    for name, text in UNDER_AN_ANSWER.items():
        await press(answer, name)
        private = await newest(page, text)
        await expect(private).to_contain_text("Only you can see this")
        await press(private, "Dismiss message")
    await press(answer, "Check again")
    await newest(page, "")
    await expect(answer).to_contain_text("down")


async def test_the_buttons_of_an_outage(visit: Visit, town: Town, scene: Scene) -> None:  # noqa: F811
    page = await visit()
    typed = "/watch add target:shop.test channel:#sta"
    await page.get_by_label("Message #general").press_sequentially(typed)
    await page.get_by_role("option", name="#status").click()
    await page.keyboard.press("Enter")
    await press(last(page), "Save")
    await newest(page, "Saved")
    await town.switch("shop.test", "502")
    channels = page.get_by_role("navigation", name="Channels")
    await channels.get_by_role("button", name="status").click()
    told = page.get_by_role("article", name="Gatewise").first
    await expect(told).to_contain_text("The Shop is down.")
    await press(told, "Tell me when it's back")
    await newest(page, "Only you can see this")
    await press(told, "We know")
    await newest(page, "Done.")
    await expect(told).to_contain_text("we know about this")
    await press(told, "History")
    await newest(page, "was down")
    await press(told, "Mute")
    await expect(told).to_contain_text("muted")
    await press(told, "False alarm")
    await press(await newest(page, "Was this a false alarm?"), "Yes, a false alarm")
    await expect(told).to_contain_text("False alarm: The Shop was not down")
    assert scene.discord.messages(scene.discord.status)
