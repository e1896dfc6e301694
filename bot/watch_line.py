"""The watching line put together: storage, scheduler, watcher, and what keeps them running."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.asking.own_network import Canaries
from bot.asking.policies import Policies
from bot.clock import Clock
from bot.presentation.admins import AdminsDesk
from bot.presentation.composing import AnnouncementComposer
from bot.presentation.connection import Connection
from bot.presentation.messenger import DiscordMessenger
from bot.presentation.publishing import Publisher
from bot.presentation.rendered import Rendered
from bot.presentation.threads import Threader
from bot.probing.prober import Prober
from bot.settings import WatchingSettings
from bot.storage.boards import BoardStore
from bot.storage.chronicle import ChronicleStore
from bot.storage.database import Database
from bot.storage.forgetting import ForgettingStore
from bot.storage.guilds import GuildStore
from bot.storage.incidents import IncidentStore
from bot.storage.lags import LagStore
from bot.storage.looks import LookStore
from bot.storage.official_incidents import OfficialIncidents
from bot.storage.outbox import OutboxStore
from bot.storage.recorder import Recorder
from bot.storage.roster import RosterStore
from bot.storage.server_events import ServerEventStore
from bot.storage.standing import StandingStore
from bot.storage.sweeping import Sweeper
from bot.storage.vendor_plans import VendorPlans
from bot.storage.watches import WatchStore
from bot.supervisor import keep_running
from bot.triage import judge
from bot.watching.announcer import Announcer
from bot.watching.closing import Closing
from bot.watching.condition import Policy
from bot.watching.following import Following
from bot.watching.governing import Governing
from bot.watching.limits import Retention
from bot.watching.pacer import Pacer
from bot.watching.presence import Presence
from bot.watching.reopening import Reopening
from bot.watching.samples import SampleBatch
from bot.watching.scheduler import Scheduler
from bot.watching.upkeep import Upkeep
from bot.watching.watcher import Watcher

Work = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """Every port of storage over one database."""

    guilds: GuildStore
    watches: WatchStore
    roster: RosterStore
    recorder: Recorder
    outbox: OutboxStore
    incidents: IncidentStore
    boards: BoardStore
    chronicle: ChronicleStore
    looks: LookStore
    lags: LagStore
    standings: StandingStore
    sweeper: Sweeper
    forgetting: ForgettingStore
    official: OfficialIncidents
    plans: VendorPlans
    events: ServerEventStore


def make_stores(
    database: Database,
    retention: Retention,
    clock: Clock | None = None,
    *,
    private_guilds: Collection[int] = frozenset(),
) -> Stores:
    """Return every port over a database. `private_guilds`: who may watch private networks."""
    return Stores(
        guilds=GuildStore(database),
        watches=WatchStore(database, private_guilds=private_guilds),
        roster=RosterStore(database),
        recorder=Recorder(database),
        outbox=OutboxStore(database),
        incidents=IncidentStore(database, retention, clock),
        boards=BoardStore(database),
        chronicle=ChronicleStore(database, retention, clock),
        looks=LookStore(database),
        lags=LagStore(database),
        standings=StandingStore(database),
        sweeper=Sweeper(database, retention),
        forgetting=ForgettingStore(database),
        official=OfficialIncidents(database),
        plans=VendorPlans(database),
        events=ServerEventStore(database),
    )


# One bot works on a database. What it had leased when it died is its own again when it is back.
OWNER = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What speaks to Discord without being asked."""

    pacer: Pacer
    messenger: DiscordMessenger
    announcer: Announcer[Rendered]
    others: list[Callable[[], None]] = field(default_factory=list)  # who listens besides

    def wake(self) -> None:
        """Say that something was stored that somebody is to be told."""
        for call in (self.announcer.wake, *self.others):
            call()

    async def aclose(self) -> None:
        """End what is under way."""
        await self.announcer.aclose()
        await self.messenger.aclose()
        await self.pacer.aclose()


def make_voice(stores: Stores, connection: Connection, clock: Clock) -> Voice:
    """Return what tells channels, paced, through whichever client is connected."""
    pacer = Pacer(clock)
    messenger = DiscordMessenger(
        connection=connection,
        publisher=Publisher(connection=connection, pacer=pacer, clock=clock),
        threader=Threader(connection=connection, pacer=pacer, clock=clock),
        admins=AdminsDesk(connection=connection, guilds=stores.guilds),
    )
    composer = AnnouncementComposer(
        incidents=stores.incidents,
        guilds=stores.guilds,
        clock=clock,
        language_of=connection.language_of,
    )
    announcer = Announcer(
        outbox=stores.outbox,
        composer=composer,
        messenger=messenger,
        pacer=pacer,
        clock=clock,
        owner=OWNER,
    )
    return Voice(pacer=pacer, messenger=messenger, announcer=announcer)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchLine:
    """What watches and tells. `running` keeps it going."""

    stores: Stores
    voice: Voice
    following: Following
    scheduler: Scheduler
    watcher: Watcher
    presence: Presence
    batch: SampleBatch
    upkeep: Upkeep
    governing: Governing
    clock: Clock
    reopening: Reopening
    closing: Closing

    @asynccontextmanager
    async def running(self, *others: tuple[str, Work]) -> AsyncIterator[None]:
        """Watch until the block ends; what was seen by then is written."""
        works: tuple[tuple[str, Work], ...] = (
            ("scheduler", self.scheduler.run),
            ("following", self.following.run),
            ("samples", self.batch.run),
            ("upkeep", self.upkeep.run),
            ("announcer", self.voice.announcer.run),
            *others,
        )
        await self.presence.begin()
        tasks = [asyncio.create_task(keep_running(name, work, self.clock)) for name, work in works]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.voice.aclose()
            await self.batch.flush()
            await self.presence.end()


def make_watch_line(
    stores: Stores,
    settings: WatchingSettings,
    *,
    prober: Prober,
    own_network: Canaries,
    policies: Policies,
    voice: Voice,
    clock: Clock,
) -> WatchLine:
    """Return the watching line, not yet running."""
    batch = SampleBatch(stores.recorder, clock)
    upkeep = Upkeep(
        clock=clock,
        usual=stores.looks.usual,
        chores=(stores.looks.roll_up, stores.sweeper.sweep),
    )
    presence = Presence(own_network, stores.recorder, clock)
    watcher = Watcher(
        looker=prober,
        judge=judge,
        presence=presence,
        store=stores.recorder,
        batch=batch,
        clock=clock,
        policy=Policy(rechecks=settings.rechecks),
        median_ms=upkeep.median_ms,
        on_told=voice.wake,
    )
    scheduler = Scheduler(
        visit=watcher.visit,
        clock=clock,
        on_gap=watcher.note_gap,
        prober_queue=lambda: prober.waiting,
    )
    following = Following(
        roster=stores.roster,
        policy_of=policies.for_guilds,
        watcher=watcher,
        scheduler=scheduler,
        clock=clock,
    )
    return WatchLine(
        stores=stores,
        voice=voice,
        following=following,
        scheduler=scheduler,
        watcher=watcher,
        presence=presence,
        batch=batch,
        upkeep=upkeep,
        governing=make_governing(stores, settings.retention, following, clock),
        clock=clock,
        reopening=Reopening(outbox=stores.outbox, resume=voice.announcer.resume),
        closing=Closing(watches=stores.watches, suspend=voice.announcer.suspend),
    )


def make_governing(
    stores: Stores, retention: Retention, following: Following, clock: Clock
) -> Governing:
    """Return what keeps servers' settings, and lets servers and members be forgotten."""
    return Governing(
        guilds=stores.guilds,
        watches=stores.watches,
        forgetting=stores.forgetting,
        refresh=following.refresh,
        retention=retention,
        clock=clock,
    )
