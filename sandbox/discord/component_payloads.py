"""How components look once they are in a message (developers/components/reference.mdx).

What was left open has its default, every part has an id, and files have an address.
"""

from collections.abc import Callable
from itertools import count
from typing import Any

from sandbox.discord.json_types import Json
from sandbox.discord.things import SELECTS, ComponentType

Look = Callable[[str], Json | None]  # from an address to what a client needs to show it

_T = ComponentType
_CHOSEN: Json = {"min_values": 1, "max_values": 1}
_DEFAULTS: dict[int, Json] = {
    **dict.fromkeys((int(kind) for kind in SELECTS), _CHOSEN),
    _T.THUMBNAIL: {"description": None, "spoiler": False},
    _T.FILE: {"name": None, "size": None, "spoiler": False},
    _T.SEPARATOR: {"spacing": 1, "divider": True},
    _T.CONTAINER: {"accent_color": None, "spoiler": False},
}
_MEDIA: Json = {"description": None, "spoiler": False}
# What a menu leaves open, Discord leaves out.
_LEFT_OUT = ("placeholder", "default_values", "channel_types")


def taken_in(components: list[Json]) -> list[Json]:
    """Return components as Discord keeps them."""
    numbers = count(1)

    def take_in(part: Any) -> Any:
        number = next(numbers)
        given = {key: value for key, value in part.items() if key != "id" and _is_kept(key, value)}
        kept = {"id": part.get("id") or number, **_DEFAULTS.get(part.get("type"), {}), **given}
        if isinstance(part.get("default_values"), list):
            chosen = part["default_values"]
            kept["default_values"] = [{**one, "id": str(one["id"])} for one in chosen]
        if isinstance(part.get("components"), list):
            kept["components"] = [take_in(inner) for inner in part["components"]]
        if isinstance(part.get("accessory"), dict):
            kept["accessory"] = take_in(part["accessory"])
        return kept

    return [take_in(part) for part in components]


def _is_kept(key: str, value: Any) -> bool:
    return value is not None or key not in _LEFT_OUT


def component_payloads(components: list[Json], look: Look) -> list[Json]:
    """Describe a message's components; `look` finds the files and pictures in them."""
    return [_payload(part, look) for part in components]


def _payload(part: Json, look: Look) -> Json:
    shown = dict(part)
    for place in ("media", "file"):
        if isinstance(part.get(place), dict):
            shown[place] = _unfurled(part, place, look)
    if isinstance(part.get("items"), list):
        shown["items"] = [_payload({**_MEDIA, **item}, look) for item in part["items"]]
    if isinstance(part.get("components"), list):
        shown["components"] = component_payloads(part["components"], look)
    if isinstance(part.get("accessory"), dict):
        shown["accessory"] = _payload(part["accessory"], look)
    return shown


def _unfurled(part: Json, place: str, look: Look) -> Json:
    url = str(part[place].get("url", ""))
    address = {"url": url, "proxy_url": url}
    # An address of elsewhere has an id too; nothing is asked for by it.
    return {"id": str(part.get("id") or 0), **address, **(look(url) or {})}
