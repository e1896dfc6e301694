"""Tells the story for the page: one at a time, a house after the other, and where it stands."""

import asyncio
from contextlib import suppress
from enum import StrEnum

from sandbox.discord import StandIn
from sandbox.town.scenes import Story, StoryBroke
from sandbox.town.town import Town

KEPT = 60  # lines


class Progress(StrEnum):
    """How far the story is."""

    IDLE = "idle"
    PLAYING = "playing"
    DONE = "done"
    FAILED = "failed"


class Storyteller:
    """Starts the story and keeps what was told of it."""

    def __init__(self, discord: StandIn, town: Town, *, pace: float = 1.0) -> None:
        self._discord = discord
        self._town = town
        self._pace = pace
        self._task: asyncio.Task[None] | None = None
        self._told = 0  # stories
        self._progress = Progress.IDLE
        self._caption = ""
        self._step = 0
        self._steps = 0
        self._lines: list[str] = []

    def start(self) -> bool:
        """Begin, unless it is being told already. Every time another company is in it."""
        if self._progress is Progress.PLAYING:
            return False
        companies = self._town.companies
        house = companies[self._told % len(companies)]
        story = Story(self._discord, self._town, house, self, pace=self._pace)
        self._told += 1
        self._progress, self._step, self._steps = Progress.PLAYING, 0, len(story.scenes)
        self._lines = []
        self._task = asyncio.create_task(self._play(story))
        return True

    def state(self) -> dict[str, object]:
        """Return how far it is, as the page is told."""
        return {
            "state": self._progress.value,
            "caption": self._caption,
            "step": self._step,
            "steps": self._steps,
            "lines": list(self._lines),
        }

    def caption(self, text: str) -> None:
        """Keep what happens."""
        self._caption = text
        self._step += 1
        self.act(text)

    def act(self, text: str) -> None:
        """Keep what somebody does."""
        self._lines = [*self._lines, text][-KEPT:]

    async def aclose(self) -> None:
        """Stop in the middle, if need be."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _play(self, story: Story) -> None:
        try:
            await story.play()
        except StoryBroke as broke:
            self._progress = Progress.FAILED
            self._caption = str(broke)
        else:
            self._progress = Progress.DONE
            self._caption = "That was a whole outage. Look around: everything can be pressed."
