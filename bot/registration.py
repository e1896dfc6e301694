"""Telling Discord which commands there are, only when that has changed."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands
from discord.ext import commands
from discord.http import Route

log = structlog.stdlib.get_logger(__name__)

PATIENCE = 30.0  # seconds
# What we decide about a command. Ids and versions are Discord's; `dm_permission` is outdated.
OURS = frozenset(
    {
        "name",
        "name_localizations",
        "description",
        "description_localizations",
        "type",
        "options",
        "choices",
        "value",
        "required",
        "autocomplete",
        "min_value",
        "max_value",
        "min_length",
        "max_length",
        "channel_types",
        "nsfw",
        "default_member_permissions",
        "contexts",
        "integration_types",
    }
)

Command = Mapping[str, Any]


async def register_commands(bot: commands.AutoShardedBot) -> bool:
    """Register the commands where they differ from those Discord has. True when it took them.

    A refusal never stops the bot: the commands of last time go on working.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            if same_commands(await _wanted_commands(bot), await _fetch_registered(bot)):
                return False
            await bot.tree.sync()
    except (discord.HTTPException, app_commands.AppCommandError) as error:
        # The text of such an error names fields and values of our own commands only.
        log.error("commands_refused", error=str(error))  # noqa: TRY400
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        log.warning("commands_not_registered", error=type(error).__name__)
    else:
        log.info("commands_registered")
        return True
    return False


def same_commands(wanted: Sequence[Command], registered: Sequence[Command]) -> bool:
    """Say whether Discord has exactly these commands, whatever it adds to them."""
    return _by_name(wanted) == _by_name(registered)


async def _wanted_commands(bot: commands.AutoShardedBot) -> list[dict[str, Any]]:
    found = bot.tree.get_commands()
    menus = [
        *bot.tree.get_commands(type=discord.AppCommandType.message),
        *bot.tree.get_commands(type=discord.AppCommandType.user),
    ]
    every = list({id(command): command for command in (*found, *menus)}.values())
    translator = bot.tree.translator
    if translator is None:
        return [command.to_dict(bot.tree) for command in every]
    return [await command.get_translated_payload(bot.tree, translator) for command in every]


async def _fetch_registered(bot: commands.AutoShardedBot) -> list[dict[str, Any]]:
    """Fetch the commands with their translations, which discord.py itself does not ask for."""
    path = "/applications/{application_id}/commands"
    route = Route("GET", path, application_id=bot.application_id)
    found: list[dict[str, Any]] = await bot.http.request(
        route, params={"with_localizations": "true"}
    )
    return found


def _by_name(listed: Sequence[Command]) -> dict[tuple[int, str], object]:
    return {(entry.get("type", 1), entry["name"]): _canonical(entry) for entry in listed}


def _canonical(value: object) -> object:
    """Return what we decide about a command, without what is left at its default."""
    if isinstance(value, Mapping):
        return {
            key: _canonical_entry(key, item) for key, item in value.items() if _counts(key, item)
        }
    if isinstance(value, list):
        # Lists of numbers (contexts, installs) have no order; options and choices have.
        is_unordered = all(isinstance(item, int) for item in value)
        return sorted(value) if is_unordered else [_canonical(item) for item in value]
    return value


def _canonical_entry(key: str, item: object) -> object:
    if key.endswith("_localizations"):
        return item
    # Discord writes permissions as text, discord.py as a number.
    return str(item) if key == "default_member_permissions" else _canonical(item)


def _counts(key: str, item: object) -> bool:
    """Say whether this is ours to decide and not left at its default."""
    is_default = item is None or item is False or item in ("", [], {})
    return key in OURS and not is_default
