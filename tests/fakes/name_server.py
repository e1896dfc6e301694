"""A DNS server on loopback whose names behave as a test says: answer, lie, fail or keep silent."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address

A, CNAME, AAAA = 1, 5, 28
NOERROR, SERVFAIL, NXDOMAIN, REFUSED = 0, 2, 3, 5
IN = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """How one name answers. `rounds` gives each look-up of a type its own addresses (rebinding)."""

    addresses: Sequence[str] = ()
    rounds: Sequence[Sequence[str]] = ()
    cname: str | None = None
    rcode: int = NOERROR
    silent: frozenset[int] = frozenset()  # record types that never get an answer
    delay: float = 0.0

    @classmethod
    def dead(cls) -> "Zone":
        """Return a name whose server never answers."""
        return cls(silent=frozenset({A, AAAA}))


def labels(name: str) -> bytes:
    """Return a name in wire form (RFC 1035, section 3.1)."""
    parts = [part.encode() for part in name.rstrip(".").split(".")]
    return b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


def question(query: bytes) -> tuple[str, int, bytes]:
    """Return name, type and the raw question section of a query."""
    at, parts = 12, []
    while query[at]:
        parts.append(query[at + 1 : at + 1 + query[at]].decode())
        at += 1 + query[at]
    kind = struct.unpack_from("!H", query, at + 1)[0]
    return ".".join(parts).lower(), kind, query[12 : at + 5]


def record(owner: str, kind: int, data: bytes) -> bytes:
    """Return one resource record with a TTL of zero."""
    return labels(owner) + struct.pack("!HHIH", kind, IN, 0, len(data)) + data


@dataclass(slots=True)
class NameServer:
    """The server: a zone per name; a name without one does not exist."""

    zones: dict[str, Zone]
    sock: socket.socket
    asked: list[tuple[str, int]] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.sock.getsockname()[1])

    def read(self) -> None:
        """Answer everything that has come; asyncio's own transport reads one datagram a turn."""
        with suppress(BlockingIOError):
            while True:
                self._hear(*self.sock.recvfrom(4096))

    def _hear(self, data: bytes, sender: tuple[str, int]) -> None:
        name, kind, raw = question(data)
        self.asked.append((name, kind))
        zone = self.zones.get(name, Zone(rcode=NXDOMAIN))
        if kind in zone.silent:
            return
        reply = self._reply(data, raw, name, kind, zone)
        if zone.delay:
            asyncio.get_running_loop().call_later(zone.delay, self._send, reply, sender)
        else:
            self._send(reply, sender)

    def _send(self, reply: bytes, sender: tuple[str, int]) -> None:
        if self.sock.fileno() >= 0:
            self.sock.sendto(reply, sender)

    def _reply(self, query: bytes, raw: bytes, name: str, kind: int, zone: Zone) -> bytes:
        answers = [] if zone.rcode else self._answers(name, kind, zone)
        truncated = 0x0200 if sum(map(len, answers)) > 1100 else 0
        flags = 0x8180 | truncated | zone.rcode
        kept = [] if truncated else answers
        return query[:2] + struct.pack("!HHHHH", flags, 1, len(kept), 0, 0) + raw + b"".join(kept)

    def _answers(self, name: str, kind: int, zone: Zone) -> list[bytes]:
        if zone.cname is not None:
            alias = record(name, CNAME, labels(zone.cname))
            target = self.zones.get(zone.cname, Zone())
            return [alias, *self._answers(zone.cname, kind, target)]
        texts = self._round(name, kind, zone) if zone.rounds else zone.addresses
        return [
            record(name, kind, address.packed)
            for address in map(ip_address, texts)
            if isinstance(address, IPv4Address if kind == A else IPv6Address)
        ]

    def _round(self, name: str, kind: int, zone: Zone) -> Sequence[str]:
        turn = self.asked.count((name, kind)) - 1
        return zone.rounds[min(turn, len(zone.rounds) - 1)]

    async def answer_stream(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Answer over TCP, where nothing is cut short."""
        try:
            size = struct.unpack("!H", await reader.readexactly(2))[0]
            query = await reader.readexactly(size)
            name, kind, raw = question(query)
            answers = self._answers(name, kind, self.zones.get(name, Zone()))
            head = query[:2] + struct.pack("!HHHHH", 0x8180, 1, len(answers), 0, 0)
            reply = head + raw + b"".join(answers)
            writer.write(struct.pack("!H", len(reply)) + reply)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def name_server(zones: dict[str, Zone]) -> AsyncIterator[NameServer]:
    """Run a name server over UDP and TCP on one loopback port."""
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(0)
        server = NameServer(zones=zones, sock=sock)
        stream = await _listen_twice(server)
        loop.add_reader(sock, server.read)
        try:
            yield server
        finally:
            loop.remove_reader(sock)
            stream.close()


async def _listen_twice(server: NameServer) -> asyncio.Server:
    for _ in range(20):  # a port free for TCP may be taken for UDP
        stream = await asyncio.start_server(server.answer_stream, "127.0.0.1", 0)
        try:
            server.sock.bind(stream.sockets[0].getsockname())
        except OSError:
            stream.close()
        else:
            return stream
    raise OSError("no port is free for both TCP and UDP")
