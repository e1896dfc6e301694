"""Names: every way a look-up can fail is told apart, none of them holds up another."""

import asyncio
import socket
import threading
from dataclasses import replace
from ipaddress import ip_address
from typing import Self

import pytest

from bot.probing import second_opinion
from bot.probing.limits import Limits
from bot.probing.observation import Failure
from bot.probing.resolver import Resolver
from bot.probing.second_opinion import SecondOpinion
from tests.fakes.looking import SHORT, in_time
from tests.fakes.name_server import AAAA, REFUSED, SERVFAIL, A, NameServer, Zone, name_server

FOUR, SIX = "192.0.2.1", "2001:db8::1"
MANY = [f"198.51.100.{n}" for n in range(100)]

ZONES = {
    "both.example": Zone(addresses=[FOUR, SIX]),
    "four.example": Zone(addresses=[FOUR]),
    "six.example": Zone(addresses=[SIX]),
    "empty.example": Zone(),
    "broken.example": Zone(rcode=SERVFAIL),
    "refused.example": Zone(rcode=REFUSED),
    "dead.example": Zone.dead(),
    "half.example": Zone(addresses=[FOUR], silent=frozenset({AAAA})),
    "other-half.example": Zone(addresses=[SIX], silent=frozenset({A})),
    "alias.example": Zone(cname="both.example"),
    "dangling.example": Zone(cname="nowhere.example"),
    "crowd.example": Zone(addresses=MANY),
    "mapped.example": Zone(addresses=["::ffff:192.0.2.1"]),
}

EXPECTED = {
    "both.example": {FOUR, SIX},
    "four.example": {FOUR},
    "six.example": {SIX},
    "half.example": {FOUR},
    "other-half.example": {SIX},
    "alias.example": {FOUR, SIX},
    "mapped.example": {"::ffff:192.0.2.1"},
    "empty.example": Failure.NO_ADDRESS,
    "dangling.example": Failure.NO_ADDRESS,
    "missing.example": Failure.NAME_NOT_FOUND,
    "broken.example": Failure.NAME_SERVER_FAILED,
    "refused.example": Failure.NAME_SERVER_FAILED,
    "dead.example": Failure.RESOLVE_TIMEOUT,
    "crowd.example": Failure.ADDRESS_REFUSED,
}


def resolver_at(server: NameServer, limits: Limits = SHORT) -> Resolver:
    return Resolver(limits, servers=[f"127.0.0.1:{server.port}"])


@pytest.mark.parametrize("name", EXPECTED)
async def test_what_a_name_says(name: str) -> None:
    async with name_server(ZONES) as server:
        resolver = resolver_at(server)
        found = await resolver.resolve(name, 2.0)
        resolver.close()
    expected = EXPECTED[name]
    if isinstance(expected, Failure):
        assert found is expected
    else:
        assert not isinstance(found, Failure)
        assert set(found) == {ip_address(text) for text in expected}


async def test_dead_second_family_costs_only_the_grace() -> None:
    limits = replace(
        SHORT, second_family_seconds=0.05, resolve_seconds=30.0, resolve_try_seconds=30.0
    )
    async with name_server(ZONES) as server, in_time(5.0):
        resolver = resolver_at(server, limits)
        await resolver.resolve("half.example", 30.0)
        resolver.close()


async def test_nothing_is_remembered_between_looks() -> None:
    zones = {"moving.example": Zone(rounds=[["192.0.2.1"], ["192.0.2.2"]])}
    async with name_server(zones) as server:
        resolver = resolver_at(server)
        answers = [await resolver.resolve("moving.example", 2.0) for _ in range(2)]
        resolver.close()
    assert answers == [(ip_address("192.0.2.1"),), (ip_address("192.0.2.2"),)]
    assert server.asked.count(("moving.example", AAAA)) == 2


async def test_nothing_is_remembered_of_a_look_that_was_called_off() -> None:
    zones = {
        "moving.example": Zone(rounds=[["192.0.2.1"], ["192.0.2.2"]], silent=frozenset({AAAA}))
    }
    limits = replace(SHORT, second_family_seconds=0.5, resolve_try_seconds=5.0, resolve_seconds=5.0)
    async with name_server(zones) as server:
        resolver = resolver_at(server, limits)
        first = asyncio.create_task(resolver.resolve("moving.example", 5.0))
        await asyncio.sleep(0.1)  # the A answer is here, the look still waits for AAAA
        assert not first.done()
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        assert await resolver.resolve("moving.example", 5.0) == (ip_address("192.0.2.2"),)
        resolver.close()


async def test_look_ups_are_absolute() -> None:
    async with name_server(ZONES) as server:
        resolver = resolver_at(server)
        await resolver.resolve("missing.example", 2.0)
        resolver.close()
    assert {name for name, _ in server.asked} == {"missing.example"}


async def test_fifty_hanging_names_delay_no_other() -> None:
    zones = ZONES | {f"dead{n}.example": Zone.dead() for n in range(50)}
    limits = replace(Limits(), resolve_seconds=5.0, resolve_try_seconds=5.0)
    async with name_server(zones) as server:
        resolver = resolver_at(server, limits)
        dead = [asyncio.create_task(resolver.resolve(f"dead{n}.example", 5.0)) for n in range(50)]
        await asyncio.sleep(0.05)
        for name in ("four.example", "both.example", "missing.example"):
            await resolver.resolve(name, 5.0)
        assert not any(task.done() for task in dead)
        for task in dead:
            task.cancel()
        await asyncio.gather(*dead, return_exceptions=True)
        resolver.close()


async def test_channel_is_replaced_after_many_failures() -> None:
    zones = {f"broken{n}.example": Zone(rcode=SERVFAIL) for n in range(12)}
    async with name_server(zones) as server:
        resolver = resolver_at(server)
        await resolver.resolve("broken0.example", 2.0)
        first = resolver._channel
        for n in range(1, 12):
            await resolver.resolve(f"broken{n}.example", 2.0)
        assert resolver._channel is not first
        resolver.close()


async def test_second_opinion_overrules_a_missing_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _knows({"hosted.example": "192.0.2.7"}))
    async with name_server({}) as server:
        resolver = Resolver(
            SHORT, servers=[f"127.0.0.1:{server.port}"], second_opinion=SecondOpinion(SHORT)
        )
        assert await resolver.resolve("hosted.example", 2.0) == (ip_address("192.0.2.7"),)
        assert await resolver.resolve("gone.example", 2.0) is Failure.NAME_NOT_FOUND
        resolver.close()


def test_name_completed_by_a_search_list_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _knows({"web.example": "192.0.2.7"}, suffix=".lan"))
    assert second_opinion.look_up("web.example") == ()


async def test_second_opinion_never_queues(monkeypatch: pytest.MonkeyPatch) -> None:
    async with _Hanging(monkeypatch) as hanging:
        opinion = SecondOpinion(replace(SHORT, second_opinions=2))
        waiting = [asyncio.create_task(opinion.ask("a.example", 0.4)) for _ in range(2)]
        await asyncio.sleep(0)
        assert await opinion.ask("b.example", 5.0) == ()
        assert not any(task.done() for task in waiting)
        assert await asyncio.gather(*waiting) == [(), ()]
        assert hanging.asked <= 2


class _Hanging:
    """A system resolver that hangs until the test is over."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked = 0
        self._go = threading.Event()
        monkeypatch.setattr(socket, "getaddrinfo", self._get)

    def _get(self, *_: object, **__: object) -> list[object]:
        self.asked += 1
        self._go.wait(10)
        raise socket.gaierror(socket.EAI_NONAME, "no")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._go.set()
        await asyncio.sleep(0.05)


def _knows(names: dict[str, str], suffix: str = "") -> object:
    """Return a `getaddrinfo` with a hosts file of its own."""

    def get(name: str, *_: object, **__: object) -> list[object]:
        if name not in names:
            raise socket.gaierror(socket.EAI_NONAME, "no")
        row = (socket.AF_INET, socket.SOCK_STREAM, 6, name + suffix, (names[name], 0))
        return [row]

    return get


async def test_answers_that_come_all_at_once_are_not_lost() -> None:
    names = [f"n{number}.example" for number in range(250)]
    async with name_server({name: Zone(addresses=[FOUR, SIX]) for name in names}) as server:
        server.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024 * 1024)
        resolver = resolver_at(server, Limits())
        found = await asyncio.gather(*(resolver.resolve(name, 5.0) for name in names))
        resolver.close()
    assert all(len(addresses) == 2 for addresses in found if not isinstance(addresses, Failure))
    assert len(server.asked) == 2 * len(names)  # nobody had to ask twice
