"""A crowd of members who ask, type, right-click and press, each at a person's own pace."""

import asyncio
import random
import statistics
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from sandbox.discord import ClientRefused, Handle, NoAnswer, StandIn
from sandbox.discord.things import Button, Channel, Message, User

PATIENCE = 20.0  # seconds somebody waits; what comes later is an error
SEEN = 15  # newest messages of a channel that people still look at
TYPED = ("g", "gi", "git", "disc", "stea", "yout", "zzz", "aws", "cloudf", "what")
ERRORS = ("502", "Error 1020", "ECONNREFUSED", "ssl handshake failed", "dinosaur")
# How often each thing is done, out of all.
HABITS = {"ask": 32, "press": 28, "type": 20, "menu": 10, "explain": 5, "mention": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that somebody did, and what came of it. Times in seconds."""

    kind: str
    about: str = ""
    acknowledged: float | None = None
    answered: float | None = None
    trouble: str | None = None


@dataclass(slots=True)
class Logbook:
    """Everything that was done."""

    acts: list[Act] = field(default_factory=list)
    refused_by_client: int = 0  # a button that was gone by the time somebody pressed it

    @property
    def troubles(self) -> Counter[str]:
        """What went wrong, and how often."""
        return Counter(f"{act.kind}: {act.trouble}" for act in self.acts if act.trouble)

    @property
    def kinds(self) -> Counter[str]:
        """How often each thing was done."""
        return Counter(act.kind for act in self.acts)

    def acknowledged(self) -> list[float]:
        """Return how long each interaction took until the person saw that the bot is there."""
        return sorted(act.acknowledged for act in self.acts if act.acknowledged is not None)

    def answered(self, *, without: str = "\0") -> list[float]:
        """Return how long each took until the answer; those about something can be left out."""
        found = [act.answered for act in self.acts if without not in act.about]
        return sorted(seconds for seconds in found if seconds is not None)


class Crowd:
    """Members of one server, spread over its channels, who want to know about `sites`."""

    def __init__(
        self,
        discord: StandIn,
        sites: Sequence[str],
        *,
        members: int = 200,
        channels: int = 8,
        pause: float = 6.0,
        seed: int = 1,
    ) -> None:
        """Let the members join. Each waits about `pause` seconds after what they did."""
        self.logbook = Logbook()
        self._discord = discord
        self._sites = sites
        self._pause = pause
        self._chance = random.Random(seed)  # noqa: S311 - a crowd, not a secret
        open_channel = discord.happenings.open_channel
        self._channels = [open_channel(discord.guild, f"talk-{n}") for n in range(channels)]
        self._members = [discord.world.add_user(f"member{number}") for number in range(members)]
        for member in self._members:
            discord.world.join(discord.guild, member)

    async def live(self, seconds: float) -> Logbook:
        """Let all of them do things for some time, then wait for their last answers."""
        until = time.monotonic() + seconds
        async with asyncio.TaskGroup() as group:
            for number, member in enumerate(self._members):
                channel = self._channels[number % len(self._channels)]
                group.create_task(self._live(member, channel, until))
        return self.logbook

    async def _live(self, member: User, channel: Channel, until: float) -> None:
        await asyncio.sleep(self._chance.uniform(0.0, self._pause))
        doings: dict[str, Callable[[User, Channel], Awaitable[None]]] = {
            "ask": self._ask,
            "press": self._press,
            "type": self._type,
            "menu": self._use_menu,
            "explain": self._explain,
            "mention": self._mention,
        }
        while time.monotonic() < until:
            (kind,) = self._chance.choices(list(HABITS), list(HABITS.values()))
            try:
                await doings[kind](member, channel)
            except ClientRefused:
                self.logbook.refused_by_client += 1
            await asyncio.sleep(self._chance.uniform(0.5, 1.5) * self._pause)

    async def _ask(self, member: User, channel: Channel) -> None:
        site = self._chance.choice(self._sites)
        people = self._discord.people
        await self._see("ask", people.slash(member, channel, "/isitdown", target=site), site)

    async def _explain(self, member: User, channel: Channel) -> None:
        error = self._chance.choice(ERRORS)
        asked = self._discord.people.slash(member, channel, "/explain", error=error)
        await self._see("explain", asked, error)

    async def _type(self, member: User, channel: Channel) -> None:
        typed = self._chance.choice(TYPED)
        began = time.monotonic()
        handle = self._discord.people.autocomplete(member, channel, "/isitdown", target=typed)
        await self._note("type", typed, handle, handle.choices(PATIENCE), began)

    async def _use_menu(self, member: User, channel: Channel) -> None:
        people, site = self._discord.people, self._chance.choice(self._sites)
        said = people.say(self._chance.choice(self._members), channel, f"is {site} down for you?")
        used = people.message_command(member, channel, "Is this down?", said.message)
        await self._see("menu", used, site)

    async def _press(self, member: User, channel: Channel) -> None:
        found = self._buttons(member, channel)
        if not found:
            await self._ask(member, channel)
            return
        message, button = self._chance.choice(found)
        handle = self._discord.people.click(member, message, button.custom_id or "")
        await self._see(f"press {button.label}", handle, message.content)

    def _buttons(self, member: User, channel: Channel) -> list[tuple[Message, Button]]:
        """Return the buttons somebody sees, without those that ask computers elsewhere."""
        newest = list(channel.messages.values())[-SEEN:]
        return [
            (message, button)
            for message in newest
            if message.is_visible_to(member) and not message.is_thinking
            for button in message.buttons
            if not button.is_disabled and (button.custom_id or "p1:").partition(":")[0] != "p1"
        ]

    async def _mention(self, member: User, channel: Channel) -> None:
        """Ask in a sentence; a reply is no interaction, so it has no acknowledgement."""
        bot, site = self._discord.bot, self._chance.choice(self._sites)
        began = time.monotonic()
        said = self._discord.people.say(member, channel, f"{bot.mention} is {site} down?")
        await self._note("mention", site, None, said.answer(PATIENCE), began)

    async def _see(self, kind: str, handle: Handle, about: str) -> None:
        await self._note(kind, about, handle, handle.answer(PATIENCE), time.monotonic())

    async def _note(
        self,
        kind: str,
        about: str,
        handle: Handle | None,
        answer: Awaitable[object],
        began: float,
    ) -> None:
        trouble = None
        try:
            await answer
        except (NoAnswer, TimeoutError) as error:
            trouble = str(error) or "no answer came"
        seen = handle.seconds_to_first_answer if handle else None
        answered = None if trouble else time.monotonic() - began
        act = Act(kind=kind, about=about, acknowledged=seen, answered=answered, trouble=trouble)
        self.logbook.acts.append(act)


def figures(times: Sequence[float]) -> str:
    """Say how long things took: the middle, nearly all, and the worst."""
    if not times:
        return "none"
    nearly = times[min(len(times) - 1, int(len(times) * 0.99))]
    return f"p50 {statistics.median(times):.3f} s, p99 {nearly:.3f} s, max {times[-1]:.3f} s"
