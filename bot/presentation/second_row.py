"""The second row below an answer: how it goes for the members, and the view from other places."""

from dataclasses import replace

from bot.asking.answer import Answer
from bot.asking.members import MembersWord
from bot.asking.reports import Experience
from bot.presentation.custom_ids import Details, key_of, moment_of
from bot.presentation.elsewhere_ids import encode_elsewhere
from bot.presentation.rendered import Button, Rendered
from bot.presentation.report_ids import ReportPress, encode_report
from bot.presentation.words import say

SECOND = 1  # rows are counted from 0
LABELS = {
    Experience.TROUBLE: "button-same-here",
    Experience.FINE: "button-works-for-me",
    Experience.SLOW: "button-slow",
}


def add_second_row(
    message: Rendered, answer: Answer, locale: str, *, word: MembersWord | None, has_places: bool
) -> Rendered:
    """Return an answer's message with the buttons for more: members' reports, other places.

    No `word`: there is no server whose members could report.
    """
    buttons = message.buttons
    if word is not None:
        buttons += _report_buttons(answer, locale)
    if has_places:
        row = None if word is None else SECOND
        buttons += (_places_button(answer, locale, row),)
    return replace(message, buttons=buttons)


def _report_buttons(answer: Answer, locale: str) -> tuple[Button, ...]:
    key = key_of(answer.key)
    return tuple(
        Button(
            label=say(locale, LABELS[experience]),
            custom_id=encode_report(ReportPress(experience, key)),
            row=SECOND,
        )
        for experience in Experience
    )


def _places_button(answer: Answer, locale: str, row: int | None) -> Button:
    look = Details(moment_of(answer.looked_at), key_of(answer.key))
    return Button(label=say(locale, "button-elsewhere"), custom_id=encode_elsewhere(look), row=row)
