"""What a route is, and what its handler is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.discord.core import Core
from sandbox.discord.json_types import Json
from sandbox.discord.messages import Upload
from sandbox.discord.refusals import refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request, read and allowed in."""

    core: Core
    params: dict[str, str]
    query: dict[str, str]
    json: Any
    uploads: list[Upload] = field(default_factory=list)

    def id(self, name: str) -> int:
        """Return an id of the path."""
        return int(self.params[name])

    @property
    def body(self) -> Json:
        """Return the JSON object sent. Raises 50109 if it is something else."""
        if not isinstance(self.json, dict):
            raise refusal(50109)
        return self.json

    @property
    def rows(self) -> list[Json]:
        """Return the list of JSON objects sent. Raises 50109 if it is something else."""
        if not isinstance(self.json, list) or not all(isinstance(row, dict) for row in self.json):
            raise refusal(50109)
        return self.json


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a handler answers; no body is a 204."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Handler = Callable[[Call], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One route of the API. `is_open` ones carry their own secret instead of the bot's token."""

    method: str
    template: str
    handler: Handler
    is_open: bool = False

    @property
    def name(self) -> str:
        """Name it as the rate limits and the records do."""
        return f"{self.method} {self.template}"

    def major(self, params: dict[str, str]) -> str:
        """Return the part of the path that has a bucket of its own."""
        majors = ("channel_id", "guild_id", "interaction_id", "webhook_token")
        return next((params[name] for name in majors if name in params), "")


def route(method: str, template: str, handler: Handler, *, is_open: bool = False) -> Route:
    """Write a route in one line."""
    return Route(method=method, template=template, handler=handler, is_open=is_open)
