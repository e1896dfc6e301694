"""Looks without a network: each host behaves as a test says, and every look is noted."""

import asyncio
from collections import Counter
from datetime import timedelta

from bot.clock import Clock
from bot.probing.addresses import PUBLIC_ONLY, AddressPolicy
from bot.probing.observation import Failure, Leg, Observation, Reply, Stage
from bot.probing.target import Target
from bot.triage.verdict import Cause, Confidence, Hop, OwnNetwork, State, Verdict


class FakeLook:
    """A prober whose sites answer 200 unless they are told to fail, break or wait for `release`."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.waiting = 0
        self.looks: list[tuple[str, AddressPolicy]] = []
        self.failing: dict[str, Failure] = {}
        self.broken: set[str] = set()
        self.held: set[str] = set()
        self.release = asyncio.Event()

    @property
    def count(self) -> Counter[str]:
        """How often each host was looked at."""
        return Counter(host for host, _ in self.looks)

    async def look(self, target: Target, *, policy: AddressPolicy = PUBLIC_ONLY) -> Observation:
        """Look, as the target's host behaves."""
        self.looks.append((target.host, policy))
        started_at = self.clock.now()
        await asyncio.sleep(0)
        if target.host in self.held:
            await self.release.wait()
        if target.host in self.broken:
            raise RuntimeError("a bug in the prober")
        leg = self._leg(target)
        elapsed = (self.clock.now() - started_at) / timedelta(milliseconds=1)
        return Observation(target=target, legs=(leg,), started_at=started_at, elapsed_ms=elapsed)

    def _leg(self, target: Target) -> Leg:
        failure = self.failing.get(target.host)
        if failure is not None:
            return Leg(target=target, failure=failure, stage=Stage.CONNECT)
        reply = Reply(
            status=200,
            reason="Made up by the server",
            http_version="1.1",
            headers=(("server", "hostile text"),),
            body=b"hostile page",
            body_length=12,
            complete=True,
        )
        return Leg(target=target, reply=reply)


def judge_by_reply(
    observation: Observation, *, own_network: OwnNetwork = OwnNetwork.UNCHECKED
) -> Verdict:
    """Judge as simply as can be: our own network first, then up or down."""
    reply = observation.last.reply
    if reply is not None:
        state, hop, cause = State.UP, Hop.NONE, Cause.OK
    elif own_network is OwnNetwork.BAD:
        state, hop, cause = State.UNKNOWN, Hop.BOT, Cause.OWN_NETWORK
    else:
        state, hop, cause = State.DOWN, Hop.NETWORK, Cause.CONNECT_TIMEOUT
    status = reply.status if reply is not None else None
    return Verdict(
        state=state, hop=hop, cause=cause, confidence=Confidence.HIGH, rule="fake", status=status
    )
