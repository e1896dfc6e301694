"""What the benchmarks look at, on the second core: web servers and a name server on loopback.

The web server is nginx where it is installed, else asyncio. Beside it are two ports that accept,
shake hands and never reply. `n<i>.probe.example` and, with many more numbers, `w<i>.probe.example`
have an address; about `h<i>.hang.example` the name server says nothing at all.
"""

import asyncio
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import certifi
import trustme

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.fakes.name_server import Zone, name_server

NAMES = 500
DEAD_NAMES = 50
WATCHED_NAMES = 20_000
FIRST_CORE, SECOND_CORE = 0, 1
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
HAS_NGINX = Path(NGINX).exists()
PAGE = "<!doctype html><title>Fine</title><p>" + "All is well. " * 4

NGINX_CONF = """
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log /dev/null;
events {{ worker_connections 4096; }}
http {{
  access_log off; keepalive_timeout 0; server_tokens off; default_type text/html;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  ssl_certificate {folder}/leaf.pem; ssl_certificate_key {folder}/leaf.key;
  ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache off; ssl_session_tickets off;
  server {{ listen 127.0.0.1:{http} backlog=2048; location / {{ return 200 "{page}"; }} }}
  server {{ listen 127.0.0.1:{https} ssl backlog=2048; location / {{ return 200 "{page}"; }} }}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FarSide:
    """Where everything listens, and the file with the authority to trust."""

    folder: str
    ca: str
    http: int
    https: int
    silent_http: int
    silent_https: int
    dns: int

    def port(self, scheme: str, *, silent: bool = False) -> int:
        """Return the port of the good server of a scheme, or of the one that never replies."""
        return int(getattr(self, f"silent_{scheme}" if silent else scheme))


@contextmanager
def far_side() -> Iterator[FarSide]:
    """Run the servers on the second core, and go there too: the first is for what is measured."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        ports = {"http": free_port(), "https": free_port()}
        ca = lay_out(folder, ports)
        if HAS_NGINX:
            stack.enter_context(child(NGINX, "-c", str(folder / "nginx.conf"), core=SECOND_CORE))
        plan = json.dumps({"folder": str(folder), **ports})
        me = str(Path(__file__).resolve())
        stack.enter_context(child(sys.executable, me, plan, core=SECOND_CORE))
        for port in ports.values():
            wait_for(port)
        told = folder / "ports.json"
        while not told.exists():
            time.sleep(0.05)
        pin(SECOND_CORE)
        yield FarSide(folder=str(folder), ca=ca, **ports, **json.loads(told.read_text()))


def lay_out(folder: Path, ports: dict[str, int]) -> str:
    """Write certificates and nginx's configuration; return the CA file."""
    authority = trustme.CA()
    leaf = authority.issue_cert("localhost", "*.probe.example")
    leaf.private_key_pem.write_to_path(folder / "leaf.key")
    for part in leaf.cert_chain_pems:
        part.write_to_path(folder / "leaf.pem", append=True)
    bundle = Path(certifi.where()).read_bytes() + authority.cert_pem.bytes()
    (folder / "ca.pem").write_bytes(bundle)
    (folder / "nginx.conf").write_text(NGINX_CONF.format(folder=folder, page=PAGE, **ports))
    return str(folder / "ca.pem")


async def serve(folder: str, http: int, https: int) -> None:
    """Be the name server, the silent ports and, without nginx, the web server, until stopped."""
    reply = (
        f"HTTP/1.1 200 OK\r\nServer: stand-in\r\nContent-Type: text/html\r\n"
        f"Content-Length: {len(PAGE)}\r\nConnection: close\r\n\r\n{PAGE}"
    ).encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(reply)
        await writer.drain()
        writer.close()

    async def keep_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            await reader.read()  # until the other side has had enough
        writer.close()

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{folder}/leaf.pem", f"{folder}/leaf.key")
    zones = {f"n{i}.probe.example": Zone(addresses=["127.0.0.1"]) for i in range(NAMES)}
    watched = Zone(addresses=["127.0.0.1"])
    zones |= {f"w{i}.probe.example": watched for i in range(WATCHED_NAMES)}
    zones |= {f"h{i}.hang.example": Zone.dead() for i in range(DEAD_NAMES)}
    at = {"host": "127.0.0.1", "backlog": 2048}
    async with name_server(zones) as names:
        # A name server worth the name does not lose questions while it waits for its turn.
        names.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * 2**20)
        if not HAS_NGINX:
            await asyncio.start_server(answer, port=http, **at)  # type: ignore[arg-type]
            await asyncio.start_server(answer, port=https, ssl=context, **at)  # type: ignore[arg-type]
        plain = await asyncio.start_server(keep_silent, port=0, **at)  # type: ignore[arg-type]
        tls = await asyncio.start_server(keep_silent, port=0, ssl=context, **at)  # type: ignore[arg-type]
        ports = {
            "silent_http": plain.sockets[0].getsockname()[1],
            "silent_https": tls.sockets[0].getsockname()[1],
            "dns": names.port,
        }
        draft = Path(folder, "ports.draft")
        draft.write_text(json.dumps(ports))  # noqa: ASYNC240 - before anybody is served
        draft.rename(Path(folder, "ports.json"))  # noqa: ASYNC240 - same
        while True:
            await asyncio.sleep(5)
            names.asked.clear()  # the fake keeps a list of all questions, for tests


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"nothing came up on port {port}")


def pin(core: int, pid: int = 0) -> None:
    """Keep a process on one core, where the machine has that many."""
    with suppress(OSError):
        os.sched_setaffinity(pid, {core})


@contextmanager
def child(*command: str, core: int, env: dict[str, str] | None = None) -> Iterator[int]:
    process = subprocess.Popen(
        command,
        env={**os.environ, **(env or {})},
        stderr=subprocess.DEVNULL,
    )
    pin(core, process.pid)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def cpu_seconds(pid: int) -> float:
    """Return the CPU a running process has used so far; steps of 10 ms."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def as_plan(side: FarSide) -> dict[str, object]:
    """Return it as JSON takes it."""
    return asdict(side)


if __name__ == "__main__":
    asyncio.run(serve(**json.loads(sys.argv[1])))
