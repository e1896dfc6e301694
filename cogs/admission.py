"""Who may have things looked at, by what a server chose; and the language to answer in."""

from collections.abc import Collection
from typing import Any

import discord

from bot.client import locale_of
from bot.presentation.asking_rights import render_not_asked
from bot.presentation.delivery import Delivery
from bot.presentation.rendered import Rendered
from bot.watching.governing import Governing, may_ask
from cogs.rights import is_manager, may_manage, server_of


async def turn_away(
    governing: Governing, delivery: Delivery, interaction: discord.Interaction[Any]
) -> bool:
    """Tell who may not have things looked at where they are; say whether it was so.

    Under a user install in a server without the bot, that server has not chosen anything.
    """
    guild_id = server_of(interaction)
    if guild_id is None:
        return False
    settings = await governing.known(guild_id)
    role_ids = _role_ids(interaction.user)
    if may_ask(settings, role_ids=role_ids, is_manager=is_manager(interaction)):
        return False
    await delivery.respond(interaction, render_not_asked(settings, interaction.locale.value))
    return True


async def find_refusal_at(
    governing: Governing, message: discord.Message, language: str
) -> Rendered | None:
    """Return what to say to an author who may not have things looked at; None to who may."""
    author = message.author
    if message.guild is None or not isinstance(author, discord.Member):
        return None
    settings = await governing.known(message.guild.id)
    manages = may_manage(author.guild_permissions)
    if may_ask(settings, role_ids=_role_ids(author), is_manager=manages):
        return None
    return render_not_asked(settings, language)


async def language_of(governing: Governing, guild: discord.Guild | None) -> str:
    """Return the language to answer a message in: what the server chose, or its own."""
    chosen = None if guild is None else (await governing.known(guild.id)).locale
    return chosen or locale_of(guild).value


def _role_ids(user: discord.User | discord.Member) -> Collection[int]:
    return {role.id for role in user.roles} if isinstance(user, discord.Member) else ()
