"""What a message will look like: pure values, still free of Discord's types.

The first line of `content` carries the whole verdict in words: push notifications, screen readers
and people who have embeds switched off read that line and may read nothing else.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class Tone(StrEnum):
    """The colour of a card's edge. Never the only carrier: the words always say it too."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A heading and its text."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The part below the first line: Discord draws it as an embed."""

    tone: Tone = Tone.NEUTRAL
    title: str = ""
    description: str = ""
    fields: tuple[Field, ...] = ()
    footer: str = ""
    picture: str = ""  # the name of one of the message's files, drawn below the fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to press: it has a `custom_id` of ours, or a `url` out of our own catalogue."""

    label: str
    custom_id: str = ""
    url: str = ""
    is_main: bool = False
    row: int | None = None  # from 0; None: wherever there is room


class MenuKind(StrEnum):
    """What a menu offers."""

    TEXT = "text"  # its own options
    CHANNEL = "channel"  # the server's channels that we can write announcements to
    ROLE = "role"  # the server's roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One line of a menu of texts."""

    label: str
    value: str
    description: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """Something to choose from. It takes a row of its own."""

    custom_id: str
    placeholder: str
    kind: MenuKind = MenuKind.TEXT
    options: tuple[Option, ...] = ()  # of a menu of texts
    chosen_id: int | None = None  # of a menu of channels or roles
    is_optional: bool = False  # whether nothing may be chosen
    most: int = 1  # of a menu of texts, how many may be chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Something attached: a picture with its description in words, or an export."""

    name: str
    content: bytes
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One message. `is_private`: only the asker should see it, where Discord can do that."""

    content: str
    card: Card | None = None
    buttons: tuple[Button, ...] = ()
    menus: tuple[Menu, ...] = ()
    files: tuple[File, ...] = ()
    pings: frozenset[int] = frozenset()  # roles that its mentions may ping; nobody else is pinged
    callings: frozenset[int] = frozenset()  # members that its mentions may ping
    is_private: bool = False
    thread: str = ""  # what a thread below it is to be called; empty: it gets none

    def without_files(self) -> "Rendered":
        """Return the same message without its files, for channels where we may attach none."""
        card = None if self.card is None else replace(self.card, picture="")
        return replace(self, card=card, files=())

    def without_card(self) -> "Rendered":
        """Return the same message as text alone, for channels where we may not embed."""
        if self.card is None:
            return self
        card = self.card
        parts = [self.content, card.title and f"**{card.title}**", card.description]
        parts += [f"**{field.name}**\n{field.value}" for field in card.fields]
        parts += [f"-# {line}" for line in card.footer.splitlines()]
        return replace(self, content="\n".join(part for part in parts if part), card=None)
