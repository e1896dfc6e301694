"""A whole outage in two minutes: people ask, the bot answers, announces, edits, ends, remembers.

Nothing in it is made up: real interactions, a real house that breaks, the real bot.
"""

import asyncio
import tomllib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from sandbox.discord import ClientRefused, NoAnswer, StandIn
from sandbox.discord.handles import Handle, State
from sandbox.discord.invocations import Value
from sandbox.discord.things import Message, User
from sandbox.town.house import House
from sandbox.town.modes import DATA, HEALTHY
from sandbox.town.town import Town

WITHIN = 40.0  # seconds to wait for what must come
NOTE = "The owner is on her way to the cellar, with a torch."
NOTED = "with a torch"  # of it, what needs no escaping in a message
Act = Callable[[], Awaitable[None]]


class Audience(Protocol):
    """Who hears the story."""

    def caption(self, text: str) -> None:
        """Hear what happens."""

    def act(self, text: str) -> None:
        """Hear what somebody does."""


class StoryBroke(RuntimeError):
    """A step did not happen. The message says which, and what came instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One step: what it is about, how long it stands at least, and what happens."""

    caption: str
    seconds: float
    play: Act


class Story:
    """Plays once, around one house. `pace` stretches the time that people get to read."""

    def __init__(
        self, discord: StandIn, town: Town, house: House, audience: Audience, *, pace: float = 1.0
    ) -> None:
        self._discord = discord
        self._town = town
        self._house = house
        self._audience = audience
        self._pace = pace
        self._answer: Message | None = None  # what carol was told
        self._seen: dict[int, int] = {}  # message id → revision, before it broke
        self._told: Message | None = None  # the announcement

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """All steps, in order."""
        rows = tomllib.loads((DATA / "story.toml").read_text(encoding="utf-8"))["scene"]
        acts = self._acts()
        return tuple(
            Scene(
                caption=row["caption"].format(name=self._house.title),
                seconds=row["seconds"],
                play=acts[row["act"]],
            )
            for row in rows
        )

    def _acts(self) -> dict[str, Act]:
        return {
            "quiet": self._mend,
            "ask": self._bob_asks,
            "time-zone": self._set_time_zone,
            "watch": self._watch,
            "break": self._break,
            "wonder": self._carol_asks,
            "report": self._report,
            "announce": self._hear_of_it,
            "know": self._know,
            "note": self._note,
            "change": self._change,
            "follow": self._follow,
            "recover": self._recover,
            "remember": self._remember,
        }

    async def play(self) -> None:
        """Play every scene. Raises StoryBroke at the first that does not happen."""
        loop = asyncio.get_running_loop()
        for scene in self.scenes:
            self._audience.caption(scene.caption)
            end = loop.time() + scene.seconds * self._pace
            try:
                await scene.play()
            except (ClientRefused, NoAnswer, TimeoutError) as trouble:
                raise StoryBroke(
                    f"{scene.caption} But: {str(trouble) or 'nothing came'}"
                ) from trouble
            await asyncio.sleep(max(0.0, end - loop.time()))

    async def _mend(self) -> None:
        await self._town.switch(self._house.name, HEALTHY)

    async def _break(self) -> None:
        self._seen = {one.id: one.revision for one in self._public()}
        await self._town.switch(self._house.name, "502")

    async def _bob_asks(self) -> None:
        answer = await self._use(self._discord.bob, "/isitdown", target=self._house.title)
        _expect(answer, self._house.title)

    async def _set_time_zone(self) -> None:
        discord, alice = self._discord, self._discord.alice
        panel = await self._use(alice, "/settings")
        opened = await self._press(alice, panel, "Time zone")
        if opened.state is not State.MODAL:
            raise NoAnswer(f"no form opened, but: {[one.content for one in opened.visible]}")
        self._audience.act("alice types: London")
        saved = await discord.people.submit(opened, {"text": "London"}).answer(WITHIN)
        _expect(saved, "Europe/London")

    async def _watch(self) -> None:
        alice, status = self._discord.alice, self._discord.status
        asked = await self._use(alice, "/watch add", target=self._house.title, channel=status)
        if not asked.buttons:
            _expect(asked, "follows this address already")
            return
        pressed = await self._press(alice, asked, "Save")
        _expect(await pressed.answer(WITHIN), "Saved.")

    async def _carol_asks(self) -> None:
        discord = self._discord
        text = f"{discord.bot.mention} is {self._house.title} down?"
        self._audience.act(f"carol: @{discord.bot.name} is {self._house.title} down?")
        said = discord.people.say(discord.carol, discord.general, text)
        self._answer = _expect(await said.answer(WITHIN), "down")

    async def _report(self) -> None:
        for user in (self._discord.bob, self._discord.carol):
            pressed = await self._press(user, _there(self._answer), "Same here")
            await pressed.answer(WITHIN)

    async def _hear_of_it(self) -> None:
        await self._discord.until(lambda: self._announcement() is not None, within=WITHIN)
        self._told = self._announcement()

    async def _know(self) -> None:
        before = _there(self._told).revision
        pressed = await self._press(self._discord.alice, _there(self._told), "We know")
        await pressed.answer(WITHIN)
        await self._until_changed(before)

    async def _note(self) -> None:
        discord = self._discord
        people, alice, here = discord.people, discord.alice, discord.general
        choices = await people.autocomplete(alice, here, "/incident note", incident="").choices()
        if not choices:
            raise NoAnswer("no incident is suggested")
        picked = str(choices[0]["value"])
        await self._use(alice, "/incident note", incident=picked, text=NOTE)
        await self._until_says(NOTED)

    async def _change(self) -> None:
        await self._town.switch(self._house.name, "504")
        await self._until_says("took too long")

    async def _follow(self) -> None:
        pressed = await self._press(
            self._discord.carol, _there(self._told), "Tell me when it's back"
        )
        await pressed.answer(WITHIN)

    async def _recover(self) -> None:
        discord = self._discord
        letters = discord.people.dm(discord.carol)
        before = letters.last(discord.bot)
        await self._mend()
        await self._until_says("is back")
        await discord.until(lambda: letters.last(discord.bot) is not before, within=WITHIN)

    async def _remember(self) -> None:
        answer = await self._use(self._discord.bob, "/history", target=self._house.title)
        _expect(answer, "was down")

    async def _use(self, user: User, command: str, **options: Value) -> Message:
        """Let somebody use a command in #general; return the answer."""
        shown = " ".join(f"{name}:{_shown(value)}" for name, value in options.items())
        self._audience.act(f"{user.name}: {command} {shown}".rstrip())
        handle = self._discord.people.slash(user, self._discord.general, command, **options)
        return await handle.answer(WITHIN)

    async def _press(self, user: User, message: Message, label: str) -> Handle:
        """Let somebody press a button; return it once something came of it."""
        self._audience.act(f"{user.name} presses [ {label} ]")
        handle = self._discord.people.click(user, message, label)
        waiting = (State.WAITING, State.THINKING)
        await handle.until(lambda seen: seen.state not in waiting, WITHIN)
        return handle

    def _announcement(self) -> Message | None:
        """Return what the bot announced, or edited, about the house since it broke."""
        for message in self._public():
            is_new = self._seen.get(message.id) != message.revision
            if is_new and f"{self._house.title} is down" in message.content:
                return message
        return None

    def _public(self) -> list[Message]:
        """Return what the bot wrote for everybody into this server's channels, but #general."""
        discord = self._discord
        channels = [one for one in discord.guild.channels.values() if one is not discord.general]
        return [one for there in channels for one in discord.messages(there)]

    async def _until_says(self, words: str) -> None:
        told = _there(self._told)
        await self._discord.until(lambda: words in told.text, within=WITHIN)

    async def _until_changed(self, revision: int) -> None:
        told = _there(self._told)
        await self._discord.until(lambda: told.revision != revision, within=WITHIN)


def _expect(message: Message, words: str) -> Message:
    """Return a message that says something. Raises NoAnswer where it says something else."""
    if words not in message.text:
        raise NoAnswer(f"the answer was: {message.content}")
    return message


def _there(message: Message | None) -> Message:
    if message is None:
        raise NoAnswer("the message is not there")
    return message


def _shown(value: Value) -> str:
    name = getattr(value, "name", None)
    return str(value) if name is None else f"#{name}"
