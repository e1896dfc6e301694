"""One question → one answer: what to look at, one shared look, a verdict, within budgets."""

from dataclasses import replace
from datetime import timedelta

from bot.asking.answer import Answer, Asker, Declined, DeclineReason, Outcome
from bot.asking.budgets import Budgets
from bot.asking.limits import AskLimits
from bot.asking.looking import (
    Judge,
    Look,
    Looking,
    OwnNetworkCheck,
    Recognise,
    Refine,
    Seen,
    answer_of,
    refused_answer,
)
from bot.asking.official import OfficialSource, OfficialWord, listen_beside
from bot.asking.policies import Policies
from bot.asking.questions import (
    Refused,
    Subject,
    identify,
    identify_address,
    is_link,
    subject_of,
)
from bot.asking.recent import Recent
from bot.asking.sharing import Shared
from bot.catalogue.lookup import Catalogue
from bot.catalogue.service import Service
from bot.clock import Clock
from bot.probing.addresses import AddressPolicy
from bot.probing.target import Target

BUSY_SECONDS = 10  # about one deadline: by then the looks that hang now have ended

# Who may see an answer is part of what it is an answer to: a look into a private network is
# remembered under the policy that allowed it, and found under no other.
LookKey = tuple[Target, AddressPolicy]


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
        official: OfficialSource | None = None,
        recognise: Recognise | None = None,
    ) -> None:
        """Take what looks and judges, and `official` where official pages are heard too.

        `recognise` knows the answers of services that turn bots away.
        """
        self._catalogue = catalogue
        self._looking = Looking(
            look=look, judge=judge, own_network=own_network, clock=clock, recognise=recognise
        )
        self._clock = clock
        self._limits = limits
        self._policies = policies
        self._official = official
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
        match subject := self._identify(question, policy, again=again):
            case Declined():
                return subject
            case Refused():
                return refused_answer(subject.reason, self._clock.now(), subject.service)
            case Subject():
                return await self._answer(subject, asker, policy)

    def subject(self, question: str, asker: Asker, *, again: bool = False) -> Subject | None:
        """Return what a question would have looked at, without looking."""
        subject = self._identify(question, self._policies.for_asker(asker), again=again)
        return subject if isinstance(subject, Subject) else None

    async def hear(self, service: Service | None) -> OfficialWord | None:
        """Return what the official page of a service says."""
        if self._official is None or service is None:
            return None
        return await self._official.hear(service)

    def identify(self, question: str, asker: Asker) -> Subject | Refused | Declined:
        """Return what an admin wants to watch. A whole link is meant as it stands."""
        policy = self._policies.for_asker(asker)
        if is_link(question):
            return identify_address(question, self._catalogue, policy)
        return identify(question, self._catalogue, policy)

    async def inspect(self, target: Target, asker: Asker, refine: Refine) -> Seen | Declined:
        """Look for an admin who wants to watch a target: always afresh, within the same budgets."""
        declined = self._admit(asker, target)
        if declined is not None:
            return declined
        return await self._looking.see(target, self._policies.for_asker(asker), refine)

    async def aclose(self) -> None:
        """End the looks that are running."""
        await self._looks.aclose()

    def _identify(
        self, question: str, policy: AddressPolicy, *, again: bool
    ) -> Subject | Refused | Declined:
        service = self._catalogue.get(question) if again else None
        if service is not None:
            return subject_of(service, policy)
        return identify(question, self._catalogue, policy)

    async def _answer(self, subject: Subject, asker: Asker, policy: AddressPolicy) -> Outcome:
        """Return a remembered answer, a share in a running look, or the outcome of a new one."""
        key = subject.target, policy
        remembered = self._seen.get(key)
        if remembered is not None:
            seen, age = remembered
            return self._hand_out(subject, seen, age, self._recall(subject.service))
        if not self._looks.is_running(key):
            declined = self._admit(asker, subject.target)
            if declined is not None:
                return declined
        seen, word = await listen_beside(
            self._looks.join(key, lambda: self._look_and_judge(key)),
            self.hear(subject.service),
            patience=self._limits.official_seconds,
            within=self._limits.official_within,
        )
        return self._hand_out(subject, seen, 0.0, word)

    def _recall(self, service: Service | None) -> OfficialWord | None:
        """Return what it said a moment ago: an answer that is remembered waits for nothing."""
        if self._official is None or service is None:
            return None
        return self._official.recall(service)

    def _admit(self, asker: Asker, target: Target) -> Declined | None:
        """Charge a new look to the budgets, or say why there will be none."""
        if self._looking.waiting > self._limits.queue:
            retry_after = timedelta(seconds=BUSY_SECONDS)
            return Declined(reason=DeclineReason.BUSY, retry_after=retry_after)
        return self._budgets.admit(asker, target)

    async def _look_and_judge(self, key: LookKey) -> Seen:
        seen = await self._looking.see(*key)
        self._seen.put(key, seen)
        return seen

    def _hand_out(
        self, subject: Subject, seen: Seen, age: float, official: OfficialWord | None
    ) -> Answer:
        return replace(
            answer_of(subject, seen),
            official=official,
            age=timedelta(seconds=age),
            fresh_in=timedelta(seconds=self._limits.cache_seconds - age),
        )
