"""People use commands and buttons through the real client, and see what Discord would show them."""

from collections.abc import AsyncIterator

import discord
import pytest

from sandbox.discord import ClientRefused, NoAnswer, StandIn, State
from sandbox.discord.permissions import Permission
from tests.fakes.checked import checked
from tests.fakes.tiny_bot import TinyBot, tiny_bot


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with checked() as running:
        yield running


@pytest.fixture
async def bot(stand_in: StandIn) -> AsyncIterator[TinyBot]:
    async with tiny_bot(stand_in) as running:
        yield running
    assert not stand_in.recorder.violations


async def test_a_deferred_answer_is_thinking_first(stand_in: StandIn, bot: TinyBot) -> None:
    bot.gate.clear()
    handle = stand_in.people.slash(stand_in.bob, stand_in.general, "/look", target="github")
    assert handle.state is State.WAITING
    await handle.until(lambda seen: seen.state is State.THINKING)
    assert handle.visible[0].text == ""
    bot.gate.set()
    message = await handle.answer()
    assert message.text == "github is up\nLooked\ngithub in en-US"
    assert [button.label for button in message.buttons] == ["Again"]
    assert not message.is_ephemeral
    assert stand_in.messages(stand_in.general) == [message]


@pytest.mark.usefixtures("bot")
async def test_the_answer_knows_the_persons_language(stand_in: StandIn) -> None:
    stand_in.carol.locale = "fr"
    handle = stand_in.people.slash(stand_in.carol, stand_in.general, "/look", target="x")
    assert "x in fr" in (await handle.answer()).text


@pytest.mark.usefixtures("bot")
async def test_autocomplete_offers_what_the_bot_suggests(stand_in: StandIn) -> None:
    typing = stand_in.people.autocomplete(stand_in.bob, stand_in.general, "/look", target="git")
    assert [choice["value"] for choice in await typing.choices()] == ["github", "gitlab"]


@pytest.mark.usefixtures("bot")
async def test_an_ephemeral_answer_is_for_one_person(stand_in: StandIn) -> None:
    handle = stand_in.people.slash(stand_in.bob, stand_in.general, "/whisper")
    await handle.until(lambda seen: len(seen.visible) == 2)
    assert [message.text for message in handle.visible] == ["only you", "and more"]
    assert all(message.is_ephemeral for message in handle.visible)
    assert stand_in.messages(stand_in.general) == []
    assert stand_in.messages(stand_in.general, seen_by=stand_in.carol) == []
    assert len(stand_in.messages(stand_in.general, seen_by=stand_in.bob)) == 2


@pytest.mark.usefixtures("bot")
async def test_a_button_changes_its_message(stand_in: StandIn) -> None:
    people = stand_in.people
    message = await people.slash(stand_in.bob, stand_in.general, "/look", target="github").answer()
    for count in (1, 2):
        pressed = await people.click(stand_in.carol, message, "Again").answer()
        assert pressed is message
        assert pressed.content == f"pressed {count}"


@pytest.mark.usefixtures("bot")
async def test_a_layout_is_readable(stand_in: StandIn) -> None:
    handle = stand_in.people.slash(stand_in.bob, stand_in.general, "/layout")
    message = await handle.answer()
    assert message.text == "from a layout"
    assert message.buttons[0].url == "https://example.org"
    with pytest.raises(ClientRefused, match="opens a page"):
        stand_in.people.click(stand_in.bob, message, "Page")


@pytest.mark.usefixtures("bot")
async def test_a_message_command_reads_its_message(stand_in: StandIn) -> None:
    said = stand_in.people.say(stand_in.alice, stand_in.general, "github gives me a 502")
    handle = stand_in.people.message_command(
        stand_in.bob, stand_in.general, "Quote this", said.message
    )
    assert (await handle.answer()).text == "it says: github gives me a 502"


@pytest.mark.usefixtures("bot")
async def test_commands_work_in_direct_messages(stand_in: StandIn) -> None:
    dm = stand_in.people.dm(stand_in.bob)
    handle = stand_in.people.slash(stand_in.bob, dm, "/look", target="github")
    assert "github is up" in (await handle.answer()).text
    with pytest.raises(ClientRefused):
        stand_in.people.slash(stand_in.carol, dm, "/look", target="github")


async def test_a_user_install_works_where_the_bot_is_not(stand_in: StandIn, bot: TinyBot) -> None:
    guild = stand_in.world.add_guild("Elsewhere", has_bot=False)
    channel = stand_in.world.add_channel(guild, "lobby")
    stand_in.world.join(guild, stand_in.bob)
    with pytest.raises(ClientRefused, match="sees no command"):
        stand_in.people.slash(stand_in.bob, channel, "/look", target="github")
    stand_in.people.install(stand_in.bob)
    handle = stand_in.people.slash(stand_in.bob, channel, "/look", target="github")
    message = await handle.answer()
    assert "github is up" in message.text
    with pytest.raises(discord.Forbidden) as refused:
        await bot.get_partial_messageable(channel.id).send("hello")
    assert refused.value.code == 50001
    with pytest.raises(ClientRefused):
        stand_in.people.slash(stand_in.bob, channel, "/whisper")


@pytest.mark.usefixtures("bot")
async def test_a_server_can_make_such_apps_whisper(stand_in: StandIn) -> None:
    guild = stand_in.world.add_guild("Elsewhere", has_bot=False)
    channel = stand_in.world.add_channel(guild, "lobby")
    stand_in.world.join(guild, stand_in.bob)
    stand_in.people.install(stand_in.bob)
    guild.roles[guild.id].permissions &= ~Permission.USE_EXTERNAL_APPS
    handle = stand_in.people.slash(stand_in.bob, channel, "/look", target="github")
    message = await handle.answer()
    assert message.is_ephemeral
    assert stand_in.messages(channel, seen_by=stand_in.carol) == []


async def test_a_late_first_answer_is_refused(stand_in: StandIn, bot: TinyBot) -> None:
    handle = stand_in.people.slash(stand_in.bob, stand_in.general, "/ignore")
    await bot.until(lambda: bool(bot.ignored))
    stand_in.advance(3.1)
    with pytest.raises(NoAnswer, match="did not respond"):
        await handle.answer()
    with pytest.raises(discord.NotFound) as refused:
        await bot.ignored[0].response.send_message("too late")
    assert refused.value.code == 10062


async def test_a_second_first_answer_is_refused(stand_in: StandIn, bot: TinyBot) -> None:
    stand_in.people.slash(stand_in.bob, stand_in.general, "/ignore")
    await bot.until(lambda: bool(bot.ignored))
    interaction = bot.ignored[0]
    await interaction.response.send_message("first")
    interaction.response._response_type = None
    with pytest.raises(discord.HTTPException) as refused:
        await interaction.response.send_message("second")
    assert refused.value.code == 40060


async def test_a_token_lives_fifteen_minutes(stand_in: StandIn, bot: TinyBot) -> None:
    bot.gate.clear()
    handle = stand_in.people.slash(stand_in.bob, stand_in.general, "/ignore")
    await bot.until(lambda: bool(bot.ignored))
    await bot.ignored[0].response.defer()
    stand_in.advance(899)
    await bot.ignored[0].edit_original_response(content="in time")
    assert (await handle.answer()).text == "in time"
    stand_in.advance(2)
    with pytest.raises(discord.HTTPException) as refused:
        await bot.ignored[0].edit_original_response(content="too late")
    assert (refused.value.status, refused.value.code) == (401, 50027)


async def test_thinking_for_ever_ends_as_no_answer(stand_in: StandIn, bot: TinyBot) -> None:
    bot.gate.clear()
    handle = stand_in.people.slash(stand_in.bob, stand_in.general, "/ignore")
    await bot.until(lambda: bool(bot.ignored))
    await bot.ignored[0].response.defer()
    stand_in.advance(901)
    with pytest.raises(NoAnswer):
        await handle.answer()


async def test_a_user_install_has_five_followups(stand_in: StandIn, bot: TinyBot) -> None:
    guild = stand_in.world.add_guild("Elsewhere", has_bot=False)
    channel = stand_in.world.add_channel(guild, "lobby")
    stand_in.world.join(guild, stand_in.bob)
    stand_in.people.install(stand_in.bob)
    stand_in.core.limits.enabled = False
    handle = stand_in.people.slash(stand_in.bob, channel, "/look", target="github")
    await handle.answer()
    asked = handle.interaction
    for _ in range(5):
        stand_in.core.interactions.follow_up(asked, {"content": "more"}, [])
    webhook = discord.Webhook.from_state(
        {"id": str(bot.application_id), "type": 3, "token": asked.token}, state=bot._connection
    )
    with pytest.raises(discord.HTTPException) as refused:
        await webhook.send("one too many")
    assert refused.value.code == 40094


@pytest.mark.parametrize(
    ("command", "options", "why"),
    [
        ("/nothing", {}, "sees no command"),
        ("/look", {}, "target is required"),
        ("/look", {"target": "x", "colour": "red"}, "no option colour"),
        ("/look", {"target": 5}, "another type"),
        ("/look", {"target": "x" * 6001}, "bounds"),
        ("/look deeper", {}, "no sub-command"),
    ],
)
@pytest.mark.usefixtures("bot")
async def test_the_client_refuses_what_discord_would(
    stand_in: StandIn, command: str, options: dict[str, str], why: str
) -> None:
    with pytest.raises(ClientRefused, match=why):
        stand_in.people.slash(stand_in.bob, stand_in.general, command, **options)
