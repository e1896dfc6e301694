"""A window with one line to fill in, as a value; how it is drawn, and how it is read back.

Discord gives back only the `custom_id` and what was typed. Nothing of a form is kept in memory, so
one that was opened before a restart is still understood after it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.presentation.limits import PLACEHOLDER, clip

TITLE = 45
LABEL = 45
DESCRIPTION = 100
PLACE = 100  # of a placeholder in a form
_FIELD = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A question with one line for the answer."""

    custom_id: str
    title: str
    label: str
    description: str = ""
    example: str = ""  # shown while nothing is typed
    text: str = ""  # what stands there already
    most: int = 60  # characters
    is_optional: bool = False


def draw_form(form: Form) -> discord.ui.Modal:
    """Return a form as a modal that only draws. Needs a running event loop."""
    modal = discord.ui.Modal(title=clip(form.title, TITLE), custom_id=form.custom_id, timeout=None)
    line: discord.ui.TextInput[discord.ui.Modal] = discord.ui.TextInput(
        custom_id=_FIELD,
        placeholder=clip(form.example, min(PLACE, PLACEHOLDER)) or None,
        default=form.text or None,
        required=not form.is_optional,
        max_length=form.most,
    )
    modal.add_item(
        discord.ui.Label(
            text=clip(form.label, LABEL),
            description=clip(form.description, DESCRIPTION) or None,
            component=line,
        )
    )
    modal.stop()  # so that discord.py keeps none in memory for every form opened
    return modal


def read_form(interaction: discord.Interaction[Any]) -> str:
    """Return what was typed into a form; hostile text."""
    data: Any = interaction.data or {}
    for part in _parts(data.get("components")):
        if part.get("custom_id") == _FIELD and isinstance(part.get("value"), str):
            return str(part["value"])[:4000]
    return ""


def _parts(components: object) -> Iterator[Mapping[str, Any]]:
    """Yield the fields of a submitted form, out of the labels and rows around them."""
    for part in components if isinstance(components, list) else ():
        if isinstance(part, Mapping):
            yield part
            yield from _parts([part.get("component")])
            yield from _parts(part.get("components"))
