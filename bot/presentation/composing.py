"""What an announcement's message says at this moment. Fulfils `bot.watching.delivery.Composer`."""

from collections.abc import Callable
from dataclasses import replace

from bot.clock import Clock
from bot.presentation.announcements import NOBODY, render_announcement, render_gone
from bot.presentation.rendered import Rendered
from bot.presentation.thread_names import thread_name
from bot.watching.delivery import Composed
from bot.watching.messages import Announcement
from bot.watching.pinging import roles_to_ping
from bot.watching.ports import AnnouncementStory, Guilds, GuildSettings, Incidents

ENGLISH = "en"


class AnnouncementComposer:
    """Composes announcements from what storage knows of them. Raises what storage raises."""

    def __init__(
        self,
        *,
        incidents: Incidents,
        guilds: Guilds,
        clock: Clock,
        language_of: Callable[[int], str | None] = lambda _guild_id: None,
    ) -> None:
        """Take the ports. `language_of` tells a server's own language, where it chose none here."""
        self._incidents = incidents
        self._guilds = guilds
        self._clock = clock
        self._language_of = language_of

    async def compose(self, announcement: Announcement, *, is_plain: bool) -> Composed[Rendered]:
        """Return the message as it should read now. `is_plain`: text and buttons, no card.

        The buttons stay even then: by them a message is found whose arrival nobody saw.
        """
        settings = await self._guilds.settings(announcement.guild_id)
        locale = settings.locale or self._language_of(announcement.guild_id) or ENGLISH
        story = await self._incidents.story(announcement.id)
        if story is None:
            # Its server was deleted a moment ago. Whoever still reads it is told so, once.
            return Composed(content=render_gone(locale), version=announcement.version)
        message = render_announcement(
            story,
            nonce=announcement.nonce,
            locale=locale,
            roles=self._roles(announcement, story, settings),
            is_first=announcement.message_id is None,
        )
        # A message sent again after somebody deleted it stands beside the thread that it had.
        if settings.threads and announcement.edition == 0:
            message = replace(message, thread=thread_name(story, settings.time_zone, locale))
        content = message.without_card() if is_plain else message
        return Composed(content=content, version=story.version)

    def _roles(
        self, announcement: Announcement, story: AnnouncementStory, settings: GuildSettings
    ) -> frozenset[int]:
        """Return whom to mention. A message sent again after somebody deleted it pings nobody.

        An edit never pings; it keeps the mention while the outage goes on, so that whoever was
        called finds their name where they were called to.
        """
        channel_id = announcement.channel_id
        if story.folded_into is not None:
            return NOBODY
        if announcement.message_id is not None:
            return roles_to_ping(story.incidents, channel_id, settings)
        # A summary takes over an announcement that was never told, in an edition of its own.
        is_repeat = announcement.edition > (1 if story.is_summary else 0)
        if is_repeat:
            return NOBODY
        return roles_to_ping(story.incidents, channel_id, settings, self._clock.now())
