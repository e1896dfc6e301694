"""How a watched endpoint is doing: what the state machine remembers and says. Values only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.triage.verdict import Cause, Hop


class Phase(StrEnum):
    """Where an endpoint stands."""

    NEW = "new"  # never judged since it was first watched
    UP = "up"
    SUSPECT = "suspect"  # failing, not yet confirmed
    DOWN = "down"
    RECOVERING = "recovering"  # answering again, not yet confirmed
    MAINTENANCE = "maintenance"  # its own page speaks of planned work


class Change(StrEnum):
    """What a transition tells the rest of the house."""

    OPENED = "opened"  # an incident began
    REOPENED = "reopened"  # a relapse within the grace time: the same incident goes on
    UPDATED = "updated"  # its cause changed
    RESOLVED = "resolved"
    SLOW_BEGAN = "slow_began"
    SLOW_ENDED = "slow_ended"
    UNSTABLE_BEGAN = "unstable_began"
    UNSTABLE_ENDED = "unstable_ended"
    CERTIFICATE_EXPIRING = "certificate_expiring"
    MAINTENANCE_BEGAN = "maintenance_began"
    MAINTENANCE_ENDED = "maintenance_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change, when it became true, and what is known about why."""

    change: Change
    at: datetime  # aware UTC: for OPENED the first failure, for RESOLVED the first success
    cause: Cause | None = None
    hop: Hop | None = None
    days_left: int | None = None  # for CERTIFICATE_EXPIRING
    took_ms: float | None = None  # for SLOW_BEGAN and SLOW_ENDED: the look that settled it
    usual_ms: float | None = None  # for both: its own seven-day median, where one is known
    is_quiet: bool = False  # for the record only: the endpoint is unstable, or a false alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """When a change is believed. DESIGN section 7."""

    failures: int = 3  # in a row
    successes: int = 2  # in a row
    rechecks: tuple[timedelta, ...] = (timedelta(seconds=2), timedelta(seconds=10))
    # Where somebody asked for a shorter interval than `usual_interval`, they come no later than:
    fast_rechecks: tuple[timedelta, ...] = (timedelta(seconds=1), timedelta(seconds=3))
    usual_interval: timedelta = timedelta(seconds=60)
    lapse: timedelta = timedelta(minutes=10)  # looks further apart than this are not "in a row"
    relapse: timedelta = timedelta(minutes=10)
    cause_looks: int = 2  # in a row that must agree before a changed cause is told
    flips: int = 3  # state flips within `flip_window` that make an endpoint unstable
    flip_window: timedelta = timedelta(hours=1)
    slow_samples: int = 3
    slow_factor: float = 3.0  # times its own seven-day median
    slow_floor_ms: float = 1000.0
    slow_ms: float | None = None  # a fixed threshold that an admin chose instead
    certificate_days: tuple[int, ...] = (14, 7, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The two numbers of a look that its verdict does not carry."""

    took_ms: float | None = None  # from start to the whole page; None when no page came
    certificate_ends_at: datetime | None = None  # aware UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """Looks in a row that say the same."""

    count: int
    since: datetime  # the first of them
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCertificate:
    """A certificate whose end was told, and the lowest threshold it was told for."""

    ends_at: datetime
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What is remembered of one endpoint between two looks. Bounded, whatever happens.

    `standing` is what was last believed: NEW, UP, DOWN or MAINTENANCE. Streaks are looks that say
    otherwise and are not believed yet. Times are aware UTC.
    """

    standing: Phase = Phase.NEW
    since: datetime | None = None  # when `standing` became true
    changed_at: datetime | None = None  # the look that last changed anything remembered here

    failing: Streak | None = None
    succeeding: Streak | None = None
    working: Streak | None = None  # looks that met a page about planned work
    is_unclear: bool = False  # the last look said nothing while a streak was running

    is_told: bool = False  # DOWN or MAINTENANCE was given out as an event
    incident_since: datetime | None = None  # first failure of the open or the latest incident
    resolved_at: datetime | None = None  # None while an incident is open
    is_retracted: bool = False  # somebody called the open incident a false alarm
    cause: Cause | None = None  # what was last told
    hop: Hop | None = None
    other_cause: Cause | None = None  # what the latest looks say instead
    other: Streak | None = None

    flips: tuple[datetime, ...] = ()  # at most `Policy.flips`
    unstable_since: datetime | None = None

    slow_since: datetime | None = None
    pace: Streak | None = None  # samples that contradict `slow_since`

    certificates: tuple[ToldCertificate, ...] = ()  # the latest few: a site may serve several

    @property
    def phase(self) -> Phase:
        """Where the endpoint stands, doubts included."""
        doubted = self.failing is not None or self.working is not None
        if self.standing in {Phase.NEW, Phase.UP} and doubted:
            return Phase.SUSPECT
        if self.standing is Phase.DOWN and self.succeeding is not None:
            return Phase.RECOVERING
        return self.standing

    @property
    def has_open_incident(self) -> bool:
        """Whether an incident was opened and not yet resolved."""
        return self.standing is Phase.DOWN and self.is_told
