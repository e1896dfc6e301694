"""This machine and its neighbours are never a target, whatever the tables say."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path

import pytest

from bot.probing import own_addresses
from bot.probing.addresses import Address, AddressPolicy
from bot.probing.own_addresses import OwnAddresses, is_own, load_on_link, parse_on_link
from bot.probing.target import Refusal

ZERO = "0" * 32
GATEWAY = "fe800000000000000000000000000001"
ROUTES = "\n".join(
    [
        # network, bits, source, bits, gateway, metric, references, use, flags, device
        f"2001067c000000010000000000000000 40 {ZERO} 00 {ZERO} 00000100 1 0 00000001 eth0",
        f"26062800021fcb070000000000000099 80 {ZERO} 00 {ZERO} 00000000 2 0 80200001 eth0",
        f"2a000000000000000000000000000000 30 {ZERO} 00 {GATEWAY} 00000400 1 0 00000003 eth0",
        f"2a010000000000000000000000000000 30 {ZERO} 00 {ZERO} ffffffff 1 0 00200200 lo",
        f"20000000000000000000000000000000 03 {ZERO} 00 {ZERO} 00000400 1 0 00000001 wg0",
        f"{ZERO} 00 {ZERO} 00 {ZERO} ffffffff 1 0 00000001 ppp0",
    ]
)


class Machine:
    """A machine whose addresses and routes a test can change, and that counts its questions."""

    def __init__(self, *addresses: str, routes: str | None = "") -> None:
        self.addresses = {ip_address(text) for text in addresses}
        self.routes = routes
        self.seconds = 0.0
        self.asked: list[Address] = []

    def is_own(self, address: Address) -> bool:
        self.asked.append(address)
        return address in self.addresses

    def load_on_link(self) -> tuple[tuple[int, int], ...] | None:
        return None if self.routes is None else parse_on_link(self.routes)

    def own_addresses(self) -> OwnAddresses:
        return OwnAddresses(
            is_own=self.is_own, load_on_link=self.load_on_link, monotonic=lambda: self.seconds
        )


def test_the_kernel_knows_its_own_addresses() -> None:
    assert is_own(IPv4Address("127.0.0.1"))
    assert is_own(IPv4Address("127.1.2.3"))  # like a secondary address: its source is another
    assert not is_own(IPv4Address("192.0.2.1"))
    assert not is_own(IPv6Address("2001:db8::1"))
    assert not is_own(IPv6Address("2606:4700::1111"))


def test_binding_proves_nothing_where_anything_binds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_addresses, "_can_bind", lambda _family, _address: True)
    assert not is_own(IPv4Address("192.0.2.7"))
    assert is_own(IPv4Address("127.0.0.1"))


def test_links_are_read_from_the_route_table() -> None:
    links = parse_on_link(ROUTES)
    lan, host = ip_network("2001:67c:0:1::/64"), ip_address("2606:2800:21f:cb07::99")
    assert links == ((int(lan[0]) >> 64, 64), (int(host), 0))


def test_neighbours_on_an_ipv6_link_are_ours() -> None:
    own = Machine(routes=ROUTES).own_addresses()
    for text in ("2001:67c:0:1::", "2001:67c:0:1:ffff::1", "2606:2800:21f:cb07::99"):
        assert own.contains(ip_address(text))
    # behind a gateway, unreachable, through a tunnel: not neighbours
    for text in ("2001:67c:0:2::1", "2a00::1", "2a01::1", "2606:4700::1", "0.0.0.1"):
        assert not own.contains(ip_address(text))


def test_a_public_address_of_this_machine_is_ours() -> None:
    own = Machine("93.184.215.14").own_addresses()
    assert own.contains(ip_address("93.184.215.14"))
    assert not own.contains(ip_address("93.184.215.15"))


def test_answers_are_kept_for_a_minute_and_no_longer() -> None:
    machine = Machine("93.184.215.14")
    own, address = machine.own_addresses(), ip_address("93.184.215.14")
    assert own.contains(address)
    machine.addresses.clear()
    machine.seconds = 59.9
    assert own.contains(address)
    assert len(machine.asked) == 1
    machine.seconds = 60.0
    assert not own.contains(address)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_addresses, "MAX_ANSWERS", 3)
    machine = Machine()
    own = machine.own_addresses()
    for last in range(1, 9):
        own.contains(IPv4Address(f"93.184.215.{last}"))
    assert len(own._answers) <= 3


def test_vetting_spares_what_the_operator_opened() -> None:
    own, address = Machine("192.168.1.7").own_addresses(), ip_address("192.168.1.7")
    assert own.vet(address, AddressPolicy()) is Refusal.PRIVATE_ADDRESS
    assert own.vet(address, AddressPolicy(allow_private=True)) is None
    home = AddressPolicy(private_networks=(ip_network("192.168.1.0/24"),))
    assert own.vet(address, home) is None
    assert own.vet(ip_address("1.1.1.1"), AddressPolicy()) is None


def test_a_system_without_a_route_table_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(own_addresses, "ROUTES", tmp_path / "absent")
    assert load_on_link() is None
    assert not Machine(routes=None).own_addresses().sees_neighbours
    assert Machine().own_addresses().sees_neighbours


def test_the_real_machine_finds_itself() -> None:
    own = OwnAddresses()
    assert own.contains(IPv4Address("127.0.0.1"))
    assert not own.contains(IPv4Address("192.0.2.1"))
