"""What a service's own official page says, as one line beside what we saw ourselves."""

from bot.asking.official import OfficialWord
from bot.presentation.candour import render_candour
from bot.presentation.limits import clip
from bot.presentation.neutral import plain_note
from bot.presentation.words import render_moment, say
from bot.statuspages.status import OfficialState
from bot.triage.verdict import State

TITLE = 90
QUOTES = str.maketrans("«»", '""')  # the vendor can't end our quotation
REPORTED = {
    OfficialState.MAJOR_OUTAGE: ("official-outage", "official-outage-titled"),
    OfficialState.PARTIAL_OUTAGE: ("official-partial", "official-partial-titled"),
    OfficialState.DEGRADED: ("official-trouble", "official-trouble-titled"),
    OfficialState.MAINTENANCE: ("official-planned", "official-planned-titled"),
}


def render_official(word: OfficialWord, found: State, locale: str, *, is_late: bool = False) -> str:
    """Return what their own page says. `is_late`: it misses trouble that we have met."""
    when = render_moment(word.heard_at)
    if word.problem is not None:
        return say(locale, "official-unread", when=when)
    if word.state is OfficialState.UNKNOWN:
        return say(locale, "official-unclear", when=when)
    parts = [_said(word, when, locale, is_late=is_late)]
    if word.is_whole_page:
        parts.append(say(locale, "official-whole-page"))
    elif word.state is OfficialState.OPERATIONAL and not word.title:
        parts.append(render_candour(word.candour, found, locale))
    return " ".join(filter(None, parts))


def clean(text: str, room: int) -> str:
    """Return a vendor's text, cut, that can do nothing and end no quotation."""
    return plain_note(clip(text.translate(QUOTES), room))


def _said(word: OfficialWord, when: str, locale: str, *, is_late: bool) -> str:
    title = clean(word.title, TITLE)
    if word.state is OfficialState.OPERATIONAL:
        if is_late and title:
            return say(locale, "official-noticed", title=title, when=when)
        return say(locale, "official-silent" if is_late else "official-fine", when=when)
    bare, titled = REPORTED[word.state]
    return say(locale, titled, title=title, when=when) if title else say(locale, bare, when=when)
