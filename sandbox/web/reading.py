"""What a page asks for, read with suspicion: it is text from outside like any other."""

import json

from sandbox.discord import ClientRefused
from sandbox.discord.command_rules import OptionType
from sandbox.discord.invocations import Value
from sandbox.discord.json_types import Json, to_bytes
from sandbox.discord.things import Channel, Role, User

LONGEST = 64 * 1024  # characters of one request
LARGEST = 2**53  # of a number, either way: what Discord takes (Application Command Option Type)
_NO_ID = -1


def read_request(text: str) -> Json:
    """Read one request. Raises ClientRefused for what is none."""
    try:
        asked = json.loads(text)
        to_bytes(asked)  # half a character can be written in JSON, and be sent on to nobody
    except (ValueError, RecursionError):
        raise ClientRefused("that is no JSON") from None
    if not isinstance(asked, dict):
        raise ClientRefused("a request is an object")
    return asked


def text_of(asked: Json, name: str) -> str:
    """Return a text of a request. Raises ClientRefused."""
    value = asked.get(name)
    if not isinstance(value, str):
        raise ClientRefused(f"{name} must be text")
    return value


def texts_of(asked: Json, name: str) -> list[str]:
    """Return a list of texts. Raises ClientRefused."""
    values = asked.get(name)
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ClientRefused(f"{name} must be a list of texts")
    return values


def id_of(asked: Json, name: str) -> int:
    """Return an id of a request. Raises ClientRefused."""
    return as_id(text_of(asked, name))


def as_id(text: str) -> int:
    """Return an id, or one that nothing has."""
    is_id = text.isascii() and text.isdecimal() and len(text) <= len(str(2**64))
    return int(text) if is_id else _NO_ID


def named_thing(kind: int, text: str, channel: Channel) -> Channel | Role | User:
    """Return what the id of a channel, role or member stands for. Raises ClientRefused."""
    guild, number = channel.guild, as_id(text)
    if guild is None:
        raise ClientRefused("there is nothing to choose from here")
    channels = {**guild.channels, **guild.threads}
    members = {key: member.user for key, member in guild.members.items()}
    found = _tables(kind, channels, guild.roles, members).get(number)
    if found is None:
        raise ClientRefused("that is not here")
    return found


def _tables(
    kind: int, channels: dict[int, Channel], roles: dict[int, Role], members: dict[int, User]
) -> dict[int, Channel | Role | User]:
    """Return what an option of that type offers, by id."""
    if kind == OptionType.CHANNEL:
        return {**channels}
    if kind == OptionType.ROLE:
        return {**roles}
    return {**members} if kind == OptionType.USER else {**roles, **members}


def plain_value(kind: int, text: str) -> Value:
    """Return a text, number or flag as an option of that type takes it. Raises ClientRefused."""
    if kind == OptionType.BOOLEAN:
        if text not in ("true", "false"):
            raise ClientRefused("choose true or false")
        return text == "true"
    if kind not in (OptionType.INTEGER, OptionType.NUMBER):
        return text
    try:
        number = int(text) if kind == OptionType.INTEGER else float(text)
    except ValueError:
        raise ClientRefused("that is no number") from None
    if not -LARGEST <= number <= LARGEST:
        raise ClientRefused("that is no number")
    return number
