"""Asking in the browser: by keyboard alone, from the slash to the answer and its buttons."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Visit
from tests.surface.conftest import Scene

FEW = 6  # stops of the Tab key


async def ask(page: Page, target: str) -> None:
    """Type a question as a person does."""
    await page.get_by_label("Message #general").press_sequentially(f"/isitdown {target}")
    option = page.get_by_role("combobox", name="target:")
    await expect(option).to_have_value(target)
    await option.press("Enter")


async def tab_to(page: Page, name: str) -> None:
    """Press Tab until a button has the focus."""
    for _ in range(FEW):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.textContent") == name:
            return
    pytest.fail(f"{name} is not among the next {FEW} stops")


async def test_a_question_is_asked_and_answered_by_keyboard_alone(
    scene: Scene, visit: Visit
) -> None:
    page = await visit(scene.discord.bob)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the message box")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Message #general")).to_be_focused()
    await page.keyboard.type(f"/isitdown {scene.sites['502']}")
    await expect(page.get_by_role("combobox", name="target:")).to_be_focused()
    await page.keyboard.press("Enter")
    answer = page.get_by_role("article", name="Gatewise").last
    await expect(answer).to_contain_text("down")
    await expect(answer).to_contain_text("Bob used /isitdown")
    await page.keyboard.press("ArrowUp")
    await expect(answer).to_be_focused()
    await tab_to(page, "Details")
    await page.keyboard.press("Enter")
    private = page.get_by_role("article").last
    await expect(private).to_contain_text("Only you can see this")
    await private.get_by_role("button", name="Dismiss message").press("Enter")
    await expect(page.get_by_text("Only you can see this")).to_have_count(0)


async def test_suggestions_are_a_listbox_of_the_field(scene: Scene, visit: Visit) -> None:
    page = await visit(scene.discord.bob)
    box = page.get_by_label("Message #general")
    await box.press_sequentially("/isit")
    chosen = page.get_by_role("option", name="/isitdown")
    await expect(chosen).to_have_attribute("aria-selected", "true")
    await expect(box).to_have_attribute(
        "aria-activedescendant", await chosen.get_attribute("id") or ""
    )
    await page.keyboard.press("Tab")
    option = page.get_by_role("combobox", name="target:")
    await option.press_sequentially("github")
    await expect(page.get_by_role("option", name="GitHub", exact=True)).to_be_visible()
    await expect(option).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("listbox", name="target")).to_have_count(0)
    await page.keyboard.press("Escape")
    await expect(box).to_be_focused()


async def test_whoever_begins_to_write_need_not_click_first(scene: Scene, visit: Visit) -> None:
    page = await visit(scene.discord.bob)
    channels = page.get_by_role("navigation", name="Channels")
    await channels.get_by_role("button", name="general").click()
    await page.keyboard.type("hello")
    await expect(page.get_by_label("Message #general")).to_have_value("hello")
    await page.keyboard.press("Enter")
    await page.get_by_role("article", name="Bob").click(button="right")
    await page.keyboard.type("x")
    await expect(page.get_by_role("menu")).to_be_visible()
    await expect(page.get_by_label("Message #general")).to_have_value("")


async def test_what_is_missing_is_said_before_anything_is_sent(scene: Scene, visit: Visit) -> None:
    page = await visit()
    box = page.get_by_label("Message #general")
    await box.press_sequentially("/explain ")
    await page.get_by_role("combobox", name="error:").press("Enter")
    await expect(page.get_by_text("error is required.")).to_be_visible()
    await expect(page.get_by_role("combobox", name="error:")).to_have_attribute(
        "aria-invalid", "true"
    )
    await page.keyboard.press("Backspace")
    await expect(box).to_have_value("/explain")
    assert not scene.discord.messages(scene.discord.general)


async def test_options_are_named_chosen_and_sent(scene: Scene, visit: Visit) -> None:
    page = await visit()
    typed = f"/watch add target:{scene.sites['fine']} name:My shop channel:#sta"
    await page.get_by_label("Message #general").press_sequentially(typed)
    await page.get_by_role("option", name="#status").click()
    await page.keyboard.press("Enter")
    question = page.get_by_role("article", name="Gatewise").last
    await expect(question).to_contain_text("Save this watch?")
    await question.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("article").last).to_contain_text("Saved. We watch My shop")
    await expect(page.get_by_role("region", name="Things to try")).to_contain_text(
        "Let the bot watch it. Only admins can: Alice is one. Done."
    )


async def test_admin_and_member_see_different_things(scene: Scene, visit: Visit) -> None:
    for user, count in ((scene.discord.alice, 1), (scene.discord.bob, 0)):
        page = await visit(user)
        await page.get_by_label("Message #general").press_sequentially("/watch add")
        await expect(page.get_by_role("option", name="/watch add")).to_have_count(count)
    page = await visit(scene.discord.bob)
    await page.get_by_label("You are").select_option("Alice (admin)")
    await expect(
        page.get_by_role("complementary", name="Members").get_by_role("button", name="Alice")
    ).to_contain_text("you")


async def test_a_bot_that_says_nothing_is_told_of(scene: Scene, visit: Visit) -> None:
    page = await visit()
    await ask(page, scene.sites["502"])
    answer = page.get_by_role("article", name="Gatewise").last
    await expect(answer.get_by_role("button", name="Details")).to_be_visible()
    await scene.client.close()
    await answer.get_by_role("button", name="Details").click()
    await expect(answer.get_by_role("alert")).to_have_text("This interaction failed")
