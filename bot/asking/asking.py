"""One question → one answer: what to look at, one shared look, a verdict, within budgets."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot import triage
from bot.asking.answer import Answer, Asker, Declined, DeclineReason, Outcome
from bot.asking.budgets import Budgets
from bot.asking.limits import AskLimits
from bot.asking.own_network import needs_check
from bot.asking.policies import Policies
from bot.asking.questions import Refused, Subject, identify, subject_of
from bot.asking.recent import Recent
from bot.asking.sharing import Shared
from bot.catalogue.lookup import Catalogue
from bot.clock import Clock
from bot.probing.addresses import AddressPolicy
from bot.probing.observation import Leg, Observation
from bot.probing.target import Target
from bot.triage.verdict import OwnNetwork, Verdict

BUSY_SECONDS = 10  # about one deadline: by then the looks that hang now have ended

# Who may see an answer is part of what it is an answer to: a look into a private network is
# remembered under the policy that allowed it, and found under no other.
LookKey = tuple[Target, AddressPolicy]


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


class Asking:
    """Answers questions. One look serves all who ask the same thing within the cache time."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        look: Look,
        judge: Judge,
        own_network: OwnNetworkCheck,
        clock: Clock,
        limits: AskLimits,
        policies: Policies,
    ) -> None:
        self._catalogue = catalogue
        self._look = look
        self._judge = judge
        self._own_network = own_network
        self._clock = clock
        self._limits = limits
        self._policies = policies
        self._budgets = Budgets(limits, clock)
        self._looks: Shared[LookKey, Seen] = Shared()
        self._seen: Recent[LookKey, Seen] = Recent(
            clock, seconds=limits.cache_seconds, most=limits.answers
        )

    async def ask(self, question: str, asker: Asker, *, again: bool = False) -> Outcome:
        """Return the answer to what a person typed, or why there is none.

        `again` says that `question` is the `key` of an earlier answer. It gets no fresher look than
        anybody else: a target is looked at once per cache time, and `fresh_in` says how long still.
        """
        policy = self._policies.for_asker(asker)
        service = self._catalogue.get(question) if again else None
        subject = (
            subject_of(service, policy)
            if service is not None
            else identify(question, self._catalogue, policy)
        )
        match subject:
            case Declined():
                return subject
            case Refused():
                return self._refused(subject)
            case Subject():
                return await self._answer(subject, asker, policy)

    async def aclose(self) -> None:
        """End the looks that are running."""
        await self._looks.aclose()

    async def _answer(self, subject: Subject, asker: Asker, policy: AddressPolicy) -> Outcome:
        """Return a remembered answer, a share in a running look, or the outcome of a new one."""
        key = subject.target, policy
        remembered = self._seen.get(key)
        if remembered is not None:
            return self._hand_out(subject, *remembered)
        if not self._looks.is_running(key):
            declined = self._admit(asker, subject.target)
            if declined is not None:
                return declined
        seen = await self._looks.join(key, lambda: self._look_and_judge(key))
        return self._hand_out(subject, seen, 0.0)

    def _admit(self, asker: Asker, target: Target) -> Declined | None:
        """Charge a new look to the budgets, or say why there will be none."""
        if self._look.waiting > self._limits.queue:
            retry_after = timedelta(seconds=BUSY_SECONDS)
            return Declined(reason=DeclineReason.BUSY, retry_after=retry_after)
        return self._budgets.admit(asker, target)

    async def _look_and_judge(self, key: LookKey) -> Seen:
        target, policy = key
        observation = await self._look.look(target, policy=policy)
        at = self._clock.now()
        own_network = OwnNetwork.UNCHECKED
        if needs_check(observation):
            own_network = await self._own_network.check()
        verdict = self._judge(observation, own_network=own_network)
        seen = Seen(observation=without_server_text(observation), verdict=verdict, at=at)
        self._seen.put(key, seen)
        return seen

    def _hand_out(self, subject: Subject, seen: Seen, age: float) -> Answer:
        return Answer(
            name=subject.name,
            verdict=seen.verdict,
            looked_at=seen.at,
            service=subject.service,
            target=subject.target,
            observation=seen.observation,
            age=timedelta(seconds=age),
            fresh_in=timedelta(seconds=self._limits.cache_seconds - age),
        )

    def _refused(self, refused: Refused) -> Answer:
        service = refused.service
        return Answer(
            name=service.name if service is not None else "",
            verdict=triage.refuse(refused.reason),
            looked_at=self._clock.now(),
            service=service,
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
