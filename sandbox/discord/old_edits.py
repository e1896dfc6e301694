"""The limit on changing messages that are older than an hour: refused with 429 and 30046.

Discord publishes the code (developers/topics/opcodes-and-status-codes.mdx), not the size. Three in
six seconds for each channel is what bots observe (discord-userdoccers, message.mdx).
"""

from collections import deque

from sandbox.discord.clock import JumpableClock
from sandbox.discord.refusals import refusal
from sandbox.discord.things import Message

OLD = 3600.0
MOST = 3
WINDOW = 6.0


class OldEdits:
    """Counts them by channel."""

    def __init__(self, clock: JumpableClock, *, enabled: bool = True) -> None:
        self.enabled = enabled
        self._clock = clock
        self._made: dict[int, deque[float]] = {}

    def take(self, message: Message) -> None:
        """Count an edit of an old message. Raises 30046 where there were too many."""
        now = self._clock.now()
        if not self.enabled or now - message.timestamp.timestamp() < OLD:
            return
        made = self._made.setdefault(message.channel.id, deque(maxlen=MOST))
        if len(made) == MOST and now - made[0] < WINDOW:
            raise refusal(30046, retry_after=round(made[0] + WINDOW - now, 3))
        made.append(now)
