"""A listening socket that can be shut, deafened and opened again where it was."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sandbox.town.modes import Dial

MOST_AT_ONCE = 64  # connections of one door; whoever comes then finds it shut at once
LONGEST_STAY = 60.0  # seconds
FILLERS = 3  # calls that nobody takes: with them the queue of a deaf door is full

Serve = Callable[[socket.socket], Awaitable[None]]


class Door:
    """One address and port. `serve` gets every connected socket and closes it."""

    def __init__(self, address: str, serve: Serve, port: int = 0) -> None:
        self.address = address
        self.port = port
        self._serve = serve
        self._dial = Dial.REFUSED
        self._listener: socket.socket | None = None
        self._fillers: list[socket.socket] = []
        self._accepting: asyncio.Task[None] | None = None
        self._guests: set[asyncio.Task[None]] = set()

    async def set(self, dial: Dial) -> None:
        """Be open, refuse, or be deaf. Nothing is done where nothing changes."""
        if dial is self._dial:
            return
        await self._shut()
        self._dial = dial
        if dial is Dial.REFUSED:
            return
        self._listen(backlog=0 if dial is Dial.DEAF else MOST_AT_ONCE)
        if dial is Dial.DEAF:
            self._fill()
        else:
            self._accepting = asyncio.create_task(self._accept())

    async def aclose(self) -> None:
        """Shut it, and send everybody home."""
        await self._shut()
        self._dial = Dial.REFUSED
        for guest in list(self._guests):
            guest.cancel()
        await asyncio.gather(*self._guests, return_exceptions=True)

    def _listen(self, backlog: int) -> None:
        """Listen, on the same port as before. Raises OSError where it is taken."""
        listener = socket.socket()
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.settimeout(0)
            listener.bind((self.address, self.port))
            listener.listen(backlog)
        except OSError:
            listener.close()
            raise
        self.port = int(listener.getsockname()[1])
        self._listener = listener

    def _fill(self) -> None:
        """Call so often that the kernel lets further calls go unanswered."""
        for _ in range(FILLERS):
            filler = socket.socket()
            filler.settimeout(0)
            filler.connect_ex((self.address, self.port))
            self._fillers.append(filler)

    async def _shut(self) -> None:
        if self._accepting is not None:
            self._accepting.cancel()
            await asyncio.gather(self._accepting, return_exceptions=True)
            self._accepting = None
        for filler in self._fillers:
            filler.close()
        self._fillers.clear()
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while self._listener is not None:
            with suppress(ConnectionError):  # gone again before we got to it
                sock, _ = await loop.sock_accept(self._listener)
                if len(self._guests) >= MOST_AT_ONCE:
                    sock.close()
                    continue
                guest = asyncio.create_task(self._receive(sock))
                self._guests.add(guest)
                guest.add_done_callback(self._guests.discard)

    async def _receive(self, sock: socket.socket) -> None:
        with sock, suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
            async with asyncio.timeout(LONGEST_STAY):
                await self._serve(sock)
