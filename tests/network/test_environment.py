"""Nothing in the environment bends a look, and the costly things are made once."""

import asyncio
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from bot.probing.parsing import parse_target
from bot.probing.prober import Prober
from bot.probing.tls import build_context, shared_context
from bot.probing.wire import Wire
from tests.fakes import certificates
from tests.fakes.broken_web import broken_web, page, says
from tests.fakes.looking import ANYWHERE, SHORT, looker

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_proxies_and_trust_from_the_environment_have_no_effect(
    scheme: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with broken_web(says(page(b"trapped"))) as trap:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{trap.port}")
        for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "NETRC"):
            monkeypatch.setenv(name, str(tmp_path / "nothing"))
        monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
        tls = certificates.good() if scheme == "https" else None
        async with broken_web(says(page(b"straight")), tls=tls) as web, looker() as eye:
            seen = await eye.look(f"{scheme}://site.example:{web.port}/")
        assert trap.hits == 0
    assert seen.last.reply is not None
    assert seen.last.reply.body == b"straight"
    assert not (tmp_path / "keys").exists()


def test_trust_is_not_widened_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.pem"
    mine.write_bytes(certificates.authority().cert_pem.bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(mine))
    known = {str(entry["subject"]) for entry in build_context().get_ca_certs()}
    assert not any("Gatewise tests" in subject for subject in known)


async def test_one_context_for_the_whole_process(monkeypatch: pytest.MonkeyPatch) -> None:
    shared_context.cache_clear()
    made: list[int] = []
    load = ssl.SSLContext.load_verify_locations

    def counted(self: ssl.SSLContext, *args: object, **kwargs: object) -> None:
        made.append(id(self))
        load(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", counted)
    async with broken_web(says(page()), tls=certificates.good()) as web:
        probers = [Prober(Wire(limits=SHORT), limits=SHORT) for _ in range(3)]
        target = parse_target(f"https://127.0.0.1:{web.port}/", policy=ANYWHERE)
        await asyncio.gather(*(p.look(target, policy=ANYWHERE) for p in probers for _ in range(5)))
        for prober in probers:
            await prober.aclose()
    assert len(made) == 1


def test_importing_builds_no_context() -> None:
    code = (
        "import bot.probing.prober, bot.probing.tls as t; "
        "print(t.shared_context.cache_info().misses)"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "0"


def test_it_works_on_uvloop_too() -> None:
    uvloop = pytest.importorskip("uvloop")

    async def main() -> list[object]:
        async with (
            broken_web(says(page()), tls=certificates.good()) as safe,
            broken_web(says(page())) as plain,
            looker() as eye,
        ):
            urls = [
                f"https://site.example:{safe.port}/",
                f"http://site.example:{plain.port}/",
                "http://missing.example/",
                "http://127.0.0.1:1/",
            ]
            return [(await eye.look(url)).last.failure for url in urls]

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found = runner.run(main())
    assert [str(failure) for failure in found] == [
        "None",
        "None",
        "name_not_found",
        "connect_refused",
    ]
