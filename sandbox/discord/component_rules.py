"""What buttons, menus and layouts may look like (developers/components/reference.mdx)."""

from urllib.parse import urlsplit

from sandbox.discord.json_types import Json
from sandbox.discord.refusals import Form, Path
from sandbox.discord.things import LINK_BUTTON, SELECTS, ComponentType, walk

ROWS = 5
BUTTONS = 5
OPTIONS = 25
CUSTOM_ID = 100
LABEL = 80
URL = 512
TOTAL_V2 = 40
TEXT_V2 = 4_000
_OPTION_TEXT = 100
_PLACEHOLDER = 150
_ALT_TEXT = 1_024
_SECTION_TEXTS = 3
_GALLERY_ITEMS = 10
_PREMIUM_BUTTON = 6
_SCHEMES = ("http", "https", "discord")

_T = ComponentType
_DEFAULT_KINDS: dict[int, tuple[str, ...]] = {
    _T.USER_SELECT: ("user",),
    _T.ROLE_SELECT: ("role",),
    _T.MENTIONABLE_SELECT: ("user", "role"),
    _T.CHANNEL_SELECT: ("channel",),
}
_LEAVES_V2 = (_T.TEXT_DISPLAY, _T.MEDIA_GALLERY, _T.FILE, _T.SEPARATOR)
_TOP_V2 = (_T.ACTION_ROW, _T.SECTION, _T.CONTAINER, *_LEAVES_V2)
_INSIDE: dict[int, tuple[ComponentType, ...]] = {
    _T.ACTION_ROW: (_T.BUTTON, *SELECTS),
    _T.SECTION: (_T.TEXT_DISPLAY,),
    _T.CONTAINER: (_T.ACTION_ROW, _T.SECTION, *_LEAVES_V2),
}


def check_components(form: Form, components: object, *, is_v2: bool) -> None:
    """Note everything wrong with a message's components."""
    path: Path = ("components",)
    limit = TOTAL_V2 if is_v2 else ROWS
    top = form.at_most(path, components, limit)
    allowed = _TOP_V2 if is_v2 else (_T.ACTION_ROW,)
    for index, part in enumerate(top):
        _check(form, (*path, index), part, allowed)
    if is_v2:
        _check_totals(form, path, top)
    _check_unique_ids(form, path, top)


def _check_totals(form: Form, path: Path, top: list[Json]) -> None:
    parts = list(walk(top))
    if len(parts) > TOTAL_V2:
        message = f"Must be {TOTAL_V2} or fewer in total, nested components too."
        form.wrong(path, "COMPONENT_MAX_TOTAL_EXCEEDED", message)
    texts = [part.get("content") for part in parts if part.get("type") == _T.TEXT_DISPLAY]
    if sum(len(text) for text in texts if isinstance(text, str)) > TEXT_V2:
        message = f"Displayable text must be {TEXT_V2} or fewer in total."
        form.wrong(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)


def _check_unique_ids(form: Form, path: Path, top: list[Json]) -> None:
    seen: set[str] = set()
    for part in walk(top):
        custom_id = part.get("custom_id")
        if custom_id in seen:
            message = "Component custom id cannot be duplicated"
            form.wrong(path, "COMPONENT_CUSTOM_ID_DUPLICATED", message)
        elif custom_id is not None:
            seen.add(custom_id)


def _check(form: Form, path: Path, part: Json, allowed: tuple[ComponentType, ...]) -> None:
    kind = part.get("type")
    if not form.choice((*path, "type"), kind, tuple(int(item) for item in allowed)):
        return
    if kind in _INSIDE:
        _check_children(form, path, part, _INSIDE[kind])
    if kind == _T.ACTION_ROW:
        _check_row(form, path, part)
    elif kind == _T.SECTION:
        _check_section(form, path, part)
    elif kind == _T.BUTTON:
        _check_button(form, path, part)
    elif kind in SELECTS:
        check_select(form, path, part)
    else:
        _check_leaf(form, path, part)


def _check_children(form: Form, path: Path, part: Json, allowed: tuple[ComponentType, ...]) -> None:
    place = (*path, "components")
    for index, inner in enumerate(form.at_most(place, part.get("components"), TOTAL_V2, least=1)):
        _check(form, (*place, index), inner, allowed)


def _check_row(form: Form, path: Path, row: Json) -> None:
    inside = row.get("components") or []
    has_select = any(part.get("type") in SELECTS for part in inside if isinstance(part, dict))
    if len(inside) > (1 if has_select else BUTTONS):
        message = "A row holds five buttons or one menu."
        form.wrong((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)


def _check_section(form: Form, path: Path, section: Json) -> None:
    if len(section.get("components") or []) > _SECTION_TEXTS:
        message = f"Must be between 1 and {_SECTION_TEXTS} in length."
        form.wrong((*path, "components"), "BASE_TYPE_BAD_LENGTH", message)
    place = (*path, "accessory")
    accessory = section.get("accessory")
    if form.required(place, accessory) and isinstance(accessory, dict):
        _check(form, place, accessory, (_T.BUTTON, _T.THUMBNAIL))


def _check_button(form: Form, path: Path, button: Json) -> None:
    style = button.get("style")
    if not form.choice((*path, "style"), style, tuple(range(1, _PREMIUM_BUTTON + 1))):
        return
    form.longest((*path, "label"), button.get("label"), LABEL)
    if style != _PREMIUM_BUTTON and not (button.get("label") or button.get("emoji")):
        form.required((*path, "label"), None)
    if style == LINK_BUTTON:
        _check_link(form, path, button)
    elif style != _PREMIUM_BUTTON:
        check_custom_id(form, path, button)


def _check_link(form: Form, path: Path, button: Json) -> None:
    url = button.get("url")
    if form.required((*path, "url"), url):
        form.longest((*path, "url"), url, URL)
        if urlsplit(str(url)).scheme not in _SCHEMES:
            schemes = ", ".join(_SCHEMES)
            message = f"Scheme must be one of ({schemes})."
            form.wrong((*path, "url"), "URL_TYPE_INVALID_SCHEME", message)
    if button.get("custom_id"):
        message = "A custom id and url cannot both be specified"
        form.wrong(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)


def check_custom_id(form: Form, path: Path, part: Json) -> None:
    """Note what is wrong with a part's custom id."""
    custom_id = part.get("custom_id")
    if form.required((*path, "custom_id"), custom_id):
        form.longest((*path, "custom_id"), custom_id, CUSTOM_ID, least=1)


def check_select(form: Form, path: Path, select: Json) -> None:
    """Note everything wrong with a menu."""
    check_custom_id(form, path, select)
    form.longest((*path, "placeholder"), select.get("placeholder"), _PLACEHOLDER)
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if not 0 <= least <= OPTIONS or not 1 <= most <= OPTIONS or least > most:
        message = f"min_values and max_values must be in order and at most {OPTIONS}."
        form.wrong((*path, "max_values"), "NUMBER_TYPE_MAX", message)
    if select["type"] != _T.STRING_SELECT:
        _check_defaults(form, path, select, (least, most))
        return
    place = (*path, "options")
    options = form.at_most(place, select.get("options"), OPTIONS, least=1)
    for index, option in enumerate(options):
        _check_option(form, (*place, index), option)
    if sum(1 for option in options if option.get("default")) > most:
        message = f"No more than {most} can be chosen from the start."
        form.wrong(place, "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message)
    values = [option.get("value") for option in options]
    if len(values) != len(set(values)):
        message = "The specified option value is already used"
        form.wrong(place, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)


def _check_defaults(form: Form, path: Path, select: Json, bounds: tuple[int, int]) -> None:
    """Check what a menu starts with: things of its own kind, and as many as can be chosen."""
    if not select.get("default_values"):
        return
    place = (*path, "default_values")
    least, most = bounds
    chosen = form.at_most(place, select["default_values"], most, least=least)
    for index, one in enumerate(chosen):
        form.choice((*place, index, "type"), one.get("type"), _DEFAULT_KINDS[select["type"]])


def _check_option(form: Form, path: Path, option: Json) -> None:
    for key in ("label", "value"):
        if form.required((*path, key), option.get(key)):
            form.longest((*path, key), option[key], _OPTION_TEXT)
    form.longest((*path, "description"), option.get("description"), _OPTION_TEXT)


def _check_leaf(form: Form, path: Path, part: Json) -> None:
    kind = part["type"]
    if kind == _T.TEXT_DISPLAY and form.required((*path, "content"), part.get("content")):
        form.longest((*path, "content"), part["content"], TEXT_V2)
    elif kind == _T.THUMBNAIL:
        _check_media(form, path, part)
    elif kind == _T.MEDIA_GALLERY:
        items = form.at_most((*path, "items"), part.get("items"), _GALLERY_ITEMS, least=1)
        for index, item in enumerate(items):
            _check_media(form, (*path, "items", index), item)
    elif kind == _T.FILE and not str((part.get("file") or {}).get("url", "")).startswith(
        "attachment://"
    ):
        form.wrong((*path, "file", "url"), "URL_TYPE_INVALID_SCHEME", "Must be attachment://.")


def _check_media(form: Form, path: Path, item: Json) -> None:
    form.required((*path, "media", "url"), (item.get("media") or {}).get("url"))
    form.longest((*path, "description"), item.get("description"), _ALT_TEXT)
