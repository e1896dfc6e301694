"""A watch's past for the arithmetic of `bot.history`. Fulfils `bot.history.ports.Chronicle`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock, SystemClock
from bot.history.intervals import Interval, union
from bot.history.uptime import Outage, Record, prepare
from bot.storage.database import Database
from bot.storage.documents import read_windows
from bot.storage.history_tables import gap
from bot.storage.horizons import OPERATORS, horizon_of
from bot.storage.stories import read_stories
from bot.storage.tables import incident, watch, watch_span, yardstick
from bot.watching.limits import Retention
from bot.watching.maintenance import occurrences
from bot.watching.ports import IncidentKind, IncidentStory


class ChronicleStore:
    """The past of watches, from a database."""

    def __init__(
        self,
        database: Database,
        retention: Retention = OPERATORS,
        clock: Clock | None = None,
    ) -> None:
        self._database = database
        self._retention = retention
        self._clock = clock or SystemClock()

    async def record_of(self, watch_id: int, span: Interval) -> Record | None:
        """Return what is known of a watch in a span of time; None when there is no such watch.

        Of a span that begins before what its server keeps, the record has the later part.
        """
        query = select(watch.c.guild_id, watch.c.yardstick_id, yardstick.c.windows).join(yardstick)
        async with self._database.reading() as connection:
            found = (await connection.execute(query.where(watch.c.id == watch_id))).one_or_none()
            if found is None:
                return None
            now = self._clock.now()
            horizon = await horizon_of(connection, found.guild_id, self._retention, now)
            span = Interval(begins=min(max(span.begins, horizon), span.ends), ends=span.ends)
            spans = await _intervals(
                connection, watch_span, span, watch_span.c.watch_id == watch_id
            )
            gaps = await _intervals(connection, gap, span)
            stories = await read_stories(
                connection,
                found.guild_id,
                and_(
                    incident.c.yardstick_id == found.yardstick_id,
                    incident.c.opened_at < span.ends,
                    or_(incident.c.resolved_at.is_(None), incident.c.resolved_at > span.begins),
                ),
            )
        planned = occurrences(read_windows(found.windows), span.begins, span.ends)
        return prepare(
            span,
            watched=spans,
            gaps=gaps,
            planned=(
                *(Interval(begins=begins, ends=ends) for begins, ends in planned),
                *_announced_work(stories, span.ends),
            ),
            outages=tuple(_outage(one) for one in stories if one.kind is IncidentKind.OUTAGE),
        )


async def _intervals(
    connection: AsyncConnection,
    table: Any,
    span: Interval,
    *wanted: ColumnElement[bool],
) -> tuple[Interval, ...]:
    query = select(table.c.begins, table.c.ends).where(
        *wanted, table.c.begins < span.ends, or_(table.c.ends.is_(None), table.c.ends > span.begins)
    )
    rows = (await connection.execute(query)).all()
    return tuple(_interval(row, span.ends) for row in rows)


def _interval(row: Row[Any], now: datetime) -> Interval:
    ends = max(now, row.begins) if row.ends is None else row.ends
    return Interval(begins=row.begins, ends=max(row.begins, ends))


def _announced_work(stories: tuple[IncidentStory, ...], now: datetime) -> Iterator[Interval]:
    """Yield when the site's own page spoke of planned work."""
    for one in stories:
        if one.kind is IncidentKind.MAINTENANCE:
            ends = one.resolved_at or max(now, one.opened_at)
            yield Interval(begins=one.opened_at, ends=ends)


def _outage(story: IncidentStory) -> Outage:
    pauses = (Interval(begins=begins, ends=ends) for begins, ends in story.pauses)
    return Outage(
        begins=story.opened_at,
        ends=story.resolved_at,
        pauses=union(pauses),
        cause=story.cause,
        is_retracted=story.response.retracted_at is not None,
    )
