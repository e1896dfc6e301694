"""One reading of an official page: what was understood, or why nothing was. Values only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.statuspages.status import NOTHING_UNDERSTOOD, OfficialStatus


class Problem(StrEnum):
    """Why a page was not read. None of these says anything about the vendor's service."""

    UNREACHABLE = "unreachable"  # no whole reply came
    SLOW = "slow"  # not in time
    REFUSED = "refused"  # it stands, or sends us, where we do not go
    LOST = "lost"  # too many redirects
    TURNED_AWAY = "turned_away"  # it answered that we may not ask, or not so often
    FAILING = "failing"  # it answered with another error
    TOO_LARGE = "too_large"
    NOT_UNDERSTOOD = "not_understood"  # it answered with nothing that we can read


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPage:
    """Where an official page is, as far as is known before it was asked."""

    page_url: str  # what a person opens
    provider: str = ""  # the first guess; empty: to be found out
    api_url: str = ""  # where a machine asks; empty: to be found out

    @property
    def key(self) -> str:
        """What makes two pages one: where they are asked."""
        return self.api_url or self.page_url


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialLook:
    """A page, asked once. One that can't be read says nothing: that is never an outage."""

    page_url: str
    fetched_at: datetime  # aware UTC
    provider: str = ""  # whose answer it was; empty where that was not found out
    status: OfficialStatus = NOTHING_UNDERSTOOD
    problem: Problem | None = None
