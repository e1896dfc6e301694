"""A stand-in whose every word is held against Discord's published description afterwards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sandbox.discord import StandIn
from tests.fakes import openapi
from tests.fakes.openapi_events import event_problems


@asynccontextmanager
async def checked(*, breaks_rules: bool = False, **options: Any) -> AsyncIterator[StandIn]:
    """Run a stand-in until the block ends, then check what was said.

    Of what the bot sent, no rule may be broken, unless a test `breaks_rules` on purpose. What the
    stand-in answered, and what it said over the gateway, must fit in any case.
    """
    async with StandIn(**options) as running:
        yield running
    if not breaks_rules:
        assert not running.recorder.violations, running.recorder.violations
    problems = problems_of(running, requests=not breaks_rules)
    assert not problems, "\n".join(problems)


def problems_of(stand_in: StandIn, *, requests: bool = True) -> list[str]:
    """Return what does not fit the description; nothing where it is not beside the repository."""
    description = openapi.load()
    if description is None:
        return []
    recorder = stand_in.recorder
    problems = [
        problem
        for exchange in recorder.exchanges
        for problem in (
            *(description.request_problems(exchange) if requests else ()),
            *description.answer_problems(exchange),
        )
    ]
    for event in recorder.events:
        problems += event_problems(description, event)
    return problems
