"""What the client sends and what the stand-in answers both fit Discord's published description."""

import io
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from sandbox.discord import StandIn, State
from sandbox.discord.permissions import Permission
from sandbox.discord.recorder import Event, Exchange
from sandbox.discord.things import ChannelType
from tests.fakes.checked import checked, problems_of
from tests.fakes.deviations import INTEGER_IDS, UNDOCUMENTED
from tests.fakes.openapi import ApiDescription, load
from tests.fakes.openapi_events import event_problems
from tests.fakes.tiny_bot import TinyBot, tiny_bot


@pytest.fixture(scope="module")
def description() -> ApiDescription:
    found = load()
    if found is None:
        pytest.skip("the published API description is not beside the repository")
    return found


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with checked(rate_limits=False) as running:
        yield running


def request(method: str, path: str, body: Any) -> Exchange:
    return Exchange(method=method, path=path, route=None, json=body, query={}, at=0.0)


async def everything_a_bot_does(stand_in: StandIn) -> None:
    """Use every route once."""
    everyone = stand_in.guild.roles[stand_in.guild.id]
    everyone.permissions |= Permission.ATTACH_FILES
    people, bob = stand_in.people, stand_in.bob
    async with tiny_bot(stand_in) as bot:
        message = await people.slash(bob, stand_in.general, "/look", target="github").answer()
        await people.click(bob, message, "Again").answer()
        typing = people.autocomplete(bob, stand_in.general, "/look", target="git")
        await typing.choices()
        await people.slash(bob, stand_in.general, "/layout").answer()
        whisper = people.slash(bob, people.dm(bob), "/whisper")
        await whisper.until(lambda seen: len(seen.visible) == 2)
        await use_channels(stand_in, bot)
        await use_answers(stand_in, bot)
        await use_forms(stand_in)
        await use_announcements(stand_in, bot)
        await bot.fetch_user(bob.id)
        guild = await bot.fetch_guild(stand_in.guild.id, with_counts=True)
        assert [one.id async for one in bot.fetch_guilds(limit=1)] == [guild.id]
        await guild.fetch_channels()
        await guild.fetch_roles()
        await guild.fetch_member(bob.id)
        (command, *_) = await bot.tree.fetch_commands()
        await command.delete()
        await bot.tree.sync(guild=guild)
        await bot.fetch_session_start_limits()


async def use_answers(stand_in: StandIn, bot: TinyBot) -> None:
    stand_in.people.slash(stand_in.bob, stand_in.general, "/ignore")
    await bot.until(lambda: bool(bot.ignored))
    (asked,) = bot.ignored
    await asked.response.defer(ephemeral=True, thinking=True)
    await asked.edit_original_response(content="found it")
    assert (await asked.original_response()).content == "found it"
    further = await asked.followup.send("and more", wait=True)
    await further.edit(content="and more still")
    await further.delete()
    await asked.delete_original_response()


async def use_forms(stand_in: StandIn) -> None:
    people, bob = stand_in.people, stand_in.bob
    role = stand_in.world.add_role(stand_in.guild, "pinged")
    opened = people.slash(bob, stand_in.general, "/form")
    await opened.until(lambda seen: seen.state is State.MODAL)
    await people.submit(opened, {"note": "x", "role": role, "how": "loud"}).answer()
    message = await people.slash(bob, stand_in.general, "/menus").answer()
    await people.select(bob, message, "where", stand_in.status).answer()
    await people.select(bob, message, "person", stand_in.carol).answer()
    await people.select(bob, message, "anybody", role, stand_in.carol).answer()
    await people.user_command(bob, stand_in.general, "Who is this?", stand_in.carol).answer()


async def use_announcements(stand_in: StandIn, bot: discord.Client) -> None:
    news = stand_in.happenings.open_channel(stand_in.guild, "news", kind=ChannelType.ANNOUNCEMENT)
    channel = await bot.fetch_channel(news.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("it is down")
    await message.publish()
    thread = await message.create_thread(name="what we know")
    await thread.edit(archived=True)
    file = discord.File(io.BytesIO(b"picture"), filename="a.png", description="It was up.")
    embed = discord.Embed(title="Uptime").set_image(url="attachment://a.png")
    await message.edit(embed=embed, attachments=[file])


async def use_channels(stand_in: StandIn, bot: discord.Client) -> None:
    channel = await bot.fetch_channel(stand_in.status.id)
    assert isinstance(channel, discord.TextChannel)
    embed = discord.Embed(title="Outage", colour=discord.Colour.red()).add_field(
        name="a", value="b"
    )
    posted = await channel.send("it is down", embed=embed, nonce="incident-1")
    await posted.edit(content="it is up again", embed=embed)
    reply = await posted.reply("see above", mention_author=False)
    file = discord.File(io.BytesIO(b"time,state\n"), filename="history.csv")
    await channel.send("the history", file=file)
    assert len([message async for message in channel.history()]) == 3
    await channel.fetch_message(posted.id)
    await reply.delete()
    user = await bot.fetch_user(stand_in.bob.id)
    await user.send("hello")


@pytest.mark.usefixtures("description")
async def test_requests_and_answers_fit(stand_in: StandIn) -> None:
    await everything_a_bot_does(stand_in)
    recorder = stand_in.recorder
    assert len({(exchange.method, exchange.route) for exchange in recorder.exchanges}) >= 30
    assert {event.name for event in recorder.events} >= {"READY", "INTERACTION_CREATE"}
    assert problems_of(stand_in) == []
    assert recorder.violations == []


async def test_every_deviation_is_one_of_the_librarys_own(
    description: ApiDescription, stand_in: StandIn
) -> None:
    await everything_a_bot_does(stand_in)
    strict = ApiDescription(description.document, allows=False)
    problems = "\n".join(
        problem
        for exchange in stand_in.recorder.exchanges
        for problem in strict.request_problems(exchange)
    )
    for deviation in UNDOCUMENTED:
        assert f"'{deviation.key}' was unexpected" in problems, deviation
    assert "is not of type 'string'" in problems, INTEGER_IDS


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("POST", "/channels/1/messages", {"embeds": [{"title": "x" * 257}]}, "maxLength"),
        ("POST", "/channels/1/messages", {"contnet": "hello"}, "contnet"),
        ("POST", "/channels/1/messages", {"nonce": "x" * 26}, "nonce"),
        ("PUT", "/applications/1/commands", [{"name": "x" * 33, "description": "y"}], "maxLength"),
        ("POST", "/channels/1/mesages", {}, "no such operation"),
    ],
)
def test_wrong_requests_are_seen(
    description: ApiDescription, method: str, path: str, body: Any, expected: str
) -> None:
    assert expected in " ".join(description.request_problems(request(method, path, body)))


def test_integer_ids_and_known_missing_keys_are_allowed(description: ApiDescription) -> None:
    bodies = [
        request("POST", "/users/@me/channels", {"recipient_id": 5}),
        request("PATCH", "/channels/1/messages/2", {"content": "x", "tts": False}),
        request("POST", "/channels/1/messages", {"embeds": [{"title": "x", "flags": 0}]}),
    ]
    assert [description.request_problems(body) for body in bodies] == [[], [], []]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("MESSAGE_CREATE", {"id": "1"}, "'type' is a required property"),
        ("CHANNEL_UPDATE", {"id": "1", "type": 0}, "is a required property"),
        ("GUILD_ROLE_UPDATE", {"role": {"id": "1"}}, "required property"),
        ("INTERACTION_CREATE", {"locale": "xx"}, "'xx' is not valid"),
        ("INTERACTION_CREATE", {"data": {"resolved": {"users": {"1": {}}}}}, "required property"),
        ("INTERACTION_CREATE", {}, "lacks token"),
    ],
)
def test_a_wrong_event_is_seen(
    description: ApiDescription, name: str, data: dict[str, Any], expected: str
) -> None:
    assert expected in " ".join(event_problems(description, Event(name=name, data=data)))


def test_a_refusal_is_checked_too(description: ApiDescription) -> None:
    exchange = request("POST", "/channels/1/messages", {"content": "x"})
    for status, answer in ((403, {"message": "Missing Access"}), (429, {"retry_after": 1})):
        exchange.status, exchange.answer = status, answer
        assert "is a required property" in " ".join(description.answer_problems(exchange))
    form = {"message": "Invalid Form Body", "code": 50035, "errors": {"name": {"_errors": []}}}
    exchange.status, exchange.answer = 400, form
    assert description.answer_problems(exchange) == []


def test_a_wrong_answer_is_seen(description: ApiDescription) -> None:
    exchange = request("GET", "/gateway", None)
    exchange.status, exchange.answer = 200, {"ulr": "ws://127.0.0.1"}
    assert "'url' is a required property" in " ".join(description.answer_problems(exchange))
