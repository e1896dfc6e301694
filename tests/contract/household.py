"""A database that tests live in: servers, watches, and looks spelt letter by letter."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Table, func, select

from bot.probing.addresses import PUBLIC_ONLY
from bot.probing.parsing import parse_target
from bot.storage.announcing import retell
from bot.storage.boards import BoardStore
from bot.storage.chronicle import ChronicleStore
from bot.storage.database import Database
from bot.storage.guilds import GuildStore
from bot.storage.incidents import IncidentStore
from bot.storage.looks import LookStore
from bot.storage.outbox import OutboxStore
from bot.storage.recorder import Recorder
from bot.storage.roster import RosterStore
from bot.storage.sweeping import Sweeper
from bot.storage.watches import WatchStore
from bot.watching.condition import Condition, Policy
from bot.watching.messages import Announcement
from bot.watching.ports import Actor, WatchWish
from bot.watching.recording import Outcome
from bot.watching.transitions import advance
from bot.watching.watch import Watch
from tests.fakes.clock import FakeClock
from tests.fakes.watched import START, verdict

# As large as Discord's ids can get: 63 bits.
HUGE = 2**63 - 1
MINUTE = timedelta(minutes=1)
LEASE = timedelta(seconds=90)
__all__ = ["HUGE", "LEASE", "MINUTE", "START", "UTC", "Household", "actor", "wish"]


def actor(guild_id: int = 1, at: datetime = START, user_id: int = 7) -> Actor:
    return Actor(guild_id=guild_id, user_id=user_id, at=at)


def wish(target: str = "example.com", *, channel_id: int = 10, **values: Any) -> WatchWish:
    values.setdefault("name", "Example")
    values.setdefault("interval", timedelta(seconds=60))
    return WatchWish(target=parse_target(target), channel_id=channel_id, **values)


class HouseClock(FakeClock):
    """The time that a household has."""

    def __init__(self, household: "Household") -> None:
        super().__init__()
        self._household = household

    def now(self) -> datetime:
        return self._household.now


class Household:
    """Every store over one database, and a clock that looks move on."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.guilds = GuildStore(database)
        self.watches = WatchStore(database)
        self.roster = RosterStore(database)
        self.recorder = Recorder(database)
        self.outbox = OutboxStore(database)
        self.incidents = IncidentStore(database, clock=HouseClock(self))
        self.looks = LookStore(database)
        self.chronicle = ChronicleStore(database, clock=HouseClock(self))
        self.boards = BoardStore(database)
        self.sweeper = Sweeper(database)
        self.now = START
        self.conditions: dict[int, Condition] = {}

    async def watch(
        self, target: str = "example.com", *, guild_id: int = 1, **values: Any
    ) -> Watch:
        (added,) = await self.watches.add(
            [wish(target, **values)], actor(guild_id, self.now), most=100
        )
        return added

    async def yardstick_of(self, watch: Watch) -> int:
        (endpoint,) = await self.roster.endpoints(lambda _: PUBLIC_ONLY, [watch.endpoint_id])
        (yardstick,) = (
            one for one in endpoint.yardsticks if one.expectations == watch.expectations
        )
        return yardstick.id

    async def look(
        self, watch: Watch, letters: str, *, every: timedelta = timedelta(seconds=10)
    ) -> list[Outcome]:
        """Look once for each letter; what a look changes is recorded. Returns what was."""
        return await self.look_by(await self.yardstick_of(watch), watch, letters, every=every)

    async def look_by(
        self, yardstick: int, watch: Watch, letters: str, *, every: timedelta
    ) -> list[Outcome]:
        """Look, and hold what is seen against a yardstick."""
        outcomes = []
        for letter in letters:
            before = self.conditions.get(yardstick, Condition())
            after, events = advance(before, verdict(letter), self.now, Policy())
            self.conditions[yardstick] = after
            if after is not before or events:
                outcomes.append(
                    Outcome(
                        endpoint_id=watch.endpoint_id,
                        yardstick_id=yardstick,
                        at=self.now,
                        condition=after,
                        events=events,
                        verdict=verdict(letter),
                    )
                )
                await self.recorder.record(outcomes[-1])
            self.now += every
        return outcomes

    async def claim(self, owner: str = "me", *, most: int = 1000) -> tuple[Announcement, ...]:
        return await self.outbox.claim(owner=owner, now=self.now, lease=LEASE, most=most)

    async def tell_all(self, *, first_message: int = 5000) -> list[Announcement]:
        """Do what an announcer does when all goes well. Returns what was told."""
        told = []
        for number, one in enumerate(await self.claim()):
            message = one.message_id or first_message + number
            await self.outbox.mark_told(one.id, version=one.version, message_id=message)
            told.append(one)
        return told

    async def change(self, incident_id: int, at: datetime) -> None:
        """Let something about an incident change."""
        async with self.database.writing() as connection:
            await retell(connection, incident_id, at)

    async def count(self, *tables: Table) -> list[int]:
        async with self.database.reading() as connection:
            return [
                (await connection.execute(select(func.count()).select_from(table))).scalar_one()
                for table in tables
            ]

    async def rows(self, table: Table, columns: Collection[str] = ()) -> list[tuple[Any, ...]]:
        wanted = [table.c[name] for name in columns] or list(table.c)
        query = select(*wanted).order_by(*table.primary_key)
        async with self.database.reading() as connection:
            return [tuple(row) for row in (await connection.execute(query)).all()]
