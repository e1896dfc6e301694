"""Messages people write: a mention with a question, and "Is this down?" on somebody's message."""

import pytest

from bot.bootstrap import build
from bot.settings import Settings
from sandbox.discord import StandIn
from sandbox.discord.permissions import Permission
from sandbox.discord.things import Message
from tests.surface.conftest import Scene, online


async def mention(scene: Scene, text: str) -> Message:
    said = scene.discord.people.say(
        scene.discord.carol, scene.discord.general, f"{scene.discord.bot.mention} {text}"
    )
    return await said.answer()


async def test_a_mention_with_a_link_is_answered(scene: Scene) -> None:
    reply = await mention(scene, f"is {scene.sites['502']} down?")
    assert "down" in reply.content
    assert reply.reference is not None
    assert not reply.mentions
    assert reply.buttons[0].label == "Check again"


async def test_a_slow_look_shows_that_we_are_on_it(scene: Scene) -> None:
    reply = await mention(scene, f"is {scene.sites['hangs']} down?")
    assert "down" in reply.content
    assert scene.discord.recorder.sent("POST", "/typing")


async def test_a_mention_with_an_error_is_explained(scene: Scene) -> None:
    reply = await mention(scene, "what is a 502 bad gateway?")
    assert "502" in reply.content


async def test_a_mention_alone_gets_help(scene: Scene) -> None:
    assert "/isitdown github" in (await mention(scene, "")).content


async def test_a_mention_with_other_words_says_how_to_ask(scene: Scene) -> None:
    assert "/isitdown" in (await mention(scene, "tell us a joke")).content


async def test_a_reply_that_only_pings_us_is_no_question(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    answer = await scene.ask(scene.sites["fine"])
    people.say(discord.carol, discord.general, "thanks! so 502 is over", reply_to=answer)
    marker = await mention(scene, "")
    replies = [one for one in discord.messages(discord.general) if one.author is discord.bot]
    assert replies == [answer, marker]


async def test_a_dm_needs_no_mention(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    said = people.say(discord.carol, people.dm(discord.carol), "what does error 502 mean?")
    assert "502" in (await said.answer()).content


async def test_idle_mentions_meet_silence_after_a_few(scene: Scene) -> None:
    for _ in range(3):
        await mention(scene, "")
    people, discord = scene.discord.people, scene.discord
    people.say(discord.carol, discord.general, f"{discord.bot.mention} again")
    said = people.say(discord.bob, discord.general, f"{discord.bot.mention} 502?")
    await said.answer()
    replies = [one for one in discord.messages(discord.general) if one.author is discord.bot]
    assert len(replies) == 4


@pytest.mark.usefixtures("untouched_route")
async def test_without_the_right_to_embed_everything_is_text(
    settings: Settings, local_discord: StandIn, sites: dict[str, int]
) -> None:
    for role in local_discord.guild.roles.values():
        role.permissions &= ~Permission.EMBED_LINKS
    async with build(settings) as app, online(app, local_discord):
        text = f"{local_discord.bot.mention} is http://127.0.0.1:{sites['502']}/ down?"
        said = local_discord.people.say(local_discord.carol, local_discord.general, text)
        reply = await said.answer()
        asked = local_discord.people.slash(
            local_discord.bob, local_discord.general, "/explain", error="502"
        )
        answer = await asked.answer()
    for message in (reply, answer):
        assert not message.embeds
        assert "**What you can do**" in message.content
    assert reply.buttons[0].label == "Check again"


async def test_the_link_in_a_message_is_looked_at(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    said = people.say(discord.carol, discord.general, f"[click]({scene.sites['502']}) does nothing")
    used = people.message_command(discord.bob, discord.general, "Is this down?", said.message)
    assert "down" in (await used.answer()).content


async def test_a_message_about_nothing_is_said_so_in_private(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    said = people.say(discord.carol, discord.general, "good morning everyone")
    used = people.message_command(discord.bob, discord.general, "Is this down?", said.message)
    message = await used.answer()
    assert message.is_ephemeral
    assert "/isitdown" in message.content


@pytest.mark.parametrize(
    "hostile",
    [
        "@everyone is down",
        "https://evil.example/**b**||s||",
        "http://127.0.0.1/@everyone`<@1>`",
        "[free nitro](https://evil.example) <t:1:R> </say:1>",
        "discord.gg/abc\u202e",
        "`@here`\n# big",
    ],
)
async def test_hostile_words_come_back_as_nothing(scene: Scene, hostile: str) -> None:
    people, discord = scene.discord.people, scene.discord
    for command, option in (("/isitdown", "target"), ("/explain", "error")):
        asked = people.slash(discord.bob, discord.general, command, **{option: hostile})
        message = await asked.answer(within=10)
        for active in ("@everyone", "@here", "evil.example/", "](", "<@", "</", "gg/", "\u202e"):
            assert active not in message.text
        assert not message.mentions_everyone
    for exchange in discord.recorder.sent("POST", "/callback"):
        assert exchange.json["data"]["allowed_mentions"] == {"parse": []}
