"""A listening socket that can be shut, deafened and opened again where it was."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sandbox.town.modes import Dial

MOST_AT_ONCE = 64  # connections of one door; whoever comes then finds it shut at once
LONGEST_STAY = 60.0  # seconds
PAUSE = 0.1  # seconds
FILLERS = 3  # calls that nobody takes: with them the queue of a deaf door is full

Serve = Callable[[socket.socket], Awaitable[None]]


class Door:
    """One address and port. `serve` gets every connected socket and closes it."""

    def __init__(self, address: str, serve: Serve, port: int = 0) -> None:
        self.address = address
        self.port = port
        self._serve = serve
        self._dial: Dial | None = None  # not there at all
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
        listener = self._listener = self._bind()
        if dial is Dial.DEAF:
            listener.listen(0)
            self._fill()
        elif dial is Dial.OPEN:
            listener.listen(MOST_AT_ONCE)
            self._accepting = asyncio.create_task(self._accept(listener))

    async def aclose(self) -> None:
        """Shut it, and send everybody home."""
        await self._shut()
        self._dial = None
        for guest in list(self._guests):
            guest.cancel()
        await asyncio.gather(*self._guests, return_exceptions=True)

    def _bind(self) -> socket.socket:
        """Take the same port as before. Who is bound and does not listen refuses calls.

        Raises OSError where the port is somebody else's.
        """
        bound = socket.socket()
        try:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.settimeout(0)
            bound.bind((self.address, self.port))
        except OSError:
            bound.close()
            raise
        self.port = int(bound.getsockname()[1])
        return bound

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

    async def _accept(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                sock, _ = await loop.sock_accept(listener)
            except ConnectionError:  # gone again before we got to it
                continue
            except OSError:  # no descriptor is left: those who are here will leave
                await asyncio.sleep(PAUSE)
                continue
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
