"""Messages people write: a mention with a question, and "Is this down?" on somebody's message."""

import pytest

from bot.bootstrap import build
from bot.settings import Settings
from cogs.mention import MENTIONS
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


@pytest.mark.parametrize("asked", ["is this down?", "", "???"])
async def test_a_question_in_a_reply_is_about_the_message_replied_to(
    scene: Scene, asked: str
) -> None:
    people, discord = scene.discord.people, scene.discord
    text = f"{discord.bot.mention} look at {scene.sites['502']} lol"
    link = people.say(discord.bob, discord.general, text)
    await link.answer()
    text = f"{discord.bot.mention} {asked}"
    said = people.say(discord.carol, discord.general, text, reply_to=link.message)
    assert " down" in (await said.answer()).content


async def test_an_error_in_the_message_replied_to_is_explained(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    pasted = people.say(discord.bob, discord.general, f"504 Gateway Time-out {discord.bot.mention}")
    await pasted.answer()
    text = f"{discord.bot.mention} what does this mean?"
    said = people.say(discord.carol, discord.general, text, reply_to=pasted.message)
    assert "504" in (await said.answer()).content


@pytest.mark.parametrize("written", ["look at http://127.0.0.1/ lol", "504 Gateway Time-out"])
async def test_discord_keeps_what_others_wrote_and_we_say_the_way_round(
    scene: Scene, written: str
) -> None:
    people, discord = scene.discord.people, scene.discord
    other = people.say(discord.bob, discord.general, written)
    text = f"{discord.bot.mention} is this down?"
    said = people.say(discord.carol, discord.general, text, reply_to=other.message)
    assert "**Apps**, then **Is this down?**" in (await said.answer()).content


async def test_a_reply_that_thanks_asks_for_no_second_look(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    answer = await scene.ask(scene.sites["502"])
    text = f"{discord.bot.mention} thank you"
    said = people.say(discord.carol, discord.general, text, reply_to=answer)
    assert "We found no site" in (await said.answer()).content


async def test_a_message_we_may_not_read_gets_the_way_round(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    picture = people.say(discord.bob, discord.general, "<:shrug:123456789012345678>")
    text = f"{discord.bot.mention} is this down?"
    said = people.say(discord.carol, discord.general, text, reply_to=picture.message)
    assert "**Apps**, then **Is this down?**" in (await said.answer()).content


@pytest.mark.parametrize(
    ("asked", "says"),
    [("502?", "502 Bad Gateway"), ("what does 502 mean?", "502"), ("?!", "/isit")],
)
async def test_few_words_are_enough(scene: Scene, asked: str, says: str) -> None:
    assert says in (await mention(scene, asked)).content


async def test_the_same_message_twice_is_answered_once(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    said = people.say(discord.carol, discord.general, f"{discord.bot.mention} 502?")
    again = discord.core.messages.payload(said.message)
    guild_id = discord.guild.id
    again |= {"guild_id": str(guild_id)}
    discord.core.sessions.dispatch("MESSAGE_CREATE", again, guild_id=guild_id)
    await said.answer()
    marker = await mention(scene, "")
    replies = [one for one in discord.messages(discord.general) if one.author is discord.bot]
    assert len(replies) == 2
    assert replies[-1] is marker


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


async def test_answers_at_hand_are_no_way_to_fill_a_channel(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    text = f"{discord.bot.mention} is {scene.sites['fine']} down?"

    def answered() -> list[str]:
        answers = [one for one in discord.messages(discord.general) if "is up" in one.content]
        return [one.reference.author.name for one in answers if one.reference is not None]

    for _ in range(MENTIONS - 1):
        people.say(discord.carol, discord.general, f"{discord.bot.mention} hi")
    people.say(discord.carol, discord.general, text)
    await discord.until(lambda: answered() == ["carol"], within=5)
    people.say(discord.carol, discord.general, text)
    people.say(discord.bob, discord.general, text)
    await discord.until(lambda: "bob" in answered(), within=5)
    assert answered() == ["carol", "bob"]


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


async def test_without_the_right_to_read_back_there_is_still_an_answer(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    await scene.client.close()
    for role in discord.guild.roles.values():
        role.permissions &= ~Permission.READ_MESSAGE_HISTORY
    async with online(scene.app, discord):
        people.say(discord.carol, discord.general, f"{discord.bot.mention} 502?")
        await discord.until(lambda: discord.messages(discord.general)[-1].author is discord.bot)
    assert discord.messages(discord.general)[-1].reference is None


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


async def test_what_discord_writes_in_somebodys_name_is_no_question(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    dm = people.dm(discord.carol)
    first = people.say(discord.carol, dm, "502?")
    await first.answer()
    pinned = {**discord.core.messages.payload(first.message), "id": "1", "type": 6, "content": ""}
    discord.core.sessions.dispatch("MESSAGE_CREATE", pinned, guild_id=None)
    await people.say(discord.carol, dm, "504?").answer()
    assert len([one for one in discord.messages(dm) if one.author is discord.bot]) == 2
