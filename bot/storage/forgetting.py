"""Forgetting who somebody is. Fulfils `bot.watching.ports.Forgetting`.

What a member did belongs to their server's history and stays; that it was them goes.
"""

from sqlalchemy import Column, delete, update

from bot.storage.database import Database
from bot.storage.tables import audit, follower, maintenance, note, response
from bot.watching.ports import NOBODY

# Every column that holds a member's id. A test compares this with the tables.
_DONE_BY: tuple[Column[int], ...] = (
    audit.c.actor_id,
    maintenance.c.created_by,
    note.c.author_id,
    response.c.acknowledged_by,
    response.c.muted_by,
    response.c.retracted_by,
)


class ForgettingStore:
    """Members in a database, until they want to be forgotten."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget_member(self, user_id: int) -> int:
        """Forget who somebody is, in every server; return how many rows named them.

        What they wait to be told is deleted. What they did stays, as done by `NOBODY`.
        """
        async with self._database.writing(is_durable=True) as connection:
            waited = await connection.execute(delete(follower).where(follower.c.user_id == user_id))
            rows = waited.rowcount
            for column in _DONE_BY:
                renamed = await connection.execute(
                    update(column.table).where(column == user_id).values({column: NOBODY})
                )
                rows += renamed.rowcount
        return rows
