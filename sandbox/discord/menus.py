"""Choosing from menus, as a person's client does it (developers/components/reference.mdx)."""

from typing import TypeAlias

from sandbox.discord.invocations import ClientRefused, resolve
from sandbox.discord.json_types import Json
from sandbox.discord.things import Channel, ComponentType, Message, Role, User

Choice: TypeAlias = str | Channel | Role | User

MENUS: dict[int, type[Choice] | tuple[type[Choice], ...]] = {
    ComponentType.STRING_SELECT: str,
    ComponentType.USER_SELECT: User,
    ComponentType.ROLE_SELECT: Role,
    ComponentType.MENTIONABLE_SELECT: (User, Role),
    ComponentType.CHANNEL_SELECT: Channel,
}


def find_menu(message: Message, custom_id: str) -> Json:
    """Return a message's menu. Raises ClientRefused."""
    for part in message.parts():
        if part.get("custom_id") == custom_id and part["type"] in MENUS:
            return part
    raise ClientRefused(f"there is no menu {custom_id}")


def chosen(menu: Json, channel: Channel, values: tuple[Choice, ...]) -> Json:
    """Return what a choice adds to an interaction's data. Raises ClientRefused.

    What is no text is sent as an id, with what the id stands for in `resolved`.
    """
    if menu.get("disabled"):
        raise ClientRefused("the menu is disabled")
    if not menu.get("min_values", 1) <= len(values) <= menu.get("max_values", 1):
        raise ClientRefused("too few or too many values")
    resolved: Json = {}
    ids = []
    for value in values:
        _check_offered(menu, channel, value)
        ids.append(value if isinstance(value, str) else str(value.id))
        resolve(value, channel, resolved)
    return {"values": ids, **({"resolved": resolved} if resolved else {})}


def _check_offered(menu: Json, channel: Channel, value: Choice) -> None:
    kind = menu["type"]
    if not isinstance(value, MENUS[kind]):
        raise ClientRefused(f"the menu does not offer a {type(value).__name__}")
    if isinstance(value, str):
        if value not in {option["value"] for option in menu.get("options") or []}:
            raise ClientRefused(f"the menu does not offer {value}")
    elif isinstance(value, (Role, User)):
        guild = channel.guild
        known = {**guild.roles, **guild.members} if guild else {}
        if guild is not None and value.id not in known:
            raise ClientRefused("the menu offers what is in this server")
    elif isinstance(value, Channel):
        types = menu.get("channel_types")
        if value.guild is not channel.guild or (types and value.type not in types):
            raise ClientRefused("the menu does not offer that channel")
