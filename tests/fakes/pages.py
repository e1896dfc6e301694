"""A page of the sandbox without a browser: it sits down as somebody and talks to the sandbox."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from sandbox.discord.things import User

Json = dict[str, Any]
WITHIN = 10.0  # seconds, on a busy machine


class OpenPage:
    """One open page, and everything it was told."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self._changed = asyncio.Event()
        self.told: list[Json] = []

    async def listen(self) -> None:
        async for frame in self._socket:
            self.told.append(json.loads(frame.data))
            self._changed.set()

    async def ask(self, act: str, **about: object) -> Json:
        """Do something; return the reply."""
        self._number += 1
        number = self._number
        await self.send(json.dumps({**about, "do": act, "n": number}))
        return await self.until(lambda told: told.get("re") == number)

    async def send(self, text: str) -> None:
        await self._socket.send_str(text)

    async def until(self, is_it: Callable[[Json], bool], *, within: float = WITHIN) -> Json:
        """Wait until something was told."""
        async with asyncio.timeout(within):
            while not (found := [told for told in self.told if is_it(told)]):
                self._changed.clear()
                await self._changed.wait()
        return found[-1]

    async def message(self, is_it: Callable[[Json], bool]) -> Json:
        """Wait for a message."""
        told = await self.until(lambda told: told.get("t") == "message" and is_it(told["message"]))
        found: Json = told["message"]
        return found


@asynccontextmanager
async def sitting(link: str, user: User | None = None) -> AsyncIterator[OpenPage]:
    """Open the link as somebody; as whoever it opens for, where nobody is named."""
    origin = link.partition("/?")[0]
    # Without `unsafe` a cookie jar keeps nothing for an address that is no name.
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        async with session.get(link) as answer:
            answer.raise_for_status()
        url = f"{origin}/page/ws" + (f"?as={user.id}" if user else "")
        async with session.ws_connect(url, headers={"Origin": origin}) as socket:
            page = OpenPage(socket)
            listening = asyncio.create_task(page.listen())
            try:
                await page.until(lambda told: told.get("t") == "world")
                yield page
            finally:
                await socket.close()
                await listening
