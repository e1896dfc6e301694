"""The town's name server, on loopback: it answers for `*.test` and asks the system's for all else.

A real one, over UDP and TCP (RFC 1035, RFC 7766): what the bot's resolver meets is real too.
"""

import asyncio
import socket
import struct
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from ipaddress import IPv4Address, ip_address
from pathlib import Path
from types import TracebackType
from typing import Any, Self

LOOPBACK = "127.0.0.1"
ENDING = "test"
RESOLV_CONF = Path("/etc/resolv.conf")
A, IN = 1, 1
HEADER = 12
LARGEST = 4096
MOST_AT_ONCE = 64
PATIENCE = 4.0  # seconds for the system's name server, and for whoever asks over TCP
QUERIES_BYTES = 1024 * 1024  # a crowd's come at once; what the system gives holds 277
ATTEMPTS = 20  # a port free for TCP may be taken for UDP


class Code(IntEnum):
    """How a look-up ends (RFC 1035, section 4.1.1)."""

    GOOD = 0
    BAD_QUESTION = 1
    FAILING = 2
    MISSING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a name."""

    code: Code = Code.GOOD
    addresses: Sequence[IPv4Address] = ()
    is_silent: bool = False


Lookup = Callable[[str], Said]


@dataclass(frozen=True, slots=True)
class Question:
    """What a query asks for."""

    name: str
    kind: int
    raw: bytes = field(repr=False)

    @property
    def is_ours(self) -> bool:
        """Whether the name is one of the town's."""
        return self.name.rpartition(".")[2] == ENDING


def read_question(query: bytes) -> Question | None:
    """Return the one question of a query; None for what is none."""
    at, parts = HEADER, []
    with suppress(IndexError, UnicodeDecodeError, struct.error):
        flags, questions = struct.unpack_from("!HH", query, 2)
        while size := query[at]:
            if size >= 0xC0 or at + size >= len(query):  # noqa: PLR2004 - a pointer, or cut short
                return None
            parts.append(query[at + 1 : at + 1 + size].decode("ascii"))
            at += 1 + size
        kind, family = struct.unpack_from("!HH", query, at + 1)
        if questions == 1 and family == IN and not flags & 0x8000:
            return Question(".".join(parts).lower(), kind, query[HEADER : at + 5])
    return None


def answer(query: bytes, question: Question, said: Said) -> bytes:
    """Return the answer to a query: fresh every time, nothing of it may be kept."""
    addresses = said.addresses if question.kind == A and said.code is Code.GOOD else ()
    records = b"".join(
        struct.pack("!HHHIH4s", 0xC000 | HEADER, A, IN, 0, 4, address.packed)
        for address in addresses
    )
    flags = 0x8580 | said.code  # an answer, authoritative, recursion asked for and offered
    head = struct.pack("!HHHHH", flags, 1, len(addresses), 0, 0)
    return query[:2] + head + question.raw + records


def refuse(query: bytes, code: Code) -> bytes:
    """Return that a query got no answer."""
    return query[:2] + struct.pack("!HHHHH", 0x8180 | code, 0, 0, 0, 0)


def system_server(path: Path = RESOLV_CONF) -> str | None:
    """Return the first name server that this machine asks; None where it names none."""
    with suppress(OSError, UnicodeDecodeError):
        for line in path.read_text(encoding="ascii").splitlines():
            word, _, rest = line.strip().partition(" ")
            with suppress(ValueError):
                if word == "nameserver":
                    return str(ip_address(rest.strip()))
    return None


class NameServer(asyncio.DatagramProtocol):
    """`async with NameServer(lookup) as names:` listens at `names.address`."""

    def __init__(
        self, lookup: Lookup, *, outside: str | None = None, outside_port: int = 53
    ) -> None:
        """Take what is said of the town's names, and who is asked for all others."""
        self._lookup = lookup
        self._outside = outside
        self._outside_port = outside_port
        self._udp: asyncio.DatagramTransport | None = None
        self._tcp: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    @property
    def address(self) -> str:
        """What the bot's `PROBE_NAMESERVERS` must be."""
        return f"{LOOPBACK}:{self.port}"

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        for _ in range(ATTEMPTS):
            self._tcp = await asyncio.start_server(self._hear_stream, LOOPBACK, 0)
            self.port = int(self._tcp.sockets[0].getsockname()[1])
            try:
                self._udp, _ = await loop.create_datagram_endpoint(
                    lambda: self, (LOOPBACK, self.port)
                )
            except OSError:
                self._tcp.close()
            else:
                sock = self._udp.get_extra_info("socket")
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, QUERIES_BYTES)
                return self
        raise OSError("no port is free for both TCP and UDP")

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._udp is not None:
            self._udp.close()
        if self._tcp is not None:
            self._tcp.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def datagram_received(self, data: bytes, sender: tuple[str, int]) -> None:
        """Answer one datagram: of the town at once, of the world outside when it has answered."""
        question = read_question(data)
        if question is not None and not question.is_ours and len(self._tasks) < MOST_AT_ONCE:
            self._start(self._relay(data, sender))
            return
        reply = self._own_answer(data, question)
        if reply is not None and self._udp is not None:
            self._udp.sendto(reply, sender)

    def _own_answer(self, query: bytes, question: Question | None) -> bytes | None:
        if question is None:
            return refuse(query, Code.BAD_QUESTION) if len(query) >= HEADER else None
        if not question.is_ours:
            return refuse(query, Code.FAILING)
        said = self._lookup(question.name)
        return None if said.is_silent else answer(query, question, said)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _relay(self, query: bytes, sender: tuple[str, int]) -> None:
        reply = await self._ask_outside(query)
        if self._udp is not None and not self._udp.is_closing():
            self._udp.sendto(reply or refuse(query, Code.FAILING), sender)

    async def _ask_outside(self, query: bytes) -> bytes | None:
        """Return what the system's name server says of a name of the world; None for nothing."""
        if self._outside is None:
            return None
        loop = asyncio.get_running_loop()
        heard: asyncio.Future[bytes] = loop.create_future()
        with suppress(OSError, TimeoutError):
            transport, _ = await loop.create_datagram_endpoint(
                lambda: _Ear(heard, query[:2]), remote_addr=(self._outside, self._outside_port)
            )
            try:
                transport.sendto(query)
                async with asyncio.timeout(PATIENCE):
                    return await heard
            finally:
                transport.close()
        return None

    async def _hear_stream(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Answer one query over TCP, where long answers go."""
        task = asyncio.current_task()
        if task is None or len(self._tasks) >= MOST_AT_ONCE:
            writer.close()
            return
        self._tasks.add(task)
        try:
            with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
                async with asyncio.timeout(PATIENCE):
                    await self._answer_stream(reader, writer)
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _answer_stream(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        (size,) = struct.unpack("!H", await reader.readexactly(2))
        query = await reader.readexactly(min(size, LARGEST))
        question = read_question(query)
        if question is None or question.is_ours or self._outside is None:
            reply = self._own_answer(query, question)
        else:
            reply = await _ask_stream(query, self._outside, self._outside_port)
        if reply is not None:
            writer.write(struct.pack("!H", len(reply)) + reply)
            await writer.drain()


async def _ask_stream(query: bytes, host: str, port: int) -> bytes:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(struct.pack("!H", len(query)) + query)
        (size,) = struct.unpack("!H", await reader.readexactly(2))
        return await reader.readexactly(size)
    finally:
        writer.close()


class _Ear(asyncio.DatagramProtocol):
    """Hears the one answer with the number that was asked with."""

    def __init__(self, heard: asyncio.Future[bytes], number: bytes) -> None:
        self._heard = heard
        self._number = number

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:  # noqa: ARG002
        if data[:2] == self._number and not self._heard.done():
            self._heard.set_result(data)

    def error_received(self, exc: Exception) -> None:
        if not self._heard.done():
            self._heard.set_exception(OSError(*exc.args))
