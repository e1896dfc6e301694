"""What is wrong with what an admin asked for: a sentence for each thing, and how to mend it."""

from collections.abc import Iterable
from datetime import timedelta

from bot.explanations import declined_text, refusal_text
from bot.presentation.neutral import plain_name
from bot.presentation.rendered import Rendered
from bot.presentation.watch_words import show_channel, show_role
from bot.presentation.words import render_list, say
from bot.watching.channels import Need
from bot.watching.keeping import Rejected
from bot.watching.windows import WindowRefusal
from bot.watching.wishes import Mistake, Wrong

NEED_TEXTS = {
    Need.VIEW: "watch-need-view",
    Need.SEND: "watch-need-send",
    Need.EMBED: "watch-need-embed",
    Need.HISTORY: "watch-need-history",
}


def render_rejected(found: Rejected, locale: str) -> Rendered:
    """Render why nothing was done."""
    lines = [render_mistake(one, locale) for one in found.mistakes]
    if len(lines) == 1:
        return Rendered(content=lines[0], is_private=True)
    opening = say(locale, "watch-not-done", count=len(lines))
    return Rendered(content=f"{opening}\n{render_list(locale, lines)}", is_private=True)


def render_bad_window(reason: WindowRefusal, locale: str) -> Rendered:
    """Render why a text is no time for planned work."""
    message = f"work-wrong-{reason}".replace("_", "-")
    return Rendered(content=say(locale, message), is_private=True)


def render_outdated(locale: str) -> Rendered:
    """Render that a button can't be answered any more."""
    return Rendered(content=say(locale, "watch-outdated"), is_private=True)


def render_mistake(mistake: Mistake, locale: str) -> str:
    """Return one sentence or two: what is wrong, and what to do instead."""
    arguments = mistake.arguments
    match mistake.reason:
        case Wrong.TARGET_REFUSED:
            return refusal_text(str(arguments["refusal"]), locale)
        case Wrong.LOOK_DECLINED:
            seconds = arguments.get("seconds")
            wait = None if seconds is None else timedelta(seconds=int(seconds))
            return declined_text(str(arguments["decline"]), wait=wait, locale=locale)
    return say(locale, f"wrong-{mistake.reason}", **_shown(mistake, locale))


def render_needs(needs: Iterable[Need], locale: str) -> str:
    """Return permissions by the names that Discord gives them, with commas between."""
    return ", ".join(say(locale, NEED_TEXTS[need]) for need in needs)


def _shown(mistake: Mistake, locale: str) -> dict[str, str | int]:
    """Return a mistake's arguments as they can be shown."""
    shown = dict(mistake.arguments)
    if "channel" in shown:
        shown["channel"] = show_channel(shown["channel"])
    if "role" in shown:
        shown["role"] = show_role(shown["role"])
    if "needs" in shown:
        needs = map(Need, str(shown["needs"]).split(","))
        shown["needs"] = render_needs(needs, locale)
    if "key" in shown:
        shown["key"] = plain_name(str(shown["key"]))
    return shown
