"""What the thread below an announcement's message is called. Pure.

Nobody renames it: what it says has to be true while an outage lasts and when it is over.
"""

from zoneinfo import ZoneInfo

from bot.presentation.limits import THREAD_NAME, clip
from bot.presentation.neutral import NAME_LENGTH, plain_label
from bot.presentation.situations import Situation, situation_of, watch_of
from bot.presentation.words import say
from bot.watching.ports import AnnouncementStory, IncidentStory

WORTH_A_THREAD = frozenset({Situation.DOWN, Situation.UNSETTLED, Situation.UNSTABLE})


def thread_name(story: AnnouncementStory, zone: ZoneInfo, locale: str) -> str:
    """Return the name of the thread that a message should have; empty where it should have none.

    Outages that go on have one. What is told late or in another message is not talked about there.
    """
    if story.is_summary or story.folded_into is not None:
        return ""
    outages = [one for one in story.incidents if situation_of(one) in WORTH_A_THREAD]
    if not outages:
        return ""
    began = min(outage.opened_at for outage in outages).astimezone(zone)
    day = say(locale, "thread-day", day=began.day, month=began.month)
    return clip(_name(outages, story.channel_id, day, locale), THREAD_NAME)


def _name(outages: list[IncidentStory], channel_id: int, day: str, locale: str) -> str:
    if len(outages) > 1:
        return say(locale, "thread-outages", day=day)
    watch = watch_of(outages[0], channel_id)
    # Discord reads no markup there, so a name is cleaned and not escaped.
    name = "" if watch is None else plain_label(watch.name, NAME_LENGTH)
    if not name:
        return say(locale, "thread-outage-nameless", day=day)
    return say(locale, "thread-outage", name=name, day=day)
