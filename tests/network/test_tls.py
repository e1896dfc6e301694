"""What can be wrong with TLS, each with its own failure, and what a good handshake tells."""

import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from bot.probing.observation import Failure, Stage
from bot.probing.tls import TlsSocket, build_context
from tests.fakes import certificates
from tests.fakes.broken_web import Act, End, after_hello, broken_web, one_handshake, page, says
from tests.fakes.looking import PATIENT, looker

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


async def test_flood_of_session_tickets_is_not_listened_to_for_ever() -> None:
    context = certificates.own()
    context.num_tickets = 6000  # 1.5 MiB
    async with one_handshake(context) as port, looker(limits=PATIENT) as eye:
        seen = await eye.look(f"https://site.example:{port}/")
    assert (seen.last.failure, seen.last.stage) == (Failure.TLS_PROTOCOL, Stage.TLS)


class Below:
    """The socket below TLS, and a server at its other end that has spoken already."""

    def __init__(self) -> None:
        self.reads = 0
        self._to_server, self._to_us = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.server = certificates.own().wrap_bio(self._to_server, self._to_us, server_side=True)

    def send(self, data: bytes) -> int:
        return self._to_server.write(data)

    def recv(self, size: int) -> bytes:
        self.reads += 1
        if not self._to_us.pending:
            raise BlockingIOError
        return self._to_us.read(size)

    def say(self, data: bytes) -> None:
        self._to_us.write(data)

    def shake_hands(self) -> TlsSocket:
        tls = TlsSocket(self, certificates.client_context(), certificates.HOST)  # type: ignore[arg-type]
        for step in (tls.do_handshake, self.server.do_handshake) * 2:
            with suppress(ssl.SSLWantReadError):
                step()
        tls.send(memoryview(b"GET"))
        assert self.server.read(3) == b"GET"
        return tls


def hear(tls: TlsSocket, below: Below) -> bytes:
    """Return what the next call has to say; none may take from the socket more than once."""
    while True:
        reads = below.reads
        try:
            return tls.recv(65536)
        except ssl.SSLWantReadError:
            continue
        finally:
            assert below.reads <= reads + 1


def test_one_turn_takes_from_the_socket_once_and_all_that_came() -> None:
    below = Below()
    tls = below.shake_hands()
    for letter in b"many small records":
        below.server.write(bytes([letter]))
    assert hear(tls, below) == b"many small records"
    below.server.write(b"x" * 40_000)
    assert hear(tls, below) == b"x" * 40_000


def test_broken_record_is_told_after_what_came_before_it_and_is_no_end() -> None:
    below = Below()
    tls = below.shake_hands()
    below.server.write(b"hello")
    below.say(b"\x17\x03\x03\x00\x20" + b"z" * 32)
    assert hear(tls, below) == b"hello"
    for _ in range(2):
        with pytest.raises(ssl.SSLError, match="record mac"):
            hear(tls, below)


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
    assert context.options & ssl.OP_NO_RENEGOTIATION
    assert not any(cipher["name"].startswith("DHE") for cipher in context.get_ciphers())
    assert not context.hostname_checks_common_name
    assert len(context.get_ca_certs()) > 50
