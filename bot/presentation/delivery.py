"""Getting a message to Discord: in time, bounded, and calm about everything Discord may answer."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from enum import StrEnum
from weakref import WeakValueDictionary

import aiohttp
import discord
import structlog

from bot.presentation.drawing import draw, draw_files
from bot.presentation.forms import Form, draw_form
from bot.presentation.posted import OnPosted, Posted, posted_as, posted_by
from bot.presentation.rendered import Rendered

log = structlog.stdlib.get_logger(__name__)

PATIENCE = 15.0  # seconds; discord.py itself would wait for five minutes
# Of the client's 100 connections 30 are left: first answers never queue behind these.
EDITS_AT_ONCE = 40
REPLIES_AT_ONCE = 15  # apart from edits: a busy channel makes replies wait, and those nothing else
CHANGES_AT_ONCE = 15  # to what can be read already: nobody who still waits queues behind them

ALREADY_ANSWERED = 40060
UNKNOWN_INTERACTION = 10062
# Too late, withdrawn, or expired: nothing will reach this asker any more.
GONE = frozenset({UNKNOWN_INTERACTION, 10008, 10015, 50027, 40094})


class Sent(StrEnum):
    """What became of a message."""

    YES = "yes"
    ALREADY = "already"  # this interaction has had its first answer
    GONE = "gone"
    NO = "no"


class Delivery:
    """Sends what was rendered. Failures of Discord's are values: a lost answer ends no task."""

    def __init__(
        self,
        *,
        edits_at_once: int = EDITS_AT_ONCE,
        patience: float = PATIENCE,
        on_late: Callable[[], None] | None = None,
        is_closed: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take the bounds, and what is to be done when something was called off for being late.

        `is_closed` says whether the client is: then nothing reaches anybody through it any more.
        """
        self._edits = asyncio.Semaphore(edits_at_once)
        self._replies = asyncio.Semaphore(REPLIES_AT_ONCE)
        self._changes = asyncio.Semaphore(CHANGES_AT_ONCE)
        self._patience = patience
        self._on_late = on_late
        self._is_closed = is_closed
        # By message; as long as somebody may change it.
        self._writers: WeakValueDictionary[int, Posted] = WeakValueDictionary()

    async def respond(
        self,
        interaction: discord.Interaction,
        message: Rendered,
        on_posted: OnPosted | None = None,
    ) -> Sent:
        """Give the first answer. Where one was given already, put the message in its place."""

        async def send() -> None:
            drawn = draw(_suited(message, interaction.app_permissions))
            answer = await interaction.response.send_message(
                **drawn, files=draw_files(message), ephemeral=message.is_private
            )
            self._note(posted_by(interaction, answer.message_id), on_posted)

        sent = await self._try(send, once_more=True)
        if sent is Sent.ALREADY:
            return await self.finish(interaction, message, on_posted)
        return sent

    async def defer(self, interaction: discord.Interaction, *, is_private: bool = False) -> bool:
        """Say "I am on it" within Discord's three seconds. False: nobody is waiting any more."""

        async def acknowledge() -> None:
            await interaction.response.defer(ephemeral=is_private, thinking=True)

        return await self._try(acknowledge, once_more=True) in {Sent.YES, Sent.ALREADY}

    async def defer_press(self, interaction: discord.Interaction) -> bool:
        """Acknowledge a press of a button; the message it is on stays as it is for now."""
        sent = await self._try(interaction.response.defer, once_more=True)
        return sent in {Sent.YES, Sent.ALREADY}

    async def finish(
        self,
        interaction: discord.Interaction,
        message: Rendered,
        on_posted: OnPosted | None = None,
    ) -> Sent:
        """Put the message in the place of the "I am on it", or of the message with the button."""

        async def edit() -> None:
            edited = await interaction.edit_original_response(
                **draw(_suited(message, interaction.app_permissions)),
                attachments=draw_files(message),
            )
            self._note(posted_by(interaction, edited.id), on_posted)

        async with self._edits:
            return await self._try(edit)

    async def finish_in_private(self, interaction: discord.Interaction, message: Rendered) -> Sent:
        """Take back the "I am on it" that everybody sees, and tell the asker alone."""
        async with self._edits:
            taken_back = await self._try(interaction.delete_original_response)
        tell = self.follow_up if taken_back is Sent.YES else self.finish
        return await tell(interaction, message)

    async def amend(self, posted: Posted, newest: Callable[[], Rendered]) -> Sent:
        """Change a message that was an answer a moment ago, once its turn comes. Its files stay.

        Whoever wrote the message last changes it; for everybody else it is gone.
        """

        async def edit() -> None:
            await posted.change(**draw(_suited(newest(), posted.ours)))

        async with posted.turn, self._changes:
            if self._writers.get(posted.message_id) is not posted:
                return Sent.GONE
            return await self._try(edit)

    async def update(
        self,
        interaction: discord.Interaction,
        message: Rendered,
        on_posted: OnPosted | None = None,
    ) -> Sent:
        """Answer a press by changing the message the button is on."""

        async def edit() -> None:
            answer = await interaction.response.edit_message(
                **draw(_suited(message, interaction.app_permissions)),
                attachments=draw_files(message),
            )
            message_id = None if answer is None else answer.message_id
            self._note(posted_by(interaction, message_id), on_posted)

        sent = await self._try(edit, once_more=True)
        if sent is Sent.ALREADY:
            return await self.finish(interaction, message, on_posted)
        return sent

    async def tell(self, interaction: discord.Interaction, message: Rendered) -> Sent:
        """Say something to whoever pressed, and leave the message with the button as it is."""
        if interaction.response.is_done():
            return await self.follow_up(interaction, message)
        return await self.respond(interaction, message)

    async def follow_up(self, interaction: discord.Interaction, message: Rendered) -> Sent:
        """Say one more thing, after the first answer."""

        async def send() -> None:
            drawn = draw(_suited(message, interaction.app_permissions))
            await interaction.followup.send(
                **drawn, files=draw_files(message), ephemeral=message.is_private
            )

        async with self._edits:
            return await self._try(send)

    async def reply(
        self, to: discord.Message, message: Rendered, on_posted: OnPosted | None = None
    ) -> Sent:
        """Answer a message in its channel, without pinging, also when it was deleted meanwhile.

        As text where we may not embed; not as a reply where we may not read what came before.
        """
        ours = _permissions_at(to)
        reference = to.to_reference(fail_if_not_exists=False)

        async def send() -> None:
            drawn = draw(_suited(message, ours))
            if ours.read_message_history:
                sent = await to.channel.send(**drawn, reference=reference, mention_author=False)
            else:
                sent = await to.channel.send(**drawn)
            self._note(posted_as(sent, ours), on_posted)

        async with self._replies:
            return await self._try(send)

    async def ask(self, interaction: discord.Interaction, form: Form) -> Sent:
        """Answer with a form to fill in. What is typed comes as an interaction of its own."""

        async def send() -> None:
            await interaction.response.send_modal(draw_form(form))

        return await self._try(send)

    async def post(self, channel: discord.TextChannel, message: Rendered) -> Sent:
        """Write a message that nobody asked for."""
        ours = channel.permissions_for(channel.guild.me)

        async def send() -> None:
            await channel.send(**draw(_suited(message, ours)))

        return await self._try(send)

    async def show_typing(self, channel: discord.abc.Messageable) -> Sent:
        """Show in a channel that an answer is on its way."""

        async def show() -> None:
            await channel.typing()

        return await self._try(show)

    def _note(self, posted: Posted | None, on_posted: OnPosted | None) -> None:
        """Note who wrote a message last, and hand it on."""
        if posted is not None and on_posted is not None:
            before = self._writers.get(posted.message_id, posted)
            posted = replace(posted, turn=before.turn)
            self._writers[posted.message_id] = posted
            on_posted(posted)

    async def _try(self, call: Callable[[], Awaitable[object]], *, once_more: bool = False) -> Sent:
        """Make a request. `once_more`: also where its connection broke, as Discord takes only one.

        So we learn whether a first answer arrived before that.
        """
        try:
            async with asyncio.timeout(self._patience):
                await call()
        except discord.InteractionResponded:
            return Sent.ALREADY
        except discord.HTTPException as error:
            return _judge(error)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            is_late = isinstance(error, TimeoutError)
            if is_late and self._on_late is not None:
                self._on_late()
            log.warning("discord_unreachable", error=type(error).__name__)
            return await self._try(call) if once_more and not is_late else Sent.NO
        except RuntimeError:  # its connections are closed
            if not self._is_closed():
                raise
            return Sent.GONE
        return Sent.YES


def _permissions_at(message: discord.Message) -> discord.Permissions:
    """Return what we may do where a message is; what every reply needs where we can't know."""
    if message.guild is None:
        return discord.Permissions.all()
    try:
        return message.channel.permissions_for(message.guild.me)
    except discord.ClientException:  # a thread whose parent we do not see
        return discord.Permissions.none()


def _suited(message: Rendered, ours: discord.Permissions) -> Rendered:
    """Return the message as text alone where Discord would drop its card without a word."""
    return message if ours.embed_links else message.without_card()


def _judge(error: discord.HTTPException) -> Sent:
    """Read Discord's refusal. Its text is not logged: it repeats what we sent."""
    if error.code == ALREADY_ANSWERED:
        return Sent.ALREADY
    if error.code in GONE:
        log.info("too_late_for_discord", code=error.code)
        return Sent.GONE
    log.warning("refused_by_discord", status=error.status, code=error.code)
    return Sent.NO
