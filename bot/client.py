"""The discord.py client: intents, connections, commands, and calm when something goes wrong."""

import sys
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import aiohttp
import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.asking.answer import Asker, Outcome
from bot.asking.elsewhere import Elsewhere
from bot.asking.haste import Haste
from bot.asking.members import Members
from bot.asking.unfolding import Unfolding
from bot.catalogue.service import Service
from bot.clock import Clock
from bot.endpoint import learn_gateway
from bot.history.reviewing import Reviewing
from bot.presentation.charts.painting import Painter
from bot.presentation.connection import Connection
from bot.presentation.delivery import Delivery
from bot.presentation.notices import Notice, render_notice
from bot.presentation.recent import RecentAnswers
from bot.presentation.rehearsing import Rehearsing
from bot.presentation.rendered import Rendered
from bot.presentation.requests import let_others_through
from bot.presentation.shared_answers import SharedAnswers
from bot.presentation.translator import TextsTranslator
from bot.registration import register_commands
from bot.watching.boards import BoardKeeper
from bot.watching.closing import Closing
from bot.watching.configuring import Configuring
from bot.watching.governing import Governing
from bot.watching.nearby import NearbyWatches
from bot.watching.reopening import Reopening
from bot.watching.responding import Responding

log = structlog.stdlib.get_logger(__name__)

COGS = (
    "cogs.aside",
    "cogs.ask",
    "cogs.board",
    "cogs.channels",
    "cogs.deletions",
    "cogs.elsewhere",
    "cogs.explain",
    "cogs.history",
    "cogs.incident",
    "cogs.maintenance",
    "cogs.membership",
    "cogs.mention",
    "cogs.official_parts",
    "cogs.press",
    "cogs.privacy",
    "cogs.reports",
    "cogs.respond",
    "cogs.settings",
    "cogs.watch",
    "cogs.watch_press",
)
CONNECTIONS = 100
TOO_OLD = 2.5  # seconds; Discord takes a first answer for three
AGES_KEPT = 16
AGES_FOR = 600.0  # seconds


class Asks(Protocol):
    """Whoever answers questions."""

    async def ask(self, question: str, asker: Asker, *, again: bool = False) -> Outcome:
        """Look, judge, and answer; or decline."""
        ...


class Knows(Protocol):
    """Whoever knows the services."""

    def get(self, service_id: str) -> Service | None:
        """Return the service with this id."""
        ...

    def suggest(self, text: str, limit: int = ...) -> tuple[Service, ...]:
        """Return services that start like `text`, likeliest first."""
        ...

    def find_meant(self, text: str) -> tuple[Service, ...]:
        """Return the services that a name may mean."""
        ...

    def find_in_sentence(self, text: str) -> tuple[Service, ...]:
        """Return the services a message is about."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """What the Discord surface is handed: everything behind it, and what outlives one client."""

    asking: Asks
    catalogue: Knows
    clock: Clock
    recent: RecentAnswers
    connection: Connection
    responding: Responding
    boards: BoardKeeper[Rendered]
    reopening: Reopening
    closing: Closing
    reviewing: Reviewing
    painter: Painter
    governing: Governing
    configuring: Configuring
    rehearsing: Rehearsing
    elsewhere: Elsewhere
    unfolding: Unfolding
    members: Members
    nearby: NearbyWatches


class Freshness:
    """Tells interactions that are too old to be answered, as Discord replays after a reconnect.

    Discord's clock is compared with our monotonic one, which starts anywhere but never jumps: the
    interaction that took least of the last few is taken for one that came at once. So a bot whose
    wall clock is wrong, or set right while it runs, still answers.
    """

    def __init__(self) -> None:
        self._ages: deque[tuple[float, float]] = deque(maxlen=AGES_KEPT)

    def is_fresh(self, created_at: datetime, now: float) -> bool:
        """Say whether what was made at `created_at` can be answered at `now` (monotonic)."""
        while self._ages and now - self._ages[0][0] > AGES_FOR:
            self._ages.popleft()
        age = now - created_at.timestamp()
        self._ages.append((now, age))
        return age - min(age for _, age in self._ages) <= TOO_OLD


class GatewiseTree(app_commands.CommandTree["GatewiseBot"]):
    """The commands. Replayed interactions are dropped; mistakes of ours become a sentence."""

    async def interaction_check(self, interaction: discord.Interaction["GatewiseBot"], /) -> bool:
        """Say whether to go on: not when its time is over, and not with a storm of them."""
        bot = interaction.client
        if not bot.is_fresh(interaction):
            return False
        if interaction.type is discord.InteractionType.autocomplete:
            return bot.haste.may_suggest(interaction.user.id)
        return not await bot.hold_back(interaction)

    async def on_error(
        self,
        interaction: discord.Interaction["GatewiseBot"],
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        """Tell the asker something useful, and the log what went wrong."""
        notice = notice_for(error)
        if notice is Notice.TROUBLE:
            log.error("command_failed", exc_info=error)
        wait = getattr(error, "retry_after", None)
        message = render_notice(
            notice,
            interaction.locale.value,
            wait=None if wait is None else timedelta(seconds=wait),
        )
        await interaction.client.delivery.respond(interaction, message)


def silence_voice_warnings() -> None:
    """Keep discord.py from missing what it needs to speak: this bot never does."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


def notice_for(error: Exception) -> Notice:
    """Return what to tell people about an error of the command tree."""
    match error:
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            return Notice.UPDATED
        case app_commands.CheckFailure():
            return Notice.NO_PERMISSION
        case _:
            return Notice.TROUBLE


class GatewiseBot(commands.AutoShardedBot):
    """One connection to Discord, used up when it ends: the supervisor builds a new one."""

    def __init__(self, rooms: Rooms, *, connector: aiohttp.BaseConnector | None = None) -> None:
        """Take what the surface needs. Must be built inside the running event loop."""
        silence_voice_warnings()
        super().__init__(
            command_prefix=commands.when_mentioned,
            tree_cls=GatewiseTree,
            help_command=None,
            intents=make_intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            connector=connector or make_connector(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            heartbeat_timeout=50.0,
        )
        self.rooms = rooms
        self.delivery = Delivery(on_late=lambda: let_others_through(self), is_closed=self.is_closed)
        self.haste = Haste(rooms.clock)
        self.shared = SharedAnswers(rooms.clock)
        self._freshness = Freshness()
        self._shards_away: dict[int, float] = {}

    async def setup_hook(self) -> None:
        """Load the cogs and tell Discord about the commands, once per client."""
        await learn_gateway(self)
        self.rooms.connection.open(self)
        await self.tree.set_translator(TextsTranslator())
        for cog in COGS:
            await self.load_extension(cog)
        await register_commands(self)

    async def close(self) -> None:
        """Say goodbye. Nobody writes through this client any more."""
        self.rooms.connection.close(self)
        self.shared.clear()
        await super().close()

    def is_fresh(self, interaction: discord.Interaction) -> bool:
        """Say whether somebody still waits for this interaction's first answer."""
        fresh = self._freshness.is_fresh(interaction.created_at, self.rooms.clock.monotonic())
        if not fresh:
            log.info("interaction_too_old")
        return fresh

    async def hold_back(self, interaction: discord.Interaction) -> bool:
        """Tell somebody who does more than a person can mean to wait; say whether it was so."""
        wait = self.haste.wait_to_act(interaction.user.id)
        if wait is None:
            return False
        log.info("held_back")
        notice = render_notice(Notice.TOO_FAST, interaction.locale.value, wait=wait)
        await self.delivery.tell(interaction, notice)
        return True

    async def answer_press(
        self, interaction: discord.Interaction, answering: Coroutine[Any, Any, None]
    ) -> None:
        """Let a press be answered; a mistake of ours becomes a sentence, as it does for commands.

        discord.py itself would log it and leave the person without a word.
        """
        try:
            if await self.hold_back(interaction):
                answering.close()
            else:
                await answering
        except Exception:
            log.exception("press_failed")
            trouble = render_notice(Notice.TROUBLE, interaction.locale.value)
            await self.delivery.tell(interaction, trouble)

    async def answer_message(
        self, message: discord.Message, answering: Coroutine[Any, Any, None]
    ) -> None:
        """Let a message to us be answered; a mistake of ours becomes a sentence here too."""
        try:
            await answering
        except Exception:
            log.exception("message_failed")
            language = locale_of(message.guild).value
            await self.delivery.reply(message, render_notice(Notice.TROUBLE, language))

    @property
    def away_for(self) -> float:
        """Seconds for which every shard has been without its connection; 0 while one has it."""
        if not self._shards_away or len(self._shards_away) < (self.shard_count or 1):
            return 0.0
        return self.rooms.clock.monotonic() - max(self._shards_away.values())

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the cogs: there are no text commands."""

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Note that a shard lost its connection; discord.py tries again by itself."""
        self._shards_away.setdefault(shard_id, self.rooms.clock.monotonic())

    async def on_shard_connect(self, shard_id: int) -> None:
        """Note that a shard is connected."""
        self._shards_away.pop(shard_id, None)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Note that a shard went on where it was."""
        self._shards_away.pop(shard_id, None)

    async def on_ready(self) -> None:
        """Say so in the log. May come again: nothing is started here."""
        log.info("ready", guilds=len(self.guilds), shards=self.shard_count)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """Log a mistake in a listener of ours; discord.py calls this while handling it."""
        log.error("listener_failed", listener=event_method, exc_info=sys.exc_info())


def locale_of(guild: discord.Guild | None) -> discord.Locale:
    """Return the language to answer a message in: messages do not carry their author's."""
    return discord.Locale.american_english if guild is None else guild.preferred_locale


def make_intents() -> discord.Intents:
    """Return what we listen to. None is privileged: mentions bring their text with them."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    return intents


def make_connector() -> aiohttp.TCPConnector:
    """Return the client's own connections. Resolved by threads: probes have their own resolver."""
    return aiohttp.TCPConnector(limit=CONNECTIONS, resolver=aiohttp.ThreadedResolver())
