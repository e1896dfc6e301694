"""Canaries: when our own network is to blame, and when nobody needs to ask."""

import asyncio
from dataclasses import replace
from ipaddress import ip_address

import pytest

from bot.asking.own_network import Canaries, needs_check
from bot.probing.observation import Failure, Leg, Observation, Reply
from bot.probing.parsing import parse_target
from bot.triage.verdict import OwnNetwork
from tests.fakes.clock import START, FakeClock
from tests.fakes.looks import FakeLook

HOSTS = ("one.example.net", "two.example.net", "three.example.net")


class Nest:
    def __init__(self, *failing: str) -> None:
        self.clock = FakeClock()
        self.look = FakeLook(self.clock)
        self.look.failing = dict.fromkeys(failing, Failure.CONNECT_TIMEOUT)
        self.canaries = Canaries([parse_target(host) for host in HOSTS], self.look, self.clock)


@pytest.mark.parametrize(
    ("failing", "expected"),
    [
        (0, OwnNetwork.GOOD),
        (1, OwnNetwork.GOOD),
        (2, OwnNetwork.BAD),
        (3, OwnNetwork.BAD),
    ],
)
async def test_the_majority_decides(failing: int, expected: OwnNetwork) -> None:
    assert await Nest(*HOSTS[:failing]).canaries.check() is expected


async def test_without_canaries_nothing_is_claimed() -> None:
    clock = FakeClock()
    assert await Canaries((), FakeLook(clock), clock).check() is OwnNetwork.UNCHECKED


async def test_all_who_ask_share_one_check_for_thirty_seconds() -> None:
    nest = Nest()
    await asyncio.gather(*(nest.canaries.check() for _ in range(100)))
    nest.clock.advance(29)
    await nest.canaries.check()
    assert set(nest.look.count.values()) == {1}
    nest.clock.advance(1)
    await nest.canaries.check()
    assert set(nest.look.count.values()) == {2}


async def test_whoever_needs_a_fresher_answer_gets_one() -> None:
    nest = Nest()
    await nest.canaries.check()
    nest.clock.advance(3)
    await nest.canaries.check(within=5.0)
    assert set(nest.look.count.values()) == {1}
    await nest.canaries.check(within=2.0)
    assert set(nest.look.count.values()) == {2}


async def test_one_canary_that_hangs_holds_nobody_up() -> None:
    nest = Nest()
    nest.look.held.add(HOSTS[0])
    assert await asyncio.wait_for(nest.canaries.check(), 5) is OwnNetwork.GOOD


async def test_no_look_is_left_running() -> None:
    nest = Nest()
    nest.look.held.add(HOSTS[0])
    await nest.canaries.check()
    await nest.canaries.aclose()
    assert asyncio.all_tasks() == {asyncio.current_task()}


REPLY = Reply(
    status=301, reason="", http_version="1.1", headers=(), body=b"", body_length=0, complete=True
)


def observation(*legs: Leg) -> Observation:
    return Observation(target=legs[0].target, legs=legs, started_at=START, elapsed_ms=1)


PUBLIC = Leg(
    target=parse_target("example.org"),
    addresses=(ip_address("93.184.215.14"),),
    failure=Failure.CONNECT_TIMEOUT,
)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (observation(PUBLIC), True),
        (observation(replace(PUBLIC, addresses=(), failure=Failure.RESOLVE_TIMEOUT)), True),
        (observation(replace(PUBLIC, failure=Failure.TLS_UNTRUSTED)), True),
        (observation(replace(PUBLIC, failure=None, reply=REPLY)), False),
        (observation(replace(PUBLIC, failure=Failure.REPLY_TRUNCATED, reply=REPLY)), False),
        (observation(replace(PUBLIC, failure=None, reply=REPLY), PUBLIC), False),
        (observation(replace(PUBLIC, failure=Failure.ADDRESS_REFUSED)), False),
        (observation(replace(PUBLIC, addresses=(ip_address("10.0.0.1"),))), False),
    ],
)
def test_canaries_are_asked_only_where_our_network_may_be_why(
    seen: Observation, *, expected: bool
) -> None:
    assert needs_check(seen) is expected
