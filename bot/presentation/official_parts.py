"""The menu of an official page's parts, what its `custom_id` remembers, and the list without one.

Whoever presses may send any text here, so only what `encode_parts` could have written is taken.
"""

import re

from discord import app_commands

from bot.presentation.limits import CHOICE, clip
from bot.presentation.neutral import plain_note
from bot.presentation.rendered import Menu, Option, Rendered
from bot.presentation.watch_words import show_name
from bot.presentation.words import render_row, say
from bot.watching.official_parts import PartsQuestion

SHOWN = 12
FOLLOWING = {
    "own": "theirs-choice-own",
    "parts": "theirs-choice-parts",
    "page": "theirs-choice-page",
    "off": "theirs-choice-off",
}
_ID = re.compile(r"o1:parts:([1-9][0-9]{0,18})", re.ASCII)


def encode_parts(watch_id: int) -> str:
    """Return the `custom_id` of the menu of a watch."""
    return f"o1:parts:{watch_id}"


def decode_parts(custom_id: str) -> str | None:
    """Return the id of the watch whose menu it is, or None for any other text."""
    match = _ID.fullmatch(custom_id)
    return match[1] if match else None


def render_follow_choices(locale: str, *, is_new: bool) -> list[app_commands.Choice[str]]:
    """Return what can be typed of following; a new watch has no menu of parts yet."""
    typed = [one for one in FOLLOWING if one != "parts" or not is_new]
    return [
        app_commands.Choice(name=clip(say(locale, FOLLOWING[one]), CHOICE), value=one)
        for one in typed
    ]


def render_parts_question(question: PartsQuestion, locale: str) -> Rendered:
    """Ask which parts to follow: with a menu, or in words where there are too many."""
    name = show_name(question.watch.name, question.watch.target)
    count = len(question.parts)
    if question.is_too_long:
        shown = [f"«{plain_note(part)}»" for part in question.parts[:SHOWN]]
        line = say(locale, "theirs-parts-many", name=name, count=count)
        examples = say(locale, "theirs-parts-some", parts=render_row(locale, shown))
        return Rendered(content=f"{line}\n{examples}", is_private=True)
    menu = Menu(
        custom_id=encode_parts(question.watch.id),
        placeholder=say(locale, "theirs-parts-pick"),
        options=tuple(
            Option(label=part, value=part, is_chosen=part in question.chosen)
            for part in question.parts
        ),
        most=count,
    )
    content = say(locale, "theirs-parts-ask", name=name, count=count)
    return Rendered(content=content, menus=(menu,), is_private=True)
