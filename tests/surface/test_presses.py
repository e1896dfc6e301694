"""Buttons: they answer whoever presses, outlive a restart, and understand only their own ids."""

import re

from bot.bootstrap import build
from bot.settings import Settings
from sandbox.discord import StandIn
from sandbox.discord.things import Message
from tests.surface.conftest import Scene, online


def with_button_id(message: Message, custom_id: str) -> Message:
    """Put another id on a message's first button, as somebody who replays old ones could."""
    message.components[0]["components"][0]["custom_id"] = custom_id
    return message


async def test_check_again_changes_the_message_itself(scene: Scene) -> None:
    local = scene.discord
    for name in ("502", "hangs"):
        message = await scene.ask(scene.sites[name])
        before = message.text
        local.advance(60)
        pressed = await local.people.click(local.carol, message, "Check again").answer()
        assert pressed is message
        assert message.text != before
    assert len(local.messages(local.general, seen_by=local.carol)) == 2


async def test_check_again_that_is_declined_leaves_the_message(scene: Scene) -> None:
    local = scene.discord
    message = await scene.ask(scene.sites["fine"])
    before = message.text
    local.advance(31)
    for number in range(7):
        await scene.ask(f"{scene.sites['fine']}{number}")
    told = await local.people.click(local.bob, message, "Check again").answer()
    assert told.is_ephemeral
    assert "ask again in" in told.content
    assert message.text == before


async def test_checking_again_too_soon_says_when_a_new_look_is_possible(scene: Scene) -> None:
    message = await scene.ask(scene.sites["502"])
    handle = scene.discord.people.click(scene.discord.carol, message, "Check again")
    await handle.until(lambda seen: len(seen.visible) > 0 and seen.visible[-1].is_ephemeral)
    told = handle.visible[-1]
    assert "newest look" in told.content
    assert re.search(r"Try again in \d+ seconds", told.content)


async def test_what_does_this_mean_is_private_and_whole(scene: Scene) -> None:
    message = await scene.ask(scene.sites["502"])
    handle = scene.discord.people.click(scene.discord.carol, message, "What does this mean?")
    meaning = await handle.answer()
    assert meaning.is_ephemeral
    for heading in ("A picture from life", "Whose fault is it?", "Behind the scenes"):
        assert heading in meaning.text
    assert meaning.embeds[0]["footer"]["text"]


async def test_details_show_stages_and_rule_but_no_address(scene: Scene) -> None:
    message = await scene.ask(scene.sites["502"])
    details = await scene.discord.people.click(scene.discord.bob, message, "Details").answer()
    assert details.is_ephemeral
    assert re.search(r"Connecting: \d+ ms", details.text)
    assert "Decided by rule" in details.text
    assert "For whoever runs the site" in details.text
    assert "Details of the look" in details.content
    assert "127.0.0.1" not in details.text.replace("`127.0.0.1:", "")


async def test_every_button_outlives_a_restart(
    scene: Scene, settings: Settings, local_discord: StandIn
) -> None:
    people, bob = local_discord.people, local_discord.bob
    message = await scene.ask(scene.sites["502"])
    await scene.client.close()
    async with build(settings) as app, online(app, local_discord):
        meaning = await people.click(bob, message, "What does this mean?").answer()
        assert "A picture from life" in meaning.text
        details = await people.click(bob, message, "Details").answer()
        assert "we looked again" in details.content
        assert re.search(r"Connecting: \d+ ms", details.text)
        again = await people.click(bob, message, "Check again").answer()
        assert "502" in again.text or "newest look" in again.text


async def test_an_address_with_a_query_needs_typing_again_after_a_restart(
    scene: Scene, settings: Settings, local_discord: StandIn
) -> None:
    message = await scene.ask(scene.sites["fine"] + "?token=s3cret")
    assert "s3cret" not in str(message.components)
    people, bob = local_discord.people, local_discord.bob
    details = await people.click(bob, message, "Details").answer()
    assert "Connecting" in details.text
    await scene.client.close()
    async with build(settings) as app, online(app, local_discord):
        for button in ("Check again", "Details"):
            told = await people.click(bob, message, button).answer()
            assert told.is_ephemeral
            assert "ask again with `/isitdown`" in told.content


async def test_buttons_of_other_versions_are_outdated(scene: Scene) -> None:
    message = await scene.ask(scene.sites["fine"])
    for custom_id in ("v0:again:s.github", "v1:again:s.GITHUB", "v1:erase:everything", "v2:"):
        with_button_id(message, custom_id)
        told = await scene.discord.people.click(scene.discord.bob, message, custom_id).answer()
        assert told.is_ephemeral
        assert "older version" in told.content


async def test_a_forged_button_opens_no_private_network(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    message = await people.slash(
        discord.carol, people.dm(discord.carol), "/isitdown", target="gitlub"
    ).answer()
    address = scene.sites["fine"].removeprefix("http://")
    for custom_id in (f"v1:again:p.{address}", f"v1:details:1:p.{address}"):
        with_button_id(message, custom_id)
        handle = people.click(discord.carol, message, custom_id)
        told = await handle.answer()
        assert "private network" in told.content


async def test_a_suggestion_can_be_pressed(scene: Scene) -> None:
    message = await scene.ask("gitlub")
    pressed = await scene.discord.people.click(scene.discord.bob, message, "Check GitHub").answer(
        within=10
    )
    assert "GitHub" in pressed.content
