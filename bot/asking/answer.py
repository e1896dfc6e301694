"""What comes back when somebody asks: an `Answer`, or the reason there is none. Values only."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.asking.members import MembersWord
from bot.asking.official import OfficialWord
from bot.asking.weighing import members_claim, official_claim
from bot.catalogue.service import Service
from bot.probing.observation import Observation
from bot.probing.target import Target
from bot.triage.fusing import Fused, Gathered, Known, fuse
from bot.triage.verdict import Verdict
from bot.vantage.sighting import Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks: for budgets and for the private networks of a server."""

    user_id: int
    guild_id: int | None  # None in a DM and for a user install in a server we are not in


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One look, judged. A refused target has a verdict and no observation."""

    name: str  # what to call it: the service's name, the host in ASCII, or "" (refused text)
    verdict: Verdict  # of our own look alone
    looked_at: datetime  # aware UTC, when the look ended
    service: Service | None = None
    target: Target | None = None
    observation: Observation | None = (
        None  # without what the server wrote: that is judged, not kept
    )
    known: Known | None = None  # what it tells that the service answered as we know it to
    official: OfficialWord | None = None  # what their own page says, if it was heard in time
    places: Sighting | None = None  # what other places see, if they were asked
    members: MembersWord | None = None  # what members say, in a server
    age: timedelta = timedelta()  # how old the look was when it was handed out
    fresh_in: timedelta = timedelta()  # until then, asking again returns this same look
    is_growing: bool = False  # others are still being asked: this is not the whole answer
    _fused: Fused | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def gathered(self) -> Gathered:
        """Everything we have about it."""
        return Gathered(
            verdict=self.verdict,
            looked_at=self.looked_at,
            official=official_claim(self.official),
            places=self.places,
            members=members_claim(self.members),
            known=self.known,
        )

    @property
    def fused(self) -> Fused:
        """What all of it means together, worked out when it is first asked for."""
        fused = self._fused
        if fused is None:
            fused = fuse(self.gathered)
            object.__setattr__(self, "_fused", fused)
        return fused

    @property
    def has_status_page(self) -> bool:
        """Whether we know an official status page for it."""
        return self.service is not None and self.service.status_page_url is not None

    @property
    def key(self) -> str:
        """What to ask again for the same thing: a service id, or the canonical URL."""
        if self.service is not None:
            return self.service.id
        return self.target.url if self.target is not None else ""


def with_places(answer: Answer, sighting: Sighting) -> Answer:
    """Return an answer that also weighs what other places see."""
    return replace(answer, places=sighting)


def with_members(answer: Answer, members: MembersWord | None) -> Answer:
    """Return an answer that also weighs what the members of the asker's server say."""
    return replace(answer, members=members)


class DeclineReason(StrEnum):
    """Why a question was not looked at. Each has a sentence of its own."""

    MEMBER_BUDGET = "member_budget"
    SERVER_BUDGET = "server_budget"
    TARGET_BUDGET = "target_budget"
    BOT_BUDGET = "bot_budget"
    BUSY = "busy"  # too many looks are waiting
    AMBIGUOUS = "ambiguous"  # the name may mean several services
    SEVERAL = "several"  # more than one service is asked about
    NOT_FOUND = "not_found"  # no service of that name, and not an address either


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """No look was made."""

    reason: DeclineReason
    retry_after: timedelta | None = None
    suggestions: tuple[Service, ...] = ()  # "did you mean"


Outcome = Answer | Declined
