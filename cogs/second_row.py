"""An answer with everything below it that depends on where it is given."""

from bot.asking.answer import Answer, Asker
from bot.client import Rooms
from bot.presentation.answers import render_outcome
from bot.presentation.rendered import Rendered
from bot.presentation.second_row import add_second_row


def render_in_full(rooms: Rooms, answer: Answer, asker: Asker, locale: str) -> Rendered:
    """Render an answer, with the buttons for members' reports and other places where they fit."""
    return add_second_row(
        render_outcome(answer, locale),
        answer,
        locale,
        word=answer.members,
        has_places=rooms.elsewhere.is_offered(answer, asker),
    )
