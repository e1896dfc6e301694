"""What a file of watches would change: every entry checked, held against what is stored. Pure.

An entry is about one target in one channel. One that is stored already is changed to say exactly
what the entry says; others are added. Nothing is removed unless the admin asked for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.asking.answer import Asker, Declined
from bot.asking.questions import Refused, Subject
from bot.probing.target import Target
from bot.watching.channels import Channels, find_mistakes
from bot.watching.drafts import Following, Terms, changed, read_draft, terms_of, wish_of
from bot.watching.exchange import KEYS, Entry, to_draft
from bot.watching.keeping import Inspects, why_no_target
from bot.watching.limits import WatchLimits
from bot.watching.official_choice import NO_PAGES, KnowsPages
from bot.watching.ports import WatchChanges, WatchWish
from bot.watching.watch import Watch
from bot.watching.wishes import Mistake, WishRefused, Wrong, fitting_name, parse_id

# Which key of an entry a mistake is about, for its line.
_KEY_OF = {
    Wrong.BAD_NAME: "name",
    Wrong.BAD_INTERVAL: "interval",
    Wrong.INTERVAL_TOO_SHORT: "interval",
    Wrong.INTERVAL_TOO_LONG: "interval",
    Wrong.BAD_STATUS: "expect_status",
    Wrong.BAD_TEXT: "expect_text",
    Wrong.BAD_DAYS: "certificate_days",
    Wrong.BAD_SLOW: "slow_after",
    Wrong.BAD_QUIET: "quiet_hours",
    Wrong.BAD_PAUSED: "paused",
    Wrong.BAD_OFFICIAL: "official",
    Wrong.NO_OFFICIAL: "official",
    Wrong.TARGET_REFUSED: "target",
    Wrong.LOOK_DECLINED: "target",
    Wrong.NO_CHANNEL: "channel",
    Wrong.CHANNEL_CLOSED: "channel",
    Wrong.NO_ROLE: "role",
    Wrong.ROLE_EVERYONE: "role",
    Wrong.ROLE_SILENT: "role",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryMistake:
    """What is wrong with one entry of a file, and where it stands."""

    number: int
    line: int | None
    mistake: Mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a file would change, before anything is stored."""

    add: tuple[WatchWish, ...] = ()
    change: tuple[tuple[Watch, Watch], ...] = ()  # before and after
    remove: tuple[Watch, ...] = ()
    same: int = 0
    kept: int = 0  # stored watches that the file does not speak of, and that stay

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.add or self.change or self.remove)

    @property
    def count(self) -> int:
        """How many watches there would be."""
        return len(self.add) + len(self.change) + self.same + self.kept

    @property
    def changes(self) -> WatchChanges:
        """The plan as storage takes it."""
        return WatchChanges(
            add=self.add,
            change=tuple(after for _, after in self.change),
            remove=tuple(one.id for one in self.remove),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What entries are checked against."""

    asking: Inspects
    asker: Asker
    channels: Channels
    limits: WatchLimits
    channel_id: int | None  # where an entry names none
    pages: KnowsPages = NO_PAGES
    stored: frozenset["Goal"] = frozenset()  # what needs no leave of its channel: it stands there


Goal = tuple[Target, int, int | None]  # what is watched, the channel, the role


def goal_of(watch: Watch | WatchWish) -> Goal:
    """Return what is watched, where it is told, and whom it pings."""
    return watch.target, watch.channel_id, watch.role_id


def make_plan(wishes: Sequence[WatchWish], stored: Iterable[Watch], *, replaces: bool) -> Plan:
    """Return what storing these wishes would change. `replaces`: what they leave out goes."""
    by_key = {(one.target, one.channel_id): one for one in stored}
    add, change, same = [], [], 0
    for wish in wishes:
        before = by_key.pop((wish.target, wish.channel_id), None)
        if before is None:
            add.append(wish)
            continue
        after = changed(before, terms_of(wish))
        same += after == before
        if after != before:
            change.append((before, after))
    left = tuple(by_key.values())
    return Plan(
        add=tuple(add),
        change=tuple(change),
        remove=left if replaces else (),
        same=same,
        kept=0 if replaces else len(left),
    )


def read_entries(
    entries: Iterable[Entry], rules: Rules
) -> tuple[tuple[WatchWish, ...], tuple[EntryMistake, ...]]:
    """Return the wishes of a file, and every mistake in it."""
    wishes: list[WatchWish] = []
    mistakes: list[EntryMistake] = []
    met: dict[tuple[Target, int], int] = {}
    for entry in entries:
        wish, wrong = _read_entry(entry, rules)
        if wish is not None:
            first = met.setdefault((wish.target, wish.channel_id), entry.number)
            if first != entry.number:
                wrong = (*wrong, Mistake(reason=Wrong.TWICE, arguments={"number": first}))
            wishes.append(wish)
        located = (_located(entry, one) for one in wrong)
        mistakes += sorted(located, key=lambda one: one.line or 0)
    return tuple(wishes), tuple(mistakes)


def _read_entry(entry: Entry, rules: Rules) -> tuple[WatchWish | None, tuple[Mistake, ...]]:
    values = entry.values
    if values is None:
        return None, (Mistake(reason=Wrong.NOT_AN_ENTRY),)
    unknown = [key for key in values if key not in KEYS]
    if unknown:
        return None, tuple(
            Mistake(reason=Wrong.UNKNOWN_KEY, arguments={"key": key}) for key in unknown
        )
    found = _identify(values.get("target"), rules)
    ids, wrong = _read_ids(values, rules)
    if isinstance(found, Mistake):
        wrong = (found, *wrong)
    name = fitting_name(found.name) if isinstance(found, Subject) else "-"
    usual = Terms(channel_id=rules.channel_id or 0, name=name, interval=rules.limits.interval)
    draft = replace(to_draft(values), channel_id=ids.get("channel"), role_id=ids.get("role"))
    terms, more = read_draft(draft, usual, rules.limits, _following(found, rules))
    wrong = (*wrong, *more)
    wish = wish_of(found.target, terms) if isinstance(found, Subject) else None
    is_stored = wish is not None and goal_of(wish) in rules.stored
    if terms.channel_id and not is_stored:
        wrong = (*wrong, *find_mistakes(rules.channels, terms.channel_id, terms.role_id))
    return wish, wrong


def _identify(text: str | None, rules: Rules) -> Subject | Mistake:
    if text is None:
        return Mistake(reason=Wrong.TARGET_MISSING)
    found = rules.asking.identify(text, rules.asker)
    return why_no_target(found) if isinstance(found, (Refused, Declined)) else found


def _following(found: Subject | Mistake, rules: Rules) -> Following:
    owner = rules.pages.of_target(found.target) if isinstance(found, Subject) else None
    return Following(pages=rules.pages, service_id=owner)


def _read_ids(
    values: Mapping[str, str | None], rules: Rules
) -> tuple[dict[str, int], tuple[Mistake, ...]]:
    """Return the channel and the role that an entry names."""
    ids: dict[str, int] = {}
    wrong = []
    for key in ("channel", "role"):
        text = values.get(key)
        try:
            if text is not None:
                ids[key] = parse_id(key, text)
        except WishRefused as refused:
            wrong.append(refused.mistake)
    if values.get("channel") is None and rules.channel_id is None:
        wrong.append(Mistake(reason=Wrong.CHANNEL_MISSING))
    return ids, tuple(wrong)


def _located(entry: Entry, mistake: Mistake) -> EntryMistake:
    key = _KEY_OF.get(mistake.reason) or str(mistake.arguments.get("key", ""))
    return EntryMistake(number=entry.number, line=entry.lines.get(key, entry.line), mistake=mistake)
