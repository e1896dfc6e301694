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
    notices: tuple[Notice, ...] = ()  # what goes on or is to come, worst first
    updated_at: datetime | None = None  # when the vendor says that the page changed; aware UTC
    page_name: str = ""


NOTHING_UNDERSTOOD = OfficialStatus(state=OfficialState.UNKNOWN)


def worst(states: tuple[OfficialState, ...]) -> OfficialState:
    """Return the worst of some states; `unknown` where nothing is known of any."""
    return min(states, key=SEVERITY.index, default=OfficialState.UNKNOWN)
