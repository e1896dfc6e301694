"""The tls stage: one trust store per process, a non-blocking handshake, its failures and facts.

OpenSSL gets its bytes from us and not from the socket. On a socket one `SSL_read` goes on for as
long as more comes that is no data: a flood of session tickets would stop the event loop for good.
"""

import functools
import math
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

import certifi

from bot.probing.dialing import LegFailed
from bot.probing.line import DeadlinePassed, Line
from bot.probing.observation import Failure, Stage, TlsFacts

T = TypeVar("T")

# What today's browsers still offer, fixed so that a verdict depends on no Python release's default.
# They gave up DHE, whose groups a server may make as large, and as slow, as it likes.
CIPHERS = (
    "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:RSA+AESGCM:RSA+AES:!aNULL:!eNULL:!aDSS:!AESCCM"
)
# SSL_OP_LEGACY_SERVER_CONNECT, which Python 3.11 has no name for: as browsers do, talk to servers
# from before RFC 5746. Nobody gets to renegotiate, so what that RFC mends can't happen.
_LEGACY_SERVER_CONNECT = 0x4
_FED_AT_ONCE = 64 * 1024
_MOST_WITHOUT_DATA = 1024 * 1024  # a whole handshake may have about 200 KiB
_RECORD = 16 * 1024

# X509_V_ERR_* of OpenSSL's x509_vfy.h. Whatever is not listed is a chain we do not trust.
_BY_VERIFY_CODE = {
    9: Failure.TLS_NOT_YET_VALID,
    10: Failure.TLS_EXPIRED,
    62: Failure.TLS_WRONG_HOST,
    64: Failure.TLS_WRONG_HOST,
}


def build_context(ca_file: str | None = None, *, also: str | None = None) -> ssl.SSLContext:
    """Build a client context that trusts `ca_file` (default: certifi's list) and nothing else.

    `also` is a file with more authorities. Raises `OSError` where a file holds none.

    The environment (SSL_CERT_FILE, SSLKEYLOGFILE) has no say: only `create_default_context` reads
    it. Flags are pinned: Python 3.13 made VERIFY_X509_STRICT a default there, browsers did not.
    Takes about 30 ms; build it once.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_RENEGOTIATION | _LEGACY_SERVER_CONNECT
    context.verify_flags = ssl.VerifyFlags.VERIFY_X509_TRUSTED_FIRST
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.hostname_checks_common_name = False  # as in browsers: RFC 9525, section 2
    context.set_ciphers(CIPHERS)
    context.set_alpn_protocols(["http/1.1"])
    context.load_verify_locations(cafile=ca_file or certifi.where())
    if also is not None:
        context.load_verify_locations(cafile=also)
    return context


@functools.cache
def shared_context() -> ssl.SSLContext:
    """Return the process's one context."""
    return build_context()


class TlsSocket:
    """TLS over a non-blocking socket. A call takes from the socket once; then it waits its turn."""

    __slots__ = (
        "_incoming",
        "_is_hungry",
        "_outgoing",
        "_sock",
        "_trouble",
        "_unsent",
        "_without_data",
        "tls",
    )

    def __init__(self, sock: socket.socket, context: ssl.SSLContext, host: str) -> None:
        self._sock = sock
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=host)
        self._unsent = b""
        self._is_hungry = False  # everything that came has been used
        self._trouble: ssl.SSLError | None = None
        self._without_data = 0  # bytes that came since there was data in them

    def do_handshake(self) -> None:
        """Get on with the handshake. Its last bytes leave with the first that are sent."""
        self._take_turn(self.tls.do_handshake)

    def recv(self, size: int) -> bytes:
        """Return what the records hold that came; a peer may make them as small as one byte."""
        if self._trouble is not None:
            raise self._trouble
        read = functools.partial(self.tls.read, size)
        records = [self._take_turn(read)]
        self._without_data = 0
        try:
            while records[-1] and self.has_more():
                records.append(self._take_turn(read))
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
        except ssl.SSLError as error:  # OpenSSL says it once; first comes what was said before it
            self._trouble = error.with_traceback(None)
        return b"".join(records)

    def send(self, data: memoryview) -> int:
        """Take at most one record and return its length."""
        if self._unsent:
            self._flush()
        count = self.tls.write(data[:_RECORD])
        with suppress(ssl.SSLWantWriteError):
            self._flush()
        return count

    def has_more(self) -> bool:
        """Say whether something that came has not been used yet."""
        return not self._is_hungry

    def _take_turn(self, call: Callable[[], T]) -> T:
        if self._is_hungry:
            self._flush()
            self._feed()
        try:
            result = call()
        except ssl.SSLWantReadError:
            self._is_hungry = True
            self._flush()
            raise
        except ssl.SSLError:
            with suppress(OSError):
                self._flush()  # the alert that tells them why
            raise
        is_end = result == b""  # and stays the end
        self._is_hungry = not (is_end or self._incoming.pending or self.tls.pending())
        return result

    def _feed(self) -> None:
        try:
            data = self._sock.recv(_FED_AT_ONCE)
        except BlockingIOError:
            raise ssl.SSLWantReadError from None
        self._without_data += len(data)
        if self._without_data > _MOST_WITHOUT_DATA:
            raise ssl.SSLError("more than a mebibyte without data")
        if data:
            self._incoming.write(data)
        else:
            self._incoming.write_eof()

    def _flush(self) -> None:
        unsent, self._unsent = self._unsent + self._outgoing.read(), b""
        while unsent:  # an error leaves nothing to send: what they said can still be read
            try:
                unsent = unsent[self._sock.send(unsent) :]
            except BlockingIOError:
                self._unsent = unsent
                raise ssl.SSLWantWriteError from None


async def shake_hands(line: Line, host: str, context: ssl.SSLContext) -> None:
    """Turn a connected line into a TLS one. Raises `LegFailed`."""
    try:
        wrapped = TlsSocket(line.plain, context, host)
        line.sock = wrapped
        await line.run(wrapped.do_handshake)
    except DeadlinePassed:
        raise LegFailed(Failure.TLS_TIMEOUT, Stage.TLS) from None
    except (OSError, ValueError) as error:
        raise LegFailed(tls_failure(error), Stage.TLS) from None


def tls_failure(error: OSError | ValueError) -> Failure:
    """Say what an error in the middle of TLS means."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _BY_VERIFY_CODE.get(error.verify_code, Failure.TLS_UNTRUSTED)
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Failure.TLS_RESET
    if isinstance(error, ssl.SSLError) or not isinstance(error, OSError):
        return Failure.TLS_PROTOCOL
    return Failure.TLS_RESET


def read_facts(wrapped: ssl.SSLObject, now: datetime) -> TlsFacts | None:
    """Return version, issuer and expiry of a verified handshake; None without a certificate."""
    certificate: dict[str, Any] | None = wrapped.getpeercert()
    if not certificate:
        return None
    expires_at = _moment(certificate["notAfter"])
    return TlsFacts(
        version=wrapped.version() or "",
        issuer=_issuer(certificate),
        expires_at=expires_at,
        days_left=math.floor((expires_at - now).total_seconds() / 86400),
    )


@functools.lru_cache(maxsize=1024)
def _moment(text: str) -> datetime:
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(text), UTC)


def _issuer(certificate: dict[str, Any]) -> str | None:
    names = {key: value for part in certificate.get("issuer", ()) for key, value in part}
    return names.get("organizationName") or names.get("commonName")
