"""The gateway checks what clients send, filters what bots may hear, replays what they missed."""

import asyncio
import json
import time
import zlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox.discord import StandIn
from sandbox.discord.gateway import HEARTBEAT_ANSWER, Op
from tests.fakes.checked import checked

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
ORDINARY = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with checked() as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


class Client:
    """A gateway client of a few lines."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self._inflate = zlib.decompressobj()

    async def hear(self) -> dict[str, Any]:
        message = await self.socket.receive(timeout=5)
        if message.type not in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT):
            return {"closed": self.socket.close_code}
        is_text = isinstance(message.data, str)
        raw = message.data if is_text else self._inflate.decompress(message.data)
        payload: dict[str, Any] = json.loads(raw)
        return payload

    async def say(self, op: int, data: Any) -> None:
        await self.socket.send_json({"op": op, "d": data})

    async def hear_event(self, name: str) -> dict[str, Any]:
        async with asyncio.timeout(5):
            while (payload := await self.hear()).get("t") != name:
                assert "closed" not in payload
        event: dict[str, Any] = payload["d"]
        return event


class Nobody:
    """A connection that leads nowhere."""

    def send(self, payload: dict[str, Any]) -> None:
        pass


async def connected(
    stand_in: StandIn, session: aiohttp.ClientSession, query: str = "?v=10"
) -> Client:
    client = Client(await session.ws_connect(stand_in.core.gateway_url + query))
    assert (await client.hear())["op"] == 10
    return client


async def identified(
    stand_in: StandIn, session: aiohttp.ClientSession, intents: int = ORDINARY
) -> Client:
    client = await connected(stand_in, session)
    await client.say(2, {"token": stand_in.token, "intents": intents})
    await client.hear_event("GUILD_CREATE")
    return client


async def test_heartbeats_are_acknowledged(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    client = await connected(stand_in, session)
    await client.say(1, None)
    assert await client.hear() == {"op": 11}


async def test_a_heartbeat_is_asked_for(stand_in: StandIn, session: aiohttp.ClientSession) -> None:
    client = await identified(stand_in, session)
    stand_in.gateway.ask_for_heartbeat()
    assert await client.hear() == {"op": 1, "d": None}


async def test_oddities_are_sent_in_order_and_not_recorded(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    client = await identified(stand_in, session)
    stand_in.gateway.send_oddity("MESSAGE_CREATE", {"id": 5})
    odd = await client.hear()
    assert (odd["t"], odd["s"], odd["d"]) == ("MESSAGE_CREATE", 3, {"id": 5})
    assert [event.name for event in stand_in.recorder.events] == ["READY", "GUILD_CREATE"]


async def test_zlib_stream_is_one_stream(stand_in: StandIn, session: aiohttp.ClientSession) -> None:
    client = await connected(stand_in, session, "?v=10&compress=zlib-stream")
    await client.say(2, {"token": stand_in.token, "intents": ORDINARY})
    ready = await client.hear_event("READY")
    assert ready["resume_gateway_url"] == stand_in.core.gateway_url
    assert ready["guilds"] == [{"id": str(stand_in.guild.id), "unavailable": True}]
    guild = await client.hear_event("GUILD_CREATE")
    assert guild["unavailable"] is False
    assert guild["members"][0]["user"]["id"] == str(stand_in.bot.id)


@pytest.mark.parametrize(
    ("op", "changes", "code"),
    [
        (2, {"token": "wrong"}, 4004),
        (6, {"token": "wrong"}, 4004),
        (2, {"shard": [1, 1]}, 4010),
        (2, {"shard": "all"}, 4010),
        (2, {"intents": 1 << 40}, 4013),
        (2, {"intents": None}, 4013),
        (2, {"intents": ORDINARY | CONTENT}, 4014),
        (8, {}, 4003),
        (2, {"padding": "x" * 4096}, 4002),
    ],
)
async def test_a_bad_start_is_closed(
    stand_in: StandIn, session: aiohttp.ClientSession, op: int, changes: dict[str, Any], code: int
) -> None:
    client = await connected(stand_in, session)
    await client.say(op, {"token": stand_in.token, "intents": ORDINARY, **changes})
    assert await client.hear() == {"closed": code}


@pytest.mark.parametrize(("sent", "code"), [("{", 4002), ('{"op": 99}', 4001), ("[]", 4002)])
async def test_nonsense_is_closed(
    stand_in: StandIn, session: aiohttp.ClientSession, sent: str, code: int
) -> None:
    client = await identified(stand_in, session)
    await client.socket.send_str(sent)
    assert await client.hear() == {"closed": code}


async def test_an_old_api_version_is_closed(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    client = await connected(stand_in, session, "?v=6")
    assert await client.hear() == {"closed": 4012}


async def test_identifying_twice_is_closed(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    client = await identified(stand_in, session)
    await client.say(2, {"token": stand_in.token, "intents": ORDINARY})
    assert await client.hear() == {"closed": 4005}


async def test_too_many_payloads_are_closed(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    client = await identified(stand_in, session)
    for _ in range(120):
        await client.say(3, {})
    assert await client.hear() == {"closed": 4008}


async def heard_after(client: Client, stand_in: StandIn, text: str, **options: Any) -> Any:
    stand_in.people.say(stand_in.alice, stand_in.general, text, **options)
    return await client.hear_event("MESSAGE_CREATE")


async def test_content_is_hidden_without_the_intent(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    client = await identified(stand_in, session)
    assert (await heard_after(client, stand_in, "between us"))["content"] == ""
    mention = f"{stand_in.bot.mention} is github down?"
    heard = await heard_after(client, stand_in, mention)
    assert heard["content"] == mention
    assert heard["member"]["roles"]
    stand_in.people.say(stand_in.bob, stand_in.people.dm(stand_in.bob), "hello bot")
    private = await client.hear_event("MESSAGE_CREATE")
    assert private["content"] == "hello bot"
    assert "guild_id" not in private


async def test_content_is_there_with_the_intent(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    stand_in.world.application.granted_intents = CONTENT
    client = await identified(stand_in, session, ORDINARY | CONTENT)
    assert (await heard_after(client, stand_in, "between us"))["content"] == "between us"


async def test_only_asked_for_events_arrive(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    client = await identified(stand_in, session, GUILDS | DIRECT_MESSAGES)
    stand_in.people.say(stand_in.alice, stand_in.general, "not heard")
    stand_in.people.say(stand_in.bob, stand_in.people.dm(stand_in.bob), "heard")
    assert (await client.hear_event("MESSAGE_CREATE"))["content"] == "heard"


async def test_a_resume_replays_in_order(stand_in: StandIn, session: aiohttp.ClientSession) -> None:
    client = await connected(stand_in, session)
    await client.say(2, {"token": stand_in.token, "intents": ORDINARY})
    ready = await client.hear_event("READY")
    client.socket._response.connection.transport.abort()  # type: ignore[union-attr]
    await stand_in.until(lambda: not stand_in.core.sessions.live)
    for number in (1, 2):
        text = f"{stand_in.bot.mention} {number}"
        stand_in.people.say(stand_in.alice, stand_in.general, text)
    again = await connected(stand_in, session)
    resume = {"token": stand_in.token, "session_id": ready["session_id"], "seq": 2}
    await again.say(6, resume)
    heard = [await again.hear() for _ in range(3)]
    assert [payload["t"] for payload in heard] == ["MESSAGE_CREATE", "MESSAGE_CREATE", "RESUMED"]
    assert [payload["s"] for payload in heard] == [3, 4, 5]
    assert [payload["d"]["content"][-1] for payload in heard[:2]] == ["1", "2"]


async def test_a_goodbye_ends_the_session(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    client = await connected(stand_in, session)
    await client.say(2, {"token": stand_in.token, "intents": ORDINARY})
    ready = await client.hear_event("READY")
    await client.socket.close(code=1000)
    again = await connected(stand_in, session)
    resume = {"token": stand_in.token, "session_id": ready["session_id"], "seq": 1}
    await again.say(6, resume)
    assert await again.hear() == {"op": 9, "d": False}


async def test_a_thousand_starts_a_day_cost_the_token(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    sessions, token = stand_in.core.sessions, stand_in.token
    for _ in range(1000):
        session_ = sessions.start((0, 1), ORDINARY, Nobody())
        sessions.end(session_)
    assert sessions.starts_left == 0
    assert 86_000 < sessions.resets_after < 86_400
    client = await connected(stand_in, session)
    await client.say(2, {"token": token, "intents": ORDINARY})
    assert await client.hear() == {"closed": 4004}
    assert stand_in.token != token
    stand_in.advance(86_400)
    assert sessions.starts_left == 1000


async def test_a_gateway_that_is_away_refuses(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    stand_in.gateway.is_refusing = True
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await connected(stand_in, session)


async def test_a_frozen_connection_says_nothing(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    client = await identified(stand_in, session)
    stand_in.gateway.freeze()
    await client.say(1, None)
    with pytest.raises(TimeoutError):
        await client.socket.receive(timeout=0.05)


async def test_a_slow_gateway_is_late_and_in_order(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    client = await identified(stand_in, session)
    stand_in.gateway.slow_down(0.1)
    loop = asyncio.get_running_loop()
    began = loop.time()
    for text in ("1", "2"):
        stand_in.people.say(stand_in.alice, stand_in.general, f"{stand_in.bot.mention} {text}")
    heard = [await client.hear_event("MESSAGE_CREATE") for _ in range(2)]
    assert [event["content"][-1] for event in heard] == ["1", "2"]
    assert 0.1 <= loop.time() - began < 0.2


async def test_members_can_be_asked_for(stand_in: StandIn, session: aiohttp.ClientSession) -> None:
    client = await identified(stand_in, session)
    wanted = {"guild_id": str(stand_in.guild.id), "user_ids": [str(stand_in.bob.id)], "limit": 0}
    await client.say(8, wanted)
    chunk = await client.hear_event("GUILD_MEMBERS_CHUNK")
    assert [member["user"]["username"] for member in chunk["members"]] == ["bob"]


async def test_no_heartbeat_is_answered_before_its_sender_is_done(
    stand_in: StandIn, session: aiohttp.ClientSession
) -> None:
    async with session.ws_connect(f"{stand_in.core.gateway_url}?v=10") as socket:
        client = Client(socket)
        assert (await client.hear())["op"] == Op.HELLO
        sent_at = time.monotonic()
        await client.say(Op.HEARTBEAT, None)
        assert (await client.hear())["op"] == Op.HEARTBEAT_ACK
        assert time.monotonic() - sent_at >= HEARTBEAT_ANSWER * 0.9
