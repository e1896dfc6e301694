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
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.contenders import PROBERS, Probe
from benchmarks.far_side import (
    FIRST_CORE,
    child,
    cpu_seconds,
    far_side,
    free_port,
    pin,
    wait_for,
)

IN_FLIGHT = 50
BLACKBOX = shutil.which("prometheus-blackbox-exporter")
CONTENDERS = ["floor", "ours", "aiohttp", "httpx"] + (["blackbox"] if BLACKBOX else [])

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
    pin(FIRST_CORE)

    async def timed() -> float:
        probe = PROBERS[name](scheme, port, ca, dns)
        await run_many(probe, IN_FLIGHT * 2)
        start = time.process_time()
        await run_many(probe, count)
        return (time.process_time() - start) / int(count)

    print(asyncio.run(timed()))
    sys.stdout.flush()
    os._exit(0)


# --- the blackbox exporter is asked over a kept-alive connection; only its own CPU counts


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


def measure(
    rounds: int, counts: dict[str, int], only: list[str]
) -> dict[str, list[dict[str, float]]]:
    results: dict[str, list[dict[str, float]]] = {scheme: [] for scheme in counts}
    with far_side() as side, ExitStack() as stack:
        me = str(Path(__file__).resolve())
        exporter, exporter_pid = free_port(), 0
        if BLACKBOX and "blackbox" in only:
            config = Path(side.folder, "blackbox.yml")
            config.write_text(BLACKBOX_CONF)
            command = [BLACKBOX, f"--config.file={config}", "--log.level=error"]
            # The CA as the system's: with `ca_file` it would read the whole list for every probe.
            env = {"GOMAXPROCS": "1", "SSL_CERT_FILE": side.ca, "SSL_CERT_DIR": f"{config}.none"}
            address = f"--web.listen-address=127.0.0.1:{exporter}"
            exporter_pid = stack.enter_context(child(*command, address, core=FIRST_CORE, env=env))
            wait_for(exporter)
        for number in range(rounds):
            for scheme, count in counts.items():
                row: dict[str, float] = {}
                for name in random.sample(only, len(only)):
                    if name == "blackbox":
                        url = f"{scheme}://localhost:{side.port(scheme)}/"
                        row[name] = cost_of_exporter(exporter_pid, exporter, url, count)
                        continue
                    plan = json.dumps([name, scheme, side.port(scheme), side.ca, side.dns, count])
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
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        run_contender(json.loads(options.child))
    else:
        rounds = options.rounds or (3 if options.quick else 7)
        probes = options.probes or (300 if options.quick else 800)
        report(measure(rounds, {"https": probes, "http": probes * 2}, options.only))


if __name__ == "__main__":
    main()
