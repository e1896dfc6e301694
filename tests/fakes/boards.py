"""Boards and standings in memory."""

from datetime import datetime

from bot.watching.boards import BoardView
from bot.watching.ports import Board
from bot.watching.recording import StoreUnavailable
from bot.watching.standings import Standing


class FakeBoards:
    """Keeps one board a channel."""

    def __init__(self) -> None:
        self.kept: dict[int, Board] = {}
        self.is_away = False

    async def save(self, board: Board, at: datetime) -> None:  # noqa: ARG002 - the port has it
        self._answer()
        self.kept[board.channel_id] = board

    async def remove(self, channel_id: int) -> bool:
        self._answer()
        return self.kept.pop(channel_id, None) is not None

    async def all(self) -> tuple[Board, ...]:
        self._answer()
        return tuple(self.kept.values())

    def _answer(self) -> None:
        if self.is_away:
            raise StoreUnavailable


class FakeStandings:
    """Says what is so, as words; a painter repeats them."""

    def __init__(self) -> None:
        self.truth = "all well"
        self.asked = 0
        self.broken: set[int] = set()  # servers whose board a bug makes impossible to paint

    async def of_guild(self, guild_id: int) -> tuple[Standing, ...]:  # noqa: ARG002 - the port has it
        self.asked += 1
        return ()

    async def paint(self, view: BoardView) -> str:
        if view.guild_id in self.broken:
            raise RuntimeError("a bug in presentation")
        return "blind" if view.is_blind else self.truth
