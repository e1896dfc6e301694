"""What the buttons say that do nothing but explain. Their ids are read strictly, as all are."""

import re

from bot.presentation.notices import Notice, render_notice
from bot.presentation.rendered import Rendered
from bot.presentation.words import say

LATE = re.compile(r"a1:late:a[0-9a-z]{1,13}e[0-9a-z]{1,4}")
REHEARSED = re.compile(r"r1:(?:know|mute|false|follow|show)")


def render_aside(custom_id: str, locale: str) -> Rendered:
    """Render the explanation that a button asks for; for any other text, that it is outdated."""
    if LATE.fullmatch(custom_id):
        return Rendered(content=say(locale, "announce-late-why"), is_private=True)
    if REHEARSED.fullmatch(custom_id):
        return Rendered(content=say(locale, "rehearse-press"), is_private=True)
    return render_notice(Notice.OUTDATED, locale)
