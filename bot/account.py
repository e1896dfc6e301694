"""Who Discord says the token belongs to, and the link that invites the bot."""

import asyncio
from dataclasses import dataclass

import aiohttp
import discord
from pydantic import SecretStr

from bot.client import make_connector, make_intents, silence_voice_warnings

PATIENCE = 20.0  # seconds
# What answering and announcing need; nothing to manage anything with.
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,  # only for servers that want a thread for each outage
    create_events=True,  # only for servers that want events of planned work
    embed_links=True,
    attach_files=True,  # the pictures of a history
    read_message_history=True,
)


class TokenRefusedError(ValueError):
    """Discord does not know this token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The bot as Discord knows it."""

    name: str
    invite: str  # opens Discord's page for adding the bot to a server


async def fetch_account(token: SecretStr) -> Account | None:
    """Log in over REST alone and out again; None when Discord can't be reached.

    Raises `TokenRefusedError`.
    """
    silence_voice_warnings()
    client = discord.Client(intents=make_intents(), connector=make_connector())
    try:
        async with asyncio.timeout(PATIENCE):
            await client.login(token.get_secret_value())
    except discord.LoginFailure:
        raise TokenRefusedError("Discord refuses the token") from None
    except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError):
        return None
    else:
        name = client.user.name if client.user is not None else ""
        return Account(name=name, invite=invite_link(client.application_id or 0))
    finally:
        await client.close()


def invite_link(application_id: int) -> str:
    """Return the address that adds the bot to a server with the permissions it needs."""
    return discord.utils.oauth_url(
        application_id, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
    )
