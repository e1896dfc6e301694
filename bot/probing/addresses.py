"""Which addresses may be dialled. Pure: integers and tables, no look-up, no socket.

`ipaddress.is_global` is no help: on every CPython from 3.11 to 3.14 it calls multicast, NAT64, 6to4
relays, IPv4-compatible and unallocated space global. The tables below come from IANA's
special-purpose registries (RFC 6890) and name what we refuse, or, for IPv6, what we allow.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

from bot.probing.target import Refusal

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

REFUSED_IPV4 = (
    "0.0.0.0/8",  # this network, RFC 791
    "10.0.0.0/8",  # private, RFC 1918
    "100.64.0.0/10",  # carrier-grade NAT, RFC 6598; Alibaba's metadata service lives here
    "127.0.0.0/8",  # loopback, RFC 1122
    "168.63.129.16/32",  # Azure's WireServer: routed like a public address, answers inside only
    "169.254.0.0/16",  # link-local, RFC 3927; most clouds' metadata services
    "172.16.0.0/12",  # private, RFC 1918
    "192.0.0.0/24",  # protocol assignments, RFC 6890; Oracle's metadata service
    "192.0.2.0/24",  # documentation, RFC 5737
    "192.31.196.0/24",  # AS112, RFC 7535
    "192.52.193.0/24",  # AMT, RFC 7450
    "192.88.99.0/24",  # 6to4 relays, RFC 7526
    "192.168.0.0/16",  # private, RFC 1918
    "192.175.48.0/24",  # AS112, RFC 7534
    "198.18.0.0/15",  # benchmarks, RFC 2544
    "198.51.100.0/24",  # documentation, RFC 5737
    "203.0.113.0/24",  # documentation, RFC 5737
    "224.0.0.0/4",  # multicast, RFC 1112
    "240.0.0.0/4",  # reserved, RFC 1112, and broadcast
)

# One allowed prefix shuts out loopback, ULA, link-local, site-local, multicast, IPv4-mapped,
# -compatible and -translated, NAT64 (64:ff9b::/96 and 64:ff9b:1::/48) and unallocated space.
ALLOWED_IPV6 = "2000::/3"
REFUSED_IPV6 = (
    "2001::/23",  # protocol assignments, RFC 2928: Teredo, ORCHID, benchmarks
    "2001:db8::/32",  # documentation, RFC 3849
    "2002::/16",  # 6to4, RFC 3056: any IPv4 address in disguise
    "2620:4f:8000::/48",  # AS112, RFC 7534
    "3ffe::/16",  # 6bone, RFC 3701
    "3fff::/20",  # documentation, RFC 9637
)
# ISATAP (RFC 5214) hides an IPv4 address behind these halves of an interface identifier.
ISATAP_MARKS = frozenset({0x0000_5EFE, 0x0200_5EFE})


class Ranges:
    """Disjoint address ranges of one family, asked by integer in a bisect."""

    __slots__ = ("_firsts", "_lasts")

    def __init__(self, networks: Iterable[str]) -> None:
        ranges = sorted(
            (int(network[0]), int(network[-1])) for network in map(ip_network, networks)
        )
        self._firsts = [first for first, _ in ranges]
        self._lasts = [last for _, last in ranges]

    def __contains__(self, number: int) -> bool:
        index = bisect_right(self._firsts, number) - 1
        return index >= 0 and number <= self._lasts[index]


_REFUSED_IPV4 = Ranges(REFUSED_IPV4)
_REFUSED_IPV6 = Ranges(REFUSED_IPV6)
_ALLOWED_IPV6 = Ranges([ALLOWED_IPV6])


def is_public(address: Address) -> bool:
    """Say whether the tables call `address` a public host anyone may be pointed at."""
    number = int(address)
    if isinstance(address, IPv4Address):
        return number not in _REFUSED_IPV4
    return (
        address.scope_id is None
        and number in _ALLOWED_IPV6
        and number not in _REFUSED_IPV6
        and (number >> 32) & 0xFFFF_FFFF not in ISATAP_MARKS
    )


def is_ambiguous(address: Address) -> bool:
    """Say whether `address` is written in a way that never names one host everywhere.

    True for a zone (`fe80::1%eth0` means another host on every machine) and for an IPv4-mapped
    address (the socket would speak IPv4, past every IPv4 rule).
    """
    if isinstance(address, IPv4Address):
        return False
    return address.scope_id is not None or int(address) >> 32 == 0xFFFF  # noqa: PLR2004 ::ffff:0:0/96


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPolicy:
    """What this asker's looks may reach. The default: public hosts on the web's usual ports.

    Only three fields open anything, and nothing else in the program does. `private_networks` opens
    exactly those networks (addresses, never local names or other ports); `private_endings` lets
    local names of those endings be asked for, and no address; `allow_private` opens every address,
    local names and every port, for the operator's own command line and for tests.
    `denied_networks` closes, and wins over all.
    """

    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    private_networks: tuple[Network, ...] = ()
    private_endings: frozenset[str] = frozenset()  # of `bot.probing.hosts.LOCAL_ENDINGS`
    denied_networks: tuple[Network, ...] = ()
    allow_private: bool = False

    def vet(self, address: Address) -> Refusal | None:
        """Return why `address` may not be dialled, or None when it may."""
        if self.denied_networks and any(address in network for network in self.denied_networks):
            return Refusal.PRIVATE_ADDRESS
        if is_public(address):
            return None
        return None if self.opens(address) else Refusal.PRIVATE_ADDRESS

    def opens(self, address: Address) -> bool:
        """Say whether the operator opened `address` on purpose, public or not.

        Such an address is exempt from `OwnAddresses` too: someone who names their own network
        means the machines in it.
        """
        if is_ambiguous(address):
            return False
        return self.allow_private or any(address in network for network in self.private_networks)

    def allows_port(self, port: int) -> bool:
        """Say whether `port` (1 to 65535) may be dialled."""
        return self.allow_private or port in self.ports


PUBLIC_ONLY = AddressPolicy()


def vet_all(addresses: Sequence[Address], policy: AddressPolicy) -> Refusal | None:
    """Return why a name with these answers is refused, or None.

    One bad address refuses the name: a name that points both outside and inside is an attack or a
    mistake, and picking the good answer would leave the choice to whoever runs its DNS.
    """
    return next(filter(None, map(policy.vet, addresses)), None)
