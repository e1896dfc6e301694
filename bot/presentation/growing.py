"""Answers that are not whole yet: what we wait for, and that the message changes by itself."""

from dataclasses import replace

from bot.asking.unfolding import Waiting
from bot.presentation.neutral import show_target
from bot.presentation.rendered import Rendered
from bot.presentation.words import say


def render_waiting(waiting: Waiting, locale: str) -> Rendered:
    """Render that a look is still on its way, a few seconds after the question."""
    subject = waiting.subject
    service = subject.service
    name = service.name if service is not None else show_target(subject.target)
    lines = [say(locale, "growing-waiting", name=name)]
    if waiting.asks_elsewhere:
        lines.append(say(locale, "growing-asks-places"))
    lines.append(say(locale, "growing-changes"))
    return Rendered(content="\n".join(lines))


def add_growing(message: Rendered, locale: str) -> Rendered:
    """Return an answer's message with the line that more is to come."""
    line = say(locale, "growing-more")
    return replace(message, content=f"{message.content}\n{line}")
