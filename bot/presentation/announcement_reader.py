"""Who reads an announcement, and what is said to them whatever it is about."""

from dataclasses import dataclass
from datetime import timedelta

from bot.explanations import Explanation, explain_verdict
from bot.presentation.lengths import render_length
from bot.presentation.neutral import plain_name
from bot.presentation.situations import watch_of
from bot.presentation.words import say
from bot.watching.ports import IncidentStory


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads an announcement: one channel, in one language."""

    channel_id: int
    locale: str

    def say(self, message: str, **arguments: object) -> str:
        """Return one text in the reader's language."""
        return say(self.locale, message, **arguments)

    def name(self, story: IncidentStory) -> str:
        """Return what the channel calls the thing an incident is about, made harmless."""
        watch = watch_of(story, self.channel_id)
        name = "" if watch is None else plain_name(watch.name)
        return name or self.say("announce-nameless")

    def member(self, user_id: int | None) -> str:
        """Return a member as Discord draws them; nobody is pinged."""
        return f"<@{user_id}>" if user_id else self.say("announce-somebody")

    def length(self, length: timedelta) -> str:
        """Return how long something took, in words."""
        return render_length(length, self.locale)

    def explain(self, story: IncidentStory) -> Explanation | None:
        """Explain the look that changed an incident last; None where it is not known."""
        if story.verdict is None:
            return None
        return explain_verdict(
            story.verdict, name=self.name(story), locale=self.locale, has_status_page=False
        )
