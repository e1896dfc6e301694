"""A watch as it is typed: every part a text that may be missing. Pure.

Commands and imported files go the same way, so both say the same about the same mistake.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from bot.probing.target import Target
from bot.watching.limits import WatchLimits
from bot.watching.official_choice import NO_PAGES, KnowsPages, official_text, parse_official
from bot.watching.ports import NOTHING_ASKED, WatchWish
from bot.watching.watch import Expectations, QuietHours, Watch
from bot.watching.wishes import (
    Mistake,
    WishRefused,
    length_text,
    parse_days,
    parse_interval,
    parse_name,
    parse_paused,
    parse_quiet,
    parse_slow,
    parse_statuses,
    parse_text,
    quiet_text,
    statuses_text,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody typed. None: they left it out."""

    channel_id: int | None = None
    name: str | None = None
    interval: str | None = None
    role_id: int | None = None
    expect_status: str | None = None
    expect_text: str | None = None
    certificate_days: str | None = None
    slow_after: str | None = None
    quiet_hours: str | None = None
    official: str | None = None
    paused: str | None = None
    drops_role: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All of a watch but its target."""

    channel_id: int
    name: str
    interval: timedelta
    role_id: int | None = None
    expectations: Expectations = NOTHING_ASKED
    quiet_hours: QuietHours | None = None
    is_paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What is known of official pages where a draft is read."""

    pages: KnowsPages
    service_id: str | None = None  # whose page it is where a draft names none


def read_draft(
    draft: Draft, otherwise: Terms, limits: WatchLimits, following: Following | None = None
) -> tuple[Terms, tuple[Mistake, ...]]:
    """Return what a draft says, the rest as `otherwise` has it, and every mistake in it.

    Without `following` no official page is known.
    """
    reader = _Reader()
    expected = otherwise.expectations
    following = following or Following(pages=NO_PAGES)
    terms = Terms(
        channel_id=draft.channel_id or otherwise.channel_id,
        name=reader.take(parse_name, draft.name, otherwise.name),
        interval=reader.take(
            lambda text: parse_interval(text, limits), draft.interval, otherwise.interval
        ),
        role_id=None if draft.drops_role else draft.role_id or otherwise.role_id,
        expectations=Expectations(
            statuses=reader.take(parse_statuses, draft.expect_status, expected.statuses),
            text=reader.take(parse_text, draft.expect_text, expected.text),
            certificate_days=reader.take(
                parse_days, draft.certificate_days, expected.certificate_days
            ),
            slow_ms=reader.take(parse_slow, draft.slow_after, expected.slow_ms),
            official=reader.take(
                lambda text: parse_official(text, following.pages, following.service_id),
                draft.official,
                expected.official,
            ),
        ),
        quiet_hours=reader.take(parse_quiet, draft.quiet_hours, otherwise.quiet_hours),
        is_paused=reader.take(parse_paused, draft.paused, otherwise.is_paused),
    )
    return terms, tuple(reader.mistakes)


def draft_of(watch: Watch) -> Draft:
    """Return a watch as it would be typed. What it does not ask for is left out."""
    expected, quiet = watch.expectations, watch.quiet_hours
    days, slow_ms = expected.certificate_days, expected.slow_ms
    return Draft(
        channel_id=watch.channel_id,
        name=watch.name,
        interval=length_text(watch.interval),
        role_id=watch.role_id,
        expect_status=None if expected.statuses is None else statuses_text(expected.statuses),
        expect_text=expected.text,
        certificate_days=None if days is None else str(days),
        slow_after=None if slow_ms is None else length_text(timedelta(milliseconds=slow_ms)),
        quiet_hours=None if quiet is None else quiet_text(quiet),
        official=None if expected.official is None else official_text(expected.official),
        paused="true" if watch.is_paused else None,
    )


def terms_of(watch: Watch | WatchWish) -> Terms:
    """Return all of a watch but its target."""
    return Terms(
        channel_id=watch.channel_id,
        name=watch.name,
        interval=watch.interval,
        role_id=watch.role_id,
        expectations=watch.expectations,
        quiet_hours=watch.quiet_hours,
        is_paused=watch.is_paused,
    )


def wish_of(target: Target, terms: Terms) -> WatchWish:
    """Return a watch that is not stored yet."""
    return WatchWish(
        target=target,
        channel_id=terms.channel_id,
        name=terms.name,
        interval=terms.interval,
        role_id=terms.role_id,
        expectations=terms.expectations,
        quiet_hours=terms.quiet_hours,
        is_paused=terms.is_paused,
    )


def changed(watch: Watch, terms: Terms) -> Watch:
    """Return a stored watch on other terms."""
    return replace(
        watch,
        channel_id=terms.channel_id,
        name=terms.name,
        interval=terms.interval,
        role_id=terms.role_id,
        expectations=terms.expectations,
        quiet_hours=terms.quiet_hours,
        is_paused=terms.is_paused,
    )


class _Reader:
    """Reads texts one after another, and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def take(self, parse: Callable[[str], T], text: str | None, otherwise: T) -> T:
        if text is None:
            return otherwise
        try:
            return parse(text)
        except WishRefused as refused:
            self.mistakes.append(refused.mistake)
            return otherwise
