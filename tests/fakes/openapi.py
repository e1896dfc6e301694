"""Check recorded requests and answers against Discord's published description of its API.

The description lies beside the repository and is not part of it; `load()` returns None without it.
It is a preview and differs from what Discord takes from discord.py in a few ways, all of which are
listed in `tests/fakes/deviations.py`.
"""

import copy
import hashlib
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
from tests.fakes.deviations import undocumented

FILE = Path(__file__).parents[2] / ".." / "shared" / "discord-openapi.json"
JSON_TYPE = "application/json"
_BASE = "urn:discord"
_CLIENT_ERRORS = range(400, 500)
_PASSING = re.compile(r"(?<=\")\d{15,20}(?=\")|(?<=T)\d\d:\d\d:\d\d\.\d{6}")


class ApiDescription:
    """The published operations, ready to judge bodies."""

    def __init__(self, document: dict[str, Any], *, allows: bool = True) -> None:
        """Take the document; without `allows`, no deviation is let pass."""
        self.document = document
        self._allows = allows
        widened = _with_integer_ids(document) if allows else document
        self._paths: dict[str, Any] = widened["paths"]
        self._templates: list[str] = sorted(self._paths, key=lambda template: template.count("{"))
        self._published = _registry(widened)
        self._closed = _registry(_without_extra_keys(widened))
        self._validators: dict[tuple[str, bool], Draft202012Validator] = {}
        self._judged: dict[tuple[str, bool, bytes], tuple[str, ...]] = {}

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
        method = exchange.method.lower()
        place = _pointer("paths", template, method, "requestBody", "content", JSON_TYPE, "schema")
        problems = [
            *self._judge(place, exchange.json, closed=False),
            *self._judge(place, self._without_allowed(exchange.json), closed=True),
        ]
        return [f"{exchange.method} {exchange.path}: {problem}" for problem in problems]

    def _without_allowed(self, body: Any) -> Any:
        return without_allowed(body) if self._allows else body

    def answer_problems(self, exchange: Exchange) -> list[str]:
        """Return what is wrong with an answer of the stand-in, be it a refusal."""
        template = self.template(exchange.method, exchange.path)
        if template is None or exchange.answer is None:
            return []
        responses = self._paths[template][exchange.method.lower()]["responses"]
        status = str(exchange.status)
        if status not in responses and exchange.status in _CLIENT_ERRORS:
            status = "4XX"
        if status not in responses:
            return [f"{exchange.method} {exchange.path}: {exchange.status} is not described"]
        place = (template, exchange.method.lower(), "responses", status)
        if "$ref" in responses[status]:
            pointer = responses[status]["$ref"].removeprefix("#/")
        else:
            pointer = _pointer("paths", *place)
        schema = f"{pointer}/{_pointer('content', JSON_TYPE, 'schema')}"
        problems = self._judge(schema, as_described(exchange.answer), closed=False)
        return [f"{exchange.method} {exchange.path} answers: {problem}" for problem in problems]

    def thing_problems(self, names: tuple[str, ...], thing: Any) -> list[str]:
        """Return what is wrong with a thing that must fit one of the named schemas."""
        tries = [
            self._judge(_pointer("components", "schemas", name), thing, closed=False)
            for name in names
        ]
        return [] if () in tries else [problem for found in tries for problem in found]

    def _judge(self, pointer: str, body: Any, *, closed: bool) -> tuple[str, ...]:
        """Return the likeliest mistake, if there is one; the same body is looked at once.

        Every bot registers the same commands: bodies that differ in ids and times alone are alike.
        """
        alike = _PASSING.sub("0", json.dumps(body))
        key = pointer, closed, hashlib.sha256(alike.encode()).digest()
        if key not in self._judged:
            self._judged[key] = tuple(self._look_at(pointer, body, closed=closed))
        return self._judged[key]

    def _look_at(self, pointer: str, body: Any, *, closed: bool) -> Iterator[str]:
        validator = self._validators.get((pointer, closed))
        if validator is None:
            schema = {"$ref": f"{_BASE}#/{pointer}"}
            registry = self._closed if closed else self._published
            validator = Draft202012Validator(schema, registry=registry)
            self._validators[pointer, closed] = validator
        error = best_match(validator.iter_errors(body))
        if error is not None:
            yield f"{error.json_path} ({error.validator}): {error.message[:200]}"


def _pointer(*steps: str) -> str:
    """Write steps as a JSON pointer does."""
    return "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)


@cache
def load() -> ApiDescription | None:
    """Load the description, once; None if it is not there."""
    if not FILE.is_file():
        return None
    return ApiDescription(json.loads(FILE.read_text(encoding="utf-8")))


def as_described(answer: Any) -> Any:
    """Return an answer as the description has it (see `deviations.DETAILS` and `LIMITED`)."""
    if not isinstance(answer, dict):
        return answer
    if "retry_after" in answer:
        return {"code": 0, **answer}
    is_refusal = {"code", "message", "errors"} == answer.keys()
    return {key: answer[key] for key in ("code", "message")} if is_refusal else answer


def without_allowed(body: Any, kind: str = "message") -> Any:
    """Return a body without the keys that are known to be missing from the description."""
    if isinstance(body, list):
        return [without_allowed(row, "command") for row in body]
    if not isinstance(body, dict):
        return body
    drop = undocumented("command" if "default_member_permissions" in body else kind)
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
