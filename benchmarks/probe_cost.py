"""What one fresh probe costs in CPU: ours, the raw floor, aiohttp, httpx and blackbox_exporter.

    python benchmarks/probe_cost.py [--quick] [--rounds N] [--probes N]

Every contender runs in a process of its own on the first core; the web server (nginx, if it is
installed) and the name server have the second. Rounds are interleaved and shuffled, the measure is
CPU time, and a ratio is taken within its round: single figures move by 15 % with the neighbours.

Every probe is a fresh connection to a server that closes it, with a name to resolve and, for https,
a full TLS 1.3 handshake that is verified against certifi's list and the test's own CA. Ours asks a
name server on loopback for 500 names in turn, A and AAAA each; the others ask the system for
`localhost`, which is in the hosts file. Ours also guards the addresses, observes and judges.
"""

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import certifi
import trustme

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.contenders import NAMES, PROBERS, Probe
from tests.fakes.name_server import Zone, name_server

IN_FLIGHT = 50
BLACKBOX = shutil.which("prometheus-blackbox-exporter")
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
HAS_NGINX = Path(NGINX).exists()
PAGE = "<!doctype html><title>Fine</title><p>" + "All is well. " * 4
CONTENDERS = ["floor", "ours", "aiohttp", "httpx"] + (["blackbox"] if BLACKBOX else [])

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
BLACKBOX_CONF = """
modules:
  http:
    prober: http
    timeout: 8s
    http:
      preferred_ip_protocol: ip4
      tls_config: {insecure_skip_verify: false}
"""


async def run_many(probe: Probe, count: int) -> None:
    left = iter(range(count))

    async def worker() -> None:
        for _ in left:
            status = await probe()
            if status != 200:
                raise SystemExit(f"expected 200, got {status}")

    await asyncio.gather(*(worker() for _ in range(IN_FLIGHT)))


def run_contender(plan: list[Any]) -> None:
    """Print CPU seconds per probe; the child's side."""
    name, scheme, port, ca, dns, count = plan
    os.sched_setaffinity(0, {0})

    async def timed() -> float:
        probe = PROBERS[name](scheme, port, ca, dns)
        await run_many(probe, IN_FLIGHT * 2)
        start = time.process_time()
        await run_many(probe, count)
        return (time.process_time() - start) / count

    print(asyncio.run(timed()))
    sys.stdout.flush()
    os._exit(0)


# --- the blackbox exporter is asked over a kept-alive connection; only its own CPU counts


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def ask_exporter(exporter: int, url: str, count: int) -> None:
    left = iter(range(count))

    async def worker() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", exporter)
        for _ in left:
            path = f"/probe?module=http&target={url}"
            writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            if b"ontent-Length: " in head:
                size = int(head.split(b"ontent-Length: ")[1].split(b"\r\n")[0])
                body = await reader.readexactly(size)
            else:
                body = await reader.readuntil(b"\r\n0\r\n\r\n")
            if b"probe_success 1" not in re.sub(rb"\r\n[0-9a-f]+\r\n", b"", body):
                raise SystemExit(f"blackbox_exporter failed on {url}")
        writer.close()

    await asyncio.gather(*(worker() for _ in range(IN_FLIGHT)))


def cost_of_exporter(pid: int, exporter: int, url: str, count: int) -> float:
    asyncio.run(ask_exporter(exporter, url, IN_FLIGHT * 2))
    start = cpu_seconds(pid)
    asyncio.run(ask_exporter(exporter, url, count))
    return (cpu_seconds(pid) - start) / count


# --- the other side


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


@contextmanager
def child(*command: str, core: int, env: dict[str, str] | None = None) -> Iterator[int]:
    process = subprocess.Popen(
        command,
        env={**os.environ, **(env or {})},
        stderr=subprocess.DEVNULL,
    )
    os.sched_setaffinity(process.pid, {core})
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def serve(port: int, folder: str) -> None:
    """Stand in for nginx, and be the name server; runs until it is stopped."""
    reply = (
        f"HTTP/1.1 200 OK\r\nServer: stand-in\r\nContent-Type: text/html\r\n"
        f"Content-Length: {len(PAGE)}\r\nConnection: close\r\n\r\n{PAGE}"
    ).encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(reply)
        await writer.drain()
        writer.close()

    async def main() -> None:
        zones = {f"n{i}.probe.example": Zone(addresses=["127.0.0.1"]) for i in range(NAMES)}
        async with name_server(zones) as server:
            if not HAS_NGINX:
                context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
                context.load_cert_chain(f"{folder}/leaf.pem", f"{folder}/leaf.key")
                await asyncio.start_server(answer, "127.0.0.1", port, backlog=2048)
                await asyncio.start_server(answer, "127.0.0.1", port + 1, ssl=context, backlog=2048)
            told = Path(folder, "dns-port")
            told.write_text(str(server.port))  # noqa: ASYNC240 - before anybody is served
            await asyncio.Event().wait()

    asyncio.run(main())


def lay_out(folder: Path, ports: dict[str, int]) -> str:
    """Write certificates and configurations; return the CA file."""
    authority = trustme.CA()
    leaf = authority.issue_cert("localhost", "*.probe.example")
    leaf.private_key_pem.write_to_path(folder / "leaf.key")
    for part in leaf.cert_chain_pems:
        part.write_to_path(folder / "leaf.pem", append=True)
    bundle = Path(certifi.where()).read_bytes() + authority.cert_pem.bytes()
    (folder / "ca.pem").write_bytes(bundle)
    (folder / "nginx.conf").write_text(NGINX_CONF.format(folder=folder, page=PAGE, **ports))
    (folder / "blackbox.yml").write_text(BLACKBOX_CONF)
    return str(folder / "ca.pem")


def measure(
    rounds: int, counts: dict[str, int], only: list[str]
) -> dict[str, list[dict[str, float]]]:
    results: dict[str, list[dict[str, float]]] = {scheme: [] for scheme in counts}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        first = free_port()
        ports = {"http": first, "https": first + 1}
        ca = lay_out(folder, ports)
        if HAS_NGINX:
            stack.enter_context(child(NGINX, "-c", str(folder / "nginx.conf"), core=1))
        me = str(Path(__file__).resolve())
        stack.enter_context(child(sys.executable, me, "--serve", f"{first}:{folder}", core=1))
        exporter, exporter_pid = free_port(), 0
        if BLACKBOX and "blackbox" in only:
            command = [BLACKBOX, f"--config.file={folder}/blackbox.yml", "--log.level=error"]
            # The CA as the system's: with `ca_file` it would read the whole list for every probe.
            env = {"GOMAXPROCS": "1", "SSL_CERT_FILE": ca, "SSL_CERT_DIR": str(folder / "none")}
            address = f"--web.listen-address=127.0.0.1:{exporter}"
            exporter_pid = stack.enter_context(child(*command, address, core=0, env=env))
            wait_for(exporter)
        wait_for(first)
        while not (folder / "dns-port").exists():
            time.sleep(0.05)
        dns = (folder / "dns-port").read_text()
        os.sched_setaffinity(0, {1})
        for number in range(rounds):
            for scheme, count in counts.items():
                row: dict[str, float] = {}
                for name in random.sample(only, len(only)):
                    if name == "blackbox":
                        url = f"{scheme}://localhost:{ports[scheme]}/"
                        row[name] = cost_of_exporter(exporter_pid, exporter, url, count)
                        continue
                    plan = json.dumps([name, scheme, ports[scheme], ca, int(dns), count])
                    out = subprocess.run(
                        [sys.executable, me, "--child", plan],
                        check=True,
                        capture_output=True,
                        text=True,
                    )
                    row[name] = float(out.stdout)
                results[scheme].append(row)
                told = "  ".join(f"{k} {v * 1e3:.3f}" for k, v in sorted(row.items()))
                print(f"round {number + 1} {scheme:5} ms: {told}", flush=True)
    return results


def report(results: dict[str, list[dict[str, float]]]) -> None:
    for scheme, rows in results.items():
        print(f"\n{scheme}: medians over {len(rows)} rounds, IN_FLIGHT={IN_FLIGHT}")
        print(f"  {'contender':10} {'CPU ms':>8} {'x floor':>8} {'x httpx':>8} {'x blackbox':>10}")
        for name in rows[0]:
            cells = [f"{statistics.median(row[name] for row in rows) * 1e3:8.3f}"]
            for base in ("floor", "httpx", "blackbox"):
                known = [row[name] / row[base] for row in rows if row.get(base)]
                cells.append(f"{statistics.median(known):8.2f}" if known else "       -")
            print(f"  {name:10} {' '.join(cells)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="three short rounds")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--probes", type=int, help="https probes a round; http gets twice as many")
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=CONTENDERS)
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        port, _, folder = options.serve.partition(":")
        serve(int(port), folder)
    elif options.child:
        run_contender(json.loads(options.child))
    else:
        rounds = options.rounds or (3 if options.quick else 7)
        probes = options.probes or (300 if options.quick else 800)
        report(measure(rounds, {"https": probes, "http": probes * 2}, options.only))


if __name__ == "__main__":
    main()
