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


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to press: it has a `custom_id` of ours, or a `url` out of our own catalogue."""

    label: str
    custom_id: str = ""
    url: str = ""
    is_main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One message. `is_private`: only the asker should see it, where Discord can do that."""

    content: str
    card: Card | None = None
    buttons: tuple[Button, ...] = ()
    is_private: bool = False

    def without_card(self) -> "Rendered":
        """Return the same message as text alone, for channels where we may not embed."""
        if self.card is None:
            return self
        card = self.card
        parts = [self.content, card.title and f"**{card.title}**", card.description]
        parts += [f"**{field.name}**\n{field.value}" for field in card.fields]
        parts += [f"-# {line}" for line in card.footer.splitlines()]
        return replace(self, content="\n".join(part for part in parts if part), card=None)
