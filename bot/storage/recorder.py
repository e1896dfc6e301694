"""What a look changed, written down in one go. Fulfils `bot.watching.recording.WatchStore`."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.accompanying import tell
from bot.storage.announcing import retell
from bot.storage.attendance import come_back, has_active_watch
from bot.storage.database import Database
from bot.storage.documents import verdict_document
from bot.storage.folding import fold_outages
from bot.storage.history_tables import gap
from bot.storage.interruptions import close_stop, end_gaps
from bot.storage.looks import insert_samples
from bot.storage.retracting import date_retractions, end_mutes, end_retractions
from bot.storage.statements import Turns, put, put_new, take_turns
from bot.storage.tables import condition, incident, incident_pause, transition, yardstick
from bot.watching.condition import Change, Event
from bot.watching.gaps import GapReason
from bot.watching.ports import IncidentKind
from bot.watching.recording import Outcome, Sample
from bot.watching.records import to_record

_KINDS = {
    Change.OPENED: IncidentKind.OUTAGE,
    Change.REOPENED: IncidentKind.OUTAGE,
    Change.UPDATED: IncidentKind.OUTAGE,
    Change.RESOLVED: IncidentKind.OUTAGE,
    Change.UNSTABLE_BEGAN: IncidentKind.OUTAGE,
    Change.UNSTABLE_ENDED: IncidentKind.OUTAGE,
    Change.SLOW_BEGAN: IncidentKind.SLOW,
    Change.SLOW_ENDED: IncidentKind.SLOW,
    Change.CERTIFICATE_EXPIRING: IncidentKind.CERTIFICATE,
    Change.MAINTENANCE_BEGAN: IncidentKind.MAINTENANCE,
    Change.MAINTENANCE_ENDED: IncidentKind.MAINTENANCE,
}
_OPENING = frozenset(
    {
        Change.OPENED,
        Change.SLOW_BEGAN,
        Change.CERTIFICATE_EXPIRING,
        Change.MAINTENANCE_BEGAN,
    }
)
_ENDING = frozenset({Change.RESOLVED, Change.SLOW_ENDED, Change.MAINTENANCE_ENDED})
# What channels hear of even if they heard nothing of the incident before.
_HERALDED = _OPENING | {Change.REOPENED, Change.UNSTABLE_BEGAN}


class Recorder:
    """Conditions, incidents, samples and gaps in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, outcome: Outcome) -> None:
        """Keep the condition, the incident and what channels are to be told: all of it or nothing.

        Recording the same outcome again changes nothing; so does one for a yardstick that is gone,
        or that nobody follows any more.
        """
        async with self._database.writing(is_durable=bool(outcome.events)) as connection:
            known = select(yardstick.c.id).where(
                yardstick.c.id == outcome.yardstick_id, has_active_watch()
            )
            if (await connection.execute(known.with_for_update())).first() is None:
                return
            await save_condition(connection, outcome)
            for event in outcome.events:
                await _apply(connection, outcome, event)

    async def add_samples(self, samples: Sequence[Sample]) -> None:
        """Keep samples. They come sorted by five-minute slot, endpoint and time."""
        async with self._database.writing() as connection:
            await insert_samples(connection, samples)

    async def begin_gap(self, reason: GapReason, at: datetime) -> None:
        """Keep that nothing is watched from now on. One begun already goes on."""
        async with self._database.writing() as connection:
            await put_new(connection, gap, {"reason": reason, "begins": at})

    async def end_gap(self, reason: GapReason, at: datetime) -> None:
        """Keep that watching goes on."""
        async with self._database.writing() as connection:
            await end_gaps(connection, gap.c.reason == reason, at)

    async def resume_watching(self, now: datetime) -> None:
        """Keep that watching goes on after a start, and since when nothing was watched before it.

        That is since the bot said that it stops, or since the last thing it surely saw. Less than
        `gaps.SHORT_STOP` is no gap. What was left open ends.
        """
        async with self._database.writing() as connection:
            await close_stop(connection, now)


async def save_condition(connection: AsyncConnection, outcome: Outcome) -> None:
    """Keep what is remembered between two looks."""
    values = {
        "yardstick_id": outcome.yardstick_id,
        "record": to_record(outcome.condition),
        "updated_at": outcome.at,
    }
    await put(connection, condition, values)


async def _apply(connection: AsyncConnection, outcome: Outcome, event: Event) -> None:
    """Write one event down, what it does to its incident, and what is to be told; once."""
    if not await put_new(connection, transition, _transition_values(outcome, event)):
        return
    latest = await _latest(connection, outcome.yardstick_id, _KINDS[event.change])
    # An outage that goes on begins again only for a second bot on the same database.
    goes_on = latest is not None and latest.resolved_at is None and event.change is Change.OPENED
    if latest is not None and (goes_on or event.change not in _OPENING):
        incident_id = latest.id
        await _alter(connection, incident_id, outcome, event)
    else:
        incident_id = await _open(connection, outcome, event)
    await connection.execute(
        update(transition)
        .where(
            transition.c.yardstick_id == outcome.yardstick_id,
            transition.c.change == event.change,
            transition.c.at == event.at,
        )
        .values(incident_id=incident_id)
    )
    if event.is_quiet and not _ends_false_alarm(event, outcome):
        return
    if _is_news(event, outcome):
        if event.change is Change.OPENED:
            await take_turns(connection, Turns.FOLDING)
        else:
            await come_back(connection, incident_id, event.at)
        await tell(connection, incident_id, outcome.yardstick_id, event.at)
        if event.change is Change.OPENED:
            await fold_outages(connection, incident_id, event.at)
    else:
        await retell(connection, incident_id, event.at, is_end=_ends(event, outcome))


def _is_news(event: Event, outcome: Outcome) -> bool:
    """Tell whether a change is told to channels that heard nothing of its incident so far."""
    stays_down = event.change is Change.UNSTABLE_ENDED and outcome.condition.has_open_incident
    return event.change in _HERALDED or stays_down


def _ends_false_alarm(event: Event, outcome: Outcome) -> bool:
    """Tell whether an end is quiet for those alone who called it a false alarm.

    A server that was not there when all others did is told of it like of any other.
    """
    return event.change is Change.RESOLVED and outcome.condition.unstable_since is None


def _ends(event: Event, outcome: Outcome) -> bool:
    """Tell whether nothing goes on any more: a restless time may end up or down."""
    is_calm = event.change is Change.UNSTABLE_ENDED and not outcome.condition.has_open_incident
    return event.change in _ENDING or is_calm


async def _latest(
    connection: AsyncConnection, yardstick_id: int, kind: IncidentKind
) -> Row[Any, Any] | None:
    query = (
        select(incident.c.id, incident.c.resolved_at)
        .where(incident.c.yardstick_id == yardstick_id, incident.c.kind == kind)
        .order_by(incident.c.opened_at.desc(), incident.c.id.desc())
        .limit(1)
    )
    return (await connection.execute(query)).one_or_none()


async def _open(connection: AsyncConnection, outcome: Outcome, event: Event) -> int:
    """Begin an incident. Anything but a beginning means that its own was lost: it is over then."""
    is_over = event.change in _ENDING
    values = {
        "public_id": secrets.token_urlsafe(8),
        "yardstick_id": outcome.yardstick_id,
        "kind": _KINDS[event.change],
        "opened_at": event.at,
        "resolved_at": event.at if is_over else None,
        "is_unstable": event.change is Change.UNSTABLE_BEGAN,
        **_reasons(outcome, event),
    }
    made = await connection.execute(insert(incident).values(values).returning(incident.c.id))
    return int(made.scalar_one())


async def _alter(
    connection: AsyncConnection, incident_id: int, outcome: Outcome, event: Event
) -> None:
    """Carry an incident on, or end it."""
    if event.change is Change.REOPENED:
        await _note_pause(connection, incident_id, outcome, event)
    changed: dict[Change, dict[str, Any]] = {
        Change.OPENED: _reasons(outcome, event),
        # One that ends for a reason got worse.
        Change.SLOW_ENDED: {"resolved_at": event.at, "cause": event.cause, "hop": event.hop},
        Change.REOPENED: {"resolved_at": None, **_reasons(outcome, event)},
        Change.UPDATED: _reasons(outcome, event),
        Change.UNSTABLE_BEGAN: {"is_unstable": True},
        Change.UNSTABLE_ENDED: {"is_unstable": False},
    }
    values = changed.get(event.change, {"resolved_at": event.at})
    await connection.execute(update(incident).where(incident.c.id == incident_id).values(values))


async def _note_pause(
    connection: AsyncConnection, incident_id: int, outcome: Outcome, event: Event
) -> None:
    """Keep when an incident that goes on was up. What was called a false alarm was only that."""
    query = select(incident.c.resolved_at).where(incident.c.id == incident_id)
    resolved_at = (await connection.execute(query)).scalar_one()
    if resolved_at is None or resolved_at >= event.at:
        return
    if any(not one.is_quiet for one in outcome.events):
        await end_mutes(connection, incident_id)
        await end_retractions(connection, incident_id, event.at)
    await date_retractions(connection, incident_id, resolved_at)
    pause = {"incident_id": incident_id, "begins": resolved_at, "ends": event.at}
    await put_new(connection, incident_pause, pause)


def _reasons(outcome: Outcome, event: Event) -> dict[str, Any]:
    figures = {
        "days_left": event.days_left,
        "took_ms": event.took_ms,
        "usual_ms": event.usual_ms,
    }
    return {
        "cause": event.cause,
        "hop": event.hop,
        "verdict": verdict_document(outcome.verdict),
        "figures": {name: value for name, value in figures.items() if value is not None} or None,
    }


def _transition_values(outcome: Outcome, event: Event) -> dict[str, Any]:
    return {
        "yardstick_id": outcome.yardstick_id,
        "change": event.change,
        "at": event.at,
        "cause": event.cause,
        "hop": event.hop,
        "took_ms": event.took_ms,
        "is_quiet": event.is_quiet,
    }
