"""What official status pages say: one adapter per provider; reading is pure, fetching is thin."""

from bot.statuspages.reading import parse
from bot.statuspages.status import OfficialState, OfficialStatus

__all__ = ["OfficialState", "OfficialStatus", "parse"]
