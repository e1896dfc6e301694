"""Discord's channels in memory: messages stay, a nonce is remembered for five minutes."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.watching.delivery import (
    Composed,
    Delivered,
    DeliveryProblem,
    Suspension,
    Undelivered,
)
from bot.watching.messages import Announcement
from tests.fakes.outbox import FakeOutbox

NONCE_WINDOW = timedelta(minutes=5)
Content = dict[int, str]  # what a message says of each incident: "down" or "over"

AWAY = Undelivered(problem=DeliveryProblem.TEMPORARY, code=503)
LOST = Undelivered(problem=DeliveryProblem.TEMPORARY, is_certain=False)
NO_ACCESS = Undelivered(problem=DeliveryProblem.SUBSCRIPTION, code=50001)
NO_MESSAGE = Undelivered(problem=DeliveryProblem.MESSAGE, code=10008)
INVALID = Undelivered(problem=DeliveryProblem.OUR_BUG, code=50035)
SHUT_OUT = Undelivered(problem=DeliveryProblem.WHOLE_ADDRESS, code=1015)


@dataclass(slots=True, kw_only=True)
class Message:
    """A message that stands in a channel."""

    id: int
    channel_id: int
    nonce: str
    sent_at: datetime
    told: list[Content]  # what it said, from first to last
    is_deleted: bool = False


class FakeChannels:
    """The far side. `trouble` decides what becomes of a request; None lets it through."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.messages: list[Message] = []
        self._by_channel: dict[int, list[Message]] = defaultdict(list)
        self.requests: list[str] = []
        self.told_admins: list[int] = []
        self.reaches_admins = True
        self.trouble: Callable[[str, int], Undelivered | None] = lambda _kind, _channel: None
        self.loses_answers = False  # it happens, and the answer never comes

    async def post(
        self, channel_id: int, content: Content, *, nonce: str
    ) -> Delivered | Undelivered:
        trouble = self._ask("post", channel_id)
        if trouble is not None:
            return trouble
        message = self._remembered(channel_id, nonce)
        if message is None:
            message = Message(
                id=len(self.messages) + 1,
                channel_id=channel_id,
                nonce=nonce,
                sent_at=self.clock.now(),
                told=[content],
            )
            self.messages.append(message)
            self._by_channel[channel_id].append(message)
        return LOST if self.loses_answers else Delivered(message_id=message.id)

    async def edit(
        self, channel_id: int, message_id: int, content: Content
    ) -> Delivered | Undelivered:
        trouble = self._ask("edit", channel_id)
        if trouble is not None:
            return trouble
        message = self.messages[message_id - 1]
        if message.is_deleted:
            return NO_MESSAGE
        message.told.append(content)
        return LOST if self.loses_answers else Delivered(message_id=message_id)

    async def find(
        self, channel_id: int, *, nonce: str, since: datetime
    ) -> Delivered | Undelivered | None:
        trouble = self._ask("find", channel_id)
        if trouble is not None:
            return trouble
        for message in self.standing(channel_id):
            if message.nonce == nonce and message.sent_at >= since - timedelta(seconds=1):
                return Delivered(message_id=message.id)
        return None

    async def tell_admins(self, suspension: Suspension) -> bool:
        if not self.reaches_admins:
            return False
        self.told_admins.append(suspension.channel_id)
        return True

    def standing(self, channel_id: int) -> list[Message]:
        """Return the messages that stand in a channel."""
        return [message for message in self._by_channel[channel_id] if not message.is_deleted]

    def _ask(self, kind: str, channel_id: int) -> Undelivered | None:
        self.requests.append(kind)
        return self.trouble(kind, channel_id)

    def _remembered(self, channel_id: int, nonce: str) -> Message | None:
        for message in self._by_channel[channel_id]:
            is_recent = self.clock.now() - message.sent_at < NONCE_WINDOW
            if message.nonce == nonce and is_recent:
                return message
        return None


class FakeComposer:
    """Says of each incident whether it is down or over."""

    def __init__(self, outbox: FakeOutbox) -> None:
        self.outbox = outbox
        self.plain: list[int] = []
        self.broken: set[int] = set()  # announcements that a bug makes impossible to say

    async def compose(self, announcement: Announcement, *, is_plain: bool) -> Composed[Content]:
        if announcement.id in self.broken:
            raise RuntimeError("a bug in presentation")
        if is_plain:
            self.plain.append(announcement.id)
        current = self.outbox.rows[announcement.id].announcement
        return Composed(content=self.outbox.content(announcement), version=current.version)
