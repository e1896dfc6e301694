"""An outbox in memory that keeps what a database would keep, and nothing half."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.watching.delivery import Suspension
from bot.watching.messages import Announcement, priority_of
from bot.watching.recording import StoreUnavailable

FEWEST = 3  # that are told together


@dataclass(slots=True, kw_only=True)
class Incident:
    """What really happened: the truth that channels are to hear."""

    id: int
    changes: int = 1
    is_over: bool = False


@dataclass(slots=True, kw_only=True)
class Row:
    """An announcement as it is stored."""

    announcement: Announcement
    incidents: list[int]
    owner: str | None = None
    not_before: datetime | None = None
    folded_into: int | None = None


def _rank(row: Row) -> tuple[int, int]:
    told = row.announcement
    return 2 - (told.posting_since is not None) - 2 * (told.message_id is not None), told.id


class FakeOutbox:
    """Announcements of incidents to channels. Every call is whole or has not happened."""

    def __init__(self) -> None:
        self.incidents: dict[int, Incident] = {}
        self.rows: dict[int, Row] = {}
        self.suspended_channels: dict[int, Suspension] = {}
        self.untold: set[int] = set()
        self.is_away = False

    def open(self, incident_id: int, channels: Collection[int], now: datetime) -> None:
        """Store that something went down, and who is to hear of it."""
        self.incidents[incident_id] = Incident(id=incident_id)
        for channel_id in channels:
            number = len(self.rows) + 1
            announcement = Announcement(
                id=number, guild_id=1, channel_id=channel_id, version=1, since=now
            )
            self.rows[number] = Row(announcement=announcement, incidents=[incident_id])

    def update(self, incident_id: int, now: datetime) -> None:
        """Store that a detail of an incident changed."""
        self.incidents[incident_id].changes += 1
        self._touch(incident_id, now)

    def resolve(self, incident_id: int, now: datetime) -> None:
        """Store that an incident is over."""
        incident = self.incidents[incident_id]
        incident.changes += 1
        incident.is_over = True
        self._touch(incident_id, now)

    def fold_outages(self, channel_id: int, now: datetime) -> None:
        """Store that what a channel is told of goes together in one message from now on."""
        rows = [
            row
            for row in self.rows.values()
            if row.announcement.channel_id == channel_id
            and row.folded_into is None
            and not row.announcement.is_over
        ]
        if len(rows) < FEWEST:
            return
        carrier = min(rows, key=_rank)
        for row in rows:
            if row is not carrier:
                self._fold_into(carrier, row)
        self._touch(carrier.incidents[0], now)

    def content(self, announcement: Announcement) -> dict[int, str]:
        """Return what a message about this announcement says of each incident now."""
        row = self.rows[announcement.id]
        if row.folded_into is not None and self._stands(self.rows[row.folded_into]):
            return {}  # it points to the other
        return {
            number: f"{'over' if self.incidents[number].is_over else 'down'}"
            for number in row.incidents
        }

    async def release(self, *, owner: str) -> None:
        if self.is_away:
            raise StoreUnavailable
        for row in self.rows.values():
            if row.owner == owner:
                row.owner = None
                self._change(row, lease_until=None)

    async def claim(
        self, *, owner: str, now: datetime, lease: timedelta, most: int
    ) -> tuple[Announcement, ...]:
        if self.is_away:
            raise StoreUnavailable
        due = [row for row in self.rows.values() if self._is_due(row, now)]
        due.sort(key=lambda row: (priority_of(row.announcement), row.announcement.id))
        return tuple(self._lease(row, owner, now, lease) for row in due[:most])

    async def claim_held_up(
        self, channel_id: int, *, owner: str, now: datetime, lease: timedelta
    ) -> tuple[Announcement, ...]:
        held_up = [
            row
            for row in self.rows.values()
            if row.announcement.channel_id == channel_id
            and row.announcement.is_held_up
            and row.folded_into is None
            and self._is_untold(row)
            and (row.owner == owner or self._is_free(row, now))
        ]
        return tuple(self._lease(row, owner, now, lease) for row in held_up)

    async def read(self, announcement_id: int, *, owner: str) -> Announcement | None:
        row = self.rows[announcement_id]
        return row.announcement if row.owner == owner and self._can_point(row) else None

    async def mark_told(
        self, announcement_id: int, *, version: int, message_id: int | None
    ) -> None:
        row = self.rows[announcement_id]
        known = row.announcement.message_id
        self._change(row, told_version=version, message_id=message_id or known)
        self._end(row, is_certain=True)

    async def keep_message(self, announcement_id: int, message_id: int) -> None:
        row = self.rows[announcement_id]
        self._change(row, message_id=message_id)
        self._end(row, is_certain=True)

    async def begin_anew(self, announcement_id: int, *, now: datetime) -> None:
        self._change(self.rows[announcement_id], posting_since=now)

    async def put_off(self, announcement_id: int, *, until: datetime, is_certain: bool) -> None:
        row = self.rows[announcement_id]
        attempts = row.announcement.attempts + 1
        self._end(row, is_certain=is_certain)
        self._change(row, attempts=attempts)
        row.not_before = until

    async def give_back(self, announcement_id: int, *, is_certain: bool) -> None:
        row = self.rows[announcement_id]
        attempts = row.announcement.attempts
        self._end(row, is_certain=is_certain)
        self._change(row, attempts=attempts)

    async def lose_message(self, announcement_id: int, *, now: datetime) -> None:
        row = self.rows[announcement_id]
        edition = row.announcement.edition + 1
        self._change(
            row,
            message_id=None,
            told_version=0,
            edition=edition,
            attempts=0,
            posting_since=now,
        )

    async def fold(self, announcement_ids: Collection[int], *, now: datetime) -> Announcement:
        unfolded = [one for one in announcement_ids if self.rows[one].folded_into is None]
        if not unfolded:
            return self.rows[min(announcement_ids)].announcement
        first, *others = sorted(unfolded)
        target = self.rows[first]
        for number in others:
            row = self.rows[number]
            self._end(row, is_certain=True)
            self._fold_into(target, row)
        self._change(
            target,
            is_summary=True,
            is_over=all(self.incidents[number].is_over for number in target.incidents),
            version=target.announcement.version + 1,
            edition=target.announcement.edition + 1,
            posting_since=now,
        )
        return target.announcement

    async def suspend(self, suspension: Suspension) -> None:
        if suspension.channel_id not in self.suspended_channels:
            self.suspended_channels[suspension.channel_id] = suspension
            self.untold.add(suspension.channel_id)

    async def resume(self, channel_id: int) -> None:
        self.suspended_channels.pop(channel_id, None)
        for row in self.rows.values():
            if row.announcement.channel_id == channel_id:
                row.not_before = None
        self.untold.discard(channel_id)

    async def untold_suspensions(self) -> tuple[Suspension, ...]:
        return tuple(self.suspended_channels[number] for number in sorted(self.untold))

    async def suspended(self, guild_id: int | None = None) -> tuple[Suspension, ...]:
        every = (self.suspended_channels[number] for number in sorted(self.suspended_channels))
        return tuple(one for one in every if guild_id in (None, one.guild_id))

    async def mark_suspension_told(self, channel_id: int) -> None:
        self.untold.discard(channel_id)

    def _touch(self, incident_id: int, now: datetime) -> None:
        for row in self.rows.values():
            if incident_id in row.incidents and row.folded_into is None:
                told = row.announcement
                self._change(
                    row,
                    version=told.version + 1,
                    is_over=all(self.incidents[number].is_over for number in row.incidents),
                    since=now if told.told_version == told.version else told.since,
                )

    def _is_due(self, row: Row, now: datetime) -> bool:
        is_late_enough = row.not_before is None or row.not_before <= now
        is_suspended = row.announcement.channel_id in self.suspended_channels
        return (
            self._is_untold(row)
            and is_late_enough
            and self._is_free(row, now)
            and self._can_point(row)
            and not is_suspended
        )

    def _is_free(self, row: Row, now: datetime) -> bool:
        until = row.announcement.lease_until
        return row.owner is None or until is None or until <= now

    def _is_untold(self, row: Row) -> bool:
        return row.announcement.told_version < row.announcement.version

    def _stands(self, row: Row) -> bool:
        return row.announcement.message_id is not None

    def _can_point(self, row: Row) -> bool:
        if row.folded_into is None or not self._stands(row):
            return True
        carrier = self.rows[row.folded_into]
        is_settled = carrier.announcement.is_over and not self._is_untold(carrier)
        return self._stands(carrier) or is_settled

    def _fold_into(self, carrier: Row, row: Row) -> None:
        carrier.incidents += row.incidents
        row.incidents = row.incidents[:1]
        row.folded_into = carrier.announcement.id
        for other in self.rows.values():
            if other.folded_into == row.announcement.id:
                other.folded_into = row.folded_into
        told = row.announcement
        self._change(row, is_folded=True)
        if self._stands(row) or told.posting_since is not None:
            self._change(row, version=told.version + 1)
        else:
            self._change(row, told_version=told.version)

    def _lease(self, row: Row, owner: str, now: datetime, lease: timedelta) -> Announcement:
        before = row.announcement
        row.owner = owner
        since = before.posting_since or (now if before.message_id is None else None)
        self._change(row, lease_until=now + lease, posting_since=since)
        return replace(row.announcement, posting_since=before.posting_since)

    def _end(self, row: Row, *, is_certain: bool) -> None:
        row.owner = row.not_before = None
        self._change(row, lease_until=None, attempts=0)
        if is_certain:
            self._change(row, posting_since=None)

    def _change(self, row: Row, **changes: object) -> None:
        row.announcement = replace(row.announcement, **changes)  # type: ignore[arg-type]
