"""What a person's client sends of a modal that was filled in.

developers/interactions/receiving-and-responding.mdx, Modal Submit Data.
"""

from collections.abc import Mapping
from typing import TypeAlias

from sandbox.discord.invocations import ClientRefused
from sandbox.discord.json_types import Json
from sandbox.discord.menus import Choice, chosen
from sandbox.discord.modal_rules import TEXT, fields, fields_of
from sandbox.discord.things import Channel, ComponentType

Filled: TypeAlias = Choice | tuple[Choice, ...]

_T = ComponentType


def filled_in(modal: Json, channel: Channel, values: Mapping[str, Filled]) -> Json:
    """Return the data of a submitted modal; what is not named keeps what it held.

    Raises ClientRefused for what a client would not send.
    """
    unknown = values.keys() - {field["custom_id"] for field in fields(modal)}
    if unknown:
        raise ClientRefused(f"the modal has no field {', '.join(sorted(unknown))}")
    resolved: Json = {}
    parts = [_filled_part(part, channel, values, resolved) for part in modal["components"]]
    data: Json = {"custom_id": modal["custom_id"], "components": parts}
    return {**data, **({"resolved": resolved} if resolved else {})}


def _filled_part(
    part: Json, channel: Channel, values: Mapping[str, Filled], resolved: Json
) -> Json:
    inner = [_filled(field, channel, values, resolved) for field in fields_of(part)]
    about: Json = {"type": part["type"], "id": part.get("id") or 1}
    if part["type"] == _T.LABEL:
        return {**about, "component": inner[0]}
    return {**about, "components": inner} if part["type"] == _T.ACTION_ROW else about


def _filled(field: Json, channel: Channel, values: Mapping[str, Filled], resolved: Json) -> Json:
    custom_id = field["custom_id"]
    about: Json = {"type": field["type"], "id": field.get("id") or 1, "custom_id": custom_id}
    if field["type"] == _T.TEXT_INPUT:
        return {**about, "value": _typed(field, values.get(custom_id, field.get("value") or ""))}
    given = values.get(custom_id, _defaults(field))
    choice = chosen(field, channel, given if isinstance(given, tuple) else (given,))
    for kind, found in choice.pop("resolved", {}).items():
        resolved.setdefault(kind, {}).update(found)
    return {**about, **choice}


def _defaults(menu: Json) -> tuple[Choice, ...]:
    """Return the texts that a menu starts with."""
    options = menu.get("options") or []
    return tuple(str(option["value"]) for option in options if option.get("default"))


def _typed(field: Json, text: Filled) -> str:
    name = field["custom_id"]
    if not isinstance(text, str):
        raise ClientRefused(f"{name} takes text")
    if not text and field.get("required", True):
        raise ClientRefused(f"{name} is required")
    least, most = field.get("min_length") or 0, field.get("max_length") or TEXT
    if text and not least <= len(text) <= most:
        raise ClientRefused(f"{name} takes {least} to {most} characters")
    return text
