"""`/isitdown`: a person asks, the bot looks at a real server, and says what it means."""

import re

import pytest

from sandbox.discord import State
from tests.surface.conftest import Scene


async def test_a_site_that_works(scene: Scene) -> None:
    message = await scene.ask(scene.sites["fine"])
    assert message.content.startswith("`127.0.0.1:")
    assert "is up" in message.content
    assert not message.is_ephemeral
    assert re.search(r"<t:\d+:R>", message.text)


@pytest.mark.parametrize(
    "name", ["refuses", "resets", "hangs", "talks nonsense", "closes early", "500", "502", "504"]
)
async def test_a_site_that_is_broken(scene: Scene, name: str) -> None:
    message = await scene.ask(scene.sites[name])
    assert re.search(r"\b(down|trouble)\b", message.content)
    assert re.search(r"(It's not|It does not seem to be) you\.$", message.content)
    headings = [field["name"] for field in message.embeds[0]["fields"]]
    assert headings == [
        "What we saw",
        "What it means",
        "Whose fault is it?",
        "What you can do",
        "Is my data safe?",
    ]
    labels = [button.label for button in message.buttons]
    first, second = labels[:3], labels[3:]  # this machine is private: no other places
    assert first == ["Check again", "What does this mean?", "Details"]
    assert second == ["Same here", "Works for me", "Slow"]


async def test_a_slow_look_is_thinking_first(scene: Scene) -> None:
    people, general = scene.discord.people, scene.discord.general
    handle = people.slash(scene.discord.bob, general, "/isitdown", target=scene.sites["hangs"])
    await handle.until(lambda seen: seen.state is State.THINKING, within=0.9)
    message = await handle.answer()
    assert "down" in message.content


async def test_a_quick_answer_is_one_request(scene: Scene) -> None:
    await scene.ask(scene.sites["fine"])
    before = len(scene.discord.recorder.exchanges)
    await scene.ask(scene.sites["fine"])
    assert len(scene.discord.recorder.exchanges) == before + 1


async def test_the_first_line_carries_the_verdict_and_no_address(scene: Scene) -> None:
    for name in ("fine", "502", "refuses"):
        message = await scene.ask(scene.sites[name])
        assert "\n" not in message.content
        assert "http://" not in message.text


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("ftp://example.com", "http or https"),
        ("http://user:secret@example.com", "password"),
        ("http://10.0.0.1/", "private network"),
        ("printer.local", "home or company network"),
        ("https://example.com:22/", "port"),
    ],
)
async def test_a_refusal_helps_and_is_private(scene: Scene, target: str, says: str) -> None:
    message = await scene.ask(target)
    assert says in message.content
    assert message.is_ephemeral
    assert "secret" not in message.text


async def test_words_that_name_nothing_lead_to_suggestions(scene: Scene) -> None:
    message = await scene.ask("gitlub")
    assert message.is_ephemeral
    assert "Check GitHub" in [button.label for button in message.buttons]


async def test_too_many_questions_are_declined_in_words(scene: Scene) -> None:
    answers = [await scene.ask(f"{scene.sites['fine']}{number}") for number in range(7)]
    assert "Please ask again in" in answers[-1].content
    assert answers[-1].is_ephemeral


async def test_typing_suggests_services_without_looking(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    typing = people.autocomplete(discord.bob, discord.general, "/isitdown", target="gith")
    choices = await typing.choices()
    assert choices[0] == {"name": "GitHub", "value": "github"}
    assert len(choices) <= 25
    assert typing.seconds_to_first_answer is not None
    assert typing.seconds_to_first_answer < 1
    nothing_typed = people.autocomplete(discord.bob, discord.general, "/isitdown", target="")
    assert len(await nothing_typed.choices()) == 25


async def test_private_networks_are_open_to_their_own_server_alone(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    target = scene.sites["fine"]
    people.install(discord.carol)
    elsewhere = discord.world.add_guild("Elsewhere", has_bot=False)
    discord.world.join(elsewhere, discord.carol)
    lobby = discord.world.add_channel(elsewhere, "lobby")
    for channel in (people.dm(discord.carol), lobby):
        asked = people.slash(discord.carol, channel, "/isitdown", target=target)
        message = await asked.answer()
        assert "private network" in message.content
    assert "is up" in (await scene.ask(target)).content


async def test_it_works_in_a_dm(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    asked = people.slash(discord.carol, people.dm(discord.carol), "/isitdown", target="ftp://x.y")
    assert "http or https" in (await asked.answer()).content


async def test_a_replayed_question_is_left_alone(scene: Scene) -> None:
    people, discord = scene.discord.people, scene.discord
    await scene.ask("ftp://x.y")
    discord.gateway.drop()
    late = people.slash(discord.bob, discord.general, "/isitdown", target="ftp://x.y")
    discord.advance(4)
    await late.failed()
    before = len(discord.recorder.sent("POST", "/interactions/"))
    await discord.bot_is_online()
    await scene.ask("ftp://x.y")
    assert len(discord.recorder.sent("POST", "/interactions/")) == before + 1
