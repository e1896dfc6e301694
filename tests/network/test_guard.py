"""Only vetted addresses are dialled, at every hop, and dialling is bounded."""

from dataclasses import replace
from ipaddress import ip_address, ip_network

import pytest

from bot.probing.addresses import PUBLIC_ONLY, Address, AddressPolicy
from bot.probing.observation import Failure, Stage
from bot.probing.target import Refusal
from tests.fakes.broken_web import broken_web, closed_port, deaf_port, page, says
from tests.fakes.looking import SHORT, in_time, looker
from tests.fakes.name_server import Zone

PUBLIC = "93.184.216.34"


def loopback(port: int) -> AddressPolicy:
    return AddressPolicy(ports=frozenset({port}), private_networks=(ip_network("127.0.0.0/8"),))


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["::1"],
        [PUBLIC, "127.0.0.1"],
        [PUBLIC, "10.0.0.1"],
        ["::ffff:127.0.0.1"],
        ["169.254.169.254"],
        ["64:ff9b::a9fe:a9fe"],
    ],
    ids=str,
)
async def test_one_private_answer_refuses_the_name(addresses: list[str]) -> None:
    zones = {"sly.example": Zone(addresses=addresses)}
    async with broken_web(says(page())) as web, looker(zones) as eye:
        seen = await eye.look(f"http://sly.example:{web.port}/", policy=PUBLIC_ONLY)
        assert web.hits == 0
    assert (seen.last.failure, seen.last.stage) == (Failure.ADDRESS_REFUSED, Stage.RESOLVE)
    assert seen.last.peer is None


async def test_literal_private_address_is_refused_by_the_wire_too() -> None:
    async with broken_web(says(page())) as web, looker() as eye:
        seen = await eye.look(f"http://127.0.0.1:{web.port}/", policy=PUBLIC_ONLY)
        assert web.hits == 0
    assert seen.last.failure is Failure.ADDRESS_REFUSED


async def test_own_address_is_refused_though_the_tables_call_it_public() -> None:
    class Mine:
        sees_neighbours = True

        def vet(self, address: Address, policy: AddressPolicy) -> Refusal | None:
            assert not policy.opens(address)
            return Refusal.PRIVATE_ADDRESS if str(address) == PUBLIC else None

    async with looker({"me.example": Zone(addresses=[PUBLIC])}) as eye:
        eye.wire._own = Mine()  # type: ignore[assignment]
        seen = await eye.look("http://me.example/", policy=PUBLIC_ONLY)
    assert seen.last.failure is Failure.ADDRESS_REFUSED


async def test_every_look_vets_anew() -> None:
    zones = {"rebind.example": Zone(rounds=[["127.0.0.2"], ["192.168.0.1"]])}
    async with broken_web(says(page()), host="127.0.0.2") as web, looker(zones) as eye:
        policy = loopback(web.port)
        first = await eye.look(f"http://rebind.example:{web.port}/", policy=policy)
        second = await eye.look(f"http://rebind.example:{web.port}/", policy=policy)
        assert web.hits == 1
    assert first.last.failure is None
    assert first.last.peer == ip_address("127.0.0.2")
    assert second.last.failure is Failure.ADDRESS_REFUSED


async def test_redirect_to_a_private_name_is_refused_unseen() -> None:
    inner = broken_web(says(page()))
    async with inner as secret:
        move = says(
            page(b"", b"Location: http://inner.example:%d/" % secret.port, status=b"302 Go")
        )
        zones = {
            "outer.example": Zone(addresses=["127.0.0.1"]),
            "inner.example": Zone(addresses=["10.0.0.1"]),
        }
        async with broken_web(move) as web, looker(zones) as eye:
            ports = frozenset({web.port, secret.port})
            policy = replace(loopback(web.port), ports=ports)
            seen = await eye.look(f"http://outer.example:{web.port}/", policy=policy)
        assert secret.hits == 0
    assert seen.last.failure is Failure.REDIRECT_REFUSED
    assert seen.last.reply is not None
    assert seen.last.reply.status == 302


async def test_ipv4_is_dialled_first_and_ipv6_gets_its_turn() -> None:
    zones = {"dual.example": Zone(addresses=["::1", "127.0.0.3", "127.0.0.4", "127.0.0.5"])}
    async with broken_web(says(page()), host="::1") as web, looker(zones) as eye:
        seen = await eye.look(f"http://dual.example:{web.port}/")
    assert seen.last.failure is None
    assert str(seen.last.peer) == "::1"
    assert [a.version for a in seen.last.addresses] == [4, 4, 4, 6]


async def test_dials_are_bounded() -> None:
    zones = {"far.example": Zone(addresses=[f"127.0.0.{n}" for n in range(2, 9)])}
    async with broken_web(says(page()), host="127.0.0.8") as web, looker(zones) as eye:
        seen = await eye.look(f"http://far.example:{web.port}/")
        assert web.hits == 0
    assert seen.last.failure is Failure.CONNECT_REFUSED


async def test_black_hole_does_not_eat_the_deadline() -> None:
    zones = {"half.example": Zone(addresses=["127.0.0.1", "127.0.0.9"])}
    async with deaf_port() as port:
        alive = broken_web(says(page()), host="127.0.0.9", port=port)
        async with alive as server, looker(zones, limits=SHORT.within(1.0)) as eye:
            seen = await eye.look(f"http://half.example:{port}/")
            assert server.hits == 1
    assert seen.last.failure is None


async def test_unreachable_network() -> None:
    async with looker({"void.example": Zone(addresses=["2001:db8:dead::1"])}) as eye, in_time():
        seen = await eye.look(f"http://void.example:{closed_port()}/")
    assert seen.last.failure in {Failure.CONNECT_UNREACHABLE, Failure.CONNECT_TIMEOUT}
