"""What an admin sees of a server's watches: how each is doing."""

from dataclasses import dataclass

from bot.watching.channels import Channels, Need
from bot.watching.condition import Condition
from bot.watching.finding import fitting_watches
from bot.watching.keeping import Keeping
from bot.watching.recording import Sample
from bot.watching.standings import Standing
from bot.watching.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One watch, how it is doing, and what is wrong with its channel."""

    watch: Watch
    condition: Condition | None = None  # None: it is not followed
    latest: Sample | None = None
    is_suspended: bool = False
    is_channel_gone: bool = False
    missing: tuple[Need, ...] = ()


class Overview:
    """Reads, and changes nothing. Every method may raise `StoreUnavailable`."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    async def rows(self, guild_id: int, channels: Channels) -> tuple[Row, ...]:
        """Return a server's watches by name."""
        standings = await self._keeping.standings.of_guild(guild_id)
        return tuple(self._row(one, channels) for one in standings)

    async def named(self, guild_id: int, text: str) -> tuple[Watch, ...]:
        """Return the server's watches whose name or host has this text in it, by name."""
        return fitting_watches(await self._keeping.watches.of_guild(guild_id), text)

    def _row(self, standing: Standing, channels: Channels) -> Row:
        watch, following = standing.watch, self._keeping.following
        missing = channels.missing(watch.channel_id)
        samples = following.samples(watch.endpoint_id)
        return Row(
            watch=watch,
            condition=following.condition(watch.endpoint_id, standing.yardstick_id),
            latest=samples[-1] if samples else None,
            is_suspended=standing.suspended_code is not None,
            is_channel_gone=missing is None,
            missing=missing or (),
        )
