"""`/watch rehearse`: an outage from first failure to recovery, in a channel an admin chose.

Nothing is stored and nobody is pinged: the stories are made up here and go straight to the channel.
"""

import secrets
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.clock import Clock
from bot.presentation.announcements import link_to
from bot.presentation.rehearsal import (
    FIRST_LOOKS,
    changed,
    noted,
    open_story,
    render_rehearsal,
    render_step,
    resolved,
)
from bot.presentation.rendered import Rendered
from bot.watching.delivery import Delivered, DeliveryProblem, Messenger, Undelivered
from bot.watching.messages import Priority
from bot.watching.pacer import Pacer
from bot.watching.ports import IncidentStory
from bot.watching.watch import Watch

BEAT_SECONDS = 5.0
# No announcement's nonce begins so: whoever delivers can tell a rehearsal by it.
NONCE_PREFIX = "r"

Tell = Callable[[Rendered], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stage:
    """Where a rehearsal plays, and who asked for it."""

    watch: Watch
    channel_id: int
    locale: str
    user_id: int
    tell: Tell

    def say(self, message: str, **arguments: object) -> Rendered:
        return render_step(message, self.locale, **arguments)

    def render(self, story: IncidentStory) -> Rendered:
        return render_rehearsal(story, self.watch, self.channel_id, self.locale)


class Rehearsing:
    """Plays rehearsals, one at a time in each server."""

    def __init__(self, *, messenger: Messenger[Rendered], pacer: Pacer, clock: Clock) -> None:
        self._messenger = messenger
        self._pacer = pacer
        self._clock = clock
        self._playing: set[int] = set()

    async def play(
        self, watch: Watch, channel_id: int, locale: str, *, user_id: int, tell: Tell
    ) -> Rendered:
        """Play an outage; return what to tell the admin at the end. Takes about half a minute.

        `tell` shows the admin, in private, how far it has come. The caller has checked that the
        channel is one of the watch's server, and that the admin may do this.
        """
        if watch.guild_id in self._playing:
            return render_step("rehearse-busy", locale)
        stage = _Stage(
            watch=watch, channel_id=channel_id, locale=locale, user_id=user_id, tell=tell
        )
        with self._on_stage(watch.guild_id):
            return await self._play(stage)

    async def _play(self, stage: _Stage) -> Rendered:
        first_failure = self._clock.now()
        await stage.tell(stage.say("rehearse-noticed"))
        await self._clock.sleep(FIRST_LOOKS.total_seconds())
        story = open_story(stage.watch, first_failure)
        posted = await self._post(stage, story)
        if isinstance(posted, Undelivered):
            return _failed(stage, posted)
        await stage.tell(stage.say("rehearse-watching", channel=str(stage.channel_id)))
        last: Delivered | Undelivered = posted
        for advance in (self._change, self._note, self._resolve):
            await self._clock.sleep(BEAT_SECONDS)
            story = advance(stage, story)
            last = await self._edit(stage, posted.message_id, story)
            if isinstance(last, Undelivered) and last.problem is not DeliveryProblem.TEMPORARY:
                break  # else the next edit says this too
        if isinstance(last, Undelivered):
            return _failed(stage, last)
        link = link_to(stage.watch.guild_id, stage.channel_id, posted.message_id)
        return stage.say("rehearse-done", link=link)

    def _change(self, _stage: _Stage, story: IncidentStory) -> IncidentStory:
        return changed(story)

    def _note(self, stage: _Stage, story: IncidentStory) -> IncidentStory:
        return noted(story, stage.user_id, self._clock.now(), stage.locale)

    def _resolve(self, _stage: _Stage, story: IncidentStory) -> IncidentStory:
        return resolved(story, self._clock.now())

    async def _post(self, stage: _Stage, story: IncidentStory) -> Delivered | Undelivered:
        nonce = NONCE_PREFIX + secrets.token_hex(8)
        async with self._pacer.turn(stage.channel_id, Priority.ROUTINE):
            return await self._messenger.post(stage.channel_id, stage.render(story), nonce=nonce)

    async def _edit(
        self, stage: _Stage, message_id: int, story: IncidentStory
    ) -> Delivered | Undelivered:
        async with self._pacer.turn(stage.channel_id, Priority.ROUTINE):
            return await self._messenger.edit(stage.channel_id, message_id, stage.render(story))

    @contextmanager
    def _on_stage(self, guild_id: int) -> Iterator[None]:
        self._playing.add(guild_id)
        try:
            yield
        finally:
            self._playing.discard(guild_id)


def _failed(stage: _Stage, trouble: Undelivered) -> Rendered:
    match trouble.problem:
        case DeliveryProblem.SUBSCRIPTION:
            return stage.say("rehearse-no-channel", channel=str(stage.channel_id))
        case DeliveryProblem.MESSAGE:
            return stage.say("rehearse-stopped")
        case _:
            return stage.say("rehearse-trouble")
