"""The host of a URL: a name in its one canonical form, or an address in its one canonical notation.

Never trust a library to decide what the host is: `httpx`, `yarl`, `urllib`, `getaddrinfo` and
browsers read `127。0。0。1`, `0x7f.1`, `127.1` and `2130706433` in different ways.
"""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import NamedTuple

import idna
import idna.uts46data  # idna loads it at the first Unicode name: 40 ms that would stall the loop

from bot.probing.addresses import Address, AddressPolicy
from bot.probing.target import DEFAULT_PORTS, Refusal, TargetRefused

MAX_NAME = 253  # RFC 1035, section 2.3.4

# Endings that never name a public site.
LOCAL_ENDINGS = frozenset(
    # special-use names: RFC 6761, 6762, 7686, 8375, 9476
    {"alt", "arpa", "invalid", "local", "localhost", "onion", "test"}
    # too widely used inside to be delegated: ICANN's name collision work, RFC 6762 appendix G
    | {"corp", "domain", "home", "internal", "intranet", "lan", "localdomain", "mail", "private"}
    # resolvers of other networks and of container clusters
    | {"cluster", "consul", "i2p", "localdomain6", "svc", "workgroup"}
)

_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_DOTTED_QUAD = re.compile(rf"{_OCTET}(?:\.{_OCTET}){{3}}")
# Underscores are not for host names (RFC 1123), yet real sites carry them.
_LABEL = r"(?!-)[a-z0-9_-]{1,63}(?<!-)"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
# `inet_aton` reads a name that ends like this as an address; so do browsers.
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$")
# The longest real ending has 24 characters; a pasted bot token has a longer one or a digit in it.
_PUBLIC_ENDING = re.compile(r"[a-z]{2,24}|xn--[a-z0-9-]{1,59}")
_PRIVATE_ENDING = re.compile(r"[a-z0-9_-]{1,24}|xn--[a-z0-9-]{1,59}")


class Host(NamedTuple):
    """A canonical host: A-labels in lower case, or an address and its canonical text."""

    text: str  # an IPv6 literal without its brackets
    address: Address | None = None


def parse_host(text: str, policy: AddressPolicy) -> Host:
    """Read the host between `//` and the port, or raise `TargetRefused`.

    `text` holds no port, no credentials and no percent-escape; hidden characters are gone already.
    """
    if text.startswith("["):
        return _vetted(_parse_ipv6(text), policy)
    name = text.lower() if text.isascii() else _encode_idn(text)
    rooted = name.endswith(".")
    name = name.removesuffix(".")
    if len(name) > MAX_NAME or not _NAME.fullmatch(name):
        raise TargetRefused(Refusal.BAD_HOST)
    if _ENDS_IN_NUMBER.search(name):
        if rooted or not text.isascii() or not _DOTTED_QUAD.fullmatch(name):
            raise TargetRefused(Refusal.BAD_ADDRESS)
        return _vetted(IPv4Address(name), policy)
    _check_name(name, policy)
    return Host(name)


def _parse_ipv6(text: str) -> IPv6Address:
    """Read `[2606:4700::1111]`. Zones, dotted tails and anything else in brackets are refused."""
    inner = text[1:-1]
    if not text.endswith("]") or "." in inner or "%" in inner:
        raise TargetRefused(Refusal.BAD_ADDRESS)
    try:
        return IPv6Address(inner)
    except AddressValueError:
        raise TargetRefused(Refusal.BAD_ADDRESS) from None


def _vetted(address: Address, policy: AddressPolicy) -> Host:
    refusal = policy.vet(address)
    if refusal is not None:
        raise TargetRefused(refusal)
    return Host(str(address), address)


def _encode_idn(text: str) -> str:
    """Map a Unicode name to A-labels as browsers do: UTS 46, not transitional (faß.de stays ß).

    Label by label, because IDNA forbids ASCII labels that exist (`r3---sn-4g5e`, `_dmarc`).
    """
    if len(text) > MAX_NAME:  # before the work: the encoders are quadratic
        raise TargetRefused(Refusal.BAD_HOST)
    try:
        labels = idna.uts46_remap(text, std3_rules=False).split(".")
        return ".".join(
            label if label.isascii() else idna.alabel(label).decode("ascii") for label in labels
        )
    except idna.IDNAError:
        raise TargetRefused(Refusal.BAD_HOST) from None


def _check_name(name: str, policy: AddressPolicy) -> None:
    """Refuse names that cannot, or must not, be asked of public DNS."""
    if "xn--" in name:
        _check_punycode(name)
    if name in DEFAULT_PORTS:  # http://https://example.com/
        raise TargetRefused(Refusal.NOT_A_URL)
    *parents, ending = name.split(".")
    if policy.allow_private:
        if parents and not _PRIVATE_ENDING.fullmatch(ending):
            raise TargetRefused(Refusal.BAD_HOST)
        return
    # A single label is completed by the machine's search list, which points inside.
    if not parents or ending in LOCAL_ENDINGS - policy.private_endings:
        raise TargetRefused(Refusal.LOCAL_NAME)
    if not _PUBLIC_ENDING.fullmatch(ending):
        raise TargetRefused(Refusal.BAD_HOST)


def _check_punycode(name: str) -> None:
    """Refuse an `xn--` label that no Unicode name encodes to (RFC 5891, section 5.4)."""
    try:
        for label in name.split("."):
            if label.startswith("xn--"):
                idna.ulabel(label)
    except idna.IDNAError:
        raise TargetRefused(Refusal.BAD_HOST) from None
