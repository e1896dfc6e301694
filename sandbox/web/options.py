"""The options of a command as a page sends them: texts that stand for many kinds of value."""

from typing import TypeAlias

from sandbox.discord import ClientRefused
from sandbox.discord.command_rules import CommandType, OptionType
from sandbox.discord.commands import Command
from sandbox.discord.invocations import Value
from sandbox.discord.json_types import Json
from sandbox.discord.things import Channel
from sandbox.discord.uploads import PickedFile
from sandbox.web.reading import named_thing, plain_value

THINGS = (OptionType.CHANNEL, OptionType.ROLE, OptionType.USER, OptionType.MENTIONABLE)

Picked: TypeAlias = dict[str, PickedFile]


def values_of(
    commands: list[Command], path: str, given: object, channel: Channel, picked: Picked
) -> dict[str, Value]:
    """Return what was given to a command, in its order. Raises ClientRefused."""
    if not isinstance(given, list):
        raise ClientRefused("options must be a list")
    kinds = _kinds(commands, path.removeprefix("/").split())
    values: dict[str, Value] = {}
    for pair in given:
        match pair:
            case [str() as name, str() as text] if name in kinds:
                values[name] = _value(kinds[name], text, channel, picked)
            case _:
                raise ClientRefused(f"{path} has no such option")
    return values


def _value(kind: int, text: str, channel: Channel, picked: Picked) -> Value:
    if kind == OptionType.ATTACHMENT:
        if text not in picked:
            raise ClientRefused("choose the file again")
        return picked[text]
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
