"""Outages on a running bot without waiting for them, announced as the announcer would."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count

from bot.presentation.incident_ids import IncidentButton, encode_incident
from bot.presentation.rendered import Button, Rendered
from bot.presentation.writer import DiscordWriter
from bot.probing.addresses import PUBLIC_ONLY
from bot.probing.parsing import parse_target
from bot.watching.condition import Condition, Policy
from bot.watching.delivery import Delivered
from bot.watching.messages import Announcement
from bot.watching.ports import Actor, IncidentStory, WatchWish
from bot.watching.recording import Outcome
from bot.watching.transitions import advance
from bot.watching.watch import Watch
from sandbox.discord.things import Channel, Guild, Message
from tests.fakes.watched import verdict
from tests.surface.conftest import Scene

SECOND = timedelta(seconds=1)
NUMBERS = count(1)
LABELS = {
    IncidentButton.KNOW: "We know",
    IncidentButton.MUTE: "Mute",
    IncidentButton.FALSE: "False alarm",
    IncidentButton.FOLLOW: "Tell me when it's back",
}


class Outages:
    """Watches that nobody really looks at: they do what a test spells, letter by letter."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.line = scene.app.line
        self.stores = scene.app.line.stores
        self.now = self.line.clock.now() - timedelta(minutes=5)
        self.conditions: dict[int, Condition] = {}

    async def watch(
        self, name: str, *, channel: Channel | None = None, guild: Guild | None = None
    ) -> Watch:
        """Let a server watch something."""
        channel = channel or self.scene.discord.status
        owner = guild or channel.guild
        assert owner is not None
        wish = WatchWish(
            target=parse_target(f"site{next(NUMBERS)}.example"),
            channel_id=channel.id,
            name=name,
            interval=timedelta(days=1),
            is_paused=False,
        )
        actor = Actor(guild_id=owner.id, user_id=1, at=self.now)
        (added,) = await self.stores.watches.add([wish], actor, most=100)
        return added

    async def look(self, watch: Watch, letters: str) -> None:
        """Look once for each letter, and record what that changes."""
        (endpoint,) = await self.stores.roster.endpoints(lambda _: PUBLIC_ONLY, [watch.endpoint_id])
        (yardstick,) = endpoint.yardsticks
        for letter in letters:
            before = self.conditions.get(yardstick.id, Condition())
            after, events = advance(before, verdict(letter), self.now, Policy())
            self.conditions[yardstick.id] = after
            outcome = Outcome(
                endpoint_id=watch.endpoint_id,
                yardstick_id=yardstick.id,
                at=self.now,
                condition=after,
                events=events,
                verdict=verdict(letter),
            )
            await self.stores.recorder.record(outcome)
            self.now += 10 * SECOND
        self.line.tell_all()

    async def announce(self) -> list[Message]:
        """Post or edit what channels are to be told. Returns the messages."""
        claimed = await self.stores.outbox.claim(
            owner="test", now=self.line.clock.now(), lease=90 * SECOND, most=100
        )
        return [await self._tell(one) for one in claimed]

    async def down(self, *names: str, channel: Channel | None = None) -> tuple[Message, ...]:
        """Let something go down and be announced; of several, each in a message of its own."""
        for name in names:
            await self.look(await self.watch(name, channel=channel), "uddd")
        return tuple(await self.announce())

    async def stories(self) -> tuple[IncidentStory, ...]:
        """Return the incidents of the default server, newest first."""
        since = self.now - timedelta(days=1)
        return await self.stores.incidents.of_guild(self.scene.discord.guild.id, since)

    async def _tell(self, one: Announcement) -> Message:
        writer = DiscordWriter(self.scene.app.rooms.connection)
        story = await self.stores.incidents.story(one.id)
        assert story is not None
        content = Rendered(content=_says(story.incidents), buttons=_buttons(one.nonce))
        if one.message_id is None:
            answer = await writer.post(one.channel_id, content, nonce=one.nonce)
        else:
            answer = await writer.edit(one.channel_id, one.message_id, content)
        assert isinstance(answer, Delivered)
        await self.stores.outbox.mark_told(
            one.id, version=story.version, message_id=answer.message_id
        )
        return self.scene.discord.world.channels[one.channel_id].messages[answer.message_id]


def with_id(message: Message, custom_id: str) -> Message:
    """Put another id on a message's first button, as somebody who forges one could."""
    row = message.components[0]
    first = {**row["components"][0], "custom_id": custom_id}
    message.components = [{**row, "components": [first, *row["components"][1:]]}]
    return message


def _says(stories: Sequence[IncidentStory]) -> str:
    """Return what the acts came to, in words a test can look for."""
    said = []
    for story in stories:
        response = story.response
        deeds = [
            word
            for word, by in (
                ("known", response.acknowledged_by),
                ("muted", response.muted_by),
                ("false", response.retracted_by),
            )
            if by is not None
        ]
        notes = [note.text for note in story.notes]
        state = "over" if story.resolved_at else "down"
        said.append(" ".join([story.watches[0].name, state, *deeds, *notes]))
    return "\n".join(said)


def _buttons(nonce: str) -> tuple[Button, ...]:
    return tuple(
        Button(label=label, custom_id=encode_incident(button, nonce))
        for button, label in LABELS.items()
    )
