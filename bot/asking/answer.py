"""What comes back when somebody asks: an `Answer`, or the reason there is none. Values only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.asking.official import OfficialWord
from bot.catalogue.service import Service
from bot.probing.observation import Observation
from bot.probing.target import Target
from bot.triage.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks: for budgets and for the private networks of a server."""

    user_id: int
    guild_id: int | None  # None in a DM and for a user install in a server we are not in


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One look, judged. A refused target has a verdict and no observation."""

    name: str  # what to call it: the service's name, the host in ASCII, or "" (refused text)
    verdict: Verdict
    looked_at: datetime  # aware UTC, when the look ended
    service: Service | None = None
    target: Target | None = None
    observation: Observation | None = (
        None  # without what the server wrote: that is judged, not kept
    )
    official: OfficialWord | None = None  # what their own page says, if it was heard in time
    age: timedelta = timedelta()  # how old the look was when it was handed out
    fresh_in: timedelta = timedelta()  # until then, asking again returns this same look

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
