"""A command as it is typed on one line: `/watch add target:example.com channel:#status`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sandbox.discord import ClientRefused, StandIn
from sandbox.discord.command_rules import CommandType, OptionType
from sandbox.discord.commands import Command
from sandbox.discord.invocations import Value
from sandbox.discord.json_types import Json
from sandbox.discord.things import Channel, Role, User

_NESTING = (OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP)
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a line says: the command, and the text of each option, in the order they were typed."""

    path: str
    given: tuple[tuple[Json, str], ...]


def read_command(line: str, commands: Iterable[Command]) -> Typed:
    """Read a line that begins with `/`. Raises ClientRefused, saying what there is."""
    word, _, rest = line.partition(" ")
    known = {f"/{one.name}": one.body for one in commands if one.kind is CommandType.CHAT_INPUT}
    if word not in known:
        raise ClientRefused(f"there is no command {word}; there are: {', '.join(sorted(known))}")
    path, level = word, known[word]
    while inner := _nested(level):
        word, _, rest = rest.strip().partition(" ")
        if word not in inner:
            raise ClientRefused(f"after {path} comes one of: {', '.join(sorted(inner))}")
        path, level = f"{path} {word}", inner[word]
    return Typed(path=path, given=tuple(_options(path, level.get("options") or [], rest.strip())))


def _nested(level: Json) -> dict[str, Json]:
    options = level.get("options") or []
    return {option["name"]: option for option in options if option["type"] in _NESTING}


def _options(path: str, options: list[Json], text: str) -> Iterable[tuple[Json, str]]:
    """Yield options with their texts. What stands before the first name is the first option's."""
    known = {option["name"]: option for option in options}
    if text and not known:
        raise ClientRefused(f"{path} takes nothing more")
    names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    marks: list[re.Match[str]] = []
    for mark in re.finditer(rf"(?<!\S)({names}):", text) if names else ():
        if mark[1] not in {one[1] for one in marks}:
            marks.append(mark)
    bare = text[: marks[0].start() if marks else None].strip()
    if bare:
        free = [name for name in known if name not in {one[1] for one in marks}]
        if not free:
            raise ClientRefused(f"{path} has no option for {bare}")
        yield known[free[0]], bare
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        yield known[mark[1]], text[mark.end() : end].strip()


async def values_of(
    typed: Typed, discord: StandIn, user: User, channel: Channel, within: float
) -> dict[str, Value]:
    """Turn texts into what a client sends; suggestions are taken up as a person would."""
    values = {
        option["name"]: _value(option, text, discord, channel) for option, text in typed.given
    }
    for option, text in typed.given:
        if option.get("autocomplete") and text:
            name = option["name"]
            others = {key: value for key, value in values.items() if key != name}
            asked = discord.people.autocomplete(user, channel, typed.path, **others, **{name: text})
            values[name] = _picked(await asked.choices(within), text)
    return values


def _picked(choices: list[Json], text: str) -> Value:
    """Return what a person picks: the suggestion of that name, else the first that contains it."""
    wanted = text.casefold()
    named = [(str(choice["name"]).casefold(), choice["value"]) for choice in choices]
    exact = [value for name, value in named if name == wanted]
    near = [value for name, value in named if wanted in name]
    picked: Value = next(iter([*exact, *near]), text)
    return picked


def _value(option: Json, text: str, discord: StandIn, channel: Channel) -> Value:
    match option["type"]:
        case OptionType.CHANNEL | OptionType.ROLE | OptionType.USER | OptionType.MENTIONABLE:
            return find_named(text, channel)
        case OptionType.ATTACHMENT:
            return discord.uploads.pick(Path(text).name, _content(text))
        case OptionType.BOOLEAN if text.casefold() in _FLAGS:
            return _FLAGS[text.casefold()]
        case OptionType.INTEGER | OptionType.NUMBER:
            return _number(option, text)
        case OptionType.BOOLEAN:
            raise ClientRefused(f"{option['name']} takes true or false")
    for choice in option.get("choices") or []:
        if text.casefold() in (str(choice["name"]).casefold(), str(choice["value"]).casefold()):
            value: Value = choice["value"]
            return value
    return text


def _number(option: Json, text: str) -> int | float:
    try:
        return int(text) if option["type"] == OptionType.INTEGER else float(text)
    except ValueError:
        raise ClientRefused(f"{option['name']} takes a number") from None


def _content(path: str) -> bytes:
    try:
        return Path(path).expanduser().read_bytes()
    except OSError:
        raise ClientRefused(f"there is no file {path}") from None


def find_named(text: str, channel: Channel) -> Channel | Role | User:
    """Return the channel, role or member that a name stands for. Raises ClientRefused."""
    guild, name = channel.guild, text.removeprefix("#").removeprefix("@")
    if guild is None:
        raise ClientRefused("there is nothing to choose from here")
    found: list[Channel | Role | User] = [
        *(one for one in guild.channels.values() if one.name == name),
        *(one for one in guild.roles.values() if one.name.removeprefix("@") == name),
        *(member.user for member in guild.members.values() if member.user.name == name),
    ]
    if not found:
        raise ClientRefused(f"there is no {text} here; there are: {', '.join(_names(channel))}")
    return found[0]


def _names(channel: Channel) -> Iterable[str]:
    if channel.guild is not None:
        yield from (f"#{one.name}" for one in channel.guild.channels.values())
        yield from (f"@{one.name.removeprefix('@')}" for one in channel.guild.roles.values())
