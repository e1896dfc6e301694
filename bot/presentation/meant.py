"""Which service did you mean? Asked in words, so that it can be heard, and with a button for each.

A button says what it does ("Check GitHub"), and its id holds the service, so that whoever presses
it, with a mouse, a finger or the keyboard, gets the answer in place of the question.
"""

from collections.abc import Sequence

from bot.asking.answer import Declined, DeclineReason
from bot.catalogue.service import Service
from bot.presentation.custom_ids import Again, encode, key_of
from bot.presentation.rendered import Button, Rendered
from bot.presentation.words import say

MOST = 5  # buttons in a row


def render_watch_gone(locale: str) -> Rendered:
    """Render that the watch somebody picked is not there, or not at hand."""
    return Rendered(content=say(locale, "meant-watch-gone"), is_private=True)


def render_question(declined: Declined, locale: str) -> str:
    """Return the question, with every service named that has a button."""
    names = [service.name for service in declined.suggestions[:MOST]]
    if len(names) == 1:
        return say(locale, "meant-one", names=names[0])
    either = say(locale, "meant-or", first=", ".join(names[:-1]), last=names[-1])
    if declined.reason is DeclineReason.SEVERAL:
        return say(locale, "meant-first", names=either)
    return say(locale, "meant-several", names=either)


def render_buttons(services: Sequence[Service], locale: str) -> tuple[Button, ...]:
    """Return a button for each service, in the order of the question."""
    return tuple(
        Button(
            label=say(locale, "button-suggestion", name=service.name),
            custom_id=encode(Again(key_of(service.id))),
        )
        for service in services[:MOST]
    )
