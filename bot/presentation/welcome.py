"""The one message that a server gets when the bot joins it."""

from bot.presentation.rendered import Rendered
from bot.presentation.words import say


def render_welcome(locale: str) -> Rendered:
    """Say hello, and what to type first."""
    return Rendered(content=say(locale, "welcome"))
