"""The town's own certificate authority: made at the start, trusted by the sandbox's bot alone.

Certificates are written out by hand (X.509 in DER, RFC 5280), because nothing that the bot needs
can make them. No key of it is ever shipped or kept.
"""

import functools
import hashlib
import secrets
import ssl
from base64 import encodebytes
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sandbox.town.curve import Key

ISSUER = "Town of broken servers"
DAY = timedelta(days=1)
LIFE = 90 * DAY

EC_PUBLIC_KEY, P256 = "1.2.840.10045.2.1", "1.2.840.10045.3.1.7"
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
COMMON_NAME, ORGANISATION = "2.5.4.3", "2.5.4.10"
ALT_NAMES, BASIC_CONSTRAINTS, KEY_USAGE = "2.5.29.17", "2.5.29.19", "2.5.29.15"
OWN_KEY_ID, ISSUER_KEY_ID = "2.5.29.14", "2.5.29.35"
SIGNS_CERTIFICATES = b"\x03\x02\x02\x04"  # a BIT STRING with keyCertSign alone
_SHORT = 0x80
_YEAR_OF_LONG_TIMES = 2050  # RFC 5280, section 4.1.2.5


def _tlv(tag: int, *parts: bytes) -> bytes:
    """Return tag, length and value (X.690, section 8.1)."""
    value = b"".join(parts)
    size = len(value)
    if size < _SHORT:
        return bytes([tag, size]) + value
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, _SHORT | len(length)]) + length + value


def _integer(number: int) -> bytes:
    return _tlv(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    packed = bytearray([40 * first + second])
    for part in rest:
        digits = [part & 0x7F]
        while part := part >> 7:
            digits.append(part & 0x7F | 0x80)
        packed += bytes(reversed(digits))
    return _tlv(0x06, bytes(packed))


def _sequence(*parts: bytes) -> bytes:
    return _tlv(0x30, *parts)


def _bits(value: bytes) -> bytes:
    return _tlv(0x03, b"\0", value)


def _octets(value: bytes) -> bytes:
    return _tlv(0x04, value)


def _name(common: str) -> bytes:
    pairs = ((ORGANISATION, ISSUER), (COMMON_NAME, common))
    return _sequence(
        *(_tlv(0x31, _sequence(_oid(kind), _tlv(0x0C, text.encode()))) for kind, text in pairs)
    )


def _time(moment: datetime) -> bytes:
    if moment.year < _YEAR_OF_LONG_TIMES:
        return _tlv(0x17, moment.strftime("%y%m%d%H%M%SZ").encode())
    return _tlv(0x18, moment.strftime("%Y%m%d%H%M%SZ").encode())


def _extension(kind: str, value: bytes, *, is_critical: bool = False) -> bytes:
    critical = b"\x01\x01\xff" if is_critical else b""
    return _sequence(_oid(kind), critical, _octets(value))


def _digest(key: Key) -> bytes:
    """Return what certificates call a key by (RFC 5280, section 4.2.1.2)."""
    return hashlib.sha1(key.public, usedforsecurity=False).digest()


def _pem(kind: str, der: bytes) -> str:
    return f"-----BEGIN {kind}-----\n{encodebytes(der).decode()}-----END {kind}-----\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate and its key, both as PEM."""

    chain: str
    key: str

    def context(self) -> ssl.SSLContext:
        """Return what a server with this certificate shakes hands with."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.set_alpn_protocols(["http/1.1"])
        with TemporaryDirectory() as folder:  # OpenSSL takes files alone
            file = Path(folder) / "server.pem"
            file.touch(mode=0o600)
            file.write_text(self.key + self.chain, encoding="ascii")
            made.load_cert_chain(file)
        return made


class Authority:
    """Signs the town's certificates."""

    def __init__(self) -> None:
        self._key = Key.make()
        self._name = f"{ISSUER}, {secrets.token_hex(4)}"

    @functools.cached_property
    def pem(self) -> str:
        """The authority's own certificate: who trusts it trusts what it signs."""
        extensions = (
            _extension(BASIC_CONSTRAINTS, _sequence(b"\x01\x01\xff"), is_critical=True),
            _extension(KEY_USAGE, SIGNS_CERTIFICATES, is_critical=True),
            _extension(OWN_KEY_ID, _octets(_digest(self._key))),
        )
        now = datetime.now(UTC)
        return self._sign(self._name, self._key, now - DAY, now + LIFE, extensions)

    def issue(
        self, names: Iterable[str], *, starts: timedelta = -DAY, ends: timedelta = LIFE
    ) -> Certificate:
        """Return a certificate for some names, valid from and until so long after now."""
        key, now = Key.make(), datetime.now(UTC)
        listed = list(names)
        alt = _sequence(*(_tlv(0x82, name.encode("ascii")) for name in listed))
        extensions = (
            _extension(ALT_NAMES, alt),
            _extension(OWN_KEY_ID, _octets(_digest(key))),
            _extension(ISSUER_KEY_ID, _sequence(_tlv(0x80, _digest(self._key)))),
        )
        chain = self._sign(listed[0], key, now + starts, now + ends, extensions)
        parameters = _tlv(0xA0, _oid(P256))
        secret = _octets(key.secret.to_bytes(32, "big"))
        ec_key = _sequence(_integer(1), secret, parameters, _tlv(0xA1, _bits(key.public)))
        return Certificate(chain=chain, key=_pem("EC PRIVATE KEY", ec_key))

    def _sign(
        self, name: str, key: Key, starts: datetime, ends: datetime, extensions: Iterable[bytes]
    ) -> str:
        """Return a signed certificate as PEM."""
        algorithm = _sequence(_oid(ECDSA_SHA256))
        body = _sequence(
            _tlv(0xA0, _integer(2)),  # version 3
            _integer(secrets.randbits(120) + 1),
            algorithm,
            _name(self._name),
            _sequence(_time(starts), _time(ends)),
            _name(name),
            _sequence(_sequence(_oid(EC_PUBLIC_KEY), _oid(P256)), _bits(key.public)),
            _tlv(0xA3, _sequence(*extensions)),
        )
        signature = _sequence(*map(_integer, self._key.sign(body)))
        return _pem("CERTIFICATE", _sequence(body, algorithm, _bits(signature)))
