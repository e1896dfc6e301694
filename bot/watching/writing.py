"""Writing to Discord outside of announcements: boards, and members who asked. Values and ports."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from bot.watching.delivery import Delivered, Undelivered

M_contra = TypeVar("M_contra", contravariant=True)

CLOSED_DOORS = frozenset({50007})  # a member who takes no direct messages
# Who shares no server with us any more, or has no account: nobody reads their name in a channel.
GONE_AWAY = frozenset({50278, 10013, 10007})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A message of ours that stands in a channel, and the members whom it names."""

    message_id: int
    named: frozenset[int] = frozenset()


class Writer(Protocol[M_contra]):
    """The far side: Discord. Every failure is a value; only cancellation is raised."""

    async def post(
        self, channel_id: int, content: M_contra, *, nonce: str
    ) -> Delivered | Undelivered:
        """Send a message. For some minutes, the same nonce again sends nothing and finds it."""
        ...

    async def find(
        self, channel_id: int, content: M_contra, *, since: datetime
    ) -> tuple[Found, ...] | Undelivered:
        """Return which of a channel's newest messages may be an earlier `content`, sent by us.

        It may tell of another state, or name other members.
        """
        ...

    async def edit(
        self, channel_id: int, message_id: int, content: M_contra
    ) -> Delivered | Undelivered:
        """Put something else in the place of a message of ours."""
        ...

    async def delete(self, channel_id: int, message_id: int) -> Delivered | Undelivered:
        """Take a message of ours away."""
        ...

    async def open_direct(self, user_id: int) -> int | Undelivered:
        """Return the channel of direct messages with a member, opened if it was not."""
        ...
