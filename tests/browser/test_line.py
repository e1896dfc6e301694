"""The line between page and sandbox: cut, mended, or closed for good."""

from playwright.async_api import expect

from sandbox.discord import StandIn
from sandbox.web import Page as Served
from tests.browser.conftest import Visit
from tests.surface.conftest import Scene


async def test_a_line_that_was_cut_mends_itself(
    scene: Scene, visit: Visit, place: tuple[StandIn, Served]
) -> None:
    page = await visit(scene.discord.bob)
    await place[1].hang_up()
    scene.discord.people.say(scene.discord.carol, scene.discord.general, "said meanwhile")
    await expect(page.get_by_role("article", name="Carol")).to_contain_text("said meanwhile")
    await expect(page.get_by_text("The sandbox does not answer")).to_be_hidden()


async def test_a_sandbox_that_was_started_anew_says_so(
    scene: Scene, visit: Visit, place: tuple[StandIn, Served]
) -> None:
    page = await visit(scene.discord.bob)
    await page.context.clear_cookies()
    await place[1].hang_up()
    await expect(page.get_by_text("Open the link that it printed this time.")).to_be_visible()


async def test_a_bot_that_is_away_is_shown_as_away(scene: Scene, visit: Visit) -> None:
    page = await visit()
    await scene.client.close()
    scene.discord.core.changes.tell()
    await expect(page.get_by_text("Gatewise is not connected")).to_be_visible()
