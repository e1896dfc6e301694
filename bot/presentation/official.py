"""What a service's own official page says, as one line beside what we saw ourselves."""

from bot.asking.official import OfficialWord
from bot.presentation.limits import clip
from bot.presentation.neutral import plain_note
from bot.presentation.words import render_moment, say
from bot.statuspages.status import OfficialState

TITLE = 90
QUOTES = str.maketrans("«»", '""')  # the vendor can't end our quotation
REPORTED = {
    OfficialState.MAJOR_OUTAGE: ("official-outage", "official-outage-titled"),
    OfficialState.PARTIAL_OUTAGE: ("official-outage", "official-outage-titled"),
    OfficialState.DEGRADED: ("official-trouble", "official-trouble-titled"),
    OfficialState.MAINTENANCE: ("official-planned", "official-planned-titled"),
}


def render_official(word: OfficialWord, locale: str, *, is_late: bool) -> str:
    """Return what their own page says. `is_late`: it misses trouble that we have met."""
    when = render_moment(word.heard_at)
    if word.problem is not None:
        return say(locale, "official-unread", when=when)
    if word.state is OfficialState.UNKNOWN:
        return say(locale, "official-unclear", when=when)
    said = _said(word, when, locale, is_late=is_late)
    if word.is_whole_page:
        said = f"{said} " + say(locale, "official-whole-page")
    return said


def _said(word: OfficialWord, when: str, locale: str, *, is_late: bool) -> str:
    if word.state is OfficialState.OPERATIONAL:
        return say(locale, "official-silent" if is_late else "official-fine", when=when)
    bare, titled = REPORTED[word.state]
    title = plain_note(clip(word.title.translate(QUOTES), TITLE))
    return say(locale, titled, title=title, when=when) if title else say(locale, bare, when=when)
