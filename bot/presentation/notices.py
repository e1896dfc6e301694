"""Short messages that are no answer: help, refusals of a button, trouble of our own."""

from datetime import timedelta
from enum import StrEnum

from bot.asking.answer import Answer
from bot.presentation.rendered import Rendered
from bot.presentation.words import render_moment, render_wait, say


class Notice(StrEnum):
    """The closed list of notices. Each is a text of its own in `locales`."""

    HELP = "notice-help"
    NO_QUESTION = "notice-no-question"
    UNREADABLE_REPLY = "notice-unreadable-reply"
    NO_TARGET_IN_MESSAGE = "notice-no-target-in-message"
    NO_ERROR_IN_MESSAGE = "notice-no-error-in-message"
    NO_SUCH_ERROR = "notice-no-such-error"
    OUTDATED = "notice-outdated"
    RETYPE = "notice-retype"
    TROUBLE = "notice-trouble"
    UPDATED = "notice-updated"
    NO_PERMISSION = "notice-no-permission"
    TOO_FAST = "notice-too-fast"
    STORE_AWAY = "notice-store-away"


def render_newest(answer: Answer, locale: str) -> Rendered:
    """Say that no newer look than this one was made, and when one can be."""
    lines = (
        say(locale, "notice-newest", when=render_moment(answer.looked_at)),
        render_wait(answer.fresh_in, locale),
    )
    return Rendered(content="\n".join(lines), is_private=True)


def render_notice(notice: Notice, locale: str, *, wait: timedelta | None = None) -> Rendered:
    """Render a notice, with when to come back where that is known."""
    lines = [say(locale, notice)]
    if wait is not None:
        lines.append(render_wait(wait, locale))
    return Rendered(content="\n".join(lines), is_private=True)
