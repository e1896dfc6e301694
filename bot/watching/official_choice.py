"""Which official page a watch follows, and how much of it, as it is typed. Pure."""

import re
from typing import Protocol

from bot.catalogue.service import Service
from bot.probing.target import Target
from bot.watching.watch import OfficialChoice, OfficialScope
from bot.watching.wishes import NONE, WishRefused, Wrong, plain_line

MOST_PARTS = 25  # what one menu of Discord's shows
LONGEST_PART = 100
_TYPED = re.compile(r"(?P<scope>own|page|parts)\b[ :]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)


class KnowsPages(Protocol):
    """Whoever knows which services have a page that we can read: `official_directory`."""

    def named(self, text: str) -> str | None:
        """Return the id of the service that a name or a page's address means."""
        ...

    def of_target(self, target: Target) -> str | None:
        """Return the id of the service that is looked at there, if its page can be followed."""
        ...

    def usual(self, service: Service | None) -> OfficialChoice | None:
        """Return what a watch of a service follows unless somebody says otherwise."""
        ...


class NoPages:
    """Where no official page is known, or none is asked."""

    def named(self, text: str) -> str | None:  # noqa: ARG002 - it knows none of them
        """Return None."""
        return None

    def of_target(self, target: Target) -> str | None:  # noqa: ARG002 - as above
        """Return None."""
        return None

    def usual(self, service: Service | None) -> OfficialChoice | None:  # noqa: ARG002 - as above
        """Return None: nothing is followed."""
        return None


NO_PAGES = NoPages()


def parse_official(text: str, pages: KnowsPages, service_id: str | None) -> OfficialChoice | None:
    """Return what "own", "page of github" or "parts API; Git" mean; None: nothing is followed.

    `service_id` is whose page it is where none is named. Raises `WishRefused`.
    """
    text = plain_line(text)
    if text.lower() in NONE:
        return None
    match = _TYPED.fullmatch(text)
    if match is None:
        raise WishRefused(Wrong.BAD_OFFICIAL)
    rest, named = _split_owner(match["rest"], pages, service_id)
    scope = OfficialScope(match["scope"].lower())
    parts = _parts(rest)
    is_listed = scope is OfficialScope.PARTS
    if is_listed != bool(parts) or len(parts) > MOST_PARTS:
        raise WishRefused(Wrong.BAD_OFFICIAL)
    owner = named or service_id
    if owner is None:
        raise WishRefused(Wrong.NO_OFFICIAL)
    return OfficialChoice(service_id=owner, scope=scope, parts=parts)


def official_text(choice: OfficialChoice) -> str:
    """Return a choice as it is typed."""
    parts = f" {'; '.join(choice.parts)}" if choice.parts else ""
    return f"{choice.scope}{parts} of {choice.service_id}"


def _split_owner(rest: str, pages: KnowsPages, service_id: str | None) -> tuple[str, str | None]:
    """Return what stands before " of …", and whose page that names, if it names any."""
    before, found, after = f" {rest}".rpartition(" of ")
    name = after.strip()
    named = name if name == service_id else pages.named(name) if found else None
    if named is not None:
        return before.strip(), named
    return rest.strip(), None


def _parts(text: str) -> tuple[str, ...]:
    parts = (part.strip()[:LONGEST_PART] for part in text.split(";"))
    return tuple(sorted({part for part in parts if part}))
