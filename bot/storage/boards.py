"""Boards. Fulfils `bot.watching.boards.Boards`."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.database import Database
from bot.storage.statements import insert_into, put_new
from bot.storage.tables import board as boards
from bot.storage.tables import guild
from bot.watching.ports import Board


class BoardStore:
    """Boards in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, board: Board, at: datetime) -> None:
        """Keep a channel's board."""
        values = {
            "guild_id": board.guild_id,
            "channel_id": board.channel_id,
            "message_id": board.message_id,
            "remade": board.remade,
        }
        async with self._database.writing(is_durable=True) as connection:
            await put_new(connection, guild, {"id": board.guild_id, "joined_at": at})
            statement = insert_into(connection, boards).values(**values, created_at=at)
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["channel_id"], set_=values)
            )

    async def remove(self, channel_id: int) -> bool:
        """Forget a channel's board. False: there is none."""
        async with self._database.writing(is_durable=True) as connection:
            gone = await connection.execute(delete(boards).where(boards.c.channel_id == channel_id))
        return gone.rowcount > 0

    async def all(self) -> tuple[Board, ...]:
        """Return every board of servers that the bot is in."""
        query = select(boards).join(guild).where(guild.c.removed_at.is_(None)).order_by(boards.c.id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(
            Board(
                guild_id=row.guild_id,
                channel_id=row.channel_id,
                message_id=row.message_id,
                remade=row.remade,
                made_at=row.created_at,
            )
            for row in rows
        )
