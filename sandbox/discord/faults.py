"""Trouble on purpose: answers that fail, come late, or never come."""

import fnmatch
from dataclasses import dataclass, field

from sandbox.discord.json_types import Json


@dataclass(slots=True, kw_only=True)
class Fault:
    """What goes wrong with the next `times` requests that match.

    `match` is a pattern over `METHOD /path`, such as `POST /channels/*/messages`. With `status`
    the answer is that status, with `drop` the connection is cut without one, with only `delay`
    the request is just slow. `after=True` lets the request take effect and loses its answer.
    `body` is sent as HTML, the way a proxy in front of Discord answers. `code` is one of Discord's
    own refusals; `json` is any other body of its own, such as that of a 429.
    """

    match: str
    status: int | None = None
    drop: bool = False
    times: int = 1
    after: bool = False
    delay: float = 0.0
    body: str | None = None
    code: int | None = None
    json: Json | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def is_answering(self) -> bool:
        """Whether it comes in the place of the real answer."""
        return self.drop or self.status is not None or self.code is not None

    def fits(self, method: str, path: str) -> bool:
        """Whether this fault still has to happen, and to this request."""
        return self.times > 0 and fnmatch.fnmatchcase(f"{method} {path}", self.match)


class Faults:
    """The faults still to come."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Plan a fault."""
        self._planned.append(fault)
        return fault

    def clear(self) -> None:
        """Let everything work again."""
        self._planned.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """Use up one turn of the first fault that fits this request."""
        for fault in self._planned:
            if fault.fits(method, path):
                fault.times -= 1
                return fault
        return None
