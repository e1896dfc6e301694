"""Writing to Discord outside of announcements: boards, and members who asked. Values and ports."""

from typing import Protocol, TypeVar

from bot.watching.delivery import Delivered, Undelivered

M_contra = TypeVar("M_contra", contravariant=True)

# A member who takes no direct messages, or who shares no server with us any more.
CLOSED_DOORS = frozenset({50007, 50278})


class Writer(Protocol[M_contra]):
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

    async def delete(self, channel_id: int, message_id: int) -> Delivered | Undelivered:
        """Take a message of ours away."""
        ...

    async def open_direct(self, user_id: int) -> int | Undelivered:
        """Return the channel of direct messages with a member, opened if it was not."""
        ...
