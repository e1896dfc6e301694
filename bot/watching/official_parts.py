"""An admin chooses which parts of an official page a watch follows, out of those that it has."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.asking.official import PageReader
from bot.statuspages.status import Component
from bot.watching.keeping import Admin, Keeping, Rejected, rejected
from bot.watching.official_choice import LONGEST_PART, MOST_PARTS
from bot.watching.official_directory import OfficialDirectory
from bot.watching.watch import OfficialChoice, OfficialScope, Watch
from bot.watching.wishes import Wrong, plain_line
from bot.watching.wishing import Edited, Wishing


@dataclass(frozen=True, slots=True, kw_only=True)
class Followable:
    """The official pages that can be followed, and who reads them."""

    directory: OfficialDirectory
    reader: PageReader


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsQuestion:
    """The parts of a page to choose from. Names are the vendor's: hostile."""

    watch: Watch
    service_id: str
    parts: tuple[str, ...]  # as they are chosen by
    chosen: frozenset[str] = frozenset()

    @property
    def is_too_long(self) -> bool:
        """Whether there are more than one menu can show."""
        return len(self.parts) > MOST_PARTS


class ChoosingParts:
    """Asks which parts, and keeps the answer. Every method may raise `StoreUnavailable`."""

    def __init__(
        self,
        *,
        keeping: Keeping,
        wishing: Wishing,
        official: Followable | None,
    ) -> None:
        """Take the ports. Without `official` no page can be followed."""
        self._keeping = keeping
        self._wishing = wishing
        self._official = official

    async def ask(self, watch: str, admin: Admin) -> PartsQuestion | Rejected:
        """Read the page of a watch, and return its parts."""
        found = await self._keeping.find(admin.guild_id, watch)
        if found is None:
            return rejected(Wrong.NO_SUCH_WATCH)
        owner, official = self._owner(found), self._official
        page = None if owner is None or official is None else official.directory.page(owner)
        if owner is None or official is None or page is None:
            return rejected(Wrong.NO_OFFICIAL)
        look = await official.reader.look(page)
        if look.problem is not None:
            return rejected(Wrong.PAGE_UNREAD)
        parts = _names(look.status.components)
        if not parts:
            return rejected(Wrong.NO_PARTS)
        return PartsQuestion(
            watch=found,
            service_id=owner.service_id,
            parts=parts,
            chosen=frozenset(owner.parts).intersection(parts),
        )

    async def choose(self, watch: str, parts: Sequence[str], admin: Admin) -> Edited | Rejected:
        """Let a watch follow some parts. Whatever is sent as a part is only ever looked for."""
        found = await self._keeping.find(admin.guild_id, watch)
        owner = None if found is None else self._owner(found)
        wanted = tuple(sorted({plain_line(part)[:LONGEST_PART] for part in parts} - {""}))
        if found is None:
            return rejected(Wrong.NO_SUCH_WATCH)
        if owner is None or not 0 < len(wanted) <= MOST_PARTS:
            return rejected(Wrong.NO_OFFICIAL)
        chosen = replace(owner, scope=OfficialScope.PARTS, parts=wanted)
        return await self._wishing.follow(found, chosen, admin)

    def _owner(self, watch: Watch) -> OfficialChoice | None:
        """Return what a watch follows, or whose page it could follow."""
        if watch.expectations.official is not None:
            return watch.expectations.official
        service_id = self._keeping.pages.of_target(watch.target)
        return None if service_id is None else OfficialChoice(service_id=service_id)


def _names(components: Sequence[Component]) -> tuple[str, ...]:
    """Return what parts are chosen by: names, or ids where a name can't be typed."""
    names = (_name(one) for one in components)
    return tuple(dict.fromkeys(name for name in names if name))


def _name(component: Component) -> str:
    name = plain_line(component.name)
    is_typed = name and len(name) <= LONGEST_PART and ";" not in name
    return name if is_typed else plain_line(component.id)[:LONGEST_PART].replace(";", "")
