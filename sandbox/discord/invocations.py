"""From what a person typed to the JSON of an interaction."""

from sandbox.discord.command_rules import STRING_LENGTH, OptionType
from sandbox.discord.commands import Command
from sandbox.discord.core import Core
from sandbox.discord.interactions import Interaction
from sandbox.discord.json_types import Json
from sandbox.discord.payloads import (
    channel_payload,
    member_payload,
    role_payload,
    user_payload,
)
from sandbox.discord.things import Channel, Role, User
from sandbox.discord.uploads import PickedFile, picked_payload

ATTACHMENT_LIMIT = 10 * 1024 * 1024
Value = str | int | float | bool | User | Channel | Role | PickedFile


class ClientRefused(Exception):
    """Discord's own client would not let a person do this."""


def interaction_payload(core: Core, asked: Interaction) -> Json:
    """Describe an interaction as INTERACTION_CREATE does."""
    channel, user = asked.channel, asked.user
    payload: Json = {
        "id": str(asked.id),
        "application_id": str(core.world.application.id),
        "type": int(asked.kind),
        "token": asked.token,
        "version": 1,
        "data": {key: value for key, value in asked.data.items() if key != "focused_type"},
        "channel_id": str(channel.id),
        "channel": _with_permissions(core, user, channel),
        "locale": user.locale,
        "context": int(asked.context),
        "authorizing_integration_owners": asked.owners(),
        "app_permissions": str(_app_permissions(core, user, channel)),
        "attachment_size_limit": ATTACHMENT_LIMIT,
        "entitlements": [],
        "entitlement_sku_ids": [],
    }
    if asked.source is not None:
        payload["message"] = core.messages.payload(asked.source)
    return payload | _whose(core, user, channel)


def _whose(core: Core, user: User, channel: Channel) -> Json:
    """Describe who did it: a user in direct messages, a member in a server."""
    guild = channel.guild
    if guild is None:
        return {"user": user_payload(user)}
    member = member_payload(guild.members[user.id])
    member["permissions"] = str(int(core.world.permissions(user, channel)))
    about: Json = {"id": str(guild.id), "locale": guild.locale, "features": []}
    place: Json = {"guild_id": str(guild.id), "guild_locale": guild.locale, "guild": about}
    return {**place, "member": member}


def _with_permissions(core: Core, user: User, channel: Channel) -> Json:
    permissions = str(int(core.world.permissions(user, channel)))
    return {**channel_payload(channel), "permissions": permissions}


def _app_permissions(core: Core, user: User, channel: Channel) -> int:
    """Return the bot's permissions; where it is no member, it acts within the person's."""
    inside = channel.guild is None or core.world.has_bot(channel.guild)
    return int(core.world.permissions(core.world.bot if inside else user, channel))


def data_of(
    command: Command, words: list[str], given: dict[str, Value], channel: Channel, *, typing: bool
) -> Json:
    """Build the data of a slash command, or of its autocomplete while `typing`.

    The last value given is the one being typed. Raises ClientRefused for what a client refuses.
    """
    levels = _descend(command, words)
    known = {option["name"]: option for option in levels[-1].get("options") or []}
    _check_names(known, given, typing=typing)
    resolved: Json = {}
    options: list[Json] = [
        {"name": name, "type": known[name]["type"], "value": _value(known[name], value, typing)}
        for name, value in given.items()
    ]
    for value in given.values():
        resolve(value, channel, resolved)
    data: Json = {"id": str(command.id), "name": command.name, "type": int(command.kind)}
    if typing and options:
        options[-1]["focused"] = True
        data["focused_type"] = options[-1]["type"]
    for level in reversed(levels[1:]):
        options = [{"name": level["name"], "type": level["type"], "options": options}]
    data |= {"options": options, **({"resolved": resolved} if resolved else {})}
    return data | ({"guild_id": str(command.guild_id)} if command.guild_id else {})


def _descend(command: Command, words: list[str]) -> list[Json]:
    """Follow `/watch add` down to its sub-command; return every level."""
    levels = [command.body]
    for word in words:
        inner = {option["name"]: option for option in levels[-1].get("options") or []}
        if word not in inner:
            raise ClientRefused(f"/{command.name} has no sub-command {word}")
        levels.append(inner[word])
    options = levels[-1].get("options") or []
    if any(option["type"] <= OptionType.SUB_COMMAND_GROUP for option in options):
        raise ClientRefused(f"/{command.name} needs a sub-command")
    return levels


def _check_names(known: dict[str, Json], given: dict[str, Value], *, typing: bool) -> None:
    unknown = sorted(given.keys() - known.keys())
    if unknown:
        raise ClientRefused(f"there is no option {', '.join(unknown)}")
    for name, option in known.items():
        if option.get("required") and name not in given and not typing:
            raise ClientRefused(f"the option {name} is required")


_TYPES: dict[int, type | tuple[type, ...]] = {
    OptionType.STRING: str,
    OptionType.INTEGER: int,
    OptionType.BOOLEAN: bool,
    OptionType.USER: User,
    OptionType.CHANNEL: Channel,
    OptionType.ROLE: Role,
    OptionType.MENTIONABLE: (User, Role),
    OptionType.NUMBER: (int, float),
    OptionType.ATTACHMENT: PickedFile,
}


def _value(option: Json, value: Value, typing: bool) -> str | int | float | bool:  # noqa: FBT001
    name, kind = option["name"], option["type"]
    if isinstance(value, (User, Channel, Role, PickedFile)):
        _check_type(option, value)
        return str(value.id)
    if typing:
        return value
    _check_type(option, value)
    choices = [choice["value"] for choice in option.get("choices") or []]
    if choices and value not in choices:
        raise ClientRefused(f"{name} offers a list, and {value!r} is not in it")
    measured = len(value) if isinstance(value, str) else value
    low, high = (
        ("min_length", "max_length") if isinstance(value, str) else ("min_value", "max_value")
    )
    highest = option.get(high, STRING_LENGTH if kind == OptionType.STRING else measured)
    if not option.get(low, measured) <= measured <= highest:
        raise ClientRefused(f"{name} is outside its bounds")
    return value


def _check_type(option: Json, value: Value) -> None:
    wanted = _TYPES.get(option["type"])
    is_flag_for_number = isinstance(value, bool) and wanted is not bool
    if wanted is None or is_flag_for_number or not isinstance(value, wanted):
        raise ClientRefused(f"{option['name']} takes another type than {type(value).__name__}")
    types = option.get("channel_types")
    if isinstance(value, Channel) and types and value.type not in types:
        raise ClientRefused(f"{option['name']} does not take this kind of channel")


def resolve(value: Value, channel: Channel, resolved: Json) -> None:
    """Add what an id stands for, as Discord does."""
    if isinstance(value, User):
        resolved.setdefault("users", {})[str(value.id)] = user_payload(value)
        member = channel.guild.members.get(value.id) if channel.guild else None
        if member is not None:
            about = {**member_payload(member, with_user=False), "permissions": "0"}
            resolved.setdefault("members", {})[str(value.id)] = about
    elif isinstance(value, Channel):
        about = {**channel_payload(value), "permissions": "0"}
        resolved.setdefault("channels", {})[str(value.id)] = about
    elif isinstance(value, Role):
        resolved.setdefault("roles", {})[str(value.id)] = role_payload(value)
    elif isinstance(value, PickedFile):
        resolved.setdefault("attachments", {})[str(value.id)] = picked_payload(value)
