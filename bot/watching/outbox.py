"""What the announcer needs of storage: announcements that are leased, told, put off and folded."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Protocol

from bot.watching.delivery import Suspension
from bot.watching.messages import Announcement


class Outbox(Protocol):
    """Announcements and suspended channels. Every call is one transaction.

    A change that is stored while an announcement is leased only makes its version grow. May raise
    `StoreUnavailable`; leases that nobody gives back run out.
    """

    async def release(self, *, owner: str) -> None:
        """End every lease of an owner that is gone. What may have arrived stays in doubt."""
        ...

    async def claim(
        self, *, owner: str, now: datetime, lease: timedelta, most: int
    ) -> tuple[Announcement, ...]:
        """Lease what is untold and due: urgent ones first, then by id.

        Left out: what another owner holds, what was put off until later, suspended channels, and
        what is to point to a message that is not there yet. Where there is no message yet,
        `posting_since` becomes `now` unless it is set; what is returned has it as it was before.
        """
        ...

    async def claim_held_up(
        self, channel_id: int, *, owner: str, now: datetime, lease: timedelta
    ) -> tuple[Announcement, ...]:
        """Lease a channel's held-up announcements as `claim` does, those put off included."""
        ...

    async def read(self, announcement_id: int, *, owner: str) -> Announcement | None:
        """Return it as it is now; None when `owner` no longer holds it."""
        ...

    async def mark_told(
        self, announcement_id: int, *, version: int, message_id: int | None
    ) -> None:
        """Keep what its message says, and the message. Ends lease, doubt and attempts.

        `since` becomes the time of the first change after `version`.
        """
        ...

    async def keep_message(self, announcement_id: int, message_id: int) -> None:
        """Keep the message of an earlier try, whatever it says. Ends lease, doubt and attempts."""
        ...

    async def begin_anew(self, announcement_id: int, *, now: datetime) -> None:
        """Keep that no earlier try arrived and another begins: `posting_since` becomes `now`."""
        ...

    async def put_off(self, announcement_id: int, *, until: datetime, is_certain: bool) -> None:
        """Keep a failed attempt; ends the lease. `is_certain`: nothing arrived, ends the doubt."""
        ...

    async def give_back(self, announcement_id: int, *, is_certain: bool) -> None:
        """End a lease without an attempt. `is_certain`: nothing arrived, ends the doubt."""
        ...

    async def lose_message(self, announcement_id: int, *, now: datetime) -> None:
        """Keep that its message is gone: a new edition with nothing told, begun `now`.

        The lease stays.
        """
        ...

    async def fold(self, announcement_ids: Collection[int], *, now: datetime) -> Announcement:
        """Make one summary of announcements that nobody was told of; returns it, still leased.

        The one with the lowest id takes over the incidents of the others, in a new edition that is
        begun `now`. Those that were folded meanwhile are left out.
        """
        ...

    async def suspend(self, suspension: Suspension) -> None:
        """Let a channel's announcements wait. Its admins are to be told, once."""
        ...

    async def resume(self, channel_id: int) -> None:
        """Let a channel's announcements go on."""
        ...

    async def untold_suspensions(self) -> tuple[Suspension, ...]:
        """Return the suspensions that admins were not told of."""
        ...

    async def suspended(self, guild_id: int | None = None) -> tuple[Suspension, ...]:
        """Return the suspended channels, of one server or of all."""
        ...

    async def mark_suspension_told(self, channel_id: int) -> None:
        """Keep that the admins were told."""
        ...
