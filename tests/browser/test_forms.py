"""Menus, forms and right clicks in the browser."""

from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.surface.conftest import Scene


async def test_menus_and_a_form_change_the_settings(scene: Scene, visit: Visit) -> None:
    page = await visit()
    await page.get_by_label("Message #general").press_sequentially("/settings ")
    await page.keyboard.press("Enter")
    panel = page.get_by_role("article", name="Gatewise").last
    menu = panel.get_by_role("combobox", name="Announcements")
    await menu.press("ArrowDown")
    await expect(menu).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await expect(panel).to_contain_text("in #status")
    await panel.get_by_role("button", name="Quiet hours").press("Enter")
    form = page.get_by_role("dialog", name="Quiet hours")
    field = form.get_by_role("textbox", name="From when to when")
    await expect(field).to_be_focused()
    await field.fill("22:00-07:00")
    await field.press("Enter")
    await expect(form).to_have_count(0)
    await expect(panel).to_contain_text("From 22:00 to 07:00")
    kept = await scene.app.line.stores.guilds.settings(scene.discord.guild.id)
    assert kept.channel_id == scene.discord.status.id


async def test_a_form_can_be_left(visit: Visit) -> None:
    page = await visit()
    await page.get_by_label("Message #general").press_sequentially("/settings ")
    await page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Quiet hours")
    await button.click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(button).to_be_focused()


async def test_apps_are_in_the_menu_of_a_right_click_and_of_the_keyboard(
    scene: Scene, visit: Visit
) -> None:
    discord = scene.discord
    page = await visit(discord.bob)
    discord.people.say(discord.carol, discord.general, "it says 502 bad gateway")
    said = page.get_by_role("article", name="Carol")
    await said.click(button="right")
    await page.get_by_role("menuitem", name="Explain this error").click()
    await expect(page.get_by_role("article").last).to_contain_text("502 Bad Gateway")
    await said.focus()
    await page.keyboard.press("Shift+F10")
    await expect(page.get_by_role("menuitem", name="Reply")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("menu")).to_have_count(0)
    await expect(said).to_be_focused()


async def test_a_reply_a_thread_and_direct_messages(scene: Scene, visit: Visit) -> None:
    discord = scene.discord
    page = await visit(discord.bob)
    first = discord.people.say(discord.carol, discord.general, "**hello** there").message
    await page.get_by_role("article", name="Carol").hover()
    await page.get_by_role("button", name="Reply to Carol").click()
    await page.keyboard.type("hello yourself")
    await page.keyboard.press("Enter")
    answer = page.get_by_role("article", name="Bob")
    await expect(answer).to_contain_text("Carol")
    await expect(answer).to_contain_text("hello there")
    discord.world.add_thread(first, discord.carol, "about hello")
    discord.core.changes.tell()
    await (
        page.get_by_role("navigation", name="Channels")
        .get_by_role("button", name="about hello")
        .click()
    )
    await expect(page.get_by_role("heading", level=1)).to_contain_text("about hello")
    await page.get_by_role("button", name="Direct messages").click()
    await page.keyboard.press("Escape")
    await page.get_by_label("Message @Gatewise").fill("what is error 404?")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("article", name="Gatewise")).to_contain_text("404 Not Found")


async def test_the_bot_is_seen_typing_until_it_writes(scene: Scene, visit: Visit) -> None:
    page = await visit(scene.discord.bob)
    channel = scene.client.get_partial_messageable(scene.discord.general.id)
    await channel.typing()
    await expect(page.get_by_text("Gatewise is typing…")).to_be_visible()
    await channel.send("here it is")
    await expect(page.get_by_role("article", name="Gatewise")).to_contain_text("here it is")
    await expect(page.get_by_text("Gatewise is typing…")).to_be_hidden()


async def test_news_elsewhere_is_marked_until_it_was_looked_at(scene: Scene, visit: Visit) -> None:
    discord = scene.discord
    page = await visit(discord.bob)
    discord.people.say(discord.carol, discord.status, "look here")
    channel = page.get_by_role("navigation", name="Channels").get_by_role("button", name="status")
    await expect(channel).to_contain_text("1 new")
    await channel.click()
    await expect(page.get_by_role("article", name="Carol")).to_contain_text("look here")
    await expect(channel).not_to_contain_text("new")
