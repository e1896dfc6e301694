"""Discord's sizes, and how a message is made to fit them. The only place that cuts.

Numbers: Discord's documentation of messages, embeds and components. Discord counts code points
after stripping; so does `len` here.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.presentation.rendered import Button, Card, Field, File, Menu, Rendered

CONTENT = 2_000
TITLE = 256
DESCRIPTION = 4_096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1_024
FOOTER = 2_048
CARD = 6_000
ROWS = 5
ROW_BUTTONS = 5
LABEL = 80
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
FILES = 10
DESCRIBED = 1_024
CUSTOM_ID = 100
URL = 512
CHOICES = 25
CHOICE = 100
THREAD_NAME = 100
EVENT_NAME = 100
EVENT_LOCATION = 100
EVENT_TEXT = 1_000
ELLIPSIS = "…"


def clip(text: str, limit: int) -> str:
    """Return `text` stripped, at most `limit` code points long, cut after a word if it can."""
    text = text.strip()
    if len(text) <= limit:
        return text
    room = limit - len(ELLIPSIS)
    kept = text[:room]
    if not text[room].isspace():
        word_end = max(kept.rfind(" "), kept.rfind("\n"))
        kept = kept[:word_end] if word_end > room // 2 else kept
    return kept.rstrip() + ELLIPSIS


def clip_middle(text: str, limit: int) -> str:
    """Return `text` with its middle cut out: both ends of a host name tell the most."""
    if len(text) <= limit:
        return text
    head = (limit - len(ELLIPSIS)) // 2
    tail = limit - len(ELLIPSIS) - head
    return text[:head] + ELLIPSIS + text[-tail:]


def fit(message: Rendered) -> Rendered:
    """Return the message within every limit of Discord's; the ends of long texts go first."""
    return replace(
        message,
        content=clip(message.content, CONTENT),
        card=None if message.card is None else _fit_card(message.card),
        buttons=tuple(_fit_buttons(message.buttons, ROWS - len(message.menus))),
        menus=tuple(map(_fit_menu, message.menus[:ROWS])),
        files=tuple(map(_fit_file, message.files[:FILES])),
    )


def _fit_card(card: Card) -> Card:
    # The footer carries how sure we are: it is kept before the last fields are.
    title, footer = clip(card.title, TITLE), clip(card.footer, FOOTER)
    room = CARD - len(title) - len(footer)
    description = clip(card.description, min(DESCRIPTION, room))
    fields = tuple(_fit_fields(card.fields, room - len(description)))
    return replace(card, title=title, footer=footer, description=description, fields=fields)


def _fit_fields(fields: tuple[Field, ...], room: int) -> Iterator[Field]:
    for field in fields[:FIELDS]:
        name = clip(field.name, FIELD_NAME)
        value = clip(field.value, FIELD_VALUE)
        if not name or not value:
            continue
        if len(name) + len(value) > room:
            return
        room -= len(name) + len(value)
        yield replace(field, name=name, value=value)


def _fit_menu(menu: Menu) -> Menu:
    options = tuple(
        replace(
            option,
            label=clip(option.label, OPTION_TEXT),
            description=clip(option.description, OPTION_TEXT),
        )
        for option in menu.options[:OPTIONS]
    )
    return replace(menu, placeholder=clip(menu.placeholder, PLACEHOLDER), options=options)


def _fit_file(file: File) -> File:
    return replace(file, description=clip(file.description, DESCRIBED))


def _fit_buttons(buttons: tuple[Button, ...], rows: int) -> Iterator[Button]:
    """Yield what Discord takes. A cut id or address would be another one, so those are left out."""
    seen: set[str] = set()
    for button in buttons[: max(0, rows) * ROW_BUTTONS]:
        label, goal = clip(button.label, LABEL), button.custom_id or button.url
        limit = CUSTOM_ID if button.custom_id else URL
        if label and goal and len(goal) <= limit and goal not in seen:
            seen.add(goal)
            yield replace(button, label=label)
