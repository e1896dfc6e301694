"""What can be pressed under an announcement.

A button that belongs to the announcement ends with its nonce: by that a message is found again
whose sending nobody saw arrive. So each message carries one such button when it is first sent.
"""

from collections.abc import Iterator, Sequence

from bot.presentation.announcement_reader import Reader
from bot.presentation.history_ids import Show, encode
from bot.presentation.limits import LABEL
from bot.presentation.neutral import plain_label
from bot.presentation.rendered import Button
from bot.presentation.situations import ENDING, OPEN, Situation, situation_of, watch_of
from bot.watching.ports import IncidentStory
from bot.watching.watch import Watch

SHOWN_HISTORIES = 3
NAME_ROOM = 40
_STILL_UP = frozenset({Situation.SLOW, Situation.REPORTED})
# "False alarm" takes minutes out of the history, and only outages have put some in.
_RETRACTABLE = frozenset({Situation.DOWN, Situation.UNSETTLED, Situation.UNSTABLE})


def render_buttons(
    stories: Sequence[IncidentStory], nonce: str, reader: Reader, *, is_late: bool
) -> tuple[Button, ...]:
    """Return the buttons for admins, then those for everyone."""
    own = tuple(_render_own(stories, nonce, reader))
    if not own and is_late:
        own = (Button(label=reader.say("announce-button-late"), custom_id=f"a1:late:{nonce}"),)
    return (*own, *_render_histories(stories, reader))


def _render_own(stories: Sequence[IncidentStory], nonce: str, reader: Reader) -> Iterator[Button]:
    situations = [(situation_of(story), story) for story in stories]
    going_on = [story for situation, story in situations if situation in OPEN]
    if not going_on:
        return
    found = {situation for situation, _ in situations}
    is_trouble = found & OPEN != {Situation.PLANNED}  # of a plan nobody waits for the end
    if is_trouble and any(story.response.acknowledged_at is None for story in going_on):
        label = reader.say("announce-button-know")
        yield Button(label=label, custom_id=f"i1:know:{nonce}", is_main=True)
    if found & ENDING and any(story.response.muted_at is None for story in going_on):
        yield Button(label=reader.say("announce-button-mute"), custom_id=f"i1:mute:{nonce}")
    if found & _RETRACTABLE:
        yield Button(label=reader.say("announce-button-false"), custom_id=f"i1:false:{nonce}")
    if is_trouble and found & ENDING:
        is_up = found & ENDING <= _STILL_UP
        message = "announce-button-follow-end" if is_up else "announce-button-follow"
        yield Button(label=reader.say(message), custom_id=f"i1:follow:{nonce}")


def _render_histories(stories: Sequence[IncidentStory], reader: Reader) -> Iterator[Button]:
    watches: dict[int, Watch] = {}
    for story in stories:
        watch = watch_of(story, reader.channel_id)
        if watch is not None:
            watches[watch.id] = watch
    for watch in list(watches.values())[:SHOWN_HISTORIES]:
        name = plain_label(watch.name, NAME_ROOM)
        label = reader.say("announce-button-history")
        if len(watches) > 1 and name:
            label = reader.say("announce-button-history-of", name=name)
        yield Button(label=label[:LABEL], custom_id=encode(Show(watch.id)))
