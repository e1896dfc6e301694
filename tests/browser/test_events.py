"""What a server plans, above its channels."""

from datetime import timedelta

import discord
from playwright.async_api import expect

from sandbox.discord.permissions import Permission
from tests.browser.conftest import Visit
from tests.browser.test_reading import no_barriers
from tests.surface.conftest import Scene

HOUR = timedelta(hours=1)


async def plan(scene: Scene) -> None:
    """Let the bot plan an hour of work that begins in an hour."""
    now = scene.discord.core.clock.wall()
    role = next(role for role in scene.discord.guild.roles.values() if role.is_managed)
    role.permissions |= Permission.CREATE_EVENTS
    await scene.client.guilds[0].create_scheduled_event(
        name="Shop: database upgrade",
        start_time=now + HOUR,
        end_time=now + 2 * HOUR,
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="https://status.shop.test/",
        description="The **shop** may be slow. <img src=x>",
    )


async def test_an_event_is_listed_opened_and_gone_when_over(scene: Scene, visit: Visit) -> None:
    page = await visit(scene.discord.bob)
    channels = page.get_by_role("navigation", name="Channels")
    await expect(channels.get_by_role("heading", name="Events")).to_have_count(0)
    await plan(scene)
    button = page.get_by_role("button", name="Shop: database upgrade")
    event = channels.locator(button)
    await expect(event).to_have_attribute("aria-expanded", "false")
    await event.press("Enter")
    await expect(event).to_be_focused()
    await expect(event).to_have_attribute("aria-expanded", "true")
    row = channels.get_by_role("listitem").filter(has=button)
    await expect(row).to_contain_text("The shop may be slow. <img src=x>")
    await expect(row).to_contain_text("Made by: Gatewise")
    await expect(row.get_by_role("link")).to_have_attribute("href", "https://status.shop.test/")
    await no_barriers(page)
    scene.discord.advance(HOUR.total_seconds() + 1)
    await expect(event).to_contain_text("Happening now")
    await expect(event).to_be_focused()
    scene.discord.advance(HOUR.total_seconds())
    await expect(channels.get_by_role("heading", name="Events")).to_have_count(0)
