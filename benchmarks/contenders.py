"""The contenders of probe_cost.py: each makes a coroutine function that probes once, fresh."""

import asyncio
import itertools
import socket
import ssl
import sys
from collections.abc import Awaitable, Callable
from ipaddress import ip_network
from pathlib import Path

import aiohttp
import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.far_side import NAMES
from bot.probing.addresses import AddressPolicy
from bot.probing.parsing import parse_target
from bot.probing.prober import Prober
from bot.probing.resolver import Resolver
from bot.probing.second_opinion import SecondOpinion
from bot.probing.tls import build_context
from bot.probing.wire import Wire
from bot.triage import judge

Probe = Callable[[], Awaitable[int]]


def trusting(ca: str) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=ca)
    context.set_alpn_protocols(["http/1.1"])
    return context


def _wake(waiter: "asyncio.Future[None]") -> None:
    if not waiter.done():
        waiter.set_result(None)


def floor_prober(scheme: str, port: int, ca: str, _: int) -> Probe:
    """Probe by raw asyncio: getaddrinfo, sock_connect, a non-blocking SSLSocket, a status line."""
    context = trusting(ca) if scheme == "https" else None
    request = b"GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: floor\r\nConnection: close\r\n\r\n"

    async def ready(loop: asyncio.AbstractEventLoop, sock: socket.socket, *, write: bool) -> None:
        waiter: asyncio.Future[None] = loop.create_future()
        add, remove = (
            (loop.add_writer, loop.remove_writer)
            if write
            else (loop.add_reader, loop.remove_reader)
        )
        add(sock.fileno(), _wake, waiter)
        try:
            await waiter
        finally:
            remove(sock.fileno())

    async def probe() -> int:
        loop = asyncio.get_running_loop()
        rows = await loop.getaddrinfo("localhost", port, type=socket.SOCK_STREAM)
        sock = socket.socket(rows[0][0], socket.SOCK_STREAM)
        sock.settimeout(0)
        try:
            await loop.sock_connect(sock, rows[0][4])
            if context is not None:
                sock = context.wrap_socket(
                    sock, server_hostname="localhost", do_handshake_on_connect=False
                )
                while True:
                    try:
                        sock.do_handshake()
                        break
                    except ssl.SSLWantReadError:
                        await ready(loop, sock, write=False)
                    except ssl.SSLWantWriteError:
                        await ready(loop, sock, write=True)
            sock.send(request)
            while True:
                try:
                    return int(sock.recv(65536)[9:12])
                except (BlockingIOError, ssl.SSLWantReadError):
                    await ready(loop, sock, write=False)
        finally:
            sock.close()

    return probe


def our_prober(scheme: str, port: int, ca: str, dns: int) -> Probe:
    """Probe the whole path: guard, resolve, connect, handshake, read, observe, judge."""
    policy = AddressPolicy(ports=frozenset({port}), private_networks=(ip_network("127.0.0.0/8"),))
    resolver = Resolver(servers=[f"127.0.0.1:{dns}"], second_opinion=SecondOpinion())
    prober = Prober(Wire(resolver=resolver, context=build_context(ca)))
    urls = itertools.cycle(f"{scheme}://n{i}.probe.example:{port}/" for i in range(NAMES))

    async def probe() -> int:
        observation = await prober.look(parse_target(next(urls), policy=policy), policy=policy)
        return judge(observation).status or 0

    return probe


def aiohttp_prober(scheme: str, port: int, ca: str, _: int) -> Probe:
    sessions: list[aiohttp.ClientSession] = []
    context = trusting(ca)

    async def probe() -> int:
        if not sessions:
            connector = aiohttp.TCPConnector(
                force_close=True,
                limit=0,
                ssl=context,
                use_dns_cache=False,
                resolver=aiohttp.ThreadedResolver(),
            )
            sessions.append(aiohttp.ClientSession(connector=connector))
        async with sessions[0].get(f"{scheme}://localhost:{port}/") as reply:
            await reply.read()
            return reply.status

    return probe


def httpx_prober(scheme: str, port: int, ca: str, _: int) -> Probe:
    client = httpx.AsyncClient(
        verify=trusting(ca),
        trust_env=False,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
    )

    async def probe() -> int:
        return (await client.get(f"{scheme}://localhost:{port}/")).status_code

    return probe


PROBERS = {
    "floor": floor_prober,
    "ours": our_prober,
    "aiohttp": aiohttp_prober,
    "httpx": httpx_prober,
}
