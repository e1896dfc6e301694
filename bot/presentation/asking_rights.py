"""What to say to somebody who may not have things looked at in a server."""

from bot.presentation.rendered import Rendered
from bot.presentation.words import say
from bot.watching.ports import AskScope, GuildSettings


def render_not_asked(settings: GuildSettings, locale: str) -> Rendered:
    """Say who may ask here, and where else to ask. The role is named, nobody is pinged."""
    if settings.who_may_ask is AskScope.ROLE and settings.ask_role_id is not None:
        role = f"<@&{settings.ask_role_id}>"
        content = say(locale, "asking-role-only", role=role)
    else:
        content = say(locale, "asking-managers-only")
    return Rendered(content=content, is_private=True)
