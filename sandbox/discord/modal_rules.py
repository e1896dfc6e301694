"""What a modal may look like (developers/components/reference.mdx, Label and Text Input)."""

from collections.abc import Iterator

from sandbox.discord.component_rules import check_custom_id, check_select
from sandbox.discord.json_types import Json
from sandbox.discord.refusals import Form, Path
from sandbox.discord.things import SELECTS, ComponentType

TITLE = 45
PARTS = 5
LABEL = 45
DESCRIPTION = 100
TEXT = 4_000
PLACEHOLDER = 100

_T = ComponentType
_TOP = (int(_T.ACTION_ROW), int(_T.TEXT_DISPLAY), int(_T.LABEL))


def check_modal(data: Json) -> Json:
    """Return a modal as it was sent. Raises 50035."""
    form = Form()
    for key, limit in (("title", TITLE), ("custom_id", 100)):
        if form.required(("data", key), data.get(key)):
            form.longest(("data", key), data[key], limit)
    path: Path = ("data", "components")
    for index, part in enumerate(form.at_most(path, data.get("components"), PARTS, least=1)):
        _check_part(form, (*path, index), part)
    ids = [field.get("custom_id") for field in fields(data)]
    if len(ids) != len(set(ids)):
        message = "Component custom id cannot be duplicated"
        form.wrong(path, "COMPONENT_CUSTOM_ID_DUPLICATED", message)
    form.close()
    return data


def _check_part(form: Form, path: Path, part: Json) -> None:
    if not form.choice((*path, "type"), part.get("type"), _TOP):
        return
    if part["type"] == _T.LABEL:
        if form.required((*path, "label"), part.get("label")):
            form.longest((*path, "label"), part["label"], LABEL)
        form.longest((*path, "description"), part.get("description"), DESCRIPTION)
    for field in fields_of(part):
        _check_field(form, path, field)


def _check_field(form: Form, path: Path, field: Json) -> None:
    if field.get("type") in SELECTS:
        check_select(form, path, field)
        if field.get("disabled"):
            message = "Nothing in a modal can be disabled."
            form.wrong((*path, "disabled"), "COMPONENT_DISABLED_IN_MODAL", message)
    elif form.choice((*path, "type"), field.get("type"), (int(_T.TEXT_INPUT),)):
        check_custom_id(form, path, field)
        form.choice((*path, "style"), field.get("style"), (1, 2))
        _check_lengths(form, path, field)
        form.longest((*path, "value"), field.get("value"), TEXT)
        form.longest((*path, "placeholder"), field.get("placeholder"), PLACEHOLDER)


def _check_lengths(form: Form, path: Path, field: Json) -> None:
    """Check how little and how much may be typed; what is there already must fit."""
    least, most = field.get("min_length") or 0, field.get("max_length")
    most = TEXT if most is None else most
    if not 0 <= least <= TEXT or not 1 <= most <= TEXT or least > most:
        message = f"min_length and max_length must be in order and at most {TEXT}."
        form.wrong((*path, "max_length"), "NUMBER_TYPE_MAX", message)
    elif field.get("value") and not least <= len(str(field["value"])) <= most:
        message = f"Must be between {least} and {most} in length."
        form.wrong((*path, "value"), "BASE_TYPE_BAD_LENGTH", message)


def fields(modal: Json) -> Iterator[Json]:
    """Yield everything in a modal that a person fills in, in order."""
    for part in modal.get("components") or []:
        if isinstance(part, dict):
            yield from fields_of(part)


def fields_of(part: Json) -> list[Json]:
    """Return what a person fills in in one part of a modal."""
    inner = [part.get("component")] if part.get("type") == _T.LABEL else part.get("components")
    return [field for field in inner or [] if isinstance(field, dict)]
