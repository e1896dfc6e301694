"""What an official status page says, in one form for all software. Values; texts are hostile."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OfficialState(StrEnum):
    """How the vendor says things stand. `unknown`: it said nothing that we understand."""

    OPERATIONAL = "operational"
    DEGRADED = "degraded"
    PARTIAL_OUTAGE = "partial_outage"
    MAJOR_OUTAGE = "major_outage"
    MAINTENANCE = "maintenance"
    UNKNOWN = "unknown"


# From bad to good. Planned work stands between trouble and all clear; not knowing says nothing.
SEVERITY = (
    OfficialState.MAJOR_OUTAGE,
    OfficialState.PARTIAL_OUTAGE,
    OfficialState.DEGRADED,
    OfficialState.MAINTENANCE,
    OfficialState.OPERATIONAL,
    OfficialState.UNKNOWN,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One part of a page that has a state of its own."""

    id: str  # the vendor's; empty where there is none
    name: str
    state: OfficialState
    group: str = ""  # the id or name of what it belongs to


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An incident or planned work that the vendor tells of."""

    id: str
    title: str
    state: OfficialState  # how bad they say it is; `maintenance` for planned work
    stage: str = ""  # the vendor's word: "investigating", "monitoring"
    text: str = ""  # the latest update
    url: str = ""
    begins_at: datetime | None = None  # aware UTC
    ends_at: datetime | None = None  # when it ended, or is planned to end
    updated_at: datetime | None = None
    components: tuple[str, ...] = ()  # ids or names of the parts it is about
    is_over: bool = False
    is_upcoming: bool = False  # planned work that has not begun


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialStatus:
    """One page, read once."""

    state: OfficialState
    components: tuple[Component, ...] = ()
    # What goes on, worst first; then what is to come; then what is over.
    notices: tuple[Notice, ...] = ()
    updated_at: datetime | None = None  # when the vendor says that the page changed; aware UTC
    page_name: str = ""


NOTHING_UNDERSTOOD = OfficialStatus(state=OfficialState.UNKNOWN)


def worst(states: tuple[OfficialState, ...]) -> OfficialState:
    """Return the worst of some states; `unknown` where nothing is known of any."""
    return min(states, key=SEVERITY.index, default=OfficialState.UNKNOWN)


def summed(states: tuple[OfficialState, ...]) -> OfficialState:
    """Return the state of a whole from all its parts' states.

    Trouble counts wherever it is. All is well only where every part says so: one part that nothing
    is known of leaves the whole unknown.
    """
    found = worst(states)
    if found is OfficialState.OPERATIONAL and OfficialState.UNKNOWN in states:
        return OfficialState.UNKNOWN
    return found


def spread(states: tuple[OfficialState, ...]) -> OfficialState:
    """Return the state of a whole whose parts only know up and down: down in part, or all of it."""
    found = summed(states)
    if found is OfficialState.MAJOR_OUTAGE and set(states) != {OfficialState.MAJOR_OUTAGE}:
        return OfficialState.PARTIAL_OUTAGE
    return found


def open_now(notices: tuple[Notice, ...]) -> tuple[OfficialState, ...]:
    """Return the states of what goes on now."""
    return tuple(one.state for one in notices if not one.is_over and not one.is_upcoming)


def told(notices: tuple[Notice, ...]) -> OfficialState:
    """Return the state of a page that only lists what goes on: nothing listed, all is well."""
    return summed(open_now(notices) or (OfficialState.OPERATIONAL,))
