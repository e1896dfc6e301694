"""The `gatewise` command line: reads settings and options, calls one function, ends."""

import asyncio
import json
import signal
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from io import StringIO, TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, NoReturn, TypeVar

import structlog
import typer

from bot import bootstrap
from bot.engine import StartError, open_inquiring
from bot.explanations import explain as explain_text
from bot.log import configure
from bot.presentation.record import render_explanation_record
from bot.presentation.terminal import make_console, render_explanation
from bot.presentation.words import say
from bot.settings import Settings, SettingsError, StorageSettings
from bot.terminal.candour import recall_candour
from bot.terminal.check import EXIT_TROUBLE, EXIT_USAGE, check_all
from bot.terminal.doctor import examine
from bot.terminal.official import show_official

log = structlog.stdlib.get_logger("bot")
JOBS = 64
Result = TypeVar("Result")


def _own_version() -> str:
    try:
        return version("gatewise")
    except PackageNotFoundError:
        return "(not installed, run from its source)"


def _say_version(is_wanted: bool) -> None:  # noqa: FBT001 - typer hands it over by place
    if is_wanted:
        typer.echo(f"gatewise {_own_version()}")
        raise typer.Exit


app = typer.Typer(
    help='Answers "is it down?": on Discord, and right here.',
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
db = typer.Typer(
    help="Back up, restore and upgrade what the bot remembers.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(db, name="db")
Lang = Annotated[str, typer.Option("--lang", help="The language of the texts.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


@app.callback()
def gatewise(
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Say which version this is.", is_eager=True, callback=_say_version
        ),
    ] = False,
) -> None:
    """Answers "is it down?": on Discord, and right here."""


@app.command()
def check(
    targets: Annotated[list[str], typer.Argument(help="Services, addresses, or - for lines.")],
    *,
    is_json: AsJson = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Look into private networks too.")
    ] = False,
    timeout: Annotated[
        float | None, typer.Option(min=0.1, max=600, help="Seconds a look may take.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, max=JOBS, help="Looks side by side.")] = JOBS,
    lang: Lang = "en",
) -> None:
    """Look at targets now and say what is wrong. Exit code: 0 alive, 1 trouble, 2 refused."""
    settings = load_settings()
    configure(settings.logging)

    async def run() -> int:
        options = bootstrap.CheckOptions(allow_private=allow_private, timeout=timeout, jobs=jobs)
        async with bootstrap.open_checking(settings, options) as checking:
            return await check_all(targets, checking.check, jobs=jobs, is_json=is_json, locale=lang)

    raise typer.Exit(_wait_for(run()))


@app.command()
def official(
    page: Annotated[str, typer.Argument(help="A service, or the address of a status page.")],
    *,
    is_json: AsJson = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Ask in private networks too.")
    ] = False,
    lang: Lang = "en",
) -> None:
    """Read an official status page. Exit code: 0 all fine, 1 anything else, 2 no such page."""
    settings = load_settings()
    configure(settings.logging)

    async def run() -> int:
        async with open_inquiring(settings, allow_private=allow_private) as inquiring:
            recall = partial(recall_candour, settings.storage)
            return await show_official(page, inquiring, recall, is_json=is_json, locale=lang)

    raise typer.Exit(_wait_for(run()))


@app.command()
def explain(
    error: Annotated[list[str], typer.Argument(help="A code, an error's name, or pasted text.")],
    *,
    is_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """Explain an error in plain words."""
    found = explain_text(" ".join(error), lang)
    if found is None:
        fail(say(lang, "no-explanation"))
    if is_json:
        sys.stdout.write(json.dumps(render_explanation_record(found)) + "\n")
    else:
        make_console().print(render_explanation(found, lang))


@app.command()
def run() -> None:
    """Run the bot. Without DISCORD_TOKEN it talks to a local stand-in for Discord."""
    settings = load_settings()
    configure(settings.logging)
    for one in settings.unknown:
        log.warning("setting_unknown", name=one.name, did_you_mean=one.meant or None)
    _wait_for(_choose_start(settings)(settings), code=StartError.exit_code)


@app.command()
def doctor(*, lang: Lang = "en") -> None:
    """Check token, clock, name look-ups and the way out, and say what to do."""
    settings = load_settings()
    configure(settings.logging)

    async def run() -> bool:
        async with bootstrap.open_examination(settings) as examination:
            return await examine(examination, lang)

    raise typer.Exit(0 if _wait_for(run()) else EXIT_TROUBLE)


def _wait_for(work: Coroutine[Any, Any, Result], *, code: int = EXIT_USAGE) -> Result:
    """Run to the end; end with a sentence and `code` where only the operator can mend it."""
    try:
        return asyncio.run(_interruptible(work))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    except StartError as error:
        fail(str(error), code)


async def _interruptible(work: Coroutine[Any, Any, Result]) -> Result:
    """Do something that Ctrl-C cancels.

    The loop's own handler wakes the loop. Python's would go unheard where it comes just as the loop
    begins to wait for something that never happens.
    """
    task = asyncio.current_task()
    if task is not None and sys.platform != "win32":  # whose loops take no handlers
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, task.cancel)
    return await work


@db.command()
def backup(
    to: Annotated[Path | None, typer.Argument(help="The file to write.")] = None,
    *,
    lang: Lang = "en",
) -> None:
    """Write a copy of the database. The bot may go on running."""
    change_database(lambda room, storage: room.back_up(storage, to, lang))


@db.command()
def restore(
    path: Annotated[Path, typer.Argument(help="The backup.")], *, lang: Lang = "en"
) -> None:
    """Put a backup in the place of the database. Stop the bot first."""
    change_database(lambda room, storage: room.restore(storage, path, lang))


@db.command()
def upgrade(*, lang: Lang = "en") -> None:
    """Bring the database to this version's shape, as every start does."""
    change_database(lambda room, storage: room.upgrade(storage, lang))


def change_database(change: Callable[[ModuleType, StorageSettings], str]) -> None:
    """Do something to the database and say what came of it, or what is in the way."""
    settings = load_settings()
    configure(settings.logging)
    # Only here: looking and explaining need no database, and start faster without one.
    from bot.storage.database import DatabaseRefused  # noqa: PLC0415
    from bot.terminal import database  # noqa: PLC0415

    try:
        make_console().print(change(database, settings.storage), soft_wrap=True)
    except DatabaseRefused as error:
        fail(str(error))


def _choose_start(settings: Settings) -> Callable[[Settings], Coroutine[Any, Any, None]]:
    """Return how to run: on Discord, or on the stand-in when there is no token."""
    if settings.discord.token is not None:
        return bootstrap.run
    # Only here: whoever has a token never loads the sandbox.
    from sandbox.tryout import try_out  # noqa: PLC0415

    return try_out


def load_settings() -> Settings:
    """Read the settings, or end with a sentence for each that is wrong."""
    try:
        return Settings.load()
    except SettingsError as error:
        fail(str(error))


def fail(sentence: str, code: int = EXIT_USAGE) -> NoReturn:
    """End with a sentence that says what to do."""
    make_console(is_stderr=True).print(sentence)
    raise typer.Exit(code)


def main() -> None:
    """Run the command line. What the terminal's encoding can't write becomes a question mark."""
    # Python gives None where the program was started without one.
    sys.stdout = sys.stdout or StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()


if __name__ == "__main__":
    main()
