"""Announcement channels, threads, old messages and planned refusals of the stand-in."""

import io
from collections.abc import AsyncIterator

import discord
import pytest

from sandbox.discord import ClientRefused, Fault, StandIn, State
from sandbox.discord.permissions import Permission
from sandbox.discord.things import Channel, ChannelType, MessageFlag
from tests.fakes.api_client import Answered, ApiClient, api_client
from tests.fakes.checked import checked
from tests.fakes.tiny_bot import TinyBot, tiny_bot


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with checked(breaks_rules=True) as running:
        yield running


@pytest.fixture
async def api(stand_in: StandIn) -> AsyncIterator[ApiClient]:
    async with api_client(stand_in) as client:
        yield client


@pytest.fixture
async def bot(stand_in: StandIn) -> AsyncIterator[TinyBot]:
    async with tiny_bot(stand_in) as running:
        yield running


@pytest.fixture
def news(stand_in: StandIn) -> Channel:
    return stand_in.world.add_channel(stand_in.guild, "news", kind=ChannelType.ANNOUNCEMENT)


async def post(api: ApiClient, channel: Channel) -> str:
    answered = await api.send("POST", f"/channels/{channel.id}/messages", {"content": "x"})
    return f"/channels/{channel.id}/messages/{answered.json['id']}"


async def test_a_message_of_an_announcement_channel_is_published_once(
    api: ApiClient, news: Channel
) -> None:
    place = await post(api, news)
    published = await api.send("POST", f"{place}/crosspost")
    assert published.json["flags"] & MessageFlag.CROSSPOSTED
    assert (await api.send("POST", f"{place}/crosspost")).code == 40033
    edited = await api.send("PATCH", place, {"content": "y", "flags": 0})
    assert edited.json["flags"] & MessageFlag.CROSSPOSTED


async def test_other_channels_publish_nothing(api: ApiClient, stand_in: StandIn) -> None:
    place = await post(api, stand_in.general)
    assert (await api.send("POST", f"{place}/crosspost")).code == 50024


async def test_ten_messages_an_hour_are_published(
    api: ApiClient, news: Channel, stand_in: StandIn
) -> None:
    answers: list[Answered] = []
    for _ in range(11):
        place = await post(api, news)
        answers.append(await api.send("POST", f"{place}/crosspost"))
        stand_in.advance(2)
    assert [answer.status for answer in answers] == [200] * 10 + [429]
    assert answers[-1].json["retry_after"] > 3500
    stand_in.advance(3600)
    assert (await api.send("POST", f"{place}/crosspost")).status == 200


async def test_publishing_needs_the_permission_to_write(
    api: ApiClient, news: Channel, stand_in: StandIn
) -> None:
    place = await post(api, news)
    everyone = stand_in.guild.roles[stand_in.guild.id]
    stand_in.happenings.set_overwrite(news, everyone, deny=Permission.SEND_MESSAGES)
    assert (await api.send("POST", f"{place}/crosspost")).code == 50013


async def test_a_message_has_one_thread(api: ApiClient, stand_in: StandIn) -> None:
    place = await post(api, stand_in.general)
    started = await api.send("POST", f"{place}/threads", {"name": "what we know"})
    assert started.status == 201
    assert place.endswith(started.json["id"])
    assert (await api.send("POST", f"{place}/threads", {"name": "again"})).code == 160004
    assert (await api.send("POST", f"{place}/threads", {})).code == 160004


async def test_a_thread_needs_a_name(api: ApiClient, stand_in: StandIn) -> None:
    place = await post(api, stand_in.general)
    assert (await api.send("POST", f"{place}/threads", {})).code == 50035
    body = {"name": "x", "auto_archive_duration": 5}
    assert (await api.send("POST", f"{place}/threads", body)).code == 50035


async def test_an_archived_thread_takes_messages_but_no_edits(
    api: ApiClient, stand_in: StandIn
) -> None:
    place = await post(api, stand_in.general)
    thread = (await api.send("POST", f"{place}/threads", {"name": "x"})).json["id"]
    inside = await post(api, stand_in.world.channels[int(thread)])
    archived = await api.send("PATCH", f"/channels/{thread}", {"archived": True})
    assert archived.json["thread_metadata"]["archived"] is True
    assert (await api.send("PATCH", inside, {"content": "y"})).code == 50083
    await post(api, stand_in.world.channels[int(thread)])
    assert (await api.send("PATCH", inside, {"content": "y"})).status == 200


async def test_a_locked_thread_takes_nothing(api: ApiClient, stand_in: StandIn) -> None:
    place = await post(api, stand_in.general)
    thread = (await api.send("POST", f"{place}/threads", {"name": "x"})).json["id"]
    await api.send("PATCH", f"/channels/{thread}", {"locked": True})
    path = f"/channels/{thread}/messages"
    assert (await api.send("POST", path, {"content": "x"})).code == 160005
    channel, people = stand_in.world.channel(int(thread)), stand_in.people
    with pytest.raises(ClientRefused):
        people.say(stand_in.bob, channel, "let me in")
    assert people.say(stand_in.alice, channel, "moderators may").message.channel is channel
    opened = await api.send("PATCH", f"/channels/{thread}", {"locked": False})
    assert opened.code == 50013
    assert (await api.send("PATCH", f"/channels/{stand_in.general.id}", {})).code == 50024


async def test_the_client_follows_threads(stand_in: StandIn, bot: TinyBot) -> None:
    channel = bot.get_channel(stand_in.general.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("it is down")
    thread = await message.create_thread(name="what we know")
    await thread.send("more")
    await bot.until(lambda: bot.get_channel(thread.id) == thread)
    assert (await thread.edit(name="what we knew")).name == "what we knew"
    await thread.edit(archived=True)
    await bot.until(lambda: bot.get_channel(thread.id) is None)
    stand_in.people.say(stand_in.bob, stand_in.world.channel(thread.id), "it is down again")
    await bot.until(lambda: bot.get_channel(thread.id) is not None)
    stand_in.happenings.delete_channel(stand_in.general)
    assert thread.id not in stand_in.world.channels


async def test_old_messages_are_changed_three_times_in_six_seconds(
    api: ApiClient, stand_in: StandIn
) -> None:
    place = await post(api, stand_in.general)
    stand_in.advance(3601)
    answers = [await api.send("PATCH", place, {"content": str(n)}) for n in range(4)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].code == 30046
    assert 0 < answers[-1].json["retry_after"] <= 6
    stand_in.advance(6)
    assert (await api.send("PATCH", place, {"content": "y"})).status == 200


async def test_a_refusal_can_be_planned(api: ApiClient, stand_in: StandIn) -> None:
    stand_in.fault(Fault(match="POST /channels/*/messages", code=200000))
    assert (await api.post_message({"content": "x"})).code == 200000
    stand_in.fault(Fault(match="POST /channels/*/messages", code=20028))
    limited = await api.post_message({"content": "x"})
    assert (limited.status, limited.code, limited.json["retry_after"]) == (429, 20028, 1.0)
    whole = {"message": "You are being rate limited.", "retry_after": 0.5, "global": True}
    stand_in.fault(Fault(match="POST /channels/*/messages", status=429, json=whole))
    assert (await api.post_message({"content": "x"})).json == whole


async def test_an_embed_shows_a_file_with_its_description(stand_in: StandIn, bot: TinyBot) -> None:
    everyone = stand_in.guild.roles[stand_in.guild.id]
    everyone.permissions |= Permission.ATTACH_FILES
    channel = bot.get_channel(stand_in.general.id)
    assert isinstance(channel, discord.TextChannel)
    file = discord.File(io.BytesIO(b"picture"), filename="a.png", description="It was up.")
    embed = discord.Embed(title="Uptime").set_image(url="attachment://a.png")
    message = await channel.send("x", embed=embed, file=file)
    assert message.embeds[0].image.url == message.attachments[0].url
    assert message.attachments[0].description == "It was up."
    kept = await message.edit(content="y")
    assert kept.attachments[0].id == message.attachments[0].id
    emptied = await message.edit(attachments=[])
    assert emptied.attachments == []
    assert emptied.embeds[0].image.url is None


@pytest.mark.usefixtures("bot")
async def test_channels_and_roles_are_chosen(stand_in: StandIn, news: Channel) -> None:
    people, bob = stand_in.people, stand_in.bob
    role = stand_in.world.add_role(stand_in.guild, "pinged")
    message = await people.slash(bob, stand_in.general, "/menus").answer()
    assert (await people.select(bob, message, "where", stand_in.status).answer()).content == (
        "in status"
    )
    assert (await people.select(bob, message, "who", role).answer()).content == "for pinged"
    await people.select(bob, message, "who").answer()
    stranger = stand_in.world.add_user("stranger")
    for custom_id, value in (
        *(("where", news), ("where", role), ("who", "a"), ("nothing", "a")),
        *(("person", role), ("person", stranger), ("anybody", stranger)),
    ):
        with pytest.raises(ClientRefused):
            people.select(bob, message, custom_id, value)


@pytest.mark.usefixtures("bot")
async def test_people_and_roles_are_chosen(stand_in: StandIn) -> None:
    people, bob, carol = stand_in.people, stand_in.bob, stand_in.carol
    role = stand_in.world.add_role(stand_in.guild, "on-call")
    message = await people.slash(bob, stand_in.general, "/menus").answer()
    person = await people.select(bob, message, "person", carol).answer()
    assert person.content == f"carol since {stand_in.guild.members[carol.id].joined_at}"
    both = await people.select(bob, message, "anybody", carol, role).answer()
    assert both.content == "Member carol, Role on-call"
    told = await people.user_command(bob, stand_in.general, "Who is this?", carol).answer()
    assert told.content == f"carol, since {stand_in.guild.members[carol.id].joined_at:%Y}"


@pytest.mark.usefixtures("bot")
async def test_a_modal_is_filled_in(stand_in: StandIn) -> None:
    people, bob = stand_in.people, stand_in.bob
    role = stand_in.world.add_role(stand_in.guild, "pinged")
    opened = people.slash(bob, stand_in.general, "/form")
    await opened.until(lambda seen: seen.state is State.MODAL)
    for wrong in (
        {"note": ""},
        {"note": "x" * 21, "role": role, "how": "loud"},
        {"note": role, "role": role, "how": "loud"},
        {"note": "x", "role": role, "how": "soft"},
        {"noet": "x"},
    ):
        with pytest.raises(ClientRefused):
            people.submit(opened, wrong)
    sent = people.submit(opened, {"note": "we know", "role": role, "how": "loud"})
    assert (await sent.answer()).content == "we know, pinged, loud"
    with pytest.raises(ClientRefused):
        people.submit(opened)


@pytest.mark.usefixtures("bot")
async def test_a_server_has_a_place_for_its_own_news(stand_in: StandIn, bot: TinyBot) -> None:
    stand_in.guild.system_channel = stand_in.general
    stand_in.happenings.end_outage(stand_in.guild)
    await bot.until(lambda: bot.guilds[0].system_channel is not None)
    assert bot.guilds[0].system_channel == bot.get_channel(stand_in.general.id)
