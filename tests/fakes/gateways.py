"""Real gateways, as Debian packages them, each in front of one origin on loopback.

Their read time-outs are set to one second so that an origin that hangs is told quickly.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sandbox.sites import free_port

NGINX = """
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log /dev/null;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{origin};
      proxy_connect_timeout 1s; proxy_read_timeout 1s;
    }}
  }}
}}
"""
HAPROXY = """
defaults
  mode http
  timeout connect 1s
  timeout client 5s
  timeout server 1s
  retries 1
frontend front
  bind 127.0.0.1:{port}
  default_backend back
backend back
  server origin 127.0.0.1:{origin}
"""
APACHE = """
ServerRoot {folder}
PidFile {folder}/pid
ServerName localhost
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
User nobody
Group nogroup
ErrorLog /dev/null
Listen 127.0.0.1:{port}
ProxyPass / http://127.0.0.1:{origin}/ connectiontimeout=1 timeout=1
"""
VARNISH = [
    *("-F", "-j", "none", "-n", "{folder}", "-a", "127.0.0.1:{port}", "-b", "127.0.0.1:{origin}"),
    *("-s", "malloc,16m", "-T", "none", "-p", "first_byte_timeout=1", "-p", "connect_timeout=1"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """How to start one gateway: its program, arguments and configuration file."""

    name: str
    program: str
    arguments: tuple[str, ...]
    configuration: str = ""

    @property
    def path(self) -> str | None:
        """Where the program is installed, or None."""
        return shutil.which(self.program, path="/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin")


GATEWAYS = {
    gateway.name: gateway
    for gateway in (
        Gateway(
            name="nginx",
            program="nginx",
            arguments=("-e", "/dev/null", "-c", "{folder}/conf"),
            configuration=NGINX,
        ),
        Gateway(
            name="haproxy",
            program="haproxy",
            arguments=("-db", "-f", "{folder}/conf"),
            configuration=HAPROXY,
        ),
        Gateway(
            name="apache",
            program="apache2",
            arguments=("-D", "FOREGROUND", "-f", "{folder}/conf"),
            configuration=APACHE,
        ),
        Gateway(name="varnish", program="varnishd", arguments=tuple(VARNISH)),
    )
}


@asynccontextmanager
async def running(
    gateway: Gateway, origin: int, folder: Path, port: int | None = None
) -> AsyncIterator[int]:
    """Run the gateway in front of `origin`; give the port it listens on; stop it at the end."""
    port = port or free_port()
    values: dict[str, str | int] = {"folder": str(folder), "port": port, "origin": origin}
    configure(gateway, folder, values)
    assert gateway.path is not None
    process = await asyncio.create_subprocess_exec(
        gateway.path,
        *(argument.format(**values) for argument in gateway.arguments),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await listening(port)
        yield port
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def configure(gateway: Gateway, folder: Path, values: dict[str, str | int]) -> None:
    """Write the gateway's configuration file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "conf").write_text(gateway.configuration.format(**values), encoding="ascii")


async def listening(port: int) -> None:
    """Wait until something accepts connections on the port."""
    async with asyncio.timeout(15):
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.02)
