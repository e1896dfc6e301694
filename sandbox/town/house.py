"""One house of the town: a real web server with a name, in whatever mode it is switched to."""

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from ipaddress import IPv4Address

from sandbox.town.certificates import DAY, Authority
from sandbox.town.doors import Door
from sandbox.town.modes import HEALTHY, Ending, Mode, Names, Page, Tls, load_modes
from sandbox.town.names import Code, Said

PRIVATE = IPv4Address("10.0.0.1")  # private, and not opened in the sandbox either
NOWHERE = IPv4Address("127.255.255.255")  # loopback's broadcast: the kernel has no way there
LONGEST_REQUEST = 16 * 1024
GROWTH = b"x" * 8192
MOST_GROWTH = 256  # pieces
TLS_RECORD_HEAD = 5
PATIENCE = 2.0  # seconds
TOO_PLAIN = b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\nThis port speaks plain HTTP.\n"

_SAID = {
    Names.MISSING: Said(code=Code.MISSING),
    Names.EMPTY: Said(),
    Names.FAILING: Said(code=Code.FAILING),
    Names.SILENT: Said(is_silent=True),
    Names.PRIVATE: Said(addresses=[PRIVATE]),
    Names.NOWHERE: Said(addresses=[NOWHERE]),
}
_WITHOUT_TLS = {Tls.PLAIN: Ending.CLOSE, Tls.SILENT: Ending.HANG, Tls.RESET: Ending.RESET}


class Wardrobe:
    """The certificates of all houses, each made when it is first shown."""

    def __init__(self, authority: Authority, names: list[str]) -> None:
        self._authority = authority
        self._names = names
        self._made: dict[Tls, ssl.SSLContext] = {}

    def context(self, tls: Tls) -> ssl.SSLContext:
        """Return what a house shakes hands with."""
        if tls not in self._made:
            self._made[tls] = self._make(tls)
        return self._made[tls]

    def _make(self, tls: Tls) -> ssl.SSLContext:
        match tls:
            case Tls.EXPIRED:
                ended = self._authority.issue(self._names, starts=-91 * DAY, ends=-DAY)
                return ended.context()
            case Tls.EARLY:
                return self._authority.issue(self._names, starts=DAY).context()
            case Tls.OTHER:
                return self._authority.issue(["somebody-else.test"]).context()
            case Tls.STRANGER:
                return Authority().issue(self._names).context()
            case _:
                return self._authority.issue(self._names).context()


Pages = Callable[[Page, str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a house stands; port 0 is any that is free."""

    host: str
    http: int = 0
    https: int = 0


class House:
    """A name, two doors (http and https), and a mode that can change at any moment."""

    def __init__(
        self,
        name: str,
        title: str,
        address: Address,
        wardrobe: Wardrobe,
        *,
        mode: str = HEALTHY,
        pages: Pages | None = None,
    ) -> None:
        self.name = name
        self.title = title
        self.mode = load_modes()[mode]
        self.changed_at = datetime.now(UTC)
        self.hits = 0
        self._home = mode
        self._before = self.mode
        self._wardrobe = wardrobe
        self._pages = pages
        self._http = Door(address.host, self._serve_plain, address.http)
        self._https = Door(address.host, self._serve_tls, address.https)

    @property
    def home(self) -> str:
        """The mode that it stands in when nobody plays with it."""
        return self._home

    @property
    def has_pages(self) -> bool:
        """Whether it has words of its own: it is a status page."""
        return self._pages is not None

    @property
    def ports(self) -> frozenset[int]:
        """Where it can be reached, once it is open."""
        return frozenset({self._http.port, self._https.port})

    @property
    def url(self) -> str:
        """What a person types, or clicks."""
        port = self._https.port
        return f"https://{self.name}/" if port == 443 else f"https://{self.name}:{port}/"  # noqa: PLR2004

    @property
    def plain_url(self) -> str:
        """The same without TLS."""
        port = self._http.port
        return f"http://{self.name}/" if port == 80 else f"http://{self.name}:{port}/"  # noqa: PLR2004

    def mode_of(self, ago: timedelta) -> Mode:
        """Return the mode that it was in some time ago, as far as its last change tells."""
        is_newer = datetime.now(UTC) - self.changed_at < ago
        return self._before if is_newer else self.mode

    async def open(self) -> None:
        """Listen. Raises OSError where the ports are taken or not for us."""
        try:
            await self._http.set(self.mode.dial)
            await self._https.set(self.mode.dial)
        except OSError:
            await self.aclose()
            raise

    async def switch(self, mode_id: str) -> None:
        """Be in another mode from now on. Raises KeyError for one that there is not."""
        mode = load_modes()[mode_id]
        if mode is not self.mode:
            self._before, self.mode, self.changed_at = self.mode, mode, datetime.now(UTC)
        await self._http.set(mode.dial)
        await self._https.set(mode.dial)

    async def aclose(self) -> None:
        """Shut both doors."""
        await self._http.aclose()
        await self._https.aclose()

    def said(self) -> Said:
        """Return what the name server says of this house."""
        good = Said(addresses=[IPv4Address(self._https.address)])
        return _SAID.get(self.mode.names, good)

    async def _serve_plain(self, sock: socket.socket) -> None:
        async with _streams(sock) as (reader, writer):
            await self._answer(reader, writer)

    async def _serve_tls(self, sock: socket.socket) -> None:
        tls = self.mode.tls
        if tls in (Tls.PLAIN, Tls.SILENT, Tls.RESET):
            async with _streams(sock) as (reader, writer):
                await reader.readexactly(TLS_RECORD_HEAD)
                if tls is Tls.PLAIN:
                    writer.write(TOO_PLAIN)
                await _leave(reader, writer, _WITHOUT_TLS[tls])
        else:
            async with _streams(sock, self._wardrobe.context(tls)) as (reader, writer):
                await self._answer(reader, writer)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hear a request and answer it in the mode of that moment."""
        with suppress(asyncio.LimitOverrunError):
            request = await reader.readuntil(b"\r\n\r\n")
            self.hits += 1
            mode = self.mode
            await asyncio.sleep(mode.delay)
            writer.write(self._reply(mode, request))
            await _leave(reader, writer, mode.ending)

    def _reply(self, mode: Mode, request: bytes) -> bytes:
        if mode.page and self._pages is not None:
            _, _, rest = request.partition(b" ")
            return self._pages(mode.page, rest.partition(b" ")[0].decode("latin-1"))
        return mode.reply(self._own_page())

    def _own_page(self) -> bytes:
        title = escape(self.title)
        return (
            f'<!doctype html><html lang="en"><title>{title}</title><h1>{title}</h1>'
            f"<p>Welcome to {escape(self.name)}, in the town of the sandbox. All is well here.</p>"
        ).encode()


@asynccontextmanager
async def _streams(
    sock: socket.socket, context: ssl.SSLContext | None = None
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """Give both ends of a connected socket, after the handshake where there is one."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=LONGEST_REQUEST)
    protocol = asyncio.StreamReaderProtocol(reader)
    transport, _ = await loop.connect_accepted_socket(lambda: protocol, sock, ssl=context)
    writer = asyncio.StreamWriter(transport, protocol, reader, loop)
    try:
        yield reader, writer
        writer.close()
        async with asyncio.timeout(PATIENCE):  # for what is still on its way
            await writer.wait_closed()
    finally:
        transport.abort()


async def _leave(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, ending: Ending
) -> None:
    """End as a mode ends. Whoever hangs up first ends it too."""
    await writer.drain()
    if ending is Ending.GROW:
        for _ in range(MOST_GROWTH):
            writer.write(GROWTH)
            await writer.drain()
    elif ending is Ending.HANG:
        while await reader.read(LONGEST_REQUEST):
            pass
    elif ending is Ending.RESET:
        sock = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
