"""Getting an announcement to a channel: what may come of it, and the ports to the far side."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from bot.watching.messages import Announcement

M_co = TypeVar("M_co", covariant=True)
M_contra = TypeVar("M_contra", contravariant=True)


class DeliveryProblem(StrEnum):
    """Why a message did not get through: the closed list, by what is to be done about it."""

    SUBSCRIPTION = "subscription"  # no such channel, no permission: wait until that changes
    MESSAGE = "message"  # the message to edit is gone or locked: post anew where it still matters
    OUR_BUG = "our_bug"  # Discord can't read what we sent: plain text once, never the same again
    TEMPORARY = "temporary"  # 5xx, reset, timeout, rate limit: again, later
    WHOLE_ADDRESS = "whole_address"  # our address or token is shut out: nobody sends for a while


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """It arrived."""

    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """It did not arrive, or nobody knows whether it did."""

    problem: DeliveryProblem
    code: int = 0  # the far side's own number, for the log and for the admins' text
    retry_after: timedelta | None = None  # where the far side asked for it
    is_certain: bool = True  # False: the answer was lost, the message may stand there


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed(Generic[M_co]):
    """A message as it is sent, and up to which version it tells the truth."""

    content: M_co
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A channel that we can't tell anything until its permissions change."""

    guild_id: int
    channel_id: int
    code: int
    since: datetime  # aware UTC


class Messenger(Protocol[M_contra]):
    """The far side: Discord. Every failure is a value; only cancellation is raised."""

    async def post(
        self, channel_id: int, content: M_contra, *, nonce: str
    ) -> Delivered | Undelivered:
        """Send a message. For some minutes, the same nonce again sends nothing and finds it."""
        ...

    async def edit(
        self, channel_id: int, message_id: int, content: M_contra
    ) -> Delivered | Undelivered:
        """Put something else in the place of a message of ours."""
        ...

    async def find(
        self, channel_id: int, *, nonce: str, since: datetime
    ) -> Delivered | Undelivered | None:
        """Look in a channel's history for our message that was sent with `nonce`; None: not there.

        The nonce itself is not kept there: the message has to carry it where people don't see it.
        """
        ...

    async def tell_admins(self, suspension: Suspension) -> bool:
        """Tell a server's admins, in words, why a channel hears nothing. As good as it goes.

        False: it could not be said yet; another try later may.
        """
        ...


class Composer(Protocol[M_co]):
    """What turns an announcement into a message: presentation, with what storage knows."""

    async def compose(self, announcement: Announcement, *, is_plain: bool) -> Composed[M_co]:
        """Return the message as it should read now. `is_plain`: text alone, as safe as can be."""
        ...
