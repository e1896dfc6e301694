"""Which addresses may be dialled: IANA's special blocks at their edges, disguises, and openings."""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.probing.addresses import PUBLIC_ONLY, AddressPolicy, is_public, vet_all
from bot.probing.target import Refusal

# (block, whether the address right below it is public, whether the one right above it is)
IPV4_BLOCKS = [
    ("0.0.0.0/8", False, True),
    ("10.0.0.0/8", True, True),
    ("100.64.0.0/10", True, True),
    ("127.0.0.0/8", True, True),
    ("168.63.129.16/32", True, True),
    ("169.254.0.0/16", True, True),
    ("172.16.0.0/12", True, True),
    ("192.0.0.0/24", True, True),
    ("192.0.0.0/29", True, False),
    ("192.0.0.8/32", False, False),
    ("192.0.0.9/32", False, False),
    ("192.0.0.170/31", False, False),
    ("192.0.0.192/32", False, False),
    ("192.0.2.0/24", True, True),
    ("192.31.196.0/24", True, True),
    ("192.52.193.0/24", True, True),
    ("192.88.99.0/24", True, True),
    ("192.168.0.0/16", True, True),
    ("192.175.48.0/24", True, True),
    ("198.18.0.0/15", True, True),
    ("198.51.100.0/24", True, True),
    ("203.0.113.0/24", True, True),
    ("224.0.0.0/4", True, False),
    ("240.0.0.0/4", False, False),
    ("255.255.255.255/32", False, False),
]
IPV6_BLOCKS = [
    ("::/128", False, False),
    ("::1/128", False, False),
    ("::/96", False, False),
    ("::ffff:0:0/96", False, False),
    ("::ffff:0:0:0/96", False, False),
    ("64:ff9b::/96", False, False),
    ("64:ff9b:1::/48", False, False),
    ("100::/64", False, False),
    ("100:0:0:1::/64", False, False),
    ("1000::/4", False, True),
    ("2001::/32", True, False),
    ("2001::/23", True, True),
    ("2001:1::1/128", False, False),
    ("2001:2::/48", False, False),
    ("2001:3::/32", False, False),
    ("2001:4:112::/48", False, False),
    ("2001:10::/28", False, False),
    ("2001:20::/28", False, False),
    ("2001:30::/28", False, False),
    ("2001:db8::/32", True, True),
    ("2002::/16", True, True),
    ("2620:4f:8000::/48", True, True),
    ("3ffe::/16", True, False),
    ("3fff::/20", False, True),
    ("4000::/3", True, False),
    ("5f00::/16", False, False),
    ("fc00::/7", False, False),
    ("fe80::/10", False, False),
    ("fec0::/10", False, False),
    ("ff00::/8", False, False),
]
BLOCKS = IPV4_BLOCKS + IPV6_BLOCKS
HOME = AddressPolicy(private_networks=(ip_network("10.1.0.0/16"), ip_network("fd12::/64")))


def disguises(address: IPv4Address) -> list[IPv6Address]:
    """Return every IPv6 address that some stack or translator takes for `address`."""
    number = int(address)
    layout_48 = (number >> 16) << 64 | (number & 0xFFFF) << 40  # RFC 6052: around the zero octet
    return [
        IPv6Address(0xFFFF << 32 | number),  # IPv4-mapped
        IPv6Address(number),  # IPv4-compatible
        IPv6Address(0xFFFF << 48 | number),  # IPv4-translated, SIIT
        IPv6Address(int(IPv6Address("64:ff9b::")) | number),  # NAT64
        IPv6Address(int(IPv6Address("64:ff9b:1::")) | number),  # NAT64 for local use
        IPv6Address(int(IPv6Address("64:ff9b:1::")) | layout_48),
        IPv6Address(0x2002 << 112 | number << 80 | 1),  # 6to4
        IPv6Address(0x20010000 << 96 | (number ^ 0xFFFF_FFFF)),  # Teredo, client
        IPv6Address(int(IPv6Address("2606:4700::5efe:0:0")) | number),  # ISATAP
        IPv6Address(int(IPv6Address("2606:4700::200:5efe:0:0")) | number),
        IPv6Address(int(IPv6Address("fe80::5efe:0:0")) | number),
    ]


def neighbours(block: IPv4Network | IPv6Network) -> tuple[int, int]:
    return int(block[0]) - 1, int(block[-1]) + 1


@pytest.mark.parametrize("block", [block for block, _, _ in BLOCKS])
def test_a_special_block_is_refused_from_end_to_end(block: str) -> None:
    network = ip_network(block)
    middle = network[network.num_addresses // 2]
    for address in (network[0], middle, network[-1]):
        assert PUBLIC_ONLY.vet(address) is Refusal.PRIVATE_ADDRESS


@pytest.mark.parametrize(("block", "below", "above"), BLOCKS)
def test_a_special_block_ends_where_it_ends(block: str, below: bool, above: bool) -> None:  # noqa: FBT001
    network = ip_network(block)
    kind, top = type(network[0]), 2**network.max_prefixlen
    for number, public in zip(neighbours(network), (below, above), strict=True):
        if 0 <= number < top:
            assert is_public(kind(number)) is public


@pytest.mark.parametrize(("block", "below", "above"), IPV4_BLOCKS)
def test_no_disguise_of_an_ipv4_address_passes(block: str, below: bool, above: bool) -> None:  # noqa: FBT001
    network = ip_network(block)
    assert isinstance(network, IPv4Network)
    outside = [n for n, public in zip(neighbours(network), (below, above), strict=True) if public]
    for address in (network[0], network[-1], *map(IPv4Address, outside)):
        assert not [str(found) for found in disguises(address) if is_public(found)]


@given(st.ip_addresses(v=4) | st.ip_addresses(v=6))
@settings(derandomize=True, database=None, deadline=None, max_examples=500)
def test_nothing_the_standard_library_calls_special_passes(
    address: IPv4Address | IPv6Address,
) -> None:
    special = (
        address.is_private
        or address.is_multicast
        or address.is_loopback
        or address.is_link_local
        or address.is_reserved
        or address.is_unspecified
    )
    assert not (special and is_public(address))


@pytest.mark.parametrize(
    "text", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "2a00:1450:4001::200e", "2001:200::1"]
)
def test_public_addresses_pass(text: str) -> None:
    assert PUBLIC_ONLY.vet(ip_address(text)) is None


@pytest.mark.parametrize("text", ["2606:4700::1111%eth0", "fe80::1%1", "::1%lo", "::ffff:10.1.0.1"])
@pytest.mark.parametrize("policy", [PUBLIC_ONLY, HOME, AddressPolicy(allow_private=True)])
def test_zones_and_mapped_addresses_never_pass(text: str, policy: AddressPolicy) -> None:
    assert policy.vet(ip_address(text)) is Refusal.PRIVATE_ADDRESS


def test_a_private_network_opens_exactly_itself() -> None:
    for text in ("10.1.0.0", "10.1.255.255", "fd12::", "fd12::ffff:ffff:ffff:ffff", "1.1.1.1"):
        assert HOME.vet(ip_address(text)) is None
    for text in ("10.0.255.255", "10.2.0.0", "127.0.0.1", "fd12:0:0:1::", "169.254.169.254"):
        assert HOME.vet(ip_address(text)) is Refusal.PRIVATE_ADDRESS
    assert not [found for found in disguises(IPv4Address("10.1.0.1")) if HOME.vet(found) is None]


def test_denied_networks_win_over_every_opening() -> None:
    denied = (
        ip_network("10.1.2.0/24"),
        ip_network("93.184.215.0/24"),
        ip_network("2606:4700::/32"),
    )
    for policy in (
        AddressPolicy(denied_networks=denied),
        AddressPolicy(denied_networks=denied, private_networks=HOME.private_networks),
        AddressPolicy(denied_networks=denied, allow_private=True),
    ):
        for text in ("10.1.2.3", "93.184.215.14", "2606:4700::1"):
            assert policy.vet(ip_address(text)) is Refusal.PRIVATE_ADDRESS
        assert policy.vet(ip_address("1.1.1.1")) is None


def test_the_operator_may_open_everything() -> None:
    policy = AddressPolicy(allow_private=True)
    for text in ("127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "fd00::1"):
        assert policy.vet(ip_address(text)) is None


@pytest.mark.parametrize(
    "answers",
    [
        ["93.184.215.14", "127.0.0.1"],
        ["10.0.0.5", "93.184.215.14"],
        ["93.184.215.14", "fd00::1"],
        ["127.0.0.1", "2606:4700::1"],
        ["0.0.0.0"],
        ["::ffff:93.184.215.14"],
    ],
)
def test_one_bad_answer_refuses_the_name(answers: list[str]) -> None:
    refusal = vet_all([ip_address(text) for text in answers], PUBLIC_ONLY)
    assert refusal is Refusal.PRIVATE_ADDRESS


def test_only_good_answers_pass() -> None:
    assert vet_all([ip_address("93.184.215.14"), ip_address("2606:4700::1")], PUBLIC_ONLY) is None


def test_a_policy_cannot_be_changed_after_it_was_made() -> None:
    with pytest.raises(AttributeError):
        PUBLIC_ONLY.allow_private = True  # type: ignore[misc]


def test_the_default_ports_are_the_webs() -> None:
    assert [port for port in range(1, 65536) if PUBLIC_ONLY.allows_port(port)] == [
        80,
        443,
        8080,
        8443,
    ]


def test_what_the_c_library_calls_a_private_number_is_one_of_ours() -> None:
    for odd in ("0", "127.1", "0x7f.1", "2130706433", "017700000001"):
        packed = socket.inet_aton(odd)
        assert not is_public(IPv4Address(packed))
