"""Who may do what, read from what Discord says about them each time."""

from collections.abc import Collection
from typing import Any

import discord

from bot.client import locale_of
from bot.presentation.asking_rights import render_not_asked
from bot.presentation.delivery import Delivery
from bot.presentation.rendered import Rendered
from bot.watching.governing import Governing, may_ask


def manages(interaction: discord.Interaction[Any]) -> bool:
    """Say whether somebody may set the bot up for the server they are in, with the bot in it."""
    is_here = interaction.guild_id is not None and interaction.is_guild_integration()
    return is_here and _may_manage(interaction.permissions)


async def turn_away(
    governing: Governing, delivery: Delivery, interaction: discord.Interaction[Any]
) -> bool:
    """Tell who may not have things looked at where they are; say whether it was so.

    Under a user install in a server without the bot, that server has not chosen anything.
    """
    guild_id = interaction.guild_id
    if guild_id is None or not interaction.is_guild_integration():
        return False
    settings = await governing.known(guild_id)
    is_manager = _may_manage(interaction.permissions)
    if may_ask(settings, role_ids=_role_ids(interaction.user), is_manager=is_manager):
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
    is_manager = _may_manage(author.guild_permissions)
    if may_ask(settings, role_ids=_role_ids(author), is_manager=is_manager):
        return None
    return render_not_asked(settings, language)


async def language_of(governing: Governing, guild: discord.Guild | None) -> str:
    """Return the language to answer a message in: what the server chose, or its own."""
    chosen = None if guild is None else (await governing.known(guild.id)).locale
    return chosen or locale_of(guild).value


def _may_manage(permissions: discord.Permissions) -> bool:
    return permissions.manage_guild or permissions.administrator


def _role_ids(user: discord.User | discord.Member) -> Collection[int]:
    return {role.id for role in user.roles} if isinstance(user, discord.Member) else ()
