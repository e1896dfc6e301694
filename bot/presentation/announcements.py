"""An announcement as a message: one incident, or several told together. Pure."""

from dataclasses import replace

from bot.presentation.announcement_buttons import render_buttons
from bot.presentation.announcement_cards import render_card
from bot.presentation.announcement_folds import MASS, fold_card, fold_line, shared_line
from bot.presentation.announcement_lines import first_line, late_line, more_lines
from bot.presentation.announcement_official import add_words, split, with_answers
from bot.presentation.announcement_reader import Reader
from bot.presentation.limits import clip
from bot.presentation.rendered import Rendered
from bot.presentation.situations import Situation, situation_of
from bot.presentation.words import say
from bot.watching.ports import AnnouncementStory, FoldedInto

NOBODY: frozenset[int] = frozenset()
# Discord refuses a message that may ping more than a hundred, and so many fill it up.
MOST_CALLED = 25  # roles
LINE_ROOM = 1_200  # characters, so that those who are called fit below
# There is so little to add that it stands in the card, which else would be empty and lack a colour.
_BRIEF = frozenset(
    {
        Situation.EXPIRING,
        Situation.QUICK_AGAIN,
        Situation.WORSE,
        Situation.WORK_DONE,
        Situation.FALSE_ALARM,
        Situation.ABANDONED,
    }
)


def render_announcement(
    story: AnnouncementStory,
    *,
    nonce: str,
    locale: str,
    roles: frozenset[int] = NOBODY,
    is_first: bool = False,
) -> Rendered:
    """Render what a channel is told. `roles` are mentioned, and pinged where Discord pings.

    `is_first`: this is sent, not put in the place of an earlier one.
    """
    if not story.incidents:
        return render_gone(locale)
    reader = Reader(channel_id=story.channel_id, locale=locale)
    if story.folded_into is not None:
        return _point(story, story.folded_into, reader)
    message = _render(story, reader)
    called = sorted(roles)[:MOST_CALLED]
    mentions = " ".join(f"<@&{role_id}>" for role_id in called)
    return replace(
        message,
        content="\n".join(part for part in (message.content, mentions) if part),
        buttons=render_buttons(
            story.incidents, nonce, reader, is_late=is_first or story.is_summary
        ),
        pings=frozenset(called),
    )


def render_gone(locale: str) -> Rendered:
    """Render the message of an announcement whose incidents were deleted."""
    return Rendered(content=say(locale, "announce-gone"))


def render_pointer(link: str, locale: str, *, name: str = "") -> Rendered:
    """Render a message whose incident is told in another one.

    `link` leads to that message and is ours; empty while it is not sent. `name` is harmless.
    """
    name = name or say(locale, "announce-nameless")
    if not link:
        return Rendered(content=say(locale, "announce-pointer-soon", name=name))
    return Rendered(content=say(locale, "announce-pointer", name=name, link=link))


def render_joined(link: str, locale: str, *, name: str) -> Rendered:
    """Render a message of something that is told in a newer one, which could call a role."""
    if not link:
        return Rendered(content=say(locale, "theirs-pointer-soon", name=name))
    return Rendered(content=say(locale, "theirs-pointer", name=name, link=link))


def link_to(guild_id: int, channel_id: int, message_id: int) -> str:
    """Return a link to a message, as Discord's own clients write it."""
    return f"https://discord.com/channels/{guild_id}/{channel_id}/{message_id}"


def _point(story: AnnouncementStory, there: FoldedInto, reader: Reader) -> Rendered:
    link, first = "", story.incidents[0]
    if there.message_id is not None:
        link = link_to(story.guild_id, there.channel_id, there.message_id)
    if there.is_same:
        return render_joined(link, reader.locale, name=reader.name(first))
    return render_pointer(link, reader.locale, name=reader.name(first))


def _render(story: AnnouncementStory, reader: Reader) -> Rendered:
    own, theirs = split(story.incidents)
    is_one = len({one.yardstick_id for one in story.incidents}) == 1 and not story.is_summary
    if theirs and is_one:  # what is over of the same watch is in the history
        main = with_answers((own or theirs)[-1], theirs)
        message = _render_one(replace(story, incidents=(main,)), reader)
        return add_words(message, main, theirs, reader) if own else message
    if len(story.incidents) == 1:
        return _render_one(story, reader)
    return _render_several(story, reader)


def _render_one(story: AnnouncementStory, reader: Reader) -> Rendered:
    (incident,) = story.incidents
    line = late_line(incident, reader) if story.is_summary else first_line(incident, reader)
    more = "\n".join(more_lines(incident, reader))
    if situation_of(incident) in _BRIEF:
        return Rendered(content=line, card=render_card(incident, reader, description=more))
    content = "\n".join(part for part in (line, more) if part)
    card = render_card(incident, reader)
    return Rendered(
        content=content, card=card if card.title or card.fields or card.footer else None
    )


def _render_several(story: AnnouncementStory, reader: Reader) -> Rendered:
    line = clip(fold_line(story.incidents, reader), LINE_ROOM)
    if story.is_summary:
        line = reader.say("announce-late", line=line)
    shared = shared_line(story.incidents, reader) if len(story.incidents) >= MASS else ""
    return Rendered(
        content="\n".join(part for part in (line, shared) if part),
        card=fold_card(story.incidents, reader),
    )
