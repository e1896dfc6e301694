"""An answer with everything below it that depends on where it is given."""

from bot.asking.answer import Answer, Asker
from bot.client import Rooms
from bot.presentation.answers import render_outcome
from bot.presentation.growing import add_growing
from bot.presentation.rendered import Rendered
from bot.presentation.second_row import add_second_row


def render_in_full(rooms: Rooms, answer: Answer, asker: Asker, locale: str) -> Rendered:
    """Render an answer, with the buttons for members' reports and other places where they fit."""
    message = render_outcome(answer, locale)
    return add_second_row(
        add_growing(message, locale) if answer.is_growing else message,
        answer,
        locale,
        word=answer.members,
        has_places=rooms.elsewhere.is_offered(answer, asker),
    )
