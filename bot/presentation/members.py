"""What members of a server report and ask, in words. Numbers only: nobody is named."""

from dataclasses import replace

from bot.asking.members import MembersWord
from bot.presentation.rendered import Rendered
from bot.presentation.words import say


def add_asking(message: Rendered, count: int, locale: str) -> Rendered:
    """Return an answer's message with how many members asked about the same."""
    return _with_line(message, say(locale, "members-asking", count=count))


def render_pointer(answer: Rendered, link: str, count: int, locale: str) -> Rendered:
    """Render an answer as its first line and the way to the one that everybody can read."""
    asking, pointer = (
        say(locale, "members-asking", count=count),
        say(locale, "members-pointer", link=link),
    )
    verdict = answer.content.partition("\n")[0]
    return Rendered(content=f"{verdict}\n{asking} {pointer}", is_private=True)


def say_usual(word: MembersWord, locale: str) -> str:
    """Return whether so many reports are usual at this hour; nothing where we can't tell."""
    if word.usual is None:
        return ""
    if word.is_usual:
        return say(locale, "members-usual-so")
    if word.usual == 0:
        return say(locale, "members-usual-nobody")
    return say(locale, "members-usual-fewer", usual=word.usual)


def _with_line(message: Rendered, line: str) -> Rendered:
    return replace(message, content=f"{message.content}\n{line}")
