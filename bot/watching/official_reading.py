"""What listening to official pages needs of storage, and the values it hands over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.statuspages.status import Notice
from bot.triage.verdict import State
from bot.watching.watch import OfficialChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedPage:
    """A yardstick that follows an official page, and what of it."""

    yardstick_id: int
    endpoint_id: int
    choice: OfficialChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page that was read says of what one yardstick follows. Texts are hostile."""

    followed: FollowedPage
    at: datetime  # when the page was read; aware UTC
    vendor: str
    page_url: str
    notices: tuple[Notice, ...]
    own_check: State | None = None
    is_read: bool = True  # False: the page said nothing, and only time has passed


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of hearing something."""

    is_news: bool = False  # channels are to be told
    is_settled: bool = True  # hearing the same again would change nothing


class OfficialStore(Protocol):
    """Official incidents. Each call is one transaction; any may raise `StoreUnavailable`."""

    async def followed(self) -> tuple[FollowedPage, ...]:
        """Return what somebody follows and did not pause."""
        ...

    async def hear(self, heard: Reading) -> Taken:
        """Keep what is new, and what channels are to be told; hearing it again changes nothing."""
        ...

    async def end_unheard(self, heard: Collection[int], at: datetime) -> bool:
        """End official incidents of yardsticks that follow no page any more.

        `heard` are those that do. Says whether channels are to be told.
        """
        ...


class PlanStore(Protocol):
    """Work that vendors plan. Each call is one transaction; any may raise `StoreUnavailable`."""

    async def planned(self) -> frozenset[int]:
        """Return the yardsticks whose plans are told of and not over."""
        ...

    async def look_ahead(self, reading: Reading) -> bool:
        """Keep what became of plans; say whether channels are to be told."""
        ...
