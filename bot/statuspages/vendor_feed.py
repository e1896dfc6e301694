"""What vendors' own feeds share: lists in which nothing odd may look empty, and their totals. Pure.

Many of them list only what goes on, so that an empty list means that all is well. A list that we
can't read must therefore never look like an empty one.
"""

import re
from collections.abc import Iterable

from bot.statuspages.document import MOST_ITEMS, Document, Fields, Unreadable
from bot.statuspages.status import SEVERITY, Component, Notice, OfficialState, OfficialStatus, worst

CALL = re.compile(r"\s*[\w$.]{1,60}\s*\((.*)\)\s*;?\s*", re.DOTALL)


def uncalled(document: Document) -> Fields:
    """Return a JSON object that may stand in a call, as JSONP has it. Raises `Unreadable`."""
    call = CALL.fullmatch(document.text())
    return Document(call[1].encode()).fields() if call else document.fields()


def listed(value: object) -> tuple[Fields, ...]:
    """Return the objects of a list. Raises `Unreadable` where anything else is there instead."""
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise Unreadable("no list")
    if not all(isinstance(one, dict) for one in value):
        raise Unreadable("no list of objects")
    return tuple(Fields(one) for one in value)


def total(
    states: Iterable[OfficialState], *, of_none: OfficialState = OfficialState.UNKNOWN
) -> OfficialState:
    """Return the worst of some states; all is well only where nothing is unknown."""
    found = tuple(states)
    if not found:
        return of_none
    said = worst(found)
    is_guess = said is OfficialState.OPERATIONAL and OfficialState.UNKNOWN in found
    return OfficialState.UNKNOWN if is_guess else said


def total_of_events(notices: Iterable[Notice]) -> OfficialState:
    """Return what a list of what goes on says: nothing going on means that all is well."""
    present = (one.state for one in notices if not one.is_over and not one.is_upcoming)
    return total(present, of_none=OfficialState.OPERATIONAL)


def still_told(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return what goes on or is to come, worst first."""
    kept = (one for one in notices if not one.is_over)
    return tuple(sorted(kept, key=lambda one: (one.is_upcoming, SEVERITY.index(one.state))))


def status_of_events(
    notices: Iterable[Notice], components: tuple[Component, ...] = (), page_name: str = ""
) -> OfficialStatus:
    """Return the page that a list of what goes on makes."""
    found = tuple(notices)
    times = (one.updated_at for one in found if one.updated_at)
    return OfficialStatus(
        state=total_of_events(found),
        components=components,
        notices=still_told(found),
        updated_at=max(times, default=None),
        page_name=page_name,
    )


def status_of_parts(
    components: Iterable[Component], notices: Iterable[Notice] = (), page_name: str = ""
) -> OfficialStatus:
    """Return the page that its parts make: as bad as the worst, unknown without any."""
    found = tuple(components)
    told = still_told(notices)
    times = (one.updated_at for one in told if one.updated_at)
    return OfficialStatus(
        state=total(one.state for one in found),
        components=found,
        notices=told,
        updated_at=max(times, default=None),
        page_name=page_name,
    )


def merged(components: Iterable[Component]) -> tuple[Component, ...]:
    """Return each part once, by its id, in the worst state told of it."""
    found: dict[str, Component] = {}
    for one in components:
        known = found.get(one.id)
        if known is None or SEVERITY.index(one.state) < SEVERITY.index(known.state):
            found[one.id] = one
    return tuple(found.values())
