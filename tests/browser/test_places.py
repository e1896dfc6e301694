"""*Check from other places*, pressed in the browser."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_asking import ask
from tests.browser.test_presses import press
from tests.surface.conftest import Scene
from tests.surface.test_elsewhere import abroad, settings, stage  # noqa: F401 - fixtures


@pytest.fixture
def scene(stage: Scene) -> Scene:  # noqa: F811 - the fixture
    """A bot for whom no name resolves, and five computers elsewhere."""
    return stage


async def test_other_places_are_told_of_in_private(visit: Visit, scene: Scene) -> None:
    page = await visit(scene.discord.bob)
    await ask(page, "site.example")
    answer = page.get_by_role("article", name="Gatewise").first
    await press(answer, "Check from other places")
    private = page.get_by_role("article").last
    await expect(private).to_contain_text("4 of 5 other places see it down too")
    await expect(private).to_contain_text("Only you can see this")
