"""Standard input, line by line, whatever somebody pipes in."""

import asyncio
import io
import os
from contextlib import aclosing

import pytest

from bot.terminal.lines import AHEAD, LONGEST, read_lines


async def lines_of(text: str) -> list[str]:
    return [line async for line in read_lines(io.StringIO(text))]


async def test_blank_lines_and_the_space_around_lines_are_dropped() -> None:
    assert await lines_of("a\n\n  \n b \nc") == ["a", "b", "c"]


async def test_a_line_without_end_is_cut_once_and_the_next_is_whole() -> None:
    found = await lines_of("x" * (3 * LONGEST + 5) + "\nnext\n")
    assert found == ["x" * LONGEST, "next"]


async def test_more_lines_than_are_held_keep_their_order() -> None:
    wanted = [str(number) for number in range(5 * AHEAD)]
    assert await lines_of("\n".join(wanted)) == wanted


async def test_what_cannot_be_read_is_not_taken_for_the_end() -> None:
    closed = io.StringIO("a\n")
    closed.close()
    with pytest.raises(ValueError, match="closed"):
        await anext(read_lines(closed))


async def test_whoever_stops_early_waits_for_no_line() -> None:
    reading, writing = os.pipe()
    stream = os.fdopen(reading)
    async with asyncio.timeout(5), aclosing(read_lines(stream)) as lines:
        os.write(writing, b"first\n")
        assert await anext(lines) == "first"
    os.close(writing)  # the thread that reads comes to its end
    stream.close()
