"""Random lives of servers that follow a page, held against a model that knows none of the code.

In each channel each thing that goes on is told in exactly one message that stands; nothing is told
twice; all of it comes to its end; and nobody is called but by a new message about our own outage.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.presentation.rendered import Rendered
from bot.storage.official_incidents import OfficialIncidents
from bot.storage.tables import announcement, announcement_incident, incident, response
from bot.watching.ports import Act, GuildSettings, IncidentKind
from bot.watching.watch import Watch
from tests.contract.household import MINUTE, Household, actor
from tests.contract.test_composing import Channel
from tests.contract.test_official_incidents import Vendor, follow
from tests.fakes.channels import AWAY
from tests.fakes.vendors import OWN, notice, over

ANCHOR = 90  # a channel in which nobody ever changes anything
STEADY = (ANCHOR, 10, 20, 30)
HAPPENINGS = [
    *("down", "up", "says", "over", "vanish", "tell", "tell", "stumble", "wait"),
    *("mute", "false", "pause", "move", "remove", "add", "role", "leave", "silent"),
]
LATER = timedelta(minutes=3)


class Life:
    """Some servers that follow one page, what befalls them, and what must be true of it."""

    def __init__(self, household: Household, seed: int) -> None:
        self.household = household
        self.dice = random.Random(seed)
        self.vendor = Vendor(household)
        self.far = Channel(household)
        self.anchor: Watch
        self.others: list[Watch] = []  # of targets that nobody but their servers ever leave
        self.mine = 0  # the yardstick of those that change
        self.watches: dict[int, Watch] = {}  # by channel; those that are not there are removed
        self.away: set[int] = set()  # servers that left
        self.said: set[str] = set()  # what the page tells of
        self.past: list[str] = []

    @property
    def story(self) -> str:
        return " ".join(self.past)

    async def begin(self) -> None:
        self.anchor = await follow(self.household, guild_id=9, channel_id=ANCHOR)
        self.mine = await self.household.yardstick_of(self.anchor)
        for channel, guild, role in ((10, 1, None), (11, 1, 77), (20, 2, 78), (30, 3, None)):
            self.watches[channel] = await follow(
                self.household, guild_id=guild, channel_id=channel, role_id=role
            )

    async def add_others(self, count: int) -> None:
        for number in range(count):
            added = [
                await self.household.watch(
                    f"{number}.example",
                    guild_id=channel // 10,
                    channel_id=channel,
                    expectations=OWN,
                    role_id=self.dice.choice([None, 80 + number]),
                )
                for channel in STEADY
            ]
            self.others.append(added[0])

    async def live(self, steps: int) -> None:
        for _ in range(steps):
            what = self.dice.choice(HAPPENINGS)
            self.past.append(what)
            await getattr(self, f"_{what}")()
            await self.check()

    async def end(self) -> None:
        """Let all of it be over, and be told."""
        self.said.clear()
        for one in (self.anchor, *self.others):
            await self.household.look(one, 14 * "u", every=9 * MINUTE)
            await self.vendor.says(one)
            await self.vendor.says(one)
        for _ in range(4):
            self.household.now += LATER
            await self._tell()
        await self.check()
        names = ["id", "is_over", "folded_into", "told_version", "version", "channel_id"]
        for id_, is_over, folded, told, version, channel in await self._rows(*names):
            if channel // 10 not in self.away:
                assert told == version, (id_, self.story)
            assert is_over or folded is not None, (id_, self.story)

    async def check(self) -> None:
        """Each open thing is told in one message where somebody wants to hear of it."""
        rows = await self.household.rows(incident, ["id", "yardstick_id", "resolved_at"])
        links = await self.household.rows(
            announcement_incident, ["announcement_id", "incident_id", "left_at"]
        )
        standing = {
            id_: channel
            for id_, channel, folded in await self._rows("id", "channel_id", "folded_into")
            if folded is None
        }
        unwanted = {
            (one, guild)
            for one, guild, muted, retracted in await self.household.rows(
                response, ["incident_id", "guild_id", "muted_at", "retracted_at"]
            )
            if muted or retracted
        }
        for going_on, yardstick in ((id_, of) for id_, of, ends in rows if ends is None):
            told = [
                standing[one]
                for one, about, left in links
                if about == going_on and left is None and one in standing
            ]
            wanted = self._wanted(is_mine=yardstick == self.mine)
            for channel in wanted:
                many = told.count(channel)
                is_wanted = (going_on, channel // 10) not in unwanted
                assert many == 1 or (many == 0 and not is_wanted), (
                    channel,
                    many,
                    going_on,
                    self.story,
                )
            # A server that left can't be told; what it was told of before may stay as it was.
            others = [
                one
                for one in told
                if one not in wanted
                and one // 10 not in self.away
                and (going_on, one // 10) not in unwanted
            ]
            assert not others, (going_on, others, self.story)
        self._check_pings()

    def _check_pings(self) -> None:
        for message in self.far.channels.messages:
            first: Rendered = message.told[0]
            if first.pings:
                assert " down" in first.content.splitlines()[0], (first.content, self.story)

    def _wanted(self, *, is_mine: bool) -> set[int]:
        """Return the channels that are to hear of a target."""
        if is_mine:
            return {ANCHOR, *(one for one in self.watches if self._attends(one))}
        return {one for one in STEADY if one // 10 not in self.away}

    def _any(self) -> Watch:
        return self.dice.choice([self.anchor, *self.others])

    def _attends(self, channel: int) -> bool:
        return not self.watches[channel].is_paused and channel // 10 not in self.away

    async def _down(self) -> None:
        if self.others:  # then it may be told with others, in a message that stands
            self.household.now += self.dice.choice([1, 20]) * MINUTE
            await self.household.look(self._any(), "ddd")
            return
        before = await self._outages()
        await self.household.look(self.anchor, "ddd")
        opened = await self._outages() - before
        if opened and self.dice.random() < 0.7:
            known = len(self.far.channels.messages)
            self.household.now += LATER
            await self._tell()
            new = self.far.channels.messages[known:]
            heard = {one.channel_id for one in new if " down" in one.told[0].content}
            wanted = self._wanted(is_mine=True)
            assert wanted <= heard, (wanted - heard, self.story)

    async def _outages(self) -> set[int]:
        rows = await self.household.rows(incident, ["id", "kind"])
        return {id_ for id_, kind in rows if kind == IncidentKind.OUTAGE}

    async def _up(self) -> None:
        await self.household.look(self._any(), "uu")

    async def _says(self) -> None:
        self.said.add(self.dice.choice("ab"))
        await self._read(self.said)

    async def _over(self) -> None:
        ended = self.dice.choice("ab")
        self.said.discard(ended)
        now = self.household.now
        told = [notice(one, text=f"{one} {now}", updated_at=now) for one in sorted(self.said)]
        await self.vendor.says(self.anchor, *told, over(ended, at=now))

    async def _vanish(self) -> None:
        self.said.clear()
        await self._read(())

    async def _read(self, said: Iterable[str]) -> None:
        now = self.household.now
        told = [notice(one, text=f"{one} {now}", updated_at=now) for one in sorted(said)]
        await self.vendor.says(self._any(), *told)

    async def _tell(self) -> None:
        self.far.channels.trouble = lambda _kind, _channel: None
        self.far.channels.loses_answers = False
        await self.far.hear()

    async def _stumble(self) -> None:
        """Discord takes some and loses the answers, or takes nothing from some channels."""
        self.far.channels.loses_answers = self.dice.random() < 0.5
        deaf = self.dice.choice([10, 11, 20, 30, ANCHOR])
        self.far.channels.trouble = lambda _kind, channel: AWAY if channel == deaf else None
        await self.far.hear()

    async def _wait(self) -> None:
        self.household.now += self.dice.randrange(90) * MINUTE

    async def _mute(self) -> None:
        await self._respond(Act.MUTED, frozenset(IncidentKind))

    async def _false(self) -> None:
        await self._respond(Act.RETRACTED, frozenset({IncidentKind.OUTAGE}))

    async def _respond(self, act: Act, kinds: frozenset[IncidentKind]) -> None:
        guild = self.dice.choice([1, 2, 3])
        who = actor(guild, self.household.now)
        for one in await self.household.incidents.of_guild(guild, self.household.now):
            if one.resolved_at is None and one.kind in kinds and guild not in self.away:
                await self.household.incidents.respond(one.id, act, who)

    async def _pause(self) -> None:
        await self._alter(lambda watch: replace(watch, is_paused=not watch.is_paused))

    async def _role(self) -> None:
        await self._alter(lambda watch: replace(watch, role_id=self.dice.choice([None, 79])))

    async def _alter(self, change: Callable[[Watch], Watch]) -> None:
        if not self.watches:
            return
        channel = self.dice.choice(sorted(self.watches))
        if channel // 10 in self.away:
            return
        changed = change(self.watches[channel])
        who = actor(channel // 10, self.household.now)
        assert await self.household.watches.change(changed, who)
        self.watches[channel] = changed

    async def _move(self) -> None:
        """Move a watch to a channel of its server in which there is none."""
        free = {10, 11, 12, 20, 21, 30, 31} - set(self.watches)
        moves = [(a, b) for a in self.watches for b in free if a // 10 == b // 10]
        moves = sorted(one for one in moves if one[0] // 10 not in self.away)
        if moves:
            here, there = self.dice.choice(moves)
            moved = replace(self.watches.pop(here), channel_id=there)
            who = actor(there // 10, self.household.now)
            assert await self.household.watches.change(moved, who)
            self.watches[there] = moved

    async def _remove(self) -> None:
        here = sorted(one for one in self.watches if one // 10 not in self.away)
        if here:
            channel = self.dice.choice(here)
            who = actor(channel // 10, self.household.now)
            assert await self.household.watches.remove(self.watches.pop(channel).id, who)

    async def _add(self) -> None:
        free = sorted({10, 11, 12, 20, 30} - set(self.watches))
        free = [one for one in free if one // 10 not in self.away]
        if free:
            channel = self.dice.choice(free)
            role = self.dice.choice([None, 77])
            self.watches[channel] = await follow(
                self.household, guild_id=channel // 10, channel_id=channel, role_id=role
            )

    async def _leave(self) -> None:
        """A server leaves, or one that left comes back."""
        guild = self.dice.choice([2, 3])
        if guild in self.away:
            self.away.remove(guild)
            await self.household.guilds.mark_joined(guild, self.household.now)
        else:
            self.away.add(guild)
            await self.household.guilds.mark_removed(guild, self.household.now)

    async def _silent(self) -> None:
        """The page says nothing for days; what was told of it ends."""
        if self.dice.random() < 0.3:
            await OfficialIncidents(self.household.database).end_unheard((), self.household.now)

    async def _rows(self, *names: str) -> list[tuple[Any, ...]]:
        return await self.household.rows(announcement, names)


@pytest.mark.parametrize("seed", range(10))
async def test_a_life_of_servers_that_follow_a_page(household: Household, seed: int) -> None:
    life = Life(household, seed)
    await life.begin()
    if seed % 5 == 0:
        settings = GuildSettings(guild_id=2, pings=False)
        await household.guilds.save_settings(settings, actor(2))
    await life.live(25)
    await life.end()


@pytest.mark.parametrize("seed", range(1050, 1058))
async def test_a_life_of_servers_that_follow_several(household: Household, seed: int) -> None:
    life = Life(household, seed)
    await life.begin()
    await life.add_others(3)
    await life.live(25)
    await life.end()
