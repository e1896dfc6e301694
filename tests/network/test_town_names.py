"""The town's name server over real sockets: its own names, the world's, and nonsense."""

import asyncio
import random
import socket
import struct
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from bot.probing.limits import Limits
from bot.probing.observation import Failure
from bot.probing.resolver import Resolver
from sandbox.town.names import (
    HEADER,
    Code,
    NameServer,
    Said,
    read_question,
    system_server,
)
from tests.fakes.name_server import Zone, labels, name_server

HERE = IPv4Address("127.0.0.9")
SAID = {
    "shop.test": Said(addresses=[HERE]),
    "mail.test": Said(),
    "ill.test": Said(code=Code.FAILING),
    "gone.test": Said(code=Code.MISSING),
    "quiet.test": Said(is_silent=True),
}
A, AAAA = 1, 28


def lookup(name: str) -> Said:
    return SAID.get(name, Said(code=Code.MISSING))


def query(name: str, kind: int = A, *, flags: int = 0x0100, questions: int = 1) -> bytes:
    head = struct.pack("!HHHHHH", 77, flags, questions, 0, 0, 0)
    return head + labels(name) + struct.pack("!HH", kind, 1)


async def ask(names: NameServer, data: bytes, within: float = 2.0) -> bytes:
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(0)
        sock.connect(("127.0.0.1", names.port))
        await loop.sock_sendall(sock, data)
        return await asyncio.wait_for(loop.sock_recv(sock, 4096), within)


async def ask_stream(names: NameServer, data: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", names.port)
    try:
        writer.write(struct.pack("!H", len(data)) + data)
        reply = await asyncio.wait_for(reader.read(), 3)
        assert struct.unpack("!H", reply[:2]) == (len(reply) - 2,)
        return reply[2:]
    finally:
        writer.close()
        await writer.wait_closed()


def code(reply: bytes) -> int:
    return reply[3] & 0x0F


async def test_the_bots_own_resolver_meets_every_way_a_name_can_be() -> None:
    expected = {
        "shop.test": (HERE,),
        "SHOP.test": (HERE,),
        "mail.test": Failure.NO_ADDRESS,
        "ill.test": Failure.NAME_SERVER_FAILED,
        "gone.test": Failure.NAME_NOT_FOUND,
        "nobody.test": Failure.NAME_NOT_FOUND,
        "quiet.test": Failure.RESOLVE_TIMEOUT,
    }
    async with NameServer(lookup) as names:
        resolver = Resolver(Limits(), servers=[names.address])
        for name, found in expected.items():
            assert await resolver.resolve(name, 1.5) == found, name
        resolver.close()


async def test_answers_over_udp_and_tcp_are_the_same() -> None:
    async with NameServer(lookup) as names:
        for name in ("shop.test", "gone.test", "mail.test"):
            for kind in (A, AAAA):
                assert await ask(names, query(name, kind)) == await ask_stream(
                    names, query(name, kind)
                )
        with pytest.raises(TimeoutError):
            await ask(names, query("quiet.test"), within=0.2)


async def test_names_of_the_world_are_asked_of_the_systems_server() -> None:
    zones = {"big.example": Zone(addresses=[f"93.184.216.{n}" for n in range(100)])}
    async with (
        name_server({"site.example": Zone(addresses=["93.184.216.34"]), **zones}) as outside,
        NameServer(lookup, outside="127.0.0.1", outside_port=outside.port) as names,
    ):
        assert (await ask(names, query("site.example"))).endswith(
            IPv4Address("93.184.216.34").packed
        )
        assert len(await ask_stream(names, query("big.example"))) > 1100
        assert code(await ask(names, query("none.example"))) == Code.MISSING


async def test_without_a_server_outside_the_world_is_away() -> None:
    async with NameServer(lookup) as names:
        for reply in (
            await ask(names, query("site.example")),
            await ask_stream(names, query("site.example")),
        ):
            assert code(reply) == Code.FAILING


async def test_a_server_outside_that_is_off_is_said_to_fail() -> None:
    async with NameServer(lookup, outside="127.0.0.1", outside_port=1) as names:
        assert code(await ask(names, query("site.example"), within=6)) == Code.FAILING


async def test_nonsense_gets_a_refusal_and_harms_nobody() -> None:
    noise = random.Random(7)
    async with NameServer(lookup) as names:
        for odd in (query("a.test", questions=2), query("a.test")[:-3], b"\0" * HEADER):
            assert code(await ask(names, odd)) == Code.BAD_QUESTION
        loop = asyncio.get_running_loop()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.settimeout(0)
            for _ in range(300):
                data = noise.randbytes(noise.randrange(1, 80))
                await loop.sock_sendto(sock, data, ("127.0.0.1", names.port))
        assert code(await ask(names, query("shop.test"))) == Code.GOOD


async def test_a_stream_that_says_nothing_is_left() -> None:
    async with NameServer(lookup) as names:
        _, writer = await asyncio.open_connection("127.0.0.1", names.port)
        writer.write(b"\0")
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        assert code(await ask_stream(names, query("shop.test"))) == Code.GOOD


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 5,
        query("a.test", flags=0x8100),  # an answer, no question
        query("a.test")[:HEADER] + b"\xc0\x0c\0\x01\0\x01",  # a pointer to itself
        query("a.test")[:HEADER] + b"\x3fabc",
        query("a.test")[:HEADER] + b"\x02\xff\xff\0\0\x01\0\x01",
    ],
)
def test_what_is_no_question(data: bytes) -> None:
    assert read_question(data) is None


def test_the_systems_name_server_is_the_first_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "resolv.conf"
    file.write_text("# nameserver 1.2.3.4\nnameserver ns.example\nnameserver 9.9.9.9\n", "ascii")
    assert system_server(file) == "9.9.9.9"
    file.write_text("search lan\n", "ascii")
    assert system_server(file) is None
    assert system_server(tmp_path / "none") is None
