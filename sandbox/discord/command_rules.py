"""What an application command may look like (interactions/application-commands.mdx)."""

import unicodedata
from collections.abc import Iterator
from enum import IntEnum

from sandbox.discord.json_types import Json
from sandbox.discord.refusals import Form, Path

NAME = 32
DESCRIPTION = 100
OPTIONS = 25
CHOICES = 25
CHOICE_TEXT = 100
COMMAND_SUM = 8_000
STRING_LENGTH = 6_000
LIMITS = {1: 100, 2: 15, 3: 15}  # chat input, user, message; global and again per server

# developers/reference.mdx, Locales.
LOCALES = frozenset(
    {"ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he"}
    | {"hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru"}
    | {"sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW"}
)


class CommandType(IntEnum):
    """The kinds of command this stand-in has."""

    CHAT_INPUT = 1
    USER = 2
    MESSAGE = 3


class OptionType(IntEnum):
    """The kinds of option."""

    SUB_COMMAND = 1
    SUB_COMMAND_GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


_NESTING = (OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP)
_WITH_CHOICES = (OptionType.STRING, OptionType.INTEGER, OptionType.NUMBER)
_VALUE_TYPES: dict[int, tuple[type, ...]] = {
    OptionType.STRING: (str,),
    OptionType.INTEGER: (int,),
    OptionType.NUMBER: (int, float),
}


def check_commands(commands: list[Json]) -> None:
    """Refuse a set of commands that Discord would refuse. Raises 50035."""
    form = Form()
    for index, command in enumerate(commands):
        _check_command(form, (index,), command)
    for kind, limit in LIMITS.items():
        if sum(1 for command in commands if command.get("type", 1) == kind) > limit:
            message = f"Maximum number of application commands reached ({limit})."
            form.wrong((), "APPLICATION_COMMANDS_MAX", message)
    names = [(command.get("type", 1), command.get("name")) for command in commands]
    if len(names) != len(set(names)):
        message = "Application command names must be unique"
        form.wrong((), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
    form.close()


def check_command(command: Json) -> None:
    """Refuse one command that Discord would refuse. Raises 50035."""
    form = Form()
    _check_command(form, (), command)
    form.close()


def _check_command(form: Form, path: Path, command: Json) -> None:
    kind = command.get("type", 1)
    if not form.choice((*path, "type"), kind, tuple(int(item) for item in CommandType)):
        return
    is_chat = kind == CommandType.CHAT_INPUT
    _check_name(form, path, command, is_chat=is_chat)
    if is_chat:
        _check_description(form, path, command)
        _check_options(form, path, command, depth=0)
    else:
        _check_bare(form, path, command)
    _check_places(form, path, command)
    if _weight(command) > COMMAND_SUM:
        message = f"Command exceeds maximum size ({COMMAND_SUM})"
        form.wrong(path, "APPLICATION_COMMAND_TOO_LARGE", message)


def _check_bare(form: Form, path: Path, command: Json) -> None:
    """Check that a context-menu command has neither description nor options."""
    for key in ("description", "options"):
        if command.get(key):
            message = "Context menu commands cannot have this field."
            form.wrong((*path, key), "APPLICATION_COMMAND_FIELD_NOT_ALLOWED", message)


def _check_name(form: Form, path: Path, thing: Json, *, is_chat: bool) -> None:
    if form.required((*path, "name"), thing.get("name")):
        _check_one_name(form, (*path, "name"), thing["name"], is_chat=is_chat)
    for place, name in _translations(form, path, thing, "name_localizations"):
        _check_one_name(form, place, name, is_chat=is_chat)


def _check_one_name(form: Form, path: Path, name: object, *, is_chat: bool) -> None:
    form.longest(path, name, NAME, least=1)
    if is_chat and isinstance(name, str) and not _is_command_name(name):
        message = "Command name is invalid: lower-case letters, numbers, - and _ only."
        form.wrong(path, "APPLICATION_COMMAND_INVALID_NAME", message)


def _is_command_name(name: str) -> bool:
    r"""Whether a name fits `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, lower-cased."""
    letters = all(char in "-_'" or unicodedata.category(char)[0] in "LNM" for char in name)
    return letters and name == name.lower()


def _check_description(form: Form, path: Path, thing: Json) -> None:
    place = (*path, "description")
    if form.required(place, thing.get("description")):
        form.longest(place, thing["description"], DESCRIPTION, least=1)
    for where, text in _translations(form, path, thing, "description_localizations"):
        form.longest(where, text, DESCRIPTION, least=1)


def _translations(form: Form, path: Path, thing: Json, key: str) -> Iterator[tuple[Path, object]]:
    for locale, text in (thing.get(key) or {}).items():
        place = (*path, key, locale)
        if locale in LOCALES:
            yield place, text
        else:
            form.wrong(place, "BASE_TYPE_CHOICES", f"{locale} is not a locale of Discord.")


def _check_options(form: Form, path: Path, thing: Json, *, depth: int) -> None:
    place = (*path, "options")
    options = form.at_most(place, thing.get("options"), OPTIONS)
    for index, option in enumerate(options):
        _check_option(form, (*place, index), option, depth=depth)
    names = [option.get("name") for option in options]
    if len(names) != len(set(names)):
        message = "Option names must be unique"
        form.wrong(place, "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE", message)
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        message = "Required options must be placed before non-required options"
        form.wrong(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
    if len({option.get("type") in _NESTING for option in options}) > 1:
        message = "Sub-command options and plain options are mutually exclusive."
        form.wrong(place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)


def _check_option(form: Form, path: Path, option: Json, *, depth: int) -> None:
    kind = option.get("type")
    if not form.choice((*path, "type"), kind, tuple(int(item) for item in OptionType)):
        return
    _check_name(form, path, option, is_chat=True)
    _check_description(form, path, option)
    if kind in _NESTING:
        # A group may hold sub-commands; a sub-command holds plain options; nothing goes deeper.
        level = {OptionType.SUB_COMMAND_GROUP: 1, OptionType.SUB_COMMAND: 2}[OptionType(kind)]
        if level <= depth:
            message = "Commands can only be nested one level deep."
            form.wrong((*path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
        else:
            _check_options(form, path, option, depth=level)
        return
    if depth == 1:
        message = "A group can only hold sub-commands."
        form.wrong((*path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    _check_values(form, path, option)


def _check_values(form: Form, path: Path, option: Json) -> None:
    kind = option["type"]
    choices = option.get("choices") or []
    if (choices or option.get("autocomplete")) and kind not in _WITH_CHOICES:
        message = "Only strings, integers and numbers have choices or autocomplete."
        form.wrong(path, "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", message)
        return
    if choices and option.get("autocomplete"):
        message = "Autocomplete and choices are mutually exclusive."
        form.wrong(path, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", message)
    for index, choice in enumerate(form.at_most((*path, "choices"), choices, CHOICES)):
        check_choice(form, (*path, "choices", index), choice, kind)
    _check_bounds(form, path, option)


def check_choice(form: Form, path: Path, choice: Json, kind: int) -> None:
    """Check one choice of an option, or one autocomplete suggestion."""
    if form.required((*path, "name"), choice.get("name")):
        form.longest((*path, "name"), choice["name"], CHOICE_TEXT, least=1)
    value = choice.get("value")
    if isinstance(value, bool) or not isinstance(value, _VALUE_TYPES[kind]):
        message = f"{value!r} does not fit the option's type."
        form.wrong((*path, "value"), "BASE_TYPE_CHOICES", message)
    elif isinstance(value, str):
        form.longest((*path, "value"), value, CHOICE_TEXT)


def _check_bounds(form: Form, path: Path, option: Json) -> None:
    is_text = option["type"] == OptionType.STRING
    is_number = option["type"] in (OptionType.INTEGER, OptionType.NUMBER)
    for key, fits in (("min_length", is_text), ("max_length", is_text)):
        value = option.get(key)
        if value is not None and not (fits and 0 <= value <= STRING_LENGTH):
            form.wrong((*path, key), "NUMBER_TYPE_MAX", f"Text only, at most {STRING_LENGTH}.")
    for key in ("min_value", "max_value"):
        if option.get(key) is not None and not is_number:
            form.wrong((*path, key), "BASE_TYPE_CHOICES", "Only numbers have bounds.")
    if option.get("channel_types") and option["type"] != OptionType.CHANNEL:
        form.wrong((*path, "channel_types"), "BASE_TYPE_CHOICES", "Only for channel options.")


def _check_places(form: Form, path: Path, command: Json) -> None:
    for key, allowed in (("contexts", (0, 1, 2)), ("integration_types", (0, 1))):
        for index, item in enumerate(command.get(key) or []):
            form.choice((*path, key, index), item, allowed)
    needed = command.get("default_member_permissions")
    if needed is not None and not str(needed).isdecimal():
        message = "default_member_permissions is a number in a string."
        form.wrong((*path, "default_member_permissions"), "NUMBER_TYPE_COERCE", message)


def _weight(thing: Json) -> int:
    """Count a command's characters: names, descriptions, values; of translations the longest."""
    own = _longest(thing, "name") + _longest(thing, "description")
    values = sum(
        _longest(choice, "name") + len(str(choice.get("value", "")))
        for choice in thing.get("choices") or []
    )
    inner = sum(_weight(option) for option in thing.get("options") or [])
    return own + values + inner


def _longest(thing: Json, key: str) -> int:
    texts = [thing.get(key) or "", *(thing.get(f"{key}_localizations") or {}).values()]
    return max(len(text) for text in texts if isinstance(text, str))
