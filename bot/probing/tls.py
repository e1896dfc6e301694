"""The tls stage: one trust store per process, a non-blocking handshake, its failures and facts."""

import functools
import math
import ssl
from datetime import UTC, datetime
from typing import Any

import certifi

from bot.probing.dialing import LegFailed
from bot.probing.line import DeadlinePassed, Line
from bot.probing.observation import Failure, Stage, TlsFacts

# What today's browsers still offer, fixed so that a verdict depends on no Python release's default.
CIPHERS = (
    "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:DHE+AESGCM:DHE+CHACHA20:ECDH+AES:RSA+AESGCM:RSA+AES"
    ":!aNULL:!eNULL:!aDSS:!AESCCM"
)

_OPENSSL_NAMES_EOF = ssl.OPENSSL_VERSION_INFO >= (3,)

# X509_V_ERR_* of OpenSSL's x509_vfy.h. Whatever is not listed is a chain we do not trust.
_BY_VERIFY_CODE = {
    9: Failure.TLS_NOT_YET_VALID,
    10: Failure.TLS_EXPIRED,
    62: Failure.TLS_WRONG_HOST,
    64: Failure.TLS_WRONG_HOST,
}


def build_context(ca_file: str | None = None) -> ssl.SSLContext:
    """Build a client context that trusts `ca_file` (default: certifi's list) and nothing else.

    The environment (SSL_CERT_FILE, SSLKEYLOGFILE) has no say: only `create_default_context` reads
    it. Flags are pinned: Python 3.13 made VERIFY_X509_STRICT a default there, browsers did not.
    Takes about 30 ms; build it once.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_flags = ssl.VerifyFlags.VERIFY_X509_TRUSTED_FIRST
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.hostname_checks_common_name = False  # as in browsers: RFC 9525, section 2
    context.set_ciphers(CIPHERS)
    context.set_alpn_protocols(["http/1.1"])
    context.load_verify_locations(cafile=ca_file or certifi.where())
    return context


@functools.cache
def shared_context() -> ssl.SSLContext:
    """Return the process's one context."""
    return build_context()


async def shake_hands(line: Line, host: str, context: ssl.SSLContext) -> ssl.SSLSocket:
    """Turn a connected line into a TLS one. Raises `LegFailed`."""
    try:
        wrapped = context.wrap_socket(
            line.sock,
            server_hostname=host,
            do_handshake_on_connect=False,
            suppress_ragged_eofs=False,
        )
        line.swap(wrapped)
        await line.run(wrapped.do_handshake)
    except DeadlinePassed:
        raise LegFailed(Failure.TLS_TIMEOUT, Stage.TLS) from None
    except (OSError, ValueError) as error:
        raise LegFailed(tls_failure(error), Stage.TLS) from None
    return wrapped


def tls_failure(error: OSError | ValueError) -> Failure:
    """Say what an error in the middle of TLS means."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _BY_VERIFY_CODE.get(error.verify_code, Failure.TLS_UNTRUSTED)
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Failure.TLS_RESET
    if isinstance(error, ssl.SSLError) or not isinstance(error, OSError):
        return Failure.TLS_PROTOCOL
    return Failure.TLS_RESET


def is_hidden_reset(error: ssl.SSLError) -> bool:
    """Tell a reset from an end without close_notify; some Pythons raise `SSLEOFError` for both.

    OpenSSL 3 names the true end of file; what has no such name was a failed system call
    (python/cpython#115627, mended in 3.11.9 and 3.12.3).
    """
    return (
        isinstance(error, ssl.SSLEOFError)
        and _OPENSSL_NAMES_EOF
        and "UNEXPECTED_EOF" not in (error.reason or str(error)).upper().replace(" ", "_")
    )


def read_facts(wrapped: ssl.SSLSocket, now: datetime) -> TlsFacts | None:
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
