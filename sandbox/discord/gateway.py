"""The gateway: one websocket per shard, with everything a client must get right checked."""

import asyncio
import json
import zlib
from contextlib import suppress
from enum import IntEnum

from aiohttp import ClientConnectionError, WSMsgType, web

from sandbox.discord.core import Core
from sandbox.discord.json_types import Json, to_bytes
from sandbox.discord.payloads import member_payload, own_user_payload
from sandbox.discord.sessions import ALL_INTENTS, PRIVILEGED, Intent, Session
from sandbox.discord.things import Guild

HEARTBEAT_EVERY = 41.25
# discord.py notes when it sent a heartbeat after the send: an answer sooner than that looks to it
# like one to the heartbeat before, 41 seconds late, and it warns.
HEARTBEAT_ANSWER = 0.02
PATIENCE = 1.5
CLOSING = 1.0
LARGEST = 4_096
EVENTS_PER_MINUTE = 120
MINUTE = 60.0
GUILDS_PER_SHARD = 2_500
MEMBERS_ASKED = 100
API_VERSION = "10"


class Op(IntEnum):
    """Gateway opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class CloseGateway(Exception):
    """End the connection with a close code (developers/topics/opcodes-and-status-codes.mdx)."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


class Connection:
    """One websocket. Outgoing payloads wait in a queue; one task writes them in order."""

    def __init__(self, core: Core, request: web.Request) -> None:
        self._core = core
        self._request = request
        # zlib-stream is one deflate stream for the whole connection, not permessage-deflate.
        self._socket = web.WebSocketResponse(compress=False, max_msg_size=0, timeout=CLOSING)
        self._deflate = (
            zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        )
        self._outgoing: asyncio.Queue[tuple[float, Json | CloseGateway]] = asyncio.Queue()
        self._received: list[float] = []
        self._is_frozen = False
        self._closed_first = False
        self.session: Session | None = None
        self.lag = 0.0  # seconds that everything takes to get out

    async def run(self) -> web.WebSocketResponse:
        """Serve the connection until either side ends it."""
        await self._socket.prepare(self._request)
        writer = asyncio.create_task(self._write())
        self.send({"op": Op.HELLO, "d": {"heartbeat_interval": int(HEARTBEAT_EVERY * 1000)}})
        try:
            await self._read()
        except CloseGateway as ending:
            self.close(ending.code, ending.reason)
        finally:
            self._leave()
            await self._finish(writer)
        return self._socket

    async def _finish(self, writer: asyncio.Task[None]) -> None:
        """Let a close of ours end properly; a writer with nobody left to write to just stops."""
        if self._closed_first:
            await asyncio.wait((writer,), timeout=CLOSING)
        writer.cancel()
        await asyncio.gather(writer, return_exceptions=True)

    def send(self, payload: Json) -> None:
        """Queue one payload."""
        self._outgoing.put_nowait((self._due(), payload))

    def close(self, code: int, reason: str = "") -> None:
        """Send what is queued, then close; the session stays resumable."""
        self._closed_first = True
        self._outgoing.put_nowait((self._due(), CloseGateway(code, reason)))

    def _due(self) -> float:
        """Return when what is said now goes out, by the loop's clock."""
        return asyncio.get_running_loop().time() + self.lag

    def drop(self) -> None:
        """Cut the TCP connection without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()

    def freeze(self) -> None:
        """Go silent: neither hear nor say anything, while the connection stays open."""
        self._is_frozen = True

    async def _write(self) -> None:
        with suppress(ClientConnectionError, ConnectionError):
            while True:
                due, item = await self._outgoing.get()
                wait = due - asyncio.get_running_loop().time()
                if wait > 0:
                    await asyncio.sleep(wait)
                if isinstance(item, CloseGateway):
                    await self._socket.close(code=item.code, message=item.reason.encode())
                    return
                if not self._is_frozen:
                    await self._write_one(to_bytes(item))

    async def _write_one(self, payload: bytes) -> None:
        if self._deflate is None:
            await self._socket.send_str(payload.decode())
            return
        squeezed = self._deflate.compress(payload) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
        await self._socket.send_bytes(squeezed)

    async def _read(self) -> None:
        if self._request.query.get("v") != API_VERSION:
            raise CloseGateway(4012, "Invalid API version(s).")
        while (text := await self._next_text()) is not None:
            if not self._is_frozen:
                self._hear(text)

    async def _next_text(self) -> str | None:
        """Wait for the next payload; None once the connection is over."""
        try:
            message = await self._socket.receive(timeout=HEARTBEAT_EVERY * PATIENCE)
        except TimeoutError:
            raise CloseGateway(4009, "Session timed out.") from None
        if message.type is WSMsgType.BINARY:
            raise CloseGateway(4002, "Error while decoding payload.")
        return str(message.data) if message.type is WSMsgType.TEXT else None

    def _hear(self, text: str) -> None:
        self._count()
        payload = _decoded(text)
        op, data = payload.get("op"), payload.get("d")
        if op == Op.HEARTBEAT:
            answer = {"op": Op.HEARTBEAT_ACK}
            asyncio.get_running_loop().call_later(HEARTBEAT_ANSWER, self.send, answer)
        elif op in (Op.IDENTIFY, Op.RESUME):
            self._begin(op, data if isinstance(data, dict) else {})
        elif self.session is None:
            raise CloseGateway(4003, "Not authenticated.")
        elif op == Op.REQUEST_MEMBERS:
            self._send_members(self.session, data if isinstance(data, dict) else {})
        elif op not in (Op.PRESENCE, Op.VOICE_STATE):
            raise CloseGateway(4001, "Unknown opcode.")

    def _count(self) -> None:
        now = self._core.clock.now()
        self._received = [at for at in self._received if now - at < MINUTE]
        self._received.append(now)
        if len(self._received) > EVENTS_PER_MINUTE:
            raise CloseGateway(4008, "Rate limited.")

    def _begin(self, op: int, data: Json) -> None:
        if self.session is not None:
            raise CloseGateway(4005, "Already authenticated.")
        if data.get("token") != self._core.world.application.token:
            raise CloseGateway(4004, "Authentication failed.")
        if op == Op.RESUME:
            self._resume(data)
        else:
            self._identify(data)

    def _resume(self, data: Json) -> None:
        session = self._core.sessions.resume(str(data.get("session_id")), self)
        if session is None:
            self.send({"op": Op.INVALID_SESSION, "d": False})
            return
        self.session = session
        sequence = data.get("seq")
        if not isinstance(sequence, int) or sequence > session.sequence:
            raise CloseGateway(4007, "Invalid seq.")
        missed = session.missed_since(sequence)
        if missed is None:
            self._core.sessions.end(session)
            self.session = None
            self.send({"op": Op.INVALID_SESSION, "d": False})
            return
        for payload in missed:
            self.send(payload)
        session.dispatch("RESUMED", {})
        self._core.changes.tell()

    def _identify(self, data: Json) -> None:
        shard = _checked_shard(data.get("shard"), len(self._core.world.guilds))
        intents = self._checked_intents(data.get("intents"))
        if self._core.sessions.starts_left <= 0:
            # Discord also gives such a bot another token, and writes to its owner.
            self._core.world.reset_token()
            raise CloseGateway(4004, "Authentication failed.")
        if not self._core.sessions.may_start(shard[0]):
            self.send({"op": Op.INVALID_SESSION, "d": False})
            return
        self.session = self._core.sessions.start(shard, intents, self)
        self._welcome(self.session)
        self._core.changes.tell()

    def _checked_intents(self, intents: object) -> int:
        if not isinstance(intents, int) or intents & ~ALL_INTENTS:
            raise CloseGateway(4013, "Invalid intent(s).")
        granted = self._core.world.application.granted_intents
        if intents & PRIVILEGED & ~granted:
            raise CloseGateway(4014, "Disallowed intent(s).")
        return intents

    def _welcome(self, session: Session) -> None:
        world = self._core.world
        guilds = [guild for guild in world.guilds.values() if self._is_served(session, guild)]
        ready: Json = {
            "v": int(API_VERSION),
            "user": own_user_payload(world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self._core.gateway_url,
            "shard": list(session.shard),
            "application": {"id": str(world.application.id), "flags": 0},
            "session_type": "normal",
            "private_channels": [],
            "relationships": [],
        }
        session.dispatch("READY", ready)
        for guild in guilds:
            if session.intents & Intent.GUILDS and not guild.is_unavailable:
                session.dispatch("GUILD_CREATE", self._core.arrival(guild))

    def _is_served(self, session: Session, guild: Guild) -> bool:
        return self._core.world.has_bot(guild) and session.owns(guild.id)

    def _send_members(self, session: Session, data: Json) -> None:
        """Answer "request guild members" for named users or a name's beginning."""
        guild = self._core.world.guilds.get(int(data.get("guild_id") or 0))
        if guild is None or not self._is_served(session, guild):
            return
        wanted = data.get("user_ids") or []
        wanted = {int(user) for user in (wanted if isinstance(wanted, list) else [wanted])}
        start = data.get("query") or "\0"
        found = [
            member_payload(member)
            for member in guild.members.values()
            if member.user.id in wanted or member.user.name.startswith(start)
        ]
        chunk: Json = {"guild_id": str(guild.id), "members": found[:MEMBERS_ASKED]}
        chunk |= {"chunk_index": 0, "chunk_count": 1, "nonce": data.get("nonce"), "not_found": []}
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk)

    def _leave(self) -> None:
        """Keep the session for a resume, unless the bot itself said goodbye."""
        if self.session is None:
            return
        if self._socket.close_code in (1000, 1001) and not self._closed_first:
            self._core.sessions.end(self.session)
        else:
            self._core.sessions.lose(self.session, self)
        self._core.changes.tell()


def _decoded(text: str) -> Json:
    if len(text.encode()) > LARGEST:
        raise CloseGateway(4002, "Payload too large.")
    try:
        payload = json.loads(text)
    except ValueError:
        raise CloseGateway(4002, "Error while decoding payload.") from None
    if not isinstance(payload, dict):
        raise CloseGateway(4002, "Error while decoding payload.")
    return payload


def _checked_shard(shard: object, guilds: int) -> tuple[int, int]:
    if shard is None:
        return 0, 1
    if not (isinstance(shard, list) and [type(part) for part in shard] == [int, int]):
        raise CloseGateway(4010, "Invalid shard.")
    number, count = shard
    if not 0 <= number < count:
        raise CloseGateway(4010, "Invalid shard.")
    if guilds / count > GUILDS_PER_SHARD:
        raise CloseGateway(4011, "Sharding required.")
    return number, count
