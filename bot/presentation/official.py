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
OUTAGES = frozenset({OfficialState.PARTIAL_OUTAGE, OfficialState.MAJOR_OUTAGE})
REPORTED = {
    OfficialState.MAJOR_OUTAGE: ("official-outage", "official-outage-titled"),
    OfficialState.PARTIAL_OUTAGE: ("official-outage", "official-outage-titled"),
    OfficialState.DEGRADED: ("official-trouble", "official-trouble-titled"),
    OfficialState.MAINTENANCE: ("official-planned", "official-planned-titled"),
}
# Where we met trouble, a calm page has missed it so far.
TROUBLE = frozenset({State.DOWN, State.NO_SUCH_SITE, State.SLOW, State.MAINTENANCE})


def render_official(word: OfficialWord, found: State, locale: str) -> str:
    """Return what their own page says, and that it differs from what we found where it does."""
    if word.problem is not None:
        return say(locale, "official-unread")
    if word.state is OfficialState.UNKNOWN:
        return say(locale, "official-unclear")
    parts = [_said(word, found, locale)]
    if found is State.UP and word.state in OUTAGES:
        parts.append(say(locale, "official-not-seen"))
    elif word.is_whole_page:
        parts.append(say(locale, "official-whole-page"))
    elif word.state is OfficialState.OPERATIONAL:
        parts.append(render_candour(word.candour, found, locale))
    return " ".join(filter(None, parts))


def _said(word: OfficialWord, found: State, locale: str) -> str:
    when = render_moment(word.heard_at)
    if word.state is OfficialState.OPERATIONAL:
        is_silent = found in TROUBLE
        return say(locale, "official-silent" if is_silent else "official-fine", when=when)
    bare, titled = REPORTED[word.state]
    title = plain_note(clip(word.title.translate(QUOTES), TITLE))
    return say(locale, titled, title=title, when=when) if title else say(locale, bare, when=when)
