"""Signatures on the curve P-256 (FIPS 186-5), in plain Python, for certificates of this machine.

Not for secrets: it takes as long as its numbers tell. Its keys live as long as the process, and
nobody but the sandbox's own bot trusts them. It is here so that no key is ever shipped, and the
sandbox needs nothing that the bot does not.
"""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Self

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
SIZE = 32  # bytes

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Key:
    """A private key, and the point that goes with it."""

    secret: int
    point: Point

    @classmethod
    def make(cls) -> Self:
        """Return a new key."""
        secret = secrets.randbelow(N - 1) + 1
        return cls(secret, multiply(secret, G))

    @property
    def public(self) -> bytes:
        """The point as certificates hold it: uncompressed (SEC 1, section 2.3.3)."""
        x, y = self.point
        return b"\x04" + x.to_bytes(SIZE, "big") + y.to_bytes(SIZE, "big")

    def sign(self, data: bytes) -> tuple[int, int]:
        """Return r and s of a signature with SHA-256."""
        digest = int.from_bytes(hashlib.sha256(data).digest(), "big")
        while True:
            nonce = secrets.randbelow(N - 1) + 1
            r = multiply(nonce, G)[0] % N
            s = pow(nonce, -1, N) * (digest + r * self.secret) % N
            if r and s:
                return r, s


def multiply(times: int, point: Point) -> Point:
    """Return `point` added to itself so many times; `times` is from 1 to N - 1."""
    result: Point | None = None
    while times:
        if times & 1:
            result = point if result is None else _add(result, point)
        point = _add(point, point)
        times >>= 1
    if result is None:
        raise ValueError("nothing times a point is no point")
    return result


def _add(one: Point, other: Point) -> Point:
    """Return the sum of two points that are not each other's opposite."""
    (x1, y1), (x2, y2) = one, other
    if one == other:
        slope = 3 * (x1 * x1 - 1) * pow(2 * y1, -1, P) % P
    else:
        slope = (y2 - y1) * pow(x2 - x1, -1, P) % P
    x = (slope * slope - x1 - x2) % P
    return x, (slope * (x1 - x) - y1) % P
