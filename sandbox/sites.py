"""Web servers on loopback that are broken in one known way each, to try the bot on."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """How one site answers: the bytes it sends, then how it ends."""

    name: str
    reply: bytes = b""
    ending: str = "close"  # close · reset · hang · refuse (nothing listens at all)


def http(status: str, body: str = "", *headers: str) -> bytes:
    """Build a whole HTTP/1.1 answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


MAINTENANCE_PAGE = (
    "<!doctype html><title>Site maintenance</title><h1>We&rsquo;ll be back soon!</h1>"
    "<p>We are currently undergoing scheduled maintenance. Please check back soon.</p>"
)

SITES = {
    site.name: site
    for site in (
        Site(name="fine", reply=http("200 OK", "<h1>hello</h1>", "Content-Type: text/html")),
        Site(name="refuses", ending="refuse"),
        Site(name="resets", ending="reset"),
        Site(name="hangs", ending="hang"),
        Site(name="talks nonsense", reply=b"\x16\x03\x01 howdy\r\n\r\n"),
        Site(name="closes early"),
        Site(name="500", reply=http("500 Internal Server Error", "Internal Server Error")),
        Site(name="502", reply=http("502 Bad Gateway", "Bad Gateway")),
        Site(
            name="503 with Retry-After",
            reply=http("503 Service Unavailable", "busy", "Retry-After: 120"),
        ),
        Site(name="504", reply=http("504 Gateway Timeout", "Gateway Timeout")),
        Site(
            name="maintenance page",
            reply=http(
                "503 Service Unavailable",
                MAINTENANCE_PAGE,
                "Content-Type: text/html",
                "Retry-After: 3600",
            ),
        ),
    )
}


def free_port() -> int:
    """Return a loopback port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Switch:
    """A site that can be made another one while it runs."""

    site: Site


@asynccontextmanager
async def serving(site: Site) -> AsyncIterator[int]:
    """Run a site on loopback; give its port. One that refuses has a port with no listener."""
    if site.ending == "refuse":
        yield free_port()
        return
    async with serving_switch(Switch(site)) as port:
        yield port


@asynccontextmanager
async def serving_switch(switch: Switch) -> AsyncIterator[int]:
    """Run whatever site a switch stands at; give its port. It can't be made to refuse."""
    tasks: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if (task := asyncio.current_task()) is not None:
            tasks.add(task)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await reader.readuntil(b"\r\n\r\n")
            await _answer(switch.site, writer)
        writer.close()

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _answer(site: Site, writer: asyncio.StreamWriter) -> None:
    """Send what the site sends, then end as it ends."""
    writer.write(site.reply)
    await writer.drain()
    if site.ending == "hang":
        await asyncio.Event().wait()
    if site.ending == "reset":
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.transport.abort()
