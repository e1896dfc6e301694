"""A board as a message, and what `/board` answers.

Equal views make equal messages: nothing here says what time it is. Trouble stands first, so that
what does not fit is what works.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from bot.presentation.limits import DESCRIPTION
from bot.presentation.neutral import plain_name
from bot.presentation.rendered import Card, Rendered, Tone
from bot.presentation.words import render_moment, render_time, say
from bot.watching.boards import MOST_BOARDS, BoardProblem, BoardView
from bot.watching.condition import Condition, Phase
from bot.watching.maintenance import ends_at
from bot.watching.ports import Guilds
from bot.watching.standings import Standing

NAMED = 5  # names in the first line
ROOM = DESCRIPTION - 100


class Mood(IntEnum):
    """How one watch is, worst first."""

    DOWN = 0
    UNSTABLE = 1
    SLOW = 2
    MAINTENANCE = 3
    PLANNED = 4
    FALSE_ALARM = 5
    NEW = 6
    UP = 7
    PAUSED = 8


_MARKS = {
    Mood.DOWN: "🔴",
    Mood.UNSTABLE: "🟠",
    Mood.SLOW: "🟡",
    Mood.MAINTENANCE: "🚧",
    Mood.PLANNED: "🚧",
    Mood.FALSE_ALARM: "🟢",
    Mood.NEW: "⚪",
    Mood.UP: "🟢",
    Mood.PAUSED: "⏸️",
}
_STATES = {
    Mood.DOWN: "board-is-down",
    Mood.UNSTABLE: "board-is-unstable",
    Mood.SLOW: "board-is-slow",
    Mood.MAINTENANCE: "board-is-maintenance",
    Mood.PLANNED: "board-is-planned",
    Mood.FALSE_ALARM: "board-is-false-alarm",
    Mood.NEW: "board-is-new",
    Mood.UP: "board-is-up",
    Mood.PAUSED: "board-is-paused",
}
_BAD = frozenset({Mood.DOWN, Mood.UNSTABLE})
_UNUSUAL = frozenset({Mood.SLOW, Mood.MAINTENANCE, Mood.PLANNED, Mood.NEW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a board."""

    name: str
    mood: Mood
    at: datetime | None = None  # since when, or until when for planned work


def read_row(standing: Standing, now: datetime) -> Row:
    """Return what a board shows of a watch: what is believed, no doubts."""
    mood, at = _mood(standing, now)
    return Row(name=standing.watch.name, mood=mood, at=at)


def _mood(standing: Standing, now: datetime) -> tuple[Mood, datetime | None]:
    condition, until = standing.condition, ends_at(standing.windows, now)
    if standing.watch.is_paused:
        return Mood.PAUSED, None
    if until is not None:
        return Mood.PLANNED, until
    if condition is None or condition.standing is Phase.NEW:
        return Mood.NEW, None
    if standing.is_retracted and condition.standing is Phase.DOWN:
        return Mood.FALSE_ALARM, None
    return _believed(condition)


def _believed(condition: Condition) -> tuple[Mood, datetime | None]:
    if condition.unstable_since is not None:
        return Mood.UNSTABLE, condition.unstable_since
    if condition.standing is Phase.DOWN:
        return Mood.DOWN, condition.since
    if condition.standing is Phase.MAINTENANCE:
        return Mood.MAINTENANCE, condition.since
    return (Mood.UP, None) if condition.slow_since is None else (Mood.SLOW, condition.slow_since)


def render_board(view: BoardView, locale: str) -> Rendered:
    """Return the message."""
    rows = sorted((read_row(one, view.now) for one in view.standings), key=lambda row: row.mood)
    if not rows:
        lines = (say(locale, "board-empty"), say(locale, "board-begin"))
        return Rendered(content="\n".join(lines))
    card = Card(
        tone=_tone(rows, is_blind=view.is_blind),
        title=say(locale, "board-title"),
        description="\n".join(_fitting(rows, locale)),
        footer=say(locale, "board-footer"),
    )
    return Rendered(content=_first_line(rows, locale, is_blind=view.is_blind), card=card)


class BoardPainting:
    """Fulfils `bot.watching.boards.BoardPainter`: each server in its own language."""

    def __init__(self, guilds: Guilds, language_of: Callable[[int], str | None]) -> None:
        """Take the port. `language_of` tells a server's own language, where it chose none here."""
        self._guilds = guilds
        self._language_of = language_of

    async def paint(self, view: BoardView) -> Rendered:
        """Return the message."""
        settings = await self._guilds.settings(view.guild_id)
        locale = settings.locale or self._language_of(view.guild_id) or "en"
        return render_board(view, locale)


def render_created(
    problem: BoardProblem | None, channel_id: int, locale: str, *, was_given_up: bool
) -> Rendered:
    """Say what came of making a board."""
    texts = {
        None: "board-recreated" if was_given_up else "board-created",
        BoardProblem.EXISTS: "board-exists",
        BoardProblem.TOO_MANY: "board-too-many",
        BoardProblem.REFUSED: "board-refused",
        BoardProblem.UNSURE: "board-unsure",
    }
    text = say(locale, texts[problem], channel=f"<#{channel_id}>", most=MOST_BOARDS)
    return Rendered(content=text, is_private=True)


def render_removed(
    channel_id: int, given_up: Sequence[int], locale: str, *, was_there: bool
) -> Rendered:
    """Say what came of removing a board, and which others stopped by themselves."""
    text = "board-removed" if was_there else "board-none"
    lines = [say(locale, text, channel=f"<#{channel_id}>")]
    if given_up:
        names = ", ".join(f"<#{one}>" for one in given_up)
        lines.append(say(locale, "board-given-up", count=len(given_up), channels=names))
    return Rendered(content="\n".join(lines), is_private=True)


def _first_line(rows: Sequence[Row], locale: str, *, is_blind: bool) -> str:
    moods = [row.mood for row in rows]
    down = [row for row in rows if row.mood in _BAD]
    if is_blind:
        return say(locale, "board-blind")
    if down:
        text = "board-trouble" if Mood.UNSTABLE in moods else "board-down"
        names = _names(down, locale)
        return say(locale, text, down=len(down), count=len(rows), names=names)
    looked_at = [mood for mood in moods if mood is not Mood.PAUSED]
    if not looked_at:
        return say(locale, "board-resting")
    if set(looked_at) == {Mood.NEW}:
        return say(locale, "board-new")
    if _UNUSUAL.intersection(looked_at):
        return say(locale, "board-mixed")
    return say(locale, "board-all-up", count=len(looked_at))


def _names(rows: Sequence[Row], locale: str) -> str:
    named = ", ".join(_shown(row) for row in rows[:NAMED])
    if len(rows) <= NAMED:
        return named
    return say(locale, "board-names-more", names=named, more=len(rows) - NAMED)


def _fitting(rows: Sequence[Row], locale: str) -> Iterator[str]:
    """Yield as many lines as fit, and how many are left out."""
    room = ROOM
    for number, line in enumerate(_lines(rows, locale)):
        room -= len(line) + 1
        if room < 0:
            yield say(locale, "board-more", count=len(rows) - number)
            return
        yield line


def _lines(rows: Iterable[Row], locale: str) -> Iterator[str]:
    for row in rows:
        since = "" if row.at is None else render_moment(row.at)
        until = "" if row.at is None else render_time(row.at)
        state = say(locale, _STATES[row.mood], since=since, until=until)
        yield say(locale, "board-line", mark=_MARKS[row.mood], name=_shown(row), state=state)


def _shown(row: Row) -> str:
    return plain_name(row.name) or "?"


def _tone(rows: Iterable[Row], *, is_blind: bool) -> Tone:
    moods = {row.mood for row in rows}
    if is_blind:
        return Tone.NEUTRAL
    if moods & _BAD:
        return Tone.BAD
    return Tone.WARNING if moods & {Mood.SLOW, Mood.MAINTENANCE} else Tone.GOOD
