"""Messages, rate limits and faults, as the real client and a bare one meet them."""

import asyncio
import io
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import discord
import pytest

from sandbox.discord import ClientRefused, Fault, StandIn
from tests.fakes.api_client import ApiClient, api_client
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


@pytest.fixture
async def api(stand_in: StandIn) -> AsyncIterator[ApiClient]:
    async with api_client(stand_in) as client:
        yield client


@pytest.mark.usefixtures("bot")
async def test_a_mention_is_read_and_answered(stand_in: StandIn) -> None:
    said = stand_in.people.say(
        stand_in.bob, stand_in.general, f"{stand_in.bot.mention} is github down?"
    )
    reply = await said.answer()
    assert reply.text == "you said is github down?"
    assert reply.reference is said.message
    assert reply.mentions == []


async def test_other_peoples_words_stay_theirs(stand_in: StandIn, bot: TinyBot) -> None:
    stand_in.people.say(stand_in.bob, stand_in.general, "nothing for the bot")
    said = stand_in.people.say(stand_in.bob, stand_in.general, stand_in.bot.mention)
    await said.answer()
    assert bot.heard == ["", stand_in.bot.mention]


async def test_direct_messages_are_read(stand_in: StandIn, bot: TinyBot) -> None:
    stand_in.people.say(stand_in.bob, stand_in.people.dm(stand_in.bob), "hello")
    await bot.until(lambda: bool(bot.heard))
    assert bot.heard == ["hello"]


async def test_people_cannot_write_where_they_may_not(stand_in: StandIn) -> None:
    stranger = stand_in.world.add_user("stranger")
    with pytest.raises(ClientRefused):
        stand_in.people.say(stranger, stand_in.general, "hello")


async def test_allowed_mentions_decide_who_is_pinged(api: ApiClient, stand_in: StandIn) -> None:
    text = f"{stand_in.alice.mention} {stand_in.bob.mention} @everyone"
    only_bob = {"parse": [], "users": [str(stand_in.bob.id)]}
    named = await api.post_message({"content": text, "allowed_mentions": only_bob})
    assert [user["username"] for user in named.json["mentions"]] == ["bob"]
    everyone = await api.post_message({"content": text})
    assert len(everyone.json["mentions"]) == 2
    assert everyone.json["mention_everyone"] is False


async def test_an_enforced_nonce_posts_once(api: ApiClient, stand_in: StandIn) -> None:
    body = {"content": "down", "nonce": "incident-1-down", "enforce_nonce": True}
    first, second = [await api.post_message(body) for _ in range(2)]
    assert first.json["id"] == second.json["id"]
    stand_in.advance(301)
    third = await api.post_message(body)
    assert third.json["id"] != first.json["id"]
    assert len(stand_in.messages(stand_in.general)) == 2


async def test_messages_are_listed_newest_first(api: ApiClient, stand_in: StandIn) -> None:
    for word in ("one", "two", "three"):
        await api.post_message({"content": word})
    path = f"/channels/{stand_in.general.id}/messages"
    newest = await api.send("GET", path + "?limit=2")
    assert [item["content"] for item in newest.json] == ["three", "two"]
    older = await api.send("GET", f"{path}?before={newest.json[1]['id']}")
    assert [item["content"] for item in older.json] == ["one"]


async def test_five_messages_in_five_seconds(api: ApiClient, stand_in: StandIn) -> None:
    sent = [await api.post_message({"content": str(number)}) for number in range(6)]
    assert [answer.status for answer in sent] == [200] * 5 + [429]
    assert [answer.headers.get("X-RateLimit-Remaining") for answer in sent[:5]] == list("43210")
    last = sent[-1]
    assert last.headers["Via"]
    assert last.headers["X-RateLimit-Scope"] == "user"
    assert last.json["global"] is False
    assert 4 < last.json["retry_after"] <= 5
    stand_in.advance(5)
    assert (await api.post_message({"content": "later"})).status == 200


async def test_other_channels_have_their_own_bucket(api: ApiClient, stand_in: StandIn) -> None:
    for number in range(5):
        await api.post_message({"content": str(number)})
    path = f"/channels/{stand_in.status.id}/messages"
    assert (await api.send("POST", path, {"content": "x"})).status == 200


async def test_fifty_requests_a_second_for_all(api: ApiClient, stand_in: StandIn) -> None:
    users = [stand_in.alice, stand_in.bob]
    answers = [await api.send("GET", f"/users/{users[n % 2].id}") for n in range(40)]
    answers += [await api.send("GET", "/users/@me") for _ in range(20)]
    refused = [answer for answer in answers if answer.status == 429]
    assert refused
    assert all(answer.json["global"] for answer in refused)
    assert refused[0].headers["X-RateLimit-Global"] == "true"
    unbound = await api.send("POST", "/interactions/1/token/callback", {"type": 5})
    assert unbound.code == 10062


async def test_limits_can_be_switched_off(api: ApiClient, stand_in: StandIn) -> None:
    stand_in.core.limits.enabled = False
    sent = [await api.post_message({"content": "x"}) for _ in range(8)]
    assert {answer.status for answer in sent} == {200}


async def test_the_client_waits_for_its_bucket(stand_in: StandIn, bot: TinyBot) -> None:
    channel = bot.get_channel(stand_in.status.id)
    assert isinstance(channel, discord.TextChannel)
    sending = [asyncio.create_task(channel.send(str(number))) for number in range(6)]
    await stand_in.until(lambda: len(stand_in.messages(stand_in.status)) == 5)
    with pytest.raises(TimeoutError):
        await stand_in.until(lambda: len(stand_in.messages(stand_in.status)) > 5, within=0.1)
    assert stand_in.core.limits.refused == 0
    for task in sending:
        task.cancel()
    await asyncio.gather(*sending, return_exceptions=True)


async def test_ten_thousand_invalid_requests_end_in_a_ban(
    api: ApiClient, stand_in: StandIn
) -> None:
    for _ in range(10_000):
        stand_in.core.limits.note_status(403)
    banned = await api.send("GET", "/users/@me")
    assert banned.status == 429
    assert "Via" not in banned.headers
    assert "1015" in banned.json
    stand_in.advance(601)
    assert (await api.send("GET", "/users/@me")).status == 200


async def test_faults_come_in_the_planned_number(api: ApiClient, stand_in: StandIn) -> None:
    stand_in.fault(Fault(match="GET /users/*", status=503, times=2))
    statuses = [(await api.send("GET", "/users/@me")).status for _ in range(3)]
    assert statuses == [503, 503, 200]


@pytest.mark.parametrize("after", [True, False])
async def test_a_cut_connection_may_have_had_its_effect(
    api: ApiClient, stand_in: StandIn, *, after: bool
) -> None:
    stand_in.fault(Fault(match="POST /channels/*/messages", drop=True, after=after))
    with pytest.raises(aiohttp.ClientError):
        await api.post_message({"content": "x"})
    assert len(stand_in.messages(stand_in.general)) == after


async def test_files_can_be_fetched_again(stand_in: StandIn, bot: TinyBot) -> None:
    dm = await bot.create_dm(discord.Object(stand_in.bob.id))
    history = b"time,state\n14:02,down\n"
    message = await dm.send(file=discord.File(io.BytesIO(history), filename="history.csv"))
    assert await message.attachments[0].read() == history


async def test_it_runs_alone() -> None:
    root = Path(__file__).parents[2]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", cwd=root, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    lines = [(await process.stdout.readline()).decode().strip() for _ in range(2)]
    settings = dict(line.split("=", 1) for line in lines)
    headers = {"Authorization": f"Bot {settings['DISCORD_TOKEN']}"}
    try:
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.get(f"{settings['DISCORD_API_URL']}/users/@me") as response,
        ):
            assert (await response.json())["username"] == "gatewise"
    finally:
        process.terminate()
    assert await process.wait() == 0
