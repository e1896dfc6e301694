"""The options of a command as a page sends them: texts that stand for many kinds of value."""

from sandbox.discord import ClientRefused
from sandbox.discord.command_rules import CommandType, OptionType
from sandbox.discord.commands import Command
from sandbox.discord.invocations import Value
from sandbox.discord.json_types import Json
from sandbox.discord.things import Channel
from sandbox.discord.uploads import Uploads
from sandbox.web.reading import as_id, named_thing, plain_value

THINGS = (OptionType.CHANNEL, OptionType.ROLE, OptionType.USER, OptionType.MENTIONABLE)


def values_of(
    commands: list[Command], path: str, given: object, channel: Channel, uploads: Uploads
) -> dict[str, Value]:
    """Return what was given to a command, in its order. Raises ClientRefused."""
    if not isinstance(given, list):
        raise ClientRefused("options must be a list")
    kinds = _kinds(commands, path.removeprefix("/").split())
    values: dict[str, Value] = {}
    for pair in given:
        match pair:
            case [str() as name, str() as text] if name in kinds:
                values[name] = _value(kinds[name], text, channel, uploads)
            case _:
                raise ClientRefused(f"{path} has no such option")
    return values


def _value(kind: int, text: str, channel: Channel, uploads: Uploads) -> Value:
    if kind == OptionType.ATTACHMENT:
        picked = uploads.find(as_id(text))
        if picked is None:
            raise ClientRefused("choose the file again")
        return picked
    return named_thing(kind, text, channel) if kind in THINGS else plain_value(kind, text)


def _kinds(commands: list[Command], words: list[str]) -> dict[str, int]:
    """Return the option types of `["watch", "add"]`. Raises ClientRefused."""
    top: list[Json] = [one.body for one in commands if one.kind is CommandType.CHAT_INPUT]
    if not words:
        raise ClientRefused("name a command")
    options = top
    for word in words:
        level = next((one for one in options if one["name"] == word), None)
        if level is None:
            raise ClientRefused("there is no such command here")
        options = level.get("options") or []
    return {str(option["name"]): int(option["type"]) for option in options}
