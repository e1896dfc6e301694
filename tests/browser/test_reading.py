"""How messages are drawn: markdown as Discord has it, and never anything that runs."""

import re

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_asking import ask
from tests.surface.conftest import Scene

BAD = ("minor", "moderate", "serious", "critical")
DRAWN = {
    "**bold** and *slanted*": "<strong>bold</strong> and <em>slanted</em>",
    "__under__ ~~gone~~": "<u>under</u> <s>gone</s>",
    "`a < b`": "<code>a &lt; b</code>",
    "```\na\n  b\n```": '<pre tabindex="0"><code>a\n  b</code></pre>',
    r"\*not bold\*": "*not bold*",
    "-# little": '<p class="subtext">little</p>',
    "## Head": '<p class="heading level-2">Head</p>',
    "- one\n- two": "<ul><li>one</li><li>two</li></ul>",
    "> said": "<blockquote>said</blockquote>",
    "a\nb": "a<br>b",
    "snake_case_name": "snake_case_name",
    "2 * 3 * 4": "2 * 3 * 4",
}
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    '[x](https://a.example/"onmouseover="alert(1))',
    "<javascript:alert(1)>",
    "||<svg onload=alert(1)>||",
    "```<iframe src=//a.example>```",
    "<t:99999999999999999999:R><t:-1:Q><@1><#x>",
    "*" * 1500,
    "[" * 1000 + "](",
    "> " * 900,
]


async def test_markdown_is_drawn_as_discord_draws_it(scene: Scene, visit: Visit) -> None:
    page = await visit()
    for text in DRAWN:
        scene.discord.people.say(scene.discord.carol, scene.discord.general, text)
    contents = page.get_by_role("article", name="Carol").locator(".content")
    await expect(contents).to_have_count(len(DRAWN))
    drawn = [await content.inner_html() for content in await contents.all()]
    assert dict(zip(DRAWN, drawn, strict=True)) == DRAWN


async def test_nothing_that_is_written_runs(scene: Scene, visit: Visit) -> None:
    page = await visit()
    for text in HOSTILE:
        scene.discord.people.say(scene.discord.carol, scene.discord.general, text)
    scene.discord.people.say(scene.discord.bob, scene.discord.general, "the end")
    await expect(page.get_by_role("article", name="Bob")).to_be_visible()
    log = page.get_by_role("log")
    await expect(log.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    for tag in ("img", "script", "iframe", "[onerror]", "[onmouseover]"):
        await expect(log.locator(tag)).to_have_count(0)
    for link in await log.get_by_role("link").all():
        assert (await link.get_attribute("href") or "").startswith("https://")


async def test_times_are_live_and_names_are_names(scene: Scene, visit: Visit) -> None:
    page = await visit()
    discord = scene.discord
    now = int(discord.core.clock.now())
    text = f"<t:{now - 125}:R> {discord.status.mention} {discord.alice.mention}"
    discord.people.say(discord.carol, discord.general, text)
    said = page.get_by_role("article", name="Carol")
    await expect(said.get_by_role("time").last).to_have_text("2 minutes ago")
    await expect(said).to_contain_text("@Alice")
    await said.get_by_role("button", name="#status").click()
    await expect(page.get_by_role("log", name="Messages in #status")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
async def test_a_screen_reader_and_weak_eyes_find_nothing_in_the_way(
    scene: Scene, visit: Visit, scheme: str, width: int
) -> None:
    page = await visit(color_scheme=scheme, viewport={"width": width, "height": 800})
    await ask(page, scene.sites["502"])
    await page.get_by_role("button", name="Details").last.click()
    await expect(page.get_by_text("Only you can see this")).to_be_visible()
    await no_barriers(page)
    await page.get_by_label("Message #general").press_sequentially("/settings ")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Quiet hours").click()
    await no_barriers(page)
    await page.keyboard.press("Escape")
    await page.get_by_role("article").last.focus()
    await page.get_by_label("Message #general").press_sequentially("/watch")
    await expect(page.get_by_role("option", name="/watch add")).to_be_visible()
    await no_barriers(page)
    await page.keyboard.press("Escape")
    await page.get_by_role("article").last.focus()
    await page.keyboard.press("Shift+F10")
    await expect(page.get_by_role("menu")).to_be_visible()
    await no_barriers(page)


async def no_barriers(page: Page) -> None:
    found = await Axe().run(page)
    barriers = [one for one in found.response["violations"] if one["impact"] in BAD]
    told = [
        (
            one["id"],
            [(node["html"][:60], [one["message"] for one in node["any"]]) for node in one["nodes"]],
        )
        for one in barriers
    ]
    assert not told


async def test_on_a_narrow_screen_channels_are_a_drawer(visit: Visit) -> None:
    page = await visit(viewport={"width": 390, "height": 800})
    channel = page.get_by_role("button", name="status")
    await expect(channel).to_be_hidden()
    await page.get_by_role("button", name="Servers and channels").click()
    await channel.click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("status")
    await expect(channel).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_the_tour_goes_on_and_is_remembered(scene: Scene, visit: Visit) -> None:
    page = await visit()
    tour = page.get_by_role("region", name="Things to try")
    await expect(tour.get_by_role("listitem").first).to_have_attribute("aria-current", "step")
    await ask(page, scene.sites["502"])
    await expect(tour.get_by_role("listitem").nth(1)).to_have_attribute("aria-current", "step")
    await page.reload()
    await expect(tour.get_by_role("listitem").nth(1)).to_have_attribute("aria-current", "step")
    await tour.get_by_role("button", name="Close the tour").click()
    await expect(tour).to_be_hidden()
    await page.reload()
    await expect(page.get_by_role("log")).to_be_visible()
    await expect(tour).to_be_hidden()


async def test_colours_can_be_chosen(visit: Visit) -> None:
    page = await visit(color_scheme="light")
    shade = "getComputedStyle(document.body).backgroundColor"
    assert await page.evaluate(shade) == "rgb(255, 255, 255)"
    button = page.get_by_role("button", name="Colours as the system has them")
    await button.click()
    await page.get_by_role("button", name="Light colours").click()
    await expect(page.get_by_role("button", name="Dark colours")).to_be_visible()
    assert await page.evaluate(shade) == "rgb(49, 51, 56)"


async def test_pictures_are_shown_with_their_words(scene: Scene, visit: Visit) -> None:
    page = await visit()
    options = f"/watch add target:{scene.sites['fine']} name:Shop channel:#status"
    await page.get_by_label("Message #general").fill(options)
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("article").last).to_contain_text("Saved")
    await page.get_by_label("Message #general").fill("/history target:Shop")
    await page.keyboard.press("Enter")
    picture = page.get_by_role("article").last.get_by_role("img")
    await expect(picture).to_have_attribute("alt", re.compile("Chart with one bar"))
    await expect(picture).to_have_js_property("complete", value=True)
    assert await picture.evaluate("image => image.naturalWidth") > 0
