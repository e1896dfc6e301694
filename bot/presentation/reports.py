"""Members' reports: what whoever pressed is told. Nobody is named, and only they see it."""

from bot.asking.members import SEVERAL, MembersWord
from bot.asking.reports import Experience
from bot.presentation.members import say_usual
from bot.presentation.rendered import Rendered
from bot.presentation.words import say

THANKS = {
    Experience.TROUBLE: "report-thanks-trouble",
    Experience.FINE: "report-thanks-fine",
    Experience.SLOW: "report-thanks-slow",
}


def render_report(
    experience: Experience, word: MembersWord, locale: str, *, is_new: bool
) -> Rendered:
    """Render the thanks for a report, with how many members here have trouble."""
    thanks = say(locale, THANKS[experience] if is_new else "report-again")
    parts = [thanks, say(locale, "report-count", count=word.trouble)]
    if word.trouble >= SEVERAL:
        parts.append(say_usual(word, locale))
    return Rendered(content=" ".join(filter(None, parts)), is_private=True)


def render_no_members(locale: str) -> Rendered:
    """Render that a report counts only among members of a server."""
    return Rendered(content=say(locale, "report-no-members"), is_private=True)
