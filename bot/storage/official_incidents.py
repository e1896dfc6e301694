"""What vendors' own pages tell, kept as incidents. Fulfils `official_reading.OfficialStore`.

An official incident is the time in which a page reports trouble with what a yardstick follows, with
all that the vendor wrote meanwhile. It is an incident like others: of a yardstick, told in
announcements, answered with the same buttons. No look opens or ends it, and it is no downtime.
"""

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.accompanying import tell
from bot.storage.announcing import retell
from bot.storage.attendance import come_back, has_active_watch
from bot.storage.database import Database
from bot.storage.documents import read_expectations
from bot.storage.official_documents import official_document, read_official
from bot.storage.retracting import end_mutes
from bot.storage.statements import Turns, put_new, take_turns
from bot.storage.tables import incident, incident_pause, yardstick
from bot.watching import official_news
from bot.watching.official_news import News, OfficialStory
from bot.watching.official_reading import FollowedPage, Reading, Taken
from bot.watching.ports import IncidentKind

# What the vendor takes up again so soon is the same incident, as a relapse is.
GRACE = timedelta(minutes=30)
_NOTHING_NEW = Taken()
_THEIRS = (IncidentKind.OFFICIAL, IncidentKind.PLANNED)


class OfficialIncidents:
    """Official incidents in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def followed(self) -> tuple[FollowedPage, ...]:
        """Return what somebody follows and did not pause."""
        query = (
            select(yardstick.c.id, yardstick.c.endpoint_id, yardstick.c.expectations)
            .where(yardstick.c.expectations.is_not(None), has_active_watch())
            .order_by(yardstick.c.id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(
            FollowedPage(yardstick_id=row.id, endpoint_id=row.endpoint_id, choice=choice)
            for row in rows
            if (choice := read_expectations(row.expectations).official) is not None
        )

    async def hear(self, reading: Reading) -> Taken:
        """Keep what is new, and what channels are to be told; hearing it again changes nothing."""
        async with self._database.writing(is_durable=True) as connection:
            if not await is_followed(connection, reading.followed):
                return _NOTHING_NEW
            latest = await _latest(connection, reading.followed.yardstick_id)
            before = _remembered(latest, reading)
            notices = official_news.hear(before, reading.notices, reading.at)
            news = official_news.compare(before, notices)
            if notices != before:
                story = _story(reading, notices, latest, news)
                row_id = None if latest is None or not before else latest.id
                await _keep(connection, story, reading, row_id, news)
        return Taken(is_news=news is not None, is_settled=official_news.is_settled(notices))

    async def end_unheard(self, heard: Collection[int], at: datetime) -> bool:
        """End what vendors told of yardsticks that follow no page any more, plans too.

        `heard` are those that do. Says whether channels are to be told.
        """
        query = select(incident.c.id, incident.c.yardstick_id).where(_is_open_official())
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        ended = [row.id for row in rows if row.yardstick_id not in heard]
        for incident_id in ended:
            async with self._database.writing(is_durable=True) as connection:
                done = await connection.execute(
                    update(incident)
                    .where(incident.c.id == incident_id, incident.c.resolved_at.is_(None))
                    .values(resolved_at=at, is_abandoned=True)
                )
                if done.rowcount:  # else another bot heard how it ended a moment ago
                    await retell(connection, incident_id, at, is_end=True)
        return bool(ended)


def _is_open_official() -> Any:
    return incident.c.kind.in_(_THEIRS) & incident.c.resolved_at.is_(None)


async def is_followed(connection: AsyncConnection, followed: FollowedPage) -> bool:
    """Tell whether it is still followed as it was when the page was asked; keeps it so."""
    query = select(yardstick.c.expectations).where(
        yardstick.c.id == followed.yardstick_id, has_active_watch()
    )
    row = (await connection.execute(query.with_for_update())).first()
    return row is not None and read_expectations(row.expectations).official == followed.choice


async def _latest(connection: AsyncConnection, yardstick_id: int) -> Row[Any] | None:
    """Return what goes on, else what was stored last: clocks may have been ahead."""
    query = (
        select(incident)
        .where(incident.c.yardstick_id == yardstick_id, incident.c.kind == IncidentKind.OFFICIAL)
        .order_by(incident.c.resolved_at.is_(None).desc(), incident.c.id.desc())
        .limit(1)
    )
    return (await connection.execute(query)).one_or_none()


def _remembered(latest: Row[Any] | None, reading: Reading) -> official_news.Known:
    """Return what is known of the trouble that goes on, or goes on again."""
    story = None if latest is None else read_official(latest.official)
    if latest is None or story is None:
        return ()
    if latest.resolved_at is None:
        return story.notices
    is_recent = not latest.is_abandoned and reading.at - latest.resolved_at < GRACE
    goes_on = is_recent and official_news.goes_on_with(story.notices, reading.notices)
    return story.notices if goes_on else ()


def _story(
    reading: Reading,
    notices: official_news.Known,
    latest: Row[Any] | None,
    news: News | None,
) -> OfficialStory:
    story = OfficialStory(
        vendor=reading.vendor,
        page_url=reading.page_url,
        notices=notices,
        own_check=reading.own_check,
    )
    before = None if latest is None else read_official(latest.official)
    return story if news or before is None else replace(story, own_check=before.own_check)


async def _keep(
    connection: AsyncConnection,
    story: OfficialStory,
    reading: Reading,
    incident_id: int | None,
    news: News | None,
) -> None:
    """Write down what is new, and let channels hear of it."""
    if news is News.OPENED:
        await take_turns(connection, Turns.FOLDING)
    if incident_id is None:
        incident_id = await _open(connection, story, reading)
    else:
        await _alter(connection, incident_id, story, reading, news)
    if news is News.OPENED:
        await tell(connection, incident_id, reading.followed.yardstick_id, reading.at)
    elif news is not None:
        await retell(connection, incident_id, reading.at, is_end=news is News.RESOLVED)


async def _open(connection: AsyncConnection, story: OfficialStory, reading: Reading) -> int:
    values = {
        "public_id": secrets.token_urlsafe(8),
        "yardstick_id": reading.followed.yardstick_id,
        "kind": IncidentKind.OFFICIAL,
        "opened_at": reading.at,
        "official": official_document(story),
    }
    made = await connection.execute(insert(incident).values(values).returning(incident.c.id))
    return int(made.scalar_one())


async def _alter(
    connection: AsyncConnection,
    incident_id: int,
    story: OfficialStory,
    reading: Reading,
    news: News | None,
) -> None:
    values: dict[str, Any] = {"official": official_document(story)}
    if news is News.RESOLVED:
        values["resolved_at"] = reading.at
    if news is News.OPENED:
        await _take_up(connection, incident_id, reading.at)
        values["resolved_at"] = None
    await connection.execute(update(incident).where(incident.c.id == incident_id).values(values))


async def _take_up(connection: AsyncConnection, incident_id: int, at: datetime) -> None:
    """Keep that an incident was over for a while; it goes on for who muted it until its end."""
    query = select(incident.c.resolved_at).where(incident.c.id == incident_id)
    pause = {"incident_id": incident_id, "begins": (await connection.execute(query)).scalar_one()}
    await put_new(connection, incident_pause, {**pause, "ends": at})
    await end_mutes(connection, incident_id)
    await come_back(connection, incident_id, at)
