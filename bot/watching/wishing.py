"""An admin adds, changes, rests, tries out and removes watches."""

from dataclasses import dataclass, replace

from bot.asking.answer import Declined
from bot.asking.looking import Refine, Seen
from bot.asking.questions import Subject
from bot.probing.observation import Observation
from bot.triage.verdict import State, Verdict
from bot.watching import expectations
from bot.watching.channels import Channels, find_mistakes
from bot.watching.drafts import Draft, Following, Terms, changed, read_draft, terms_of, wish_of
from bot.watching.keeping import Admin, Inspects, Keeping, Rejected, rejected, why_no_target
from bot.watching.limits import WatchLimits
from bot.watching.pending import Pending
from bot.watching.ports import TooManyWatches, WatchExists, WatchWish
from bot.watching.recording import StoreUnavailable
from bot.watching.trials import Trial, try_out
from bot.watching.watch import Expectations, OfficialChoice, Watch
from bot.watching.wishes import Wrong, fitting_name

REFUSAL_FACT = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A watch that is not stored yet, and what we saw when we looked."""

    token: str  # what Save must know
    wish: WatchWish
    seen: Seen
    first_failures: int  # looks in a row that must fail before anybody is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A watch before and after a change."""

    before: Watch
    after: Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a rehearsal of a watch may play, and in which language."""

    watch: Watch
    channel_id: int
    locale: str | None  # None: the server's usual one


class Wishing:
    """Watches as admins wish for them. Every method may raise `StoreUnavailable`."""

    def __init__(
        self, *, keeping: Keeping, asking: Inspects, limits: WatchLimits, failures: int
    ) -> None:
        self._keeping = keeping
        self._asking = asking
        self._limits = limits
        self._failures = failures
        self._pending: Pending[WatchWish] = Pending(keeping.clock)

    async def propose(
        self, target: str, draft: Draft, admin: Admin, channels: Channels
    ) -> Proposal | Rejected:
        """Look once at what an admin wants to watch; the wish waits for `save`."""
        subject = self._asking.identify(target, admin.asker)
        mistakes = [] if isinstance(subject, Subject) else [why_no_target(subject)]
        usual = await self._usual_terms(subject, admin, channels)
        pages = self._keeping.pages
        owner = pages.of_target(subject.target) if isinstance(subject, Subject) else None
        known = Following(pages=pages, service_id=owner)
        terms, more = read_draft(draft, usual, self._limits, known)
        mistakes += [*more, *find_mistakes(channels, terms.channel_id, terms.role_id)]
        if not isinstance(subject, Subject) or mistakes:
            return Rejected(mistakes=tuple(mistakes))
        wish = wish_of(subject.target, terms)
        full = await self._conflict(wish, admin)
        return full if full is not None else await self._look_first(wish, admin)

    async def save(self, token: str, admin: Admin) -> Watch | Rejected:
        """Store a wish that was proposed to this admin."""
        wish = self._pending.take(admin.owner, token)
        if wish is None:
            return rejected(Wrong.OUTDATED)
        try:
            (watch,) = await self._keeping.watches.add(
                [wish], self._keeping.actor(admin), most=self._limits.per_server
            )
        except WatchExists:
            return rejected(Wrong.EXISTS)
        except TooManyWatches:
            return rejected(Wrong.TOO_MANY, most=self._limits.per_server)
        except StoreUnavailable:
            self._pending.put_back(admin.owner, token, wish)
            raise
        await self._keeping.take_effect([watch.endpoint_id])
        return watch

    def drop(self, token: str, admin: Admin) -> bool:
        """Forget a wish. False: it was gone already."""
        return self._pending.take(admin.owner, token) is not None

    async def edit(
        self, watch: str, draft: Draft, admin: Admin, channels: Channels
    ) -> Edited | Rejected:
        """Change what is given about a watch, and nothing else."""
        before = await self._keeping.find(admin.guild_id, watch)
        if before is None:
            return rejected(Wrong.NO_SUCH_WATCH)
        known = self._following(before)
        terms, mistakes = read_draft(draft, terms_of(before), self._limits, known)
        if (terms.channel_id, terms.role_id) != (before.channel_id, before.role_id):
            mistakes += find_mistakes(channels, terms.channel_id, terms.role_id)
        after = changed(before, terms)
        if mistakes:
            return Rejected(mistakes=mistakes)
        if after == before:
            return rejected(Wrong.NOTHING_NEW)
        return await self._change(before, after, admin)

    async def follow(
        self, before: Watch, choice: OfficialChoice, admin: Admin
    ) -> Edited | Rejected:
        """Let a watch follow something else of official pages."""
        after = replace(before, expectations=replace(before.expectations, official=choice))
        if after == before:
            return rejected(Wrong.NOTHING_NEW)
        return await self._change(before, after, admin)

    async def rest(self, watch: str, admin: Admin, *, is_paused: bool) -> Edited | Rejected:
        """Pause or resume a watch. One that is as wished for stays so."""
        before = await self._keeping.find(admin.guild_id, watch)
        if before is None:
            return rejected(Wrong.NO_SUCH_WATCH)
        if before.is_paused == is_paused:
            return Edited(before=before, after=before)
        return await self._change(before, replace(before, is_paused=is_paused), admin)

    async def find(self, watch: str, admin: Admin) -> Watch | Rejected:
        """Return one of the server's own watches."""
        found = await self._keeping.find(admin.guild_id, watch)
        return rejected(Wrong.NO_SUCH_WATCH) if found is None else found

    async def remove(self, watch: str, admin: Admin) -> Watch | Rejected:
        """Delete a watch, and its history with it."""
        found = await self._keeping.find(admin.guild_id, watch)
        if found is None:
            return rejected(Wrong.NO_SUCH_WATCH)
        if not await self._keeping.watches.remove(found.id, self._keeping.actor(admin)):
            return rejected(Wrong.NO_SUCH_WATCH)
        await self._keeping.take_effect([found.endpoint_id])
        return found

    async def try_out(self, watch: str, admin: Admin) -> Trial | Rejected:
        """Look now, and say what a channel would be told. Nothing is kept of it."""
        found = await self._keeping.find(admin.guild_id, watch)
        standings = await self._keeping.standings.of_guild(admin.guild_id)
        mine = next((one for one in standings if one.watch == found), None)
        if found is None or mine is None:
            return rejected(Wrong.NO_SUCH_WATCH)
        seen = await self._inspect(found, admin)
        if isinstance(seen, Rejected):
            return seen
        condition = self._keeping.following.condition(found.endpoint_id, mine.yardstick_id)
        return try_out(found, seen, condition, mine.windows)

    async def set_stage(
        self, watch: str, channel_id: int | None, admin: Admin, channels: Channels
    ) -> Stage | Rejected:
        """Find where a rehearsal may play: in the watch's own channel, or in another."""
        found = await self._keeping.find(admin.guild_id, watch)
        if found is None:
            return rejected(Wrong.NO_SUCH_WATCH)
        chosen = channel_id or found.channel_id
        mistakes = find_mistakes(channels, chosen, None)
        if mistakes:
            return Rejected(mistakes=mistakes)
        settings = await self._keeping.guilds.settings(admin.guild_id)
        return Stage(watch=found, channel_id=chosen, locale=settings.locale)

    async def _usual_terms(self, subject: object, admin: Admin, channels: Channels) -> Terms:
        settings = await self._keeping.guilds.settings(admin.guild_id)
        chosen = settings.channel_id
        service = subject.service if isinstance(subject, Subject) else None
        is_there = chosen is not None and channels.missing(chosen) is not None
        return Terms(
            channel_id=chosen if chosen is not None and is_there else admin.channel_id,
            name=fitting_name(subject.name) if isinstance(subject, Subject) else "",
            interval=self._limits.interval,
            expectations=Expectations(official=self._keeping.pages.usual(service)),
        )

    def _following(self, watch: Watch) -> Following:
        """Return whose official page a watch follows, or would."""
        chosen, pages = watch.expectations.official, self._keeping.pages
        owner = chosen.service_id if chosen is not None else pages.of_target(watch.target)
        return Following(pages=pages, service_id=owner)

    async def _conflict(self, wish: WatchWish, admin: Admin) -> Rejected | None:
        """Say early that a wish can't be stored; storage has the last word."""
        watches = await self._keeping.watches.of_guild(admin.guild_id)
        if any((one.target, one.channel_id) == (wish.target, wish.channel_id) for one in watches):
            return rejected(Wrong.EXISTS)
        if len(watches) >= self._limits.per_server:
            return rejected(Wrong.TOO_MANY, most=self._limits.per_server)
        return None

    async def _look_first(self, wish: WatchWish, admin: Admin) -> Proposal | Rejected:
        seen = await self._inspect(wish, admin)
        if isinstance(seen, Rejected):
            return seen
        token = self._pending.keep(admin.owner, wish)
        return Proposal(token=token, wish=wish, seen=seen, first_failures=self._failures)

    async def _inspect(self, wish: WatchWish | Watch, admin: Admin) -> Seen | Rejected:
        refine = _refine(wish.expectations)
        seen = await self._asking.inspect(wish.target, admin.asker, refine)
        if isinstance(seen, Declined):
            return Rejected(mistakes=(why_no_target(seen),))
        if seen.verdict.state is State.REFUSED:
            return rejected(Wrong.TARGET_REFUSED, refusal=_refusal_of(seen.verdict))
        return seen

    async def _change(self, before: Watch, after: Watch, admin: Admin) -> Edited | Rejected:
        try:
            if not await self._keeping.watches.change(after, self._keeping.actor(admin)):
                return rejected(Wrong.NO_SUCH_WATCH)
        except WatchExists:
            return rejected(Wrong.EXISTS)
        await self._keeping.take_effect([after.endpoint_id])
        return Edited(before=before, after=after)


def _refine(expected: Expectations) -> Refine:
    def refine(verdict: Verdict, observation: Observation) -> Verdict:
        return expectations.apply(verdict, observation, expected)

    return refine


def _refusal_of(verdict: Verdict) -> str:
    reasons = (fact.arguments.get(REFUSAL_FACT) for fact in verdict.evidence)
    return next((str(reason) for reason in reasons if reason), "private_address")
