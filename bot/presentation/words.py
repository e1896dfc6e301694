"""The texts of the surface, in the reader's language; lists, and times that Discord draws."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from math import ceil
from pathlib import Path

from bot.explanations.texts import Texts

MINUTE, HALF_A_DAY = timedelta(minutes=1), timedelta(hours=12)


@cache
def surface_texts() -> Texts:
    """Load the surface's texts from disk, once."""
    return Texts(Path(__file__).parent / "locales")


def say(locale: str, message: str, **arguments: object) -> str:
    """Return one text. Raises `TextMissingError` when there is none: a mistake of ours."""
    return surface_texts().format(locale, message, **arguments)


def render_moment(moment: datetime) -> str:
    """Return an aware time as Discord draws it live: "12 seconds ago", in the reader's language."""
    return f"<t:{int(moment.timestamp())}:R>"


def render_time(moment: datetime) -> str:
    """Return an aware time as Discord draws it in full: day and hour, in the reader's zone."""
    return f"<t:{int(moment.timestamp())}:f>"


def render_day(moment: datetime) -> str:
    """Return the day of an aware time as Discord draws it, in the reader's zone."""
    return f"<t:{int(moment.timestamp())}:D>"


def render_span(begins: datetime, ends: datetime) -> tuple[str, str]:
    """Return two aware times as Discord draws them; the second one's day only where it matters."""
    is_short = ends - begins < HALF_A_DAY
    return render_time(begins), f"<t:{int(ends.timestamp())}:{'t' if is_short else 'f'}>"


def render_row(locale: str, texts: Sequence[str]) -> str:
    """Return texts in a row, as people say them: "one, two and three"."""
    if len(texts) == 1:
        return texts[0]
    first = ", ".join(texts[:-1])
    return say(locale, "row-and", first=first, last=texts[-1])


def render_wait(wait: timedelta, locale: str) -> str:
    """Return "Try again in …", rounded up so that nobody comes back too early."""
    if wait <= 2 * MINUTE:
        return say(locale, "notice-again-later", seconds=max(1, ceil(wait.total_seconds())))
    return say(locale, "notice-again-minutes", minutes=ceil(wait / MINUTE))


def render_list(locale: str, texts: Sequence[str]) -> str:
    """Return texts as a list, one a line."""
    return "\n".join(say(locale, "list-item", text=text) for text in texts)


def render_steps(locale: str, texts: Sequence[str]) -> str:
    """Return texts as numbered steps, one a line."""
    return "\n".join(
        say(locale, "step-item", number=number, text=text) for number, text in enumerate(texts, 1)
    )
