"""Check recorded requests and answers against Discord's published description of its API.

The description lies beside the repository and is not part of it; `load()` returns None without it.
It is a preview and differs from what Discord takes from discord.py in two ways, which are allowed
here: ids may be integers, and a few documented keys are missing.
"""

import copy
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from sandbox.discord.recorder import Exchange

FILE = Path(__file__).parents[2] / ".." / "shared" / "discord-openapi.json"
JSON_TYPE = "application/json"
_BASE = "urn:discord"
# Keys that discord.py sends, Discord takes, and the description lacks, by where they stand.
_UNDOCUMENTED = {"command": {"nsfw"}, "message": {"tts"}, "embed": {"flags"}, "thread": {"type"}}


class ApiDescription:
    """The published operations, ready to judge bodies."""

    def __init__(self, document: dict[str, Any]) -> None:
        widened = _with_integer_ids(document)
        self._paths: dict[str, Any] = widened["paths"]
        self._templates: list[str] = sorted(self._paths, key=lambda template: template.count("{"))
        self._published = _registry(widened)
        self._closed = _registry(_without_extra_keys(widened))
        self._validators: dict[tuple[str, bool], Draft202012Validator] = {}

    def template(self, method: str, path: str) -> str | None:
        """Find the published path of a real one; the most literal wins."""
        for template in self._templates:
            operations = self._paths[template]
            pattern = re.sub(r"\\\{[^/]*?\\\}", "[^/]+", re.escape(template))
            if method.lower() in operations and re.fullmatch(pattern, path):
                return template
        return None

    def request_problems(self, exchange: Exchange) -> list[str]:
        """Return what is wrong with a request: unknown operation, wrong body, undocumented keys."""
        template = self.template(exchange.method, exchange.path)
        if template is None:
            return [f"{exchange.method} {exchange.path}: no such operation is published"]
        if exchange.json is None:
            return []
        place = (template, exchange.method.lower(), "requestBody", "content", JSON_TYPE, "schema")
        problems = [
            *self._judge(place, exchange.json, closed=False),
            *self._judge(place, without_allowed(exchange.json), closed=True),
        ]
        return [f"{exchange.method} {exchange.path}: {problem}" for problem in problems]

    def answer_problems(self, exchange: Exchange) -> list[str]:
        """Return what is wrong with an answer of the stand-in; refusals are not described."""
        template = self.template(exchange.method, exchange.path)
        if template is None or exchange.answer is None or exchange.status >= 300:
            return []
        status = str(exchange.status)
        responses = self._paths[template][exchange.method.lower()]["responses"]
        if JSON_TYPE not in responses.get(status, {}).get("content", {}):
            return [f"{exchange.method} {exchange.path}: {status} is not described"]
        place = (template, exchange.method.lower(), "responses", status, "content", JSON_TYPE)
        problems = self._judge((*place, "schema"), exchange.answer, closed=False)
        return [f"{exchange.method} {exchange.path} answers: {problem}" for problem in problems]

    def _judge(self, place: tuple[str, ...], body: Any, *, closed: bool) -> Iterator[str]:
        pointer = "/".join(step.replace("~", "~0").replace("/", "~1") for step in place)
        validator = self._validators.get((pointer, closed))
        if validator is None:
            schema = {"$ref": f"{_BASE}#/paths/{pointer}"}
            registry = self._closed if closed else self._published
            validator = Draft202012Validator(schema, registry=registry)
            self._validators[pointer, closed] = validator
        error = best_match(validator.iter_errors(body))
        if error is not None:
            yield f"{error.json_path} ({error.validator}): {error.message[:200]}"


@cache
def load() -> ApiDescription | None:
    """Load the description, once; None if it is not there."""
    if not FILE.is_file():
        return None
    return ApiDescription(json.loads(FILE.read_text(encoding="utf-8")))


def without_allowed(body: Any, kind: str = "message") -> Any:
    """Return a body without the keys that are known to be missing from the description."""
    if isinstance(body, list):
        return [without_allowed(row, "command") for row in body]
    if not isinstance(body, dict):
        return body
    drop = set(_UNDOCUMENTED.get(kind, ()))
    if "auto_archive_duration" in body:
        drop |= _UNDOCUMENTED["thread"]
    if "default_member_permissions" in body:
        drop |= _UNDOCUMENTED["command"]
    kept = {key: value for key, value in body.items() if key not in drop}
    for key in ("data", "message"):
        if isinstance(kept.get(key), dict):
            kept[key] = without_allowed(kept[key])
    if isinstance(kept.get("embeds"), list):
        kept["embeds"] = [without_allowed(embed, "embed") for embed in kept["embeds"]]
    return kept


def _with_integer_ids(document: dict[str, Any]) -> dict[str, Any]:
    widened = copy.deepcopy(document)
    snowflake = widened["components"]["schemas"]["SnowflakeType"]
    snowflake["type"] = ["string", "integer"]
    return widened


def _without_extra_keys(node: Any) -> Any:
    """Close every object that lists its keys, so that misspelt ones are seen."""
    if isinstance(node, list):
        return [_without_extra_keys(item) for item in node]
    if not isinstance(node, dict):
        return node
    closed = {key: _without_extra_keys(value) for key, value in node.items()}
    if isinstance(node.get("properties"), dict) and "additionalProperties" not in node:
        closed.setdefault("unevaluatedProperties", False)
    return closed


def _registry(document: dict[str, Any]) -> Registry[Any]:
    registry: Registry[Any] = Registry().with_resource(_BASE, DRAFT202012.create_resource(document))
    return registry
