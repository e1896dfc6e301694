"""What people do about watches and outages, and see of them, put together."""

from dataclasses import dataclass

from bot.asking.asking import Asking
from bot.asking.members import Members
from bot.history.reviewing import Reviewing
from bot.presentation.boards import BoardPainting
from bot.presentation.connection import Connection
from bot.presentation.event_words import EventPainting
from bot.presentation.incidents import FollowerLetters
from bot.presentation.rehearsing import Rehearsing
from bot.presentation.rendered import Rendered
from bot.presentation.server_events import DiscordEvents
from bot.presentation.writer import DiscordWriter
from bot.settings import WatchingSettings
from bot.watch_line import WatchLine, Work
from bot.watching.boards import BoardKeeper
from bot.watching.configuring import Configuring
from bot.watching.event_keeping import EventKeeper
from bot.watching.farewell import Farewell
from bot.watching.notifying import Notifier
from bot.watching.official_parts import Followable
from bot.watching.responding import Responding


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleLine:
    """What answers people and keeps them informed. `works` go on beside the watching."""

    responding: Responding
    boards: BoardKeeper[Rendered]
    notifier: Notifier[Rendered]
    events: EventKeeper
    members: Members

    @property
    def works(self) -> tuple[tuple[str, Work], ...]:
        """What is to be kept running."""
        return (
            ("boards", self.boards.run),
            ("followers", self.notifier.run),
            ("members", self.members.run),
            ("events", self.events.run),
        )


def make_people_line(line: WatchLine, connection: Connection) -> PeopleLine:
    """Return the people's line, not yet running. It shares the pacer with the announcer."""
    stores, clock, pacer = line.stores, line.clock, line.voice.pacer
    writer = DiscordWriter(connection)
    boards = BoardKeeper(
        boards=stores.boards,
        standings=stores.standings,
        painter=BoardPainting(stores.guilds, connection.language_of),
        writer=writer,
        pacer=pacer,
        clock=clock,
        is_blind=lambda: line.presence.is_away,
    )
    farewell = Farewell(
        guilds=stores.guilds, messages=stores.outbox, wake=line.voice.wake, clock=clock
    )
    members = Members(clock)
    events = EventKeeper(
        events=stores.events,
        desk=DiscordEvents(connection),
        paint=EventPainting(connection.language_of).paint,
        pacer=pacer,
        clock=clock,
    )
    farewells = (farewell.say, boards.clear, events.clear, members.forget_server)
    line.governing.farewells.extend(farewells)
    notifier = Notifier(
        incidents=stores.incidents,
        letters=FollowerLetters(stores.guilds, connection.language_of),
        writer=writer,
        pacer=pacer,
        clock=clock,
    )
    line.voice.others.extend((boards.wake, notifier.wake, events.wake))
    responding = Responding(
        incidents=stores.incidents,
        conditions=line.watcher,
        clock=clock,
        on_told=line.voice.wake,
    )
    return PeopleLine(
        responding=responding, boards=boards, notifier=notifier, members=members, events=events
    )


def make_reviewing(line: WatchLine, settings: WatchingSettings) -> Reviewing:
    """Return what tells the past, over the watching line's stores."""
    stores = line.stores
    return Reviewing(
        chronicle=stores.chronicle,
        looks=stores.looks,
        watches=stores.watches,
        guilds=stores.guilds,
        clock=line.clock,
        retention=settings.retention,
    )


def make_configuring(
    settings: WatchingSettings,
    line: WatchLine,
    asking: Asking,
    official: Followable | None,
) -> Configuring:
    """Return what admins do about what is watched. `official`: pages that can be followed."""
    return Configuring.build(
        watches=line.stores.watches,
        standings=line.stores.standings,
        guilds=line.stores.guilds,
        asking=asking,
        following=line.following,
        limits=settings.limits,
        clock=line.clock,
        official=official,
    )


def make_rehearsing(line: WatchLine) -> Rehearsing:
    """Return what plays made-up outages, in turn with what is real."""
    voice = line.voice
    return Rehearsing(messenger=voice.messenger, pacer=voice.pacer, clock=line.clock)
