"""One open page: what its member sees is sent as it happens, what they ask is done."""

import asyncio
import contextlib

from aiohttp import WSMsgType, web

from sandbox.discord import ClientRefused, StandIn
from sandbox.discord.json_types import Json, to_bytes
from sandbox.discord.refusals import ApiRefusal
from sandbox.discord.things import Message, User
from sandbox.web.acts import Acts
from sandbox.web.reading import LONGEST, read_request
from sandbox.web.view import View

AHEAD = 4096  # events a page may be behind before it is let go; it comes back by itself
AT_ONCE = 32  # acts of one page that wait for the bot
LULL = 0.2  # seconds: what changes together is told together
HEARTBEAT = 30.0  # seconds


class Seat:
    """A page's connection."""

    def __init__(self, discord: StandIn, user: User) -> None:
        self._discord = discord
        self._view = View(discord, user)
        self._acts = Acts(discord, self._view)
        self._socket = web.WebSocketResponse(max_msg_size=LONGEST, heartbeat=HEARTBEAT)
        self._outbox: asyncio.Queue[Json] = asyncio.Queue(AHEAD)
        self._doing: set[asyncio.Task[None]] = set()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Talk to the page until it leaves."""
        await self._socket.prepare(request)
        self._discord.core.messages.watchers.add(self._noticed)
        works = [asyncio.ensure_future(work) for work in (self._follow(), self._send())]
        try:
            await self._listen()
        finally:
            self._discord.core.messages.watchers.discard(self._noticed)
            await _end([*works, *self._doing])
        return self._socket

    async def close(self) -> None:
        """Let the page go; it tries again by itself."""
        await self._socket.close()

    async def _listen(self) -> None:
        async for frame in self._socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            if len(self._doing) >= AT_ONCE:
                await asyncio.wait(self._doing, return_when=asyncio.FIRST_COMPLETED)
            task = asyncio.ensure_future(self._answer(frame.data))
            self._doing.add(task)
            task.add_done_callback(self._doing.discard)

    async def _answer(self, text: str) -> None:
        number: object = None
        try:
            asked = read_request(text)
            number = asked.get("n")
            told = await self._acts.do(asked)
        except (ClientRefused, ApiRefusal) as refused:
            told = {"refused": str(refused)}
        except TimeoutError:
            told = {"state": "failed"}
        self._tell({"re": number, **told})

    async def _follow(self) -> None:
        """Tell what is around the messages, each time it is another."""
        told: Json = {}
        while True:
            now = self._view.world()
            if now != told:
                told = now
                self._tell({"t": "world", **told})
            await self._discord.core.changes.next()
            await asyncio.sleep(LULL)

    async def _send(self) -> None:
        while True:
            told = await self._outbox.get()
            with contextlib.suppress(ConnectionError):
                await self._socket.send_str(to_bytes(told).decode())

    def _noticed(self, message: Message) -> None:
        """Tell of a message that came, changed or went, where this member sees it."""
        if not message.is_visible_to(self._view.user) or not self._view.sees(message.channel):
            return
        if message.id in message.channel.messages:
            self._tell({"t": "message", "message": self._view.message(message)})
        else:
            gone = {"id": str(message.id), "channel_id": str(message.channel.id)}
            self._tell({"t": "gone", **gone})

    def _tell(self, told: Json) -> None:
        try:
            self._outbox.put_nowait(told)
        except asyncio.QueueFull:
            task = asyncio.ensure_future(self.close())
            self._doing.add(task)
            task.add_done_callback(self._doing.discard)


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
