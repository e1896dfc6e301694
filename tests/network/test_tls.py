"""What can be wrong with TLS, each with its own failure, and what a good handshake tells."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.probing.observation import Failure, Stage
from bot.probing.tls import build_context
from tests.fakes import certificates
from tests.fakes.broken_web import Act, End, after_hello, broken_web, one_handshake, page, says
from tests.fakes.looking import looker

WRONG: dict[str, tuple[Callable[[], ssl.SSLContext], Failure]] = {
    "expired": (certificates.expired, Failure.TLS_EXPIRED),
    "not yet valid": (certificates.not_yet_valid, Failure.TLS_NOT_YET_VALID),
    "somebody else's name": (certificates.wrong_host, Failure.TLS_WRONG_HOST),
    "name only in the CN": (certificates.common_name_only, Failure.TLS_WRONG_HOST),
    "unknown authority": (certificates.stranger, Failure.TLS_UNTRUSTED),
}


@pytest.mark.parametrize("name", WRONG)
async def test_wrong_certificate(name: str) -> None:
    make, failure = WRONG[name]
    async with broken_web(says(page()), tls=make()) as web, looker() as eye:
        seen = await eye.look(f"https://site.example:{web.port}/")
    assert (seen.last.failure, seen.last.stage) == (failure, Stage.TLS)
    assert seen.last.reply is None


@pytest.mark.parametrize(
    "make",
    [certificates.old_protocol, certificates.asks_for_certificate],
    ids=["TLS 1.1 only", "wants our certificate"],
)
async def test_server_that_says_why_it_will_not(make: Callable[[], ssl.SSLContext]) -> None:
    async with one_handshake(make()) as port, looker() as eye:
        seen = await eye.look(f"https://site.example:{port}/")
    assert (seen.last.failure, seen.last.stage) == (Failure.TLS_PROTOCOL, Stage.TLS)


async def test_plain_http_on_the_tls_port() -> None:
    act = says(page(b"use https", status=b"400 Bad Request"), asked=False)
    async with broken_web(act) as web, looker() as eye:
        seen = await eye.look(f"https://site.example:{web.port}/")
    assert (seen.last.failure, seen.last.stage) == (Failure.TLS_PROTOCOL, Stage.TLS)


async def test_handshake_that_stalls() -> None:
    async with broken_web(says(asked=False, end=End.HANG)) as web, looker() as eye:
        seen = await eye.look(f"https://site.example:{web.port}/")
    assert (seen.last.failure, seen.last.stage) == (Failure.TLS_TIMEOUT, Stage.TLS)
    assert seen.last.timings.tls_ms is not None


@pytest.mark.parametrize("act", [after_hello, says(asked=False)], ids=["reset", "close"])
async def test_handshake_that_breaks_off(act: Act) -> None:
    async with broken_web(act) as web, looker() as eye:
        seen = await eye.look(f"https://site.example:{web.port}/")
    assert (seen.last.failure, seen.last.stage) == (Failure.TLS_RESET, Stage.TLS)


async def test_good_handshake_tells_version_issuer_and_days_left() -> None:
    async with broken_web(says(page()), tls=certificates.good()) as web, looker() as eye:
        seen = await eye.look(f"https://site.example:{web.port}/")
    facts = seen.last.tls
    assert facts is not None
    assert facts.version == "TLSv1.3"
    assert facts.issuer == "Gatewise tests"
    assert facts.days_left == 30
    assert facts.expires_at > datetime.now(UTC)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
async def test_certificate_for_an_address(host: str) -> None:
    bind = host.strip("[]")
    async with broken_web(says(page()), tls=certificates.good(), host=bind) as web, looker() as eye:
        seen = await eye.look(f"https://{host}:{web.port}/")
    assert seen.last.failure is None
    assert str(seen.last.peer) == bind


async def test_body_without_length_and_without_close_notify_is_whole() -> None:
    act = says(b"HTTP/1.1 200 OK\r\n\r\nto the end", end=End.CUT)
    async with broken_web(act, tls=certificates.good()) as web, looker() as eye:
        seen = await eye.look(f"https://site.example:{web.port}/")
    assert seen.last.failure is None
    assert seen.last.reply is not None
    assert seen.last.reply.body == b"to the end"


def test_context_is_the_same_on_every_python() -> None:
    context = build_context()
    assert context.verify_flags == ssl.VerifyFlags.VERIFY_X509_TRUSTED_FIRST
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert not context.hostname_checks_common_name
    assert len(context.get_ca_certs()) > 50
