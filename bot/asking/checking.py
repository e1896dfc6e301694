"""The operator's own questions: the same looks and verdicts, no budgets, nothing shared."""

from bot.asking.answer import Answer, Declined, DeclineReason
from bot.asking.looking import Looking, answer_of, refused_answer
from bot.asking.questions import Refused, Subject, identify, subject_of
from bot.catalogue.lookup import Catalogue
from bot.clock import Clock
from bot.probing.addresses import AddressPolicy
from bot.probing.target import Refusal

UNDECIDED = frozenset({DeclineReason.AMBIGUOUS, DeclineReason.SEVERAL})


class Checking:
    """Answers the command line."""

    def __init__(
        self, *, catalogue: Catalogue, looking: Looking, policy: AddressPolicy, clock: Clock
    ) -> None:
        self._catalogue = catalogue
        self._looking = looking
        self._policy = policy
        self._clock = clock

    async def check(self, text: str) -> Answer:
        """Look at what a line names. Words that name nothing are refused as no address.

        A line can't be asked back: of several services, the likeliest is looked at.
        """
        found = identify(text, self._catalogue, self._policy)
        if isinstance(found, Declined) and found.reason in UNDECIDED:
            found = subject_of(found.suggestions[0], self._policy)
        match found:
            case Subject() as subject:
                return answer_of(subject, await self._looking.see(subject.target, self._policy))
            case Refused(reason=reason, service=service):
                return refused_answer(reason, self._clock.now(), service)
            case Declined():
                return refused_answer(Refusal.NOT_A_URL, self._clock.now())
