"""An admin takes watches out as a file, and brings one in: shown first, then saved."""

import asyncio
from dataclasses import dataclass

from bot.watching.channels import Channels
from bot.watching.exchange import DocumentRefused, Format, read, write
from bot.watching.importing import EntryMistake, Plan, Rules, goal_of, make_plan, read_entries
from bot.watching.keeping import Admin, Inspects, Keeping, Rejected, rejected
from bot.watching.limits import WatchLimits
from bot.watching.pending import Pending
from bot.watching.ports import TooManyWatches, WatchExists, WatchWish
from bot.watching.recording import StoreUnavailable
from bot.watching.wishes import Mistake, Wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A server's watches as a file."""

    format: Format
    content: bytes
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What a file would change. Nothing is stored yet."""

    token: str  # what Save must know
    plan: Plan
    is_shown_again: bool = False  # the watches changed since it was shown first


@dataclass(frozen=True, slots=True, kw_only=True)
class BadEntries:
    """Every mistake of a file. Nothing of it was taken."""

    mistakes: tuple[EntryMistake, ...]


@dataclass(frozen=True, slots=True)
class _Waiting:
    wishes: tuple[WatchWish, ...]
    replaces: bool
    plan: Plan


class Exchanging:
    """Watches as files. Every method may raise `StoreUnavailable`."""

    def __init__(self, *, keeping: Keeping, asking: Inspects, limits: WatchLimits) -> None:
        self._keeping = keeping
        self._asking = asking
        self._limits = limits
        self._pending: Pending[_Waiting] = Pending(keeping.clock)

    async def export(self, guild_id: int, format_: Format) -> Exported:
        """Return a server's watches as a file that can be imported again."""
        watches = await self._keeping.watches.of_guild(guild_id)
        content = write(watches, format_).encode()
        return Exported(format=format_, content=content, count=len(watches))

    async def rehearse(
        self, content: bytes, admin: Admin, channels: Channels, *, replaces: bool
    ) -> DryRun | BadEntries | DocumentRefused:
        """Say what a file would change; it waits for `save`.

        `replaces`: watches that the file leaves out go.
        """
        try:
            entries = await asyncio.to_thread(read, content, most=self._limits.per_server)
        except DocumentRefused as refused:
            return refused
        if len(entries) > self._limits.per_server:
            return self._too_many(Wrong.FILE_TOO_LONG, count=len(entries))
        settings = await self._keeping.guilds.settings(admin.guild_id)
        stored = await self._keeping.watches.of_guild(admin.guild_id)
        rules = Rules(
            asking=self._asking,
            asker=admin.asker,
            channels=channels,
            limits=self._limits,
            channel_id=settings.channel_id,
            pages=self._keeping.pages,
            stored=frozenset(map(goal_of, stored)),
        )
        wishes, mistakes = read_entries(entries, rules)
        plan = make_plan(wishes, stored, replaces=replaces)
        if mistakes:
            return BadEntries(mistakes=mistakes)
        if plan.add and plan.count > self._limits.per_server:
            return self._too_many()
        token = self._pending.keep(admin.owner, _Waiting(wishes, replaces, plan))
        return DryRun(token=token, plan=plan)

    async def save(self, token: str, admin: Admin) -> Plan | DryRun | Rejected:
        """Store what was shown, all or nothing; show it again where it would be something else."""
        waiting = self._pending.take(admin.owner, token)
        if waiting is None:
            return rejected(Wrong.OUTDATED)
        try:
            plan = await self._plan(waiting.wishes, admin, replaces=waiting.replaces)
            if plan != waiting.plan:
                again = _Waiting(waiting.wishes, waiting.replaces, plan)
                token = self._pending.keep(admin.owner, again)
                return DryRun(token=token, plan=plan, is_shown_again=True)
            return await self._store(plan, admin)
        except StoreUnavailable:
            self._pending.put_back(admin.owner, token, waiting)
            raise

    def drop(self, token: str, admin: Admin) -> bool:
        """Forget a file. False: it was gone already."""
        return self._pending.take(admin.owner, token) is not None

    async def _plan(self, wishes: tuple[WatchWish, ...], admin: Admin, *, replaces: bool) -> Plan:
        stored = await self._keeping.watches.of_guild(admin.guild_id)
        return make_plan(wishes, stored, replaces=replaces)

    def _too_many(self, reason: Wrong = Wrong.TOO_MANY, **arguments: int) -> BadEntries:
        arguments["most"] = self._limits.per_server
        mistake = Mistake(reason=reason, arguments=arguments)
        return BadEntries(mistakes=(EntryMistake(number=0, line=None, mistake=mistake),))

    async def _store(self, plan: Plan, admin: Admin) -> Plan | Rejected:
        try:
            await self._keeping.watches.rearrange(
                plan.changes, self._keeping.actor(admin), most=self._limits.per_server
            )
        except TooManyWatches:
            return rejected(Wrong.TOO_MANY, most=self._limits.per_server)
        except (WatchExists, LookupError):  # somebody else was quicker, just now
            return rejected(Wrong.OUTDATED)
        left = (one.endpoint_id for one in plan.remove)
        await self._keeping.take_effect_for_all(admin.guild_id, *left)
        return plan
