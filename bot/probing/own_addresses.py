"""This machine's own addresses and its neighbours': what no table of ranges can know.

The wire asks right before it dials, for every vetted answer the policy did not open on purpose:

    if not policy.opens(address) and own.contains(address): refuse the name

A server's public address reaches the server itself past its firewall, and on IPv6 the machines of
a home network have global addresses.
"""

import socket
import time
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

from bot.probing.addresses import Address, AddressPolicy
from bot.probing.target import Refusal

ROUTES = Path("/proc/net/ipv6_route")
FRESH_FOR = 60.0  # seconds an answer is reused: addresses and routes change rarely
MAX_ANSWERS = 8192

_ROUTE_UP, _ROUTE_REJECT = 0x1, 0x200  # linux/route.h
# A route of fewer bits without a gateway is a tunnel that carries the internet (`::/1 dev wg0`),
# not a link with neighbours: nobody is assigned more than a /32.
_SHORTEST_LINK = 32

OnLink = tuple[tuple[int, int], ...]


def is_own(address: Address) -> bool:
    """Say whether packets to `address` would come back to this machine. Sends nothing; 20 µs."""
    if isinstance(address, IPv4Address):
        family, elsewhere = socket.AF_INET, "192.0.2.1"
    else:
        family, elsewhere = socket.AF_INET6, "2001:db8::1"
    if _is_its_own_source(family, str(address)):
        return True
    # With Linux's ip_nonlocal_bind on, any address binds: then binding proves nothing.
    return _can_bind(family, str(address)) and not _can_bind(family, elsewhere)


def _is_its_own_source(family: int, address: str) -> bool:
    """Connect a UDP socket: the kernel picks a source, and to itself it picks the address itself.

    Misses secondary IPv4 addresses and most of 127/8, whose routes prefer the primary as source.
    """
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
            return str(probe.getsockname()[0]) == address
    except OSError:  # no route, no such family: nothing of ours is there
        return False


def _can_bind(family: int, address: str) -> bool:
    """Bind a UDP socket to any free port: the kernel allows it for this machine's addresses."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((address, 0))
            return True
    except OSError:
        return False


def parse_on_link(table: str) -> OnLink:
    """Read `/proc/net/ipv6_route` into (prefix, shift) pairs of links without a gateway.

    `number >> shift == prefix` says that an address is on the link.
    """
    links = []
    for line in table.splitlines():
        fields = line.split()
        network, bits, gateway, flags = fields[0], int(fields[1], 16), fields[4], fields[8]
        usable = int(flags, 16) & (_ROUTE_UP | _ROUTE_REJECT) == _ROUTE_UP
        if usable and bits >= _SHORTEST_LINK and not int(gateway, 16):
            links.append((int(network, 16) >> (128 - bits), 128 - bits))
    return tuple(dict.fromkeys(links))


def load_on_link() -> OnLink | None:
    """Return the links of this machine, or None where no such table can be read."""
    try:
        return parse_on_link(ROUTES.read_text(encoding="ascii"))
    except OSError:
        return None


class OwnAddresses:
    """Addresses of this machine and of its IPv6 links' machines. Remembers for a minute."""

    def __init__(
        self,
        *,
        is_own: Callable[[Address], bool] = is_own,
        load_on_link: Callable[[], OnLink | None] = load_on_link,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._is_own = is_own
        self._load_on_link = load_on_link
        self._monotonic = monotonic
        self._on_link: OnLink | None = None
        self._answers: dict[Address, bool] = {}
        self._fresh_until = float("-inf")

    def contains(self, address: Address) -> bool:
        """Say whether `address` is this machine or, on IPv6, its neighbour. Never raises."""
        self._refresh()
        answer = self._answers.get(address)
        if answer is None:
            answer = self._answers[address] = self._is_on_link(address) or self._is_own(address)
        return answer

    def vet(self, address: Address, policy: AddressPolicy) -> Refusal | None:
        """Return why `address` may not be dialled from this machine, or None when it may."""
        if policy.opens(address) or not self.contains(address):
            return None
        return Refusal.PRIVATE_ADDRESS

    @property
    def sees_neighbours(self) -> bool:
        """Whether this system tells us its IPv6 links. Where it does not, better not dial IPv6."""
        self._refresh()
        return self._on_link is not None

    def _refresh(self) -> None:
        now = self._monotonic()
        if now >= self._fresh_until or len(self._answers) >= MAX_ANSWERS:
            self._answers.clear()
            self._on_link = self._load_on_link()
            self._fresh_until = now + FRESH_FOR

    def _is_on_link(self, address: Address) -> bool:
        if not isinstance(address, IPv6Address) or self._on_link is None:
            return False
        number = int(address)
        return any(number >> shift == prefix for prefix, shift in self._on_link)
