"""Many questions side by side, answers in the order they were asked."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable
from typing import TypeVar

Question = TypeVar("Question")
Found = TypeVar("Found")

WINDOW = 16  # questions read ahead per job, so that one slow answer does not idle the others


async def in_order(
    questions: AsyncIterable[Question],
    ask: Callable[[Question], Awaitable[Found]],
    jobs: int,
) -> AsyncGenerator[tuple[Question, Found], None]:
    """Yield each question with its answer, in order; at most `jobs` are under way at once.

    An error of `ask` or of `questions` comes out in its turn; what is still under way is cancelled.
    """
    gate = asyncio.Semaphore(jobs)
    queue: asyncio.Queue[tuple[Question, asyncio.Task[Found]] | None] = asyncio.Queue(jobs * WINDOW)
    asked: set[asyncio.Task[Found]] = set()

    async def answer(question: Question) -> Found:
        async with gate:
            return await ask(question)

    async def read() -> None:
        try:
            async for question in questions:
                task = asyncio.ensure_future(answer(question))
                asked.add(task)
                await queue.put((question, task))
        finally:
            await queue.put(None)

    reader = asyncio.ensure_future(read())
    try:
        while (turn := await queue.get()) is not None:
            question, task = turn
            yield question, await task
            asked.discard(task)
        await reader
    finally:
        reader.cancel()
        for task in asked:
            task.cancel()
        await asyncio.gather(reader, *asked, return_exceptions=True)
