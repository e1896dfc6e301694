"""Work that a vendor plans, as an event of a server's own says it. Every text of theirs is hostile.

Discord reads no markup in an event's name, and shows an address as a link: only the page's own is
one, and it comes from the catalogue.
"""

from collections.abc import Callable
from datetime import timedelta

from bot.presentation.limits import EVENT_LOCATION, EVENT_NAME, EVENT_TEXT, clip
from bot.presentation.neutral import plain_label, plain_note
from bot.presentation.official import QUOTES
from bot.presentation.words import say
from bot.watching.server_events import EventWish, ServerEvent

ENGLISH = "en"
WORDS = 200  # so that all of it fits, however much of it must be made harmless
VENDOR = 40
UNSAID = timedelta(hours=1)  # Discord wants an end of what takes place elsewhere


class EventPainting:
    """Says plans in each server's language."""

    def __init__(self, language_of: Callable[[int], str | None] = lambda _guild_id: None) -> None:
        """`language_of` tells a server's own language, where it chose none here."""
        self._language_of = language_of

    def paint(self, wish: EventWish) -> ServerEvent:
        """Return what an event says of a plan."""
        locale = wish.locale or self._language_of(wish.guild_id) or ENGLISH
        story, plan = wish.story, wish.story.plan
        vendor = plain_label(story.vendor, VENDOR)
        begins = plan.begins_at.replace(microsecond=0)
        ends = None if plan.ends_at is None else plan.ends_at.replace(microsecond=0)
        is_placed = 0 < len(story.page_url) <= EVENT_LOCATION
        return ServerEvent(
            name=_name(vendor, plan.title, locale),
            location=story.page_url if is_placed else vendor,
            description=_description(wish, vendor, locale),
            begins_at=begins,
            ends_at=ends if ends is not None and ends > begins else begins + UNSAID,
        )


def _name(vendor: str, title: str, locale: str) -> str:
    title = plain_label(title.translate(QUOTES), EVENT_NAME)
    if not title:
        return clip(say(locale, "event-name", vendor=vendor), EVENT_NAME)
    return clip(say(locale, "event-name-titled", vendor=vendor, title=title), EVENT_NAME)


def _description(wish: EventWish, vendor: str, locale: str) -> str:
    plan = wish.story.plan
    text = plain_note(clip(plan.text.translate(QUOTES), WORDS))
    lines = [
        say(locale, "event-source", vendor=plain_note(vendor)),
        say(locale, "event-wrote", text=text) if text else "",
        say(locale, "event-endless") if plan.ends_at is None else "",
        say(locale, "event-kept"),
    ]
    return clip("\n".join(filter(None, lines)), EVENT_TEXT)
