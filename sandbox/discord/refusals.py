"""Discord's refusals: HTTP status, JSON code, message, and the tree of form errors."""

import math
from http import HTTPStatus

from sandbox.discord.json_types import Json

SHARED = "shared"  # the scope of a limit on one thing: it counts against nobody
A_MOMENT = 1.0  # seconds; a 429 always says when to come back (developers/topics/rate-limits.mdx)

# developers/topics/opcodes-and-status-codes.mdx; statuses as Discord's API answers them.
_KNOWN: dict[int, tuple[int, str]] = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    10070: (404, "Unknown Guild Scheduled Event"),
    20012: (403, "You are not authorized to perform this action on this application"),
    20016: (429, "This action cannot be performed due to slowmode rate limit"),
    20022: (429, "This message cannot be edited due to announcement rate limits"),
    20028: (429, "The write action you are performing on the channel has hit the write rate limit"),
    20029: (429, "The write action you are performing on the server has hit the write rate limit"),
    30015: (400, "Maximum number of attachments in a message reached (10)"),
    30032: (400, "Maximum number of application commands reached"),
    30038: (400, "Maximum number of uncompleted guild scheduled events reached (100)"),
    30046: (429, "Maximum number of edits to messages older than 1 hour reached"),
    40001: (401, "Unauthorized. Provide a valid token and try again"),
    40003: (429, "You are opening direct messages too fast."),
    40005: (413, "Request entity too large"),
    40006: (403, "This feature has been temporarily disabled server-side"),
    40033: (400, "This message has already been crossposted."),
    40041: (400, "An application command with that name already exists"),
    40058: (400, "Cannot send a message in a forum channel"),
    40004: (403, "Send messages has been temporarily disabled"),
    40060: (400, "Interaction has already been acknowledged."),
    40062: (429, "Service resource is being rate limited"),
    40094: (403, "This interaction has reached its maximum number of follow up messages"),
    40333: (403, "internal network error"),
    50001: (403, "Missing Access"),
    50024: (400, "Cannot execute action on this channel type"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50009: (403, "Channel verification level is too high for you to gain access"),
    50013: (403, "Missing Permissions"),
    50014: (401, "Invalid authentication token provided"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50162: (400, "Voice messages cannot be edited."),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
    50109: (400, "The request body contains invalid JSON."),
    110000: (400, "Index not yet available. Try again later"),
    130000: (500, "API resource is currently overloaded. Try again a little later"),
    160004: (400, "A thread has already been created for this message"),
    160005: (400, "Thread is locked"),
    180000: (400, "Cannot update a finished event"),
    200000: (400, "Message was blocked by automatic moderation"),
    240000: (400, "Message blocked by harmful links filter"),
}

CODES = frozenset(_KNOWN)
# Refusals that only a mistake in the bot's own requests can cause.
BUGS = frozenset({50006, 50008, 50035, 50109})


class ApiRefusal(Exception):
    """A request that Discord turns down."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        errors: Json | None = None,
        *,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.retry_after = retry_after
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        """Return the JSON body that the bot reads."""
        body: Json = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        if self.retry_after is not None:
            body |= {"retry_after": self.retry_after, "global": False}
        return body

    def headers(self) -> dict[str, str]:
        """Return the headers that come with it: those of a limit on one thing, if it is one."""
        if self.retry_after is None:
            return {}
        return {"Retry-After": str(math.ceil(self.retry_after)), "X-RateLimit-Scope": SHARED}


def refusal(code: int, *, retry_after: float | None = None) -> ApiRefusal:
    """Return the refusal of a published JSON error code."""
    status, message = _KNOWN[code]
    if status == HTTPStatus.TOO_MANY_REQUESTS and retry_after is None:
        retry_after = A_MOMENT
    return ApiRefusal(status, code, message, retry_after=retry_after)


def unauthorized() -> ApiRefusal:
    """Return what a bad or missing bot token gets."""
    return ApiRefusal(401, 0, "401: Unauthorized")


def not_found() -> ApiRefusal:
    """Return what an address that does not exist gets."""
    return ApiRefusal(404, 0, "404: Not Found")


Path = tuple[str | int, ...]


class Form:
    """Collect everything wrong with one body, then refuse it once with 50035."""

    def __init__(self) -> None:
        self._errors: Json = {}

    def wrong(self, path: Path, code: str, message: str) -> None:
        """Note one mistake at a place such as `("embeds", 0, "title")`."""
        place = self._errors
        for step in path:
            place = place.setdefault(str(step), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def longest(self, path: Path, value: object, limit: int, *, least: int = 0) -> None:
        """Refuse a value that is no text, or longer or shorter than allowed. None is let pass."""
        if value is None:
            return
        if not isinstance(value, str):
            self.wrong(path, "STRING_TYPE_CONVERT", f"Could not interpret {value!r} as string.")
        elif len(value) > limit and not least:
            self.wrong(path, "BASE_TYPE_MAX_LENGTH", f"Must be {limit} or fewer in length.")
        elif not least <= len(value) <= limit:
            message = f"Must be between {least} and {limit} in length."
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", message)

    def required(self, path: Path, value: object) -> bool:
        """Refuse a missing value; tell whether it is there."""
        if value in (None, "", [], {}):
            self.wrong(path, "BASE_TYPE_REQUIRED", "This field is required")
            return False
        return True

    def choice(self, path: Path, value: object, allowed: tuple[object, ...]) -> bool:
        """Refuse a value outside a closed list; tell whether it was inside."""
        if value in allowed:
            return True
        listed = ", ".join(str(item) for item in allowed)
        self.wrong(path, "BASE_TYPE_CHOICES", f"Value must be one of ({listed}).")
        return False

    def at_most(self, path: Path, items: object, limit: int, *, least: int = 0) -> list[Json]:
        """Refuse what is no list of at most `limit` items; return the objects that can be read."""
        if items is None:
            items = []
        if not isinstance(items, list):
            self.wrong(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not least <= len(items) <= limit:
            message = f"Must be between {least} and {limit} in length."
            self.wrong(path, "BASE_TYPE_BAD_LENGTH", message)
        return [item if isinstance(item, dict) else {} for item in items]

    @property
    def is_clean(self) -> bool:
        """Whether nothing was wrong."""
        return not self._errors

    def close(self) -> None:
        """Raise 50035 if anything was noted."""
        if self._errors:
            status, message = _KNOWN[50035]
            raise ApiRefusal(status, 50035, message, self._errors)
