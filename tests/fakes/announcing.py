"""An announcer between a fake outbox and fake channels; it can be killed between any two steps."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from bot.watching.announcer import Announcer
from bot.watching.pacer import Pacer
from tests.fakes.channels import Content, FakeChannels, FakeComposer
from tests.fakes.clock import FakeClock
from tests.fakes.outbox import FakeOutbox


class Fragile:
    """Passes calls on to something that lasts, until its process is killed.

    Each call counts as two steps: before it happens, and after it happened and nobody knows.
    """

    def __init__(self, lasting: object, step: Callable[[], None]) -> None:
        self._lasting = lasting
        self._step = step

    def __getattr__(self, name: str) -> Callable[..., Coroutine[Any, Any, Any]]:
        call = getattr(self._lasting, name)

        async def passed_on(*args: Any, **kwargs: Any) -> Any:
            self._step()
            result = await call(*args, **kwargs)
            self._step()
            return result

        return passed_on


class World:
    """What outlives a process, and the process."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.outbox = FakeOutbox()
        self.channels = FakeChannels(self.clock)
        self.composer = FakeComposer(self.outbox)
        self.steps_to_live: int | None = None
        self.deaths = 0
        self.owner: str | None = None  # None: each process has a name of its own

    def open(self, incident: int, *channels: int) -> None:
        self.outbox.open(incident, channels, self.clock.now())

    def update(self, incident: int) -> None:
        self.outbox.update(incident, self.clock.now())

    def resolve(self, incident: int) -> None:
        self.outbox.resolve(incident, self.clock.now())

    def said(self, channel: int) -> list[list[Content]]:
        """Return the history of each message that stands in a channel."""
        return [message.told for message in self.channels.standing(channel)]

    def announcer(self, pacer: Pacer, step: Callable[[], None]) -> Announcer[Content]:
        """Return an announcer that calls `step` before and after everything that lasts."""
        return Announcer(
            outbox=Fragile(self.outbox, step),
            composer=self.composer,
            messenger=Fragile(self.channels, step),
            pacer=pacer,
            clock=self.clock,
            owner=self.owner or f"process {self.deaths}",
        )

    async def run(self) -> bool:
        """Start a process that works through the outbox; tell whether it lived to the end."""
        died = asyncio.Event()

        def step() -> None:
            if self.steps_to_live is None:
                return
            self.steps_to_live -= 1
            if self.steps_to_live < 0:
                died.set()
                raise asyncio.CancelledError  # ends this task as death would: nothing is tidied up

        pacer = Pacer(self.clock)
        announcer = self.announcer(pacer, step)
        work = asyncio.create_task(announcer.drain())
        death = asyncio.create_task(died.wait())
        await asyncio.wait({work, death}, return_when=asyncio.FIRST_COMPLETED)
        work.cancel()
        death.cancel()
        await announcer.aclose()
        await pacer.aclose()
        await asyncio.gather(work, death, return_exceptions=True)
        self.deaths += died.is_set()
        self.steps_to_live = None
        return not died.is_set()

    async def settle(self, *, minutes: float = 30.0) -> None:
        """Run again and again while time goes by, until everything is told."""
        for _ in range(round(minutes)):
            await self.run()
            self.clock.advance(60)
        await self.run()
