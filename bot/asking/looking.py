"""A target is looked at and judged; our own network is asked before anybody is blamed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from bot import triage
from bot.asking.answer import Answer
from bot.asking.own_network import needs_check
from bot.asking.questions import Subject
from bot.catalogue.service import Service
from bot.clock import Clock
from bot.probing.addresses import AddressPolicy
from bot.probing.observation import Leg, Observation
from bot.probing.target import Refusal, Target
from bot.triage.fusing import Known
from bot.triage.verdict import OwnNetwork, Verdict

# What somebody expects beyond an answer turns a verdict into their own.
Refine = Callable[[Verdict, Observation], Verdict]
# What an answer tells of services that are known to answer so, by their ids.
Recognise = Callable[[Observation, Verdict], Mapping[str, Known]]


class Look(Protocol):
    """How a target is looked at: `bot.probing.prober.Prober`."""

    @property
    def waiting(self) -> int:
        """How many looks wait for a slot."""
        ...

    async def look(self, target: Target, *, policy: AddressPolicy) -> Observation:
        """Return what was seen; failures of the network are values."""
        ...


class Judge(Protocol):
    """How an observation is judged: `bot.triage.judge`."""

    def __call__(self, observation: Observation, *, own_network: OwnNetwork) -> Verdict:
        """Return what it means."""
        ...


class OwnNetworkCheck(Protocol):
    """How our own network is checked: `bot.asking.own_network.Canaries`."""

    async def check(self) -> OwnNetwork:
        """Return the state of our own network."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A look that was judged."""

    observation: Observation
    verdict: Verdict
    at: datetime
    known: Mapping[str, Known] = field(default_factory=dict)  # by service id


class Looking:
    """Looks, and says what it means."""

    def __init__(
        self,
        *,
        look: Look,
        judge: Judge,
        own_network: OwnNetworkCheck,
        clock: Clock,
        recognise: Recognise | None = None,
    ) -> None:
        self._look = look
        self._judge = judge
        self._own_network = own_network
        self._clock = clock
        self._recognise = recognise

    @property
    def waiting(self) -> int:
        """How many looks wait for a slot."""
        return self._look.waiting

    async def see(
        self, target: Target, policy: AddressPolicy, refine: Refine | None = None
    ) -> Seen:
        """Look at a target and judge what was seen. What a server said is dropped afterwards.

        `refine` has the last word, while the page is still there.
        """
        observation = await self._look.look(target, policy=policy)
        at = self._clock.now()
        own_network = OwnNetwork.UNCHECKED
        if needs_check(observation):
            own_network = await self._own_network.check()
        verdict = self._judge(observation, own_network=own_network)
        known = self._recognise(observation, verdict) if self._recognise is not None else {}
        if refine is not None:
            verdict = refine(verdict, observation)
        return Seen(
            observation=without_server_text(observation), verdict=verdict, at=at, known=known
        )


def without_server_text(observation: Observation) -> Observation:
    """Return an observation without headers, reason phrases and pages.

    They are for judging only: hostile text that nobody may show, and up to 80 KiB of it a leg.
    """
    return replace(observation, legs=tuple(_without_server_text(leg) for leg in observation.legs))


def _without_server_text(leg: Leg) -> Leg:
    if leg.reply is None:
        return leg
    return replace(leg, reply=replace(leg.reply, reason="", headers=(), body=b""))


def answer_of(subject: Subject, seen: Seen) -> Answer:
    """Return a judged look as the answer to a question about `subject`."""
    return Answer(
        name=subject.name,
        verdict=seen.verdict,
        looked_at=seen.at,
        service=subject.service,
        target=subject.target,
        observation=seen.observation,
        known=seen.known.get(subject.service.id) if subject.service is not None else None,
    )


def refused_answer(reason: Refusal, now: datetime, service: Service | None = None) -> Answer:
    """Return the answer to a question we will not look at."""
    return Answer(
        name=service.name if service is not None else "",
        verdict=triage.refuse(reason),
        looked_at=now,
        service=service,
    )
