"""`/explain` and "Explain this error": what an error means, without looking at anything."""

import pytest

from tests.surface.conftest import Scene


@pytest.mark.parametrize("error", ["502", "ERR_CONNECTION_REFUSED", "Error 1015", "error 522"])
async def test_an_error_is_explained(scene: Scene, error: str) -> None:
    people, discord = scene.discord.people, scene.discord
    message = await people.slash(discord.bob, discord.general, "/explain", error=error).answer()
    assert message.content.startswith("**")
    assert not message.is_ephemeral
    headings = [field["name"] for field in message.embeds[0]["fields"]]
    assert {"Whose fault is it?", "What you can do", "Is my data safe?"} <= set(headings)
    assert [button.label for button in message.buttons] == ["The whole story"]


async def test_the_whole_story_is_for_whoever_asked_for_it(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    message = await people.slash(discord.bob, discord.general, "/explain", error="502").answer()
    story = await people.click(discord.carol, message, "The whole story").answer()
    assert story.is_ephemeral
    assert story.viewer is discord.carol
    assert "Behind the scenes" in story.text
    assert "Good to know" in story.text
    assert story.content.splitlines()[0] == message.content.splitlines()[0]


async def test_a_pasted_page_keeps_its_story_button(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    page = "<html>\n<h1>502 Bad Gateway</h1>\n<hr>nginx/1.18.0 (Ubuntu)</html> " + "x" * 200
    message = await people.slash(discord.bob, discord.general, "/explain", error=page).answer()
    story = await people.click(discord.bob, message, "The whole story").answer()
    assert story.content.splitlines()[0] == message.content.splitlines()[0]


async def test_words_that_are_no_error_get_help(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    asked = people.slash(discord.bob, discord.general, "/explain", error="my cat sleeps")
    message = await asked.answer()
    assert message.is_ephemeral
    assert "/isitdown" in message.content


async def test_the_error_in_a_message_is_explained(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    said = people.say(discord.carol, discord.general, "ugh, it says 504 Gateway Time-out again")
    used = people.message_command(discord.bob, discord.general, "Explain this error", said.message)
    assert "504" in (await used.answer()).content


async def test_the_error_in_an_embed_is_explained(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    answer = await scene.ask(scene.sites["504"])
    used = people.message_command(discord.bob, discord.general, "Explain this error", answer)
    assert "504" in (await used.answer()).content


async def test_a_message_without_an_error_is_said_so_in_private(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    said = people.say(discord.carol, discord.general, "good morning")
    used = people.message_command(discord.bob, discord.general, "Explain this error", said.message)
    message = await used.answer()
    assert message.is_ephemeral
    assert "/explain" in message.content


async def test_it_works_as_a_user_install(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    people.install(discord.carol)
    elsewhere = discord.world.add_guild("Elsewhere", has_bot=False)
    discord.world.join(elsewhere, discord.carol)
    lobby = discord.world.add_channel(elsewhere, "lobby")
    message = await people.slash(discord.carol, lobby, "/explain", error="502").answer()
    assert "502" in message.content
