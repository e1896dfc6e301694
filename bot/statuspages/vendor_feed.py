"""What vendors' own feeds share: how their lists and parts make a page. Pure."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.statuspages.document import Document, Fields
from bot.statuspages.status import Component, Notice, OfficialStatus, summed, told

CALL = re.compile(r"\s*[\w$.]{1,60}\s*\((.*)\)\s*;?\s*", re.DOTALL)


def uncalled(document: Document) -> Fields:
    """Return a JSON object that may stand in a call, as JSONP has it. Raises `Unreadable`."""
    call = CALL.fullmatch(document.text())
    return Document(call[1].encode()).fields() if call else document.fields()


def is_end_told(row: Fields, name: str, end: datetime | None) -> bool:
    """Say whether a row tells when it ended, or that it has not: `end` is its time as read.

    A time that is gone or can't be read may be past.
    """
    return end is not None or (row.has(name) and row.get(name) in (None, ""))


def status_of_events(
    notices: Iterable[Notice], components: tuple[Component, ...] = (), page_name: str = ""
) -> OfficialStatus:
    """Return the page that a list of what goes on makes: nothing going on, all is well."""
    found = tuple(notices)
    return OfficialStatus(
        state=told(found),
        components=components,
        notices=found,
        updated_at=_newest(found),
        page_name=page_name,
    )


def status_of_parts(
    components: Iterable[Component], notices: Iterable[Notice] = (), page_name: str = ""
) -> OfficialStatus:
    """Return the page that its parts make: as bad as the worst, unknown without any."""
    parts, found = tuple(components), tuple(notices)
    return OfficialStatus(
        state=summed(tuple(one.state for one in parts)),
        components=parts,
        notices=found,
        updated_at=_newest(found),
        page_name=page_name,
    )


def merged(components: Iterable[Component]) -> tuple[Component, ...]:
    """Return each part once, by its id: in the worst state told of it, or unknown."""
    found: dict[str, Component] = {}
    for one in components:
        known = found.setdefault(one.id, one)
        state = summed((known.state, one.state))
        if state is not known.state:
            found[one.id] = replace(known, state=state)
    return tuple(found.values())


def _newest(notices: tuple[Notice, ...]) -> datetime | None:
    return max((one.updated_at for one in notices if one.updated_at), default=None)
