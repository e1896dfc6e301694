"""The buttons below a history: other pages, other spans, another picture, files."""

from collections.abc import Iterable

from bot.history.reviewing import BY_DAY
from bot.presentation.history_ids import Export, Turn, TurnAll, View, encode
from bot.presentation.rendered import Button
from bot.presentation.words import say

SPANS = (
    (1, "history-button-day"),
    (30, "history-button-month"),
    (90, "history-button-quarter"),
)


def usual_view(days: int) -> View:
    """Return what a span is shown as at first: bars for many days, response times for few."""
    return View.DAYS if days >= BY_DAY else View.PACES


def page_buttons(turn: Turn | TurnAll, page: int, pages: int, locale: str) -> Iterable[Button]:
    """Yield the ways to newer and older incidents, or watches."""
    if page > 0:
        newer = encode(_at(turn, page - 1))
        yield Button(label=say(locale, "history-button-newer"), custom_id=newer)
    if page < pages - 1:
        older = encode(_at(turn, page + 1))
        yield Button(label=say(locale, "history-button-older"), custom_id=older)


def _at(turn: Turn | TurnAll, page: int) -> Turn | TurnAll:
    match turn:
        case Turn(watch_id, days, view, _):
            return Turn(watch_id, days, view, page)
        case TurnAll(days, _):
            return TurnAll(days, page)


def span_buttons(turn: Turn | TurnAll, locale: str) -> Iterable[Button]:
    """Yield the ways to other spans than this one."""
    for days, label in SPANS:
        if days == turn.days:
            continue
        wanted = (
            TurnAll(days)
            if isinstance(turn, TurnAll)
            else Turn(turn.watch_id, days, usual_view(days))
        )
        yield Button(label=say(locale, label), custom_id=encode(wanted))


def view_buttons(turn: Turn, locale: str, *, may_export: bool) -> Iterable[Button]:
    """Yield the way to the other picture, and for admins to the files."""
    if turn.view is View.DAYS:
        other, label = View.PACES, say(locale, "history-button-paces")
    else:
        other, label = View.DAYS, say(locale, "history-button-days")
    yield Button(label=label, custom_id=encode(Turn(turn.watch_id, turn.days, other)))
    if may_export:
        files = encode(Export(turn.watch_id, turn.days))
        yield Button(label=say(locale, "history-button-export"), custom_id=files)
