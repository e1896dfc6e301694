"""Figures against the truth, minute by minute: a model that knows nothing of intervals.

Two servers watch one site. In any minute somebody may pause or change a watch, plan work or call it
off, call an outage a false alarm, or our own network may go. The model writes down for each minute
what the first server could know of it, and counts.
"""

import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import dropwhile

import pytest
from sqlalchemy import select

from bot.storage.attendance import has_active_watch, is_active
from bot.storage.tables import guild, watch, yardstick
from bot.watching.condition import Change
from bot.watching.gaps import GapReason
from bot.watching.maintenance import OnceWindow
from bot.watching.ports import Act
from bot.watching.watch import Expectations, Watch
from tests.contract.household import MINUTE, START, Household, actor
from tests.contract.test_reviewing import review

MINUTES = 240
SEEDS = range(3)
EASY, STRICT = Expectations(), Expectations(certificate_days=21)


@dataclass
class Trouble:
    """An incident: its minutes, and which of them were called false."""

    opened: int
    minutes: set[int] = field(default_factory=set)
    false: set[int] = field(default_factory=set)
    since: int | None = None  # None: over
    is_false: bool = False  # what goes on was called false


class World:
    """What happens to two watches of one site."""

    def __init__(self, home: Household, seed: int) -> None:
        self.home = home
        self.dice = random.Random(seed)
        self.minute = 0
        self.is_down = self.is_blind = False
        self.mine: Watch
        self.others: Watch
        self.held: list[int | None] = []  # the yardstick of each minute; None: nothing was watched
        self.work: dict[int, range] = {}
        self.planned: set[int] = set()
        self.troubles: dict[int, list[Trouble]] = {}

    async def live(self) -> None:
        """Go through all the minutes."""
        self.mine = await self.home.watch()
        self.others = await self.home.watch(guild_id=2)
        deeds: tuple[tuple[float, Callable[[], Awaitable[None]]], ...] = (
            (0.02, self.pause_mine),
            (0.02, self.pause_others),
            (0.02, self.change_mine),
            (0.03, self.go_blind),
            (0.03, self.plan),
            (0.03, self.cancel),
            (0.05, self.deny),
        )
        for self.minute in range(MINUTES):
            self.home.now = START + self.minute * MINUTE
            self.is_down ^= self.dice.random() < 0.08
            for chance, deed in deeds:
                if self.dice.random() < chance:
                    await deed()
            await self.settle()
            await self.note()
            await self.look()
        self.home.now = START + MINUTES * MINUTE
        self.minute = MINUTES

    async def pause_mine(self) -> None:
        self.mine = await self.change(self.mine, is_paused=not self.mine.is_paused)

    async def pause_others(self) -> None:
        self.others = await self.change(self.others, is_paused=not self.others.is_paused)

    async def change_mine(self) -> None:
        wanted = STRICT if self.mine.expectations == EASY else EASY
        self.mine = await self.change(self.mine, expectations=wanted)

    async def change(self, watch_: Watch, **values: object) -> Watch:
        changed = replace(watch_, **values)  # type: ignore[arg-type]
        assert await self.home.watches.change(changed, actor(watch_.guild_id, self.home.now))
        return changed

    async def go_blind(self) -> None:
        begins_or_ends = (
            self.home.recorder.end_gap if self.is_blind else self.home.recorder.begin_gap
        )
        await begins_or_ends(GapReason.OWN_NETWORK, self.home.now)
        self.is_blind = not self.is_blind

    async def plan(self) -> None:
        begins = self.minute + self.dice.randrange(-5, 20)
        lasts = range(begins, begins + self.dice.randrange(1, 20))
        window = OnceWindow(begins=at(lasts.start), ends=at(lasts.stop))
        mine = self.mine.id if self.dice.random() < 0.5 else None
        work = await self.home.watches.plan(window, actor(at=self.home.now), watch_id=mine)
        self.work[work.id] = lasts

    async def cancel(self) -> None:
        if self.work:
            work_id = self.dice.choice(sorted(self.work))
            del self.work[work_id]
            assert await self.home.watches.cancel(work_id, actor(at=self.home.now))

    async def deny(self) -> None:
        """Call the latest that the server knows of a false alarm."""
        known = await self.home.incidents.of_guild(1, START)
        for story in known[:1]:
            if await self.home.incidents.respond(story.id, Act.RETRACTED, actor(at=self.home.now)):
                opened = minute_of(story.opened_at)  # or where it went on after a false alarm
                known_ones = self.troubles[story.yardstick_id]
                trouble = [one for one in known_ones if one.opened <= opened][-1]
                self.fill(trouble)
                trouble.false = set(trouble.minutes)
                trouble.is_false = trouble.since is not None

    async def settle(self) -> None:
        """What nobody follows is over."""
        query = select(yardstick.c.id).where(has_active_watch())
        async with self.home.database.reading() as connection:
            followed = set((await connection.execute(query)).scalars())
        for yardstick_id, troubles in self.troubles.items():
            if yardstick_id not in followed:
                self.home.conditions.pop(yardstick_id, None)
                self.end(troubles[-1], self.minute)
        self.followed = followed

    async def note(self) -> None:
        """Write down what the first watch is held against in this minute, if it looks at all."""
        query = select(watch.c.yardstick_id).join(guild).where(watch.c.id == self.mine.id)
        async with self.home.database.reading() as connection:
            held = (await connection.execute(query.where(is_active()))).scalar_one_or_none()
        self.held.append(None if self.is_blind else held)
        if any(self.minute in lasts for lasts in self.work.values()):
            self.planned.add(self.minute)

    async def look(self) -> None:
        if self.is_blind:
            return
        for yardstick_id in sorted(self.followed):
            letter = "d" if self.is_down else "u"
            outcomes = await self.home.look_by(yardstick_id, self.mine, letter, every=timedelta(0))
            for event in (event for one in outcomes for event in one.events):
                self.tell(yardstick_id, event.change, minute_of(event.at))

    def tell(self, yardstick_id: int, change: Change, minute: int) -> None:
        troubles = self.troubles.setdefault(yardstick_id, [])
        if change is Change.OPENED:
            troubles.append(Trouble(opened=minute, since=minute))
        elif change is Change.REOPENED:
            troubles[-1].since, troubles[-1].is_false = minute, False
        elif change is Change.RESOLVED:
            self.end(troubles[-1], minute)

    def end(self, trouble: Trouble, minute: int) -> None:
        self.fill(trouble, minute)
        trouble.since, trouble.is_false = None, False

    def fill(self, trouble: Trouble, until: int | None = None) -> None:
        if trouble.since is not None:
            lasted = set(range(trouble.since, self.minute if until is None else until))
            trouble.minutes |= lasted
            trouble.false |= lasted if trouble.is_false else set()

    def count(self) -> Counter[str]:
        """Count the minutes since the first that was watched."""
        for troubles in self.troubles.values():
            self.fill(troubles[-1])
        said = [self.say(minute) for minute in range(MINUTES)]
        return Counter(dropwhile("unwatched".__eq__, said))

    def say(self, minute: int) -> str:
        held = self.held[minute]
        if held is None:
            return "unwatched"
        if minute in self.planned:
            return "planned"
        troubles = self.troubles.get(held, [])
        return "down" if any(minute in one.minutes - one.false for one in troubles) else "up"


def at(minute: int) -> datetime:
    return START + minute * MINUTE


def minute_of(moment: datetime) -> int:
    return (moment - START) // MINUTE


@pytest.mark.parametrize("seed", SEEDS)
async def test_figures_are_the_truth(household: Household, seed: int) -> None:
    world = World(household, seed)
    await world.live()
    uptime = (await review(household, world.mine.id, 1)).figures.uptime
    told = {
        name: getattr(uptime, name) // MINUTE for name in ("up", "down", "planned", "unwatched")
    }
    truth = world.count()
    assert told == {name: truth[name] for name in told}
