"""What a message may hold: text, embeds, mentions, flags (developers/resources/message.mdx)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sandbox.discord.component_rules import check_components
from sandbox.discord.json_types import Json
from sandbox.discord.refusals import Form, Path, refusal
from sandbox.discord.things import MessageFlag

CONTENT = 2_000
EMBEDS = 10
EMBED_SUM = 6_000
FIELDS = 25
NONCE = 25
MENTIONED = 100
COLOUR = 0xFFFFFF
URL = 2_048
FILES = 10
FILE_BYTES = 10 * 1024 * 1024  # what a server without boosts takes (developers/reference.mdx)
ALT_TEXT = 1_024

_EMBED_TEXTS = {"title": 256, "description": 4_096}
_FIELD_TEXTS = {"name": 256, "value": 1_024}
_PARTS = {"footer": ("text", 2_048), "author": ("name", 256)}
# An embed with none of these shows nothing, and is refused for want of a description.
_EMBED_PARTS = (*_EMBED_TEXTS, *_PARTS, "fields", "image", "thumbnail", "url")
_SETTABLE = (
    MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.IS_COMPONENTS_V2
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What an edit changes: what the message holds already."""

    has_content: bool = False
    has_embeds: bool = False
    has_components: bool = False
    has_files: bool = False
    is_v2: bool = False


def check_message(
    body: Json, *, files: int = 0, may_hide: bool = False, before: Before | None = None
) -> None:
    """Refuse what Discord refuses in a message. Raises 50035 or 50006.

    `may_hide` allows the ephemeral flag (interaction answers); `before` makes it an edit.
    """
    form = Form()
    before = before or Before()
    form.longest(("content",), body.get("content"), CONTENT)
    form.longest(("nonce",), _nonce(body), NONCE)
    _check_embeds(form, body.get("embeds"))
    _check_mentions(form, body.get("allowed_mentions"))
    _check_attachments(form, body.get("attachments"))
    is_v2 = _check_flags(form, body, may_hide=may_hide, before=before)
    check_components(form, body.get("components"), is_v2=is_v2)
    form.close()
    if _is_empty(body, files, before):
        raise refusal(50006)


def _nonce(body: Json) -> str | None:
    return None if body.get("nonce") is None else str(body["nonce"])


def _is_empty(body: Json, files: int, before: Before) -> bool:
    def holds(key: str, *, already: bool) -> bool:
        value = body.get(key, already)
        return bool(value.strip() if isinstance(value, str) else value)

    return not (
        files
        or holds("content", already=before.has_content)
        or holds("embeds", already=before.has_embeds)
        or holds("components", already=before.has_components)
        or holds("attachments", already=before.has_files)
        or any(body.get(key) for key in ("poll", "sticker_ids"))
    )


def _check_flags(form: Form, body: Json, *, may_hide: bool, before: Before) -> bool:
    """Check the flags; tell whether the message uses the newer components."""
    flags = body.get("flags") or 0
    if not isinstance(flags, int):
        form.wrong(("flags",), "NUMBER_TYPE_COERCE", f'Value "{flags}" is not int.')
        flags = 0
    settable = _SETTABLE | MessageFlag.EPHEMERAL if may_hide else _SETTABLE
    if flags & ~settable:
        form.wrong(("flags",), "BASE_TYPE_BAD_FLAGS", "These flags cannot be set.")
    is_v2 = bool(flags & MessageFlag.IS_COMPONENTS_V2)
    if before.is_v2 and "flags" in body and not is_v2:
        form.wrong(("flags",), "CANNOT_REMOVE_FLAG", "IS_COMPONENTS_V2 cannot be removed.")
    is_v2 = is_v2 or before.is_v2
    if is_v2:
        for key in ("content", "embeds", "poll", "sticker_ids"):
            _check_absent(form, body, key, before)
    return is_v2


def _check_absent(form: Form, body: Json, key: str, before: Before) -> None:
    was_there = {"content": before.has_content, "embeds": before.has_embeds}.get(key, False)
    if body.get(key) or (was_there and key not in body):
        message = f"The '{key}' field cannot be used with MessageFlags.IS_COMPONENTS_V2."
        form.wrong((key,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _check_embeds(form: Form, embeds: object) -> None:
    total = 0
    for index, embed in enumerate(form.at_most(("embeds",), embeds, EMBEDS)):
        total += _check_embed(form, ("embeds", index), embed)
    if total > EMBED_SUM:
        message = f"Embed size exceeds maximum size of {EMBED_SUM}"
        form.wrong(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", message)


def _check_embed(form: Form, path: Path, embed: Json) -> int:
    """Check one embed; return how many characters count towards the sum."""
    if not any(embed.get(key) for key in _EMBED_PARTS):
        form.required((*path, "description"), None)
    total = 0
    for key, limit in _EMBED_TEXTS.items():
        total += _check_text(form, (*path, key), embed.get(key), limit)
    for key, (inner, limit) in _PARTS.items():
        part = embed.get(key) or {}
        total += _check_text(form, (*path, key, inner), part.get(inner), limit)
        _check_url(form, (*path, key, "icon_url"), part.get("icon_url"))
        _check_url(form, (*path, key, "url"), part.get("url"))
    _check_url(form, (*path, "url"), embed.get("url"))
    for key in ("image", "thumbnail"):
        _check_url(form, (*path, key, "url"), (embed.get(key) or {}).get("url"))
    _check_look(form, path, embed)
    return total + _check_fields(form, (*path, "fields"), embed.get("fields"))


def _check_look(form: Form, path: Path, embed: Json) -> None:
    """Check an embed's colour and its time."""
    colour = embed.get("color")
    if colour is not None and not (isinstance(colour, int) and 0 <= colour <= COLOUR):
        message = f"int value should be less than or equal to {COLOUR}."
        form.wrong((*path, "color"), "NUMBER_TYPE_MAX", message)
    time = embed.get("timestamp")
    try:
        datetime.fromisoformat(time or "2015-01-01")
    except (TypeError, ValueError):
        message = f"Could not parse {time}. Should be ISO8601."
        form.wrong((*path, "timestamp"), "DATE_TIME_TYPE_PARSE", message)


def _check_fields(form: Form, path: Path, fields: object) -> int:
    total = 0
    for index, row in enumerate(form.at_most(path, fields, FIELDS)):
        for key, limit in _FIELD_TEXTS.items():
            place = (*path, index, key)
            value = row.get(key)
            if form.required(place, value.strip() if isinstance(value, str) else value):
                total += _check_text(form, place, value, limit)
    return total


def _check_text(form: Form, path: Path, value: object, limit: int) -> int:
    """Check one embed text; Discord trims it first."""
    text = value.strip() if isinstance(value, str) else value
    form.longest(path, text, limit)
    return len(text) if isinstance(text, str) else 0


def _check_url(form: Form, path: Path, url: object) -> None:
    if url is None:
        return
    if not isinstance(url, str) or urlsplit(url).scheme not in ("http", "https", "attachment"):
        form.wrong(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
    else:
        form.longest(path, url, URL)


def _check_attachments(form: Form, attachments: object) -> None:
    for index, item in enumerate(form.at_most(("attachments",), attachments, FILES)):
        place: Path = ("attachments", index, "description")
        form.longest(place, item.get("description"), ALT_TEXT)


def check_files(sizes: Sequence[int]) -> None:
    """Refuse more or larger files than a message takes. Raises 30015 or 40005."""
    if len(sizes) > FILES:
        raise refusal(30015)
    if any(size > FILE_BYTES for size in sizes):
        raise refusal(40005)


def _check_mentions(form: Form, allowed: object) -> None:
    if allowed is None:
        return
    if not isinstance(allowed, dict):
        form.wrong(("allowed_mentions",), "DICT_TYPE_CONVERT", "Only dictionaries may be used.")
        return
    parse = allowed.get("parse") or []
    for index, kind in enumerate(parse):
        form.choice(("allowed_mentions", "parse", index), kind, ("users", "roles", "everyone"))
    for kind in ("users", "roles"):
        listed = allowed.get(kind) or []
        if len(listed) > MENTIONED:
            message = f"Must be {MENTIONED} or fewer in length."
            form.wrong(("allowed_mentions", kind), "BASE_TYPE_MAX_LENGTH", message)
        if listed and kind in parse:
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.wrong(("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
