"""From a whole page to the part of it that stands for one service. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.statuspages.status import Component, Notice, OfficialState, OfficialStatus, summed


class MatchKind(StrEnum):
    """How much of a page is about a service."""

    PART = "part"  # one part, or one group of parts
    FAMILY = "family"  # every part whose name begins so: "iCloud Mail", "iCloud Drive"
    PAGE = "page"  # all of it
    RELATED = "related"  # none: it tells of another product, so it gives no verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentMatch:
    """The part of a page that stands for a service."""

    service_id: str
    kind: MatchKind
    component_id: str = ""  # of a part or a group, as the vendor has it; empty where not known
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopedStatus(OfficialStatus):
    """What a page says of one service."""

    is_whole_page: bool = False  # the service's part was not found: this is the page's total
    is_related: bool = False  # the page is about another product: no verdict, only a remark


def scope(status: OfficialStatus, match: ComponentMatch) -> ScopedStatus:
    """Return what a page says of one service: by the part's id, else by its name, else in total.

    Of a page about another product the parts and notices stay, but the state is `unknown`.
    """
    if match.kind is MatchKind.PAGE:
        return _scoped(status, status.state, status.components, status.notices)
    parts = _parts(status, match)
    if match.kind is MatchKind.RELATED:
        shown = parts or status.components
        told = tuple(_notices(status, shown, match))
        return _scoped(status, OfficialState.UNKNOWN, shown, told, is_related=True)
    if not parts:
        return _scoped(status, status.state, (), status.notices, is_whole_page=True)
    return _scoped(
        status,
        summed(tuple(one.state for one in parts)),
        parts,
        tuple(_notices(status, parts, match)),
    )


def _scoped(
    status: OfficialStatus,
    state: OfficialState,
    components: tuple[Component, ...],
    notices: tuple[Notice, ...],
    *,
    is_whole_page: bool = False,
    is_related: bool = False,
) -> ScopedStatus:
    return ScopedStatus(
        state=state,
        components=components,
        notices=notices,
        updated_at=status.updated_at,
        page_name=status.page_name,
        is_whole_page=is_whole_page,
        is_related=is_related,
    )


def _parts(status: OfficialStatus, match: ComponentMatch) -> tuple[Component, ...]:
    """Return the parts that are meant, or belong to the group that is."""
    wanted = match.component_id
    by_id = tuple(one for one in status.components if wanted and wanted in (one.id, one.group))
    if by_id or not match.name:
        return by_id
    return tuple(
        one
        for one in status.components
        if any(_is_named(name, match) for name in (one.name, one.group))
    )


def _is_named(name: str, match: ComponentMatch) -> bool:
    """Say whether a part goes by the name: "Claude API" also as "Claude API (api.claude.ai)"."""
    found, wanted = _plain(name), _plain(match.name)
    if found == wanted:
        return True
    if match.kind is MatchKind.FAMILY:
        return found.startswith(wanted) and not found[len(wanted)].isalnum()
    return found.startswith(f"{wanted} (")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _notices(
    status: OfficialStatus, parts: tuple[Component, ...], match: ComponentMatch
) -> Iterator[Notice]:
    """Yield what is told of these parts, or of none in particular."""
    about = {match.component_id, *(one.id for one in parts), *(one.name for one in parts)}
    for notice in status.notices:
        if not notice.components or about.intersection(notice.components):
            yield notice
