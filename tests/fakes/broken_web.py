"""Web servers that misbehave on purpose, on loopback, over plain TCP or TLS."""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import Enum

Act = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class End(Enum):
    """How a server leaves."""

    CLOSE = "close"  # FIN, and close_notify before it on TLS
    CUT = "cut"  # FIN alone
    RESET = "reset"
    HANG = "hang"


def reset(writer: asyncio.StreamWriter) -> None:
    """Make the kernel send RST instead of FIN."""
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def leave(writer: asyncio.StreamWriter, end: End) -> None:
    """Go in one of the four ways."""
    await writer.drain()
    if end is End.HANG:
        await asyncio.Event().wait()
    elif end is End.RESET:
        reset(writer)
    elif end is End.CUT:
        writer.transport.abort()
    else:
        writer.close()


def says(*pieces: bytes, end: End = End.CLOSE, asked: bool = True, pause: float = 0.0) -> Act:
    """Return a server that sends these pieces, after a request unless not `asked`, and leaves."""

    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if asked:
            await reader.readuntil(b"\r\n\r\n")
        for number, piece in enumerate(pieces):
            if number:
                await asyncio.sleep(pause)
            writer.write(piece)
            await writer.drain()
        await leave(writer, end)

    return act


def repeats(start: bytes, piece: bytes, pause: float = 0.0) -> Act:
    """Return a server that never stops sending."""

    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(start)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return act


async def after_hello(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Wait for the first bytes of a TLS handshake, then reset."""
    await reader.readexactly(5)
    reset(writer)


def page(body: bytes = b"fine", *headers: bytes, status: bytes = b"200 OK") -> bytes:
    """Return a whole, honest reply."""
    length = b"Content-Length: %d" % len(body)
    return b"\r\n".join([b"HTTP/1.1 " + status, length, *headers, b"", body])


@dataclass(slots=True)
class Web:
    """A running server: where it listens and who came."""

    port: int = 0
    hits: int = 0


@asynccontextmanager
async def broken_web(
    act: Act, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1", port: int = 0
) -> AsyncIterator[Web]:
    """Run one server; every connection is over when it ends."""
    web = Web()
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        web.hits += 1
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await act(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError):
            writer.transport.abort()
        finally:
            tasks.discard(task)
            with suppress(ConnectionError, ssl.SSLError, TimeoutError, asyncio.CancelledError):
                await asyncio.wait_for(writer.wait_closed(), 1)

    server = await asyncio.start_server(serve, host, port, ssl=tls, backlog=512)
    web.port = server.sockets[0].getsockname()[1]
    try:
        yield web
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def recording(requests: list[bytes], reply: bytes) -> Act:
    """Return a server that keeps the whole of every request it gets."""

    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        requests.append(head + await reader.readexactly(length))
        writer.write(reply)
        await leave(writer, End.CLOSE)

    return act


@asynccontextmanager
async def deaf_port() -> AsyncIterator[int]:
    """Listen without ever answering: a full accept queue swallows every SYN."""
    loop = asyncio.get_running_loop()
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        fillers = []
        for _ in range(4):
            filler = socket.socket()
            filler.settimeout(0)
            with suppress(TimeoutError):
                await asyncio.wait_for(loop.sock_connect(filler, listener.getsockname()), 0.05)
            fillers.append(filler)
        try:
            yield int(listener.getsockname()[1])
        finally:
            for filler in fillers:
                filler.close()


def closed_port() -> int:
    """Return a port where nothing listens."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@asynccontextmanager
async def one_handshake(context: ssl.SSLContext) -> AsyncIterator[int]:
    """Shake hands once, with blocking sockets: asyncio's server swallows its own alerts."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)

        def serve() -> None:
            sock, _ = listener.accept()
            sock.settimeout(5)
            with suppress(OSError), context.wrap_socket(sock, server_side=True) as tls:
                tls.recv(4096)

        serving = asyncio.create_task(asyncio.to_thread(serve))
        try:
            yield int(listener.getsockname()[1])
        finally:
            await serving
