"""`gatewise check`: look, judge, print. Answers come in the order the targets were named."""

import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.asking.answer import Answer
from bot.presentation.record import render_record
from bot.presentation.terminal import make_console, render_line, render_whole
from bot.presentation.words import say
from bot.terminal.lines import open_input, read_lines
from bot.terminal.ordering import in_order
from bot.triage.verdict import State

STANDARD_INPUT = "-"
ALIVE = frozenset({State.UP, State.SLOW, State.ANSWERING, State.BLOCKED})
EXIT_FINE, EXIT_TROUBLE, EXIT_USAGE = 0, 1, 2

Check = Callable[[str], Awaitable[Answer]]


async def check_all(
    targets: Sequence[str], check: Check, *, jobs: int, is_json: bool, locale: str
) -> int:
    """Check every target and print as answers come in. Return the exit code of DESIGN section 4."""
    states: set[State] = set()
    out, bar = make_console(), _bar(targets, is_json=is_json)
    is_whole = len(targets) == 1 and STANDARD_INPUT not in targets
    with bar:
        task = bar.add_task(say(locale, "checking"), total=len(targets))
        async with aclosing(in_order(read_targets(targets, open_input()), check, jobs)) as answers:
            async for asked, answer in answers:
                states.add(answer.verdict.state)
                _show(out, asked, answer, locale, is_json=is_json, is_whole=is_whole)
                bar.advance(task)
    if not states:
        make_console(is_stderr=True).print(say(locale, "no-targets"))
        return EXIT_USAGE
    return exit_code(states)


def exit_code(states: Iterable[State]) -> int:
    """Return 2 when any target was refused, 1 when any is in trouble, else 0."""
    found = set(states)
    if State.REFUSED in found:
        return EXIT_USAGE
    return EXIT_FINE if found <= ALIVE else EXIT_TROUBLE


async def read_targets(targets: Sequence[str], lines: TextIO) -> AsyncIterator[str]:
    """Yield the targets named; for `-` the lines of standard input as they come, without blanks."""
    for target in targets:
        if target != STANDARD_INPUT:
            yield target
            continue
        async for line in read_lines(lines):
            yield line


def _bar(targets: Sequence[str], *, is_json: bool) -> Progress:
    """Return a progress bar that shows only on a terminal, for several targets of known number."""
    console = make_console(is_stderr=True)
    is_shown = console.is_terminal and len(targets) > 1 and STANDARD_INPUT not in targets
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=is_json or not is_shown,
    )


def _show(
    out: Console, asked: str, answer: Answer, locale: str, *, is_json: bool, is_whole: bool
) -> None:
    if is_json:
        sys.stdout.write(json.dumps(render_record(asked, answer, locale)) + "\n")
        sys.stdout.flush()
        return
    if is_whole:
        out.print(render_whole(asked, answer, locale))
    else:
        # One answer, one line: a pipe may be read line by line.
        out.print(render_line(asked, answer, locale), soft_wrap=not out.is_terminal)
