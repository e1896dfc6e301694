"""How soon official pages told of outages. Fulfils `bot.watching.listening.LagRecords`.

A lag is about a service of the catalogue, which anybody can look up. It names no server and no
member, nor does it say that anybody watched: so it stays when a server is deleted.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, exists, select

from bot.asking.candour import KEPT, Lag
from bot.storage.database import Database
from bot.storage.documents import digest_of
from bot.storage.history_tables import page_lag
from bot.storage.retracting import is_believed, is_false_alarm
from bot.storage.statements import put_new
from bot.storage.tables import endpoint, incident, response, yardstick
from bot.watching.expectations import EXPECTED_STATUS, EXPECTED_TEXT
from bot.watching.hearing import Outage
from bot.watching.ports import IncidentKind

_WISHES = frozenset({EXPECTED_STATUS, EXPECTED_TEXT})  # one server's idea of what is down


class LagStore:
    """Lags in a database, and the outages that they are measured by."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def outages(self, urls: Collection[str], since: datetime) -> tuple[Outage, ...]:
        """Return outages of some targets that go on or ended after `since`, by their beginnings.

        What only failed what a watch asks for is none. Nor is anything that a server saw which may
        have private networks looked at: its targets are stored apart.
        """
        is_doubted = exists().where(response.c.incident_id == incident.c.id, is_false_alarm())
        query = (
            select(incident, endpoint.c.url, is_doubted.label("is_doubted"))
            .join(yardstick, yardstick.c.id == incident.c.yardstick_id)
            .join(endpoint, endpoint.c.id == yardstick.c.endpoint_id)
            .where(
                endpoint.c.digest.in_(sorted(map(digest_of, urls))),
                incident.c.kind == IncidentKind.OUTAGE,
                incident.c.resolved_at.is_(None) | (incident.c.resolved_at >= since),
            )
            .order_by(incident.c.opened_at, incident.c.id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
            return tuple(
                [
                    Outage(
                        url=row.url,
                        began_at=row.opened_at,
                        over_at=row.resolved_at,
                        is_believed=not row.is_doubted or await is_believed(connection, row.id),
                        is_followed=not row.is_abandoned,
                    )
                    for row in rows
                    if (row.verdict or {}).get("rule") not in _WISHES
                ]
            )

    async def lags(self, since: datetime) -> tuple[Lag, ...]:
        """Return the lags of outages that began after `since`, by their beginnings."""
        query = select(page_lag).where(page_lag.c.began_at >= since).order_by(page_lag.c.began_at)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return tuple(Lag(**row) for row in rows)

    async def keep(self, lag: Lag) -> None:
        """Keep a lag, unless that outage has one; and of its service no more than the last few."""
        of_service = page_lag.c.service_id == lag.service_id
        oldest = (
            select(page_lag.c.began_at)
            .where(of_service)
            .order_by(page_lag.c.began_at.desc())
            .offset(KEPT - 1)
            .limit(1)
        )
        values = {column.name: getattr(lag, column.name) for column in page_lag.c}
        async with self._database.writing() as connection:
            await put_new(connection, page_lag, values)
            first = (await connection.execute(oldest)).scalar_one_or_none()
            if first is not None:
                await connection.execute(
                    delete(page_lag).where(of_service, page_lag.c.began_at < first)
                )

    async def withdraw(self, lag: Lag) -> None:
        """Forget a lag: the outage was none."""
        async with self._database.writing() as connection:
            await connection.execute(
                delete(page_lag).where(
                    page_lag.c.service_id == lag.service_id,
                    page_lag.c.began_at == lag.began_at,
                )
            )
