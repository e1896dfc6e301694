"""A certificate authority of our own, and servers whose certificates are wrong in one known way."""

import functools
import ssl
import warnings
from datetime import UTC, datetime, timedelta
from tempfile import NamedTemporaryFile

import trustme

from bot.probing.tls import build_context

HOST = "site.example"
NAMES = (HOST, "*.site.example", "127.0.0.1", "::1")


@functools.cache
def authority() -> trustme.CA:
    """Return the authority the tests trust."""
    return trustme.CA(organization_name="Gatewise tests")


@functools.cache
def client_context() -> ssl.SSLContext:
    """Return what production builds, trusting our authority instead of the world's."""
    with NamedTemporaryFile(suffix=".pem") as file:
        file.write(authority().cert_pem.bytes())
        file.flush()
        return build_context(file.name)


def _serve(leaf: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    return context


@functools.cache
def good() -> ssl.SSLContext:
    """Return a server context with a certificate for every name the tests use."""
    return _serve(
        authority().issue_cert(*NAMES, not_after=datetime.now(UTC) + timedelta(days=30, hours=1))
    )


def own() -> ssl.SSLContext:
    """Return a good server context that a test may change: nobody else has it."""
    return _serve(authority().issue_cert(*NAMES))


def expired() -> ssl.SSLContext:
    """Return a server context whose certificate ended yesterday."""
    now = datetime.now(UTC)
    return _serve(
        authority().issue_cert(
            *NAMES, not_before=now - timedelta(days=9), not_after=now - timedelta(days=1)
        )
    )


def not_yet_valid() -> ssl.SSLContext:
    """Return a server context whose certificate begins tomorrow."""
    now = datetime.now(UTC)
    return _serve(
        authority().issue_cert(
            *NAMES, not_before=now + timedelta(days=1), not_after=now + timedelta(days=9)
        )
    )


def wrong_host() -> ssl.SSLContext:
    """Return a server context for somebody else's name."""
    return _serve(authority().issue_cert("other.example"))


def common_name_only() -> ssl.SSLContext:
    """Return a server context whose certificate names the site only in its CN, as before 2017."""
    return _serve(authority().issue_cert(common_name=HOST))


def stranger() -> ssl.SSLContext:
    """Return a server context signed by an authority nobody knows."""
    return _serve(trustme.CA().issue_cert(*NAMES))


def old_protocol() -> ssl.SSLContext:
    """Return a server context that speaks TLS 1.1 and nothing newer."""
    context = _serve(authority().issue_cert(*NAMES))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1_1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def asks_for_certificate() -> ssl.SSLContext:
    """Return a server context that wants to know who we are."""
    context = _serve(authority().issue_cert(*NAMES))
    authority().configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    return context
