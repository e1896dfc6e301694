"""Answers on the command line: in order, side by side, nothing left running."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from bot.terminal.ordering import WINDOW, in_order


async def numbers(count: int) -> AsyncIterator[int]:
    for number in range(count):
        yield number


async def test_answers_come_in_the_order_of_the_questions() -> None:
    gates = [asyncio.Event() for _ in range(5)]
    finished: list[int] = []

    async def ask(number: int) -> int:
        if number < 4:
            await gates[number + 1].wait()
        gates[number].set()
        finished.append(number)
        return number * 10

    found = [pair async for pair in in_order(numbers(5), ask, jobs=5)]
    assert finished == [4, 3, 2, 1, 0]
    assert found == [(0, 0), (1, 10), (2, 20), (3, 30), (4, 40)]


async def test_no_more_than_the_allowed_number_runs_at_once() -> None:
    running = most = 0

    async def ask(number: int) -> int:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        return number

    assert len([pair async for pair in in_order(numbers(200), ask, jobs=7)]) == 200
    assert most == 7


async def test_a_slow_answer_does_not_idle_the_others() -> None:
    release = asyncio.Event()
    done = 0

    async def ask(number: int) -> int:
        nonlocal done
        if number == 0:
            await release.wait()
        done += 1
        if done == 2 * WINDOW - 1:
            release.set()
        return number

    async with asyncio.timeout(5):
        assert len([pair async for pair in in_order(numbers(3 * WINDOW), ask, jobs=2)]) == 48


async def test_an_error_comes_out_in_its_turn_and_leaves_nothing_running() -> None:
    before = asyncio.all_tasks()

    async def ask(number: int) -> int:
        if number == 2:
            raise LookupError(number)
        if number > 2:
            await asyncio.Event().wait()
        return number

    found = []
    with pytest.raises(LookupError):
        async for pair in in_order(numbers(6), ask, jobs=6):
            found.append(pair[0])
    assert found == [0, 1]
    assert asyncio.all_tasks() == before


async def test_leaving_early_cancels_what_is_under_way() -> None:
    before = asyncio.all_tasks()

    async def ask(number: int) -> int:
        if number:
            await asyncio.Event().wait()
        return number

    async with aclosing(in_order(numbers(10), ask, jobs=4)) as answers:
        assert await anext(answers) == (0, 0)
    assert asyncio.all_tasks() == before
