"""The surface's texts are all there, and Discord takes those of the commands."""

import re
from pathlib import Path

import discord
import pytest

import bot.presentation
from bot.presentation.notices import Notice
from bot.presentation.translator import TextsTranslator, command_text
from bot.presentation.words import say, surface_texts
from bot.statuspages.look import Problem
from bot.statuspages.status import OfficialState
from bot.triage.verdict import Cause, State
from bot.watching.exchange import Unreadable
from bot.watching.windows import WindowRefusal
from bot.watching.wishes import Wrong

ROOM = Path(bot.presentation.__file__).parent
SOURCES = [*ROOM.rglob("*.py"), *(ROOM.parents[1] / "cogs").glob("*.py")]
PREFIXES = (
    *("heading", "stage", "fact", "details", "button", "notice", "command", "menu", "sure", "line"),
    *("length", "row"),
    *("edge", "announce", "history", "rehearse"),
    *("respond", "follow", "choice", "board"),
    *("watch", "import", "work", "thread"),
    *("elsewhere", "report", "official", "candour", "members"),
    *("meant", "growing", "theirs", "ahead", "event"),
)
NAMED = re.compile(
    rf'"((?:{"|".join(PREFIXES)})-[a-z0-9-]+[a-z0-9])"',
)
# What a terminal shows is checked elsewhere, and so are texts whose names are put together.
ELSEWHERE = {
    ROOM / f"locales/en/{name}.ftl"
    for name in ("terminal", "settings", "privacy", "countries", "fusing")
}
FLUENT = tuple(sorted({*ROOM.glob("locales/en/*.ftl")} - ELSEWHERE))
# What storage calls changes, and names of tables: no texts.
NO_TEXTS = {"watch-added", "watch-changed", "watch-removed"}
CHOSEN = {
    *(f"wrong-{reason}" for reason in Wrong),
    *(f"import-unreadable-{reason}" for reason in Unreadable),
    *(f"work-wrong-{reason}".replace("_", "-") for reason in WindowRefusal),
    *(f"official-state-{state}" for state in OfficialState),
    *(f"official-problem-{problem}" for problem in Problem),
}
# Said by the rooms that look, in their own words.
SAID_ELSEWHERE = {"wrong-target-refused", "wrong-look-declined"}


def named_in_code() -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in SOURCES)
    return {name for text in texts for name in NAMED.findall(text)} - NO_TEXTS


def test_every_text_the_code_names_is_there() -> None:
    names = named_in_code()
    assert len(names) > 30
    assert not [name for name in names if not surface_texts().has(name)]


def test_every_text_is_used() -> None:
    lines = "\n".join(path.read_text(encoding="utf-8") for path in FLUENT)
    written = set(re.findall(r"^([a-z][a-z_-]+) =", lines, re.MULTILINE))
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    unused = {name for name in written if f'"{name}"' not in code}
    subjects = [*State, *(f"{state}-{cause}" for state in State for cause in Cause)]
    blames = {f"blame-{subject}".replace("_", "-") for subject in subjects}
    assert unused - blames - CHOSEN == {"sure-high", "sure-medium", "sure-low"}


def test_everything_that_can_be_wrong_has_a_text() -> None:
    assert not [name for name in CHOSEN - SAID_ELSEWHERE if not surface_texts().has(name)]


@pytest.mark.parametrize("notice", Notice)
def test_notices_have_texts(notice: Notice) -> None:
    assert surface_texts().has(notice.value)


@pytest.mark.parametrize("name", sorted(n for n in named_in_code() if n.startswith("command-")))
def test_descriptions_of_commands_are_short_enough(name: str) -> None:
    assert 1 <= len(say("en", name)) <= 100


@pytest.mark.parametrize("name", sorted(n for n in named_in_code() if n.startswith("menu-")))
def test_names_of_menus_are_short_enough(name: str) -> None:
    assert 1 <= len(say("en", name)) <= 32


async def test_a_language_without_texts_leaves_english_in_place() -> None:
    translator = TextsTranslator()
    text = command_text("command-explain")
    context = discord.app_commands.TranslationContext(
        location=discord.app_commands.TranslationContextLocation.command_description, data=None
    )
    for locale in (discord.Locale.german, discord.Locale.british_english):
        assert await translator.translate(text, locale, context) is None
