"""`gatewise doctor`: what a bot needs to work, looked at one by one, each with what to do.

Every examination is values in, findings out; `examine` fetches the values.
"""

import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from bot.account import Account, TokenRefusedError
from bot.bootstrap import Examination
from bot.presentation.terminal import make_console, render_finding
from bot.presentation.words import say
from bot.probing.observation import Failure, Observation, Stage
from bot.settings_names import UnknownName
from bot.terminal.doctor_database import examine_database
from bot.terminal.findings import Finding, Level, finding

CLOCK_TOLERANCE = timedelta(seconds=30)
ENOUGH_FILES = 1024


class TokenTrouble(StrEnum):
    """Why the token could not be confirmed."""

    MISSING = "missing"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


async def examine(examination: Examination, locale: str) -> bool:
    """Look at everything, print what was found, and say whether the bot can work."""
    console, settings = make_console(), examination.settings
    canaries = await examination.look_at_canaries()
    findings = (
        *examine_token(await _ask_discord(examination)),
        *examine_canaries(canaries),
        *examine_private(settings.private_networks, sorted(settings.private_guilds)),
        *examine_files(_open_files()),
        *examine_database(await examination.check_database()),
        *examine_names(settings.unknown),
    )
    for found in findings:
        text = say(locale, f"doctor-{found.id}", **found.arguments)
        console.print(render_finding(found.level, text, locale), soft_wrap=True)
    return all(found.level is not Level.PROBLEM for found in findings)


async def _ask_discord(examination: Examination) -> Account | TokenTrouble:
    if examination.settings.discord.token is None:
        return TokenTrouble.MISSING
    try:
        account = await examination.fetch_account()
    except TokenRefusedError:
        return TokenTrouble.REFUSED
    return account or TokenTrouble.UNREACHABLE


def _open_files() -> int:
    """Return how many files and sockets this process may hold; Windows has no such limit."""
    if sys.platform == "win32":
        return ENOUGH_FILES
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return sys.maxsize if limit == resource.RLIM_INFINITY else limit


def examine_token(found: Account | TokenTrouble) -> Iterator[Finding]:
    """Say whether Discord accepts the token, and how to invite the bot."""
    if isinstance(found, Account):
        yield finding(Level.FINE, "token-accepted", name=found.name)
        yield finding(Level.FINE, "intents")
        yield finding(Level.NOTE, "invite", link=found.invite)
        return
    level = Level.NOTE if found is TokenTrouble.MISSING else Level.PROBLEM
    yield finding(level, f"token-{found}")


def examine_canaries(canaries: Sequence[Observation]) -> Iterator[Finding]:
    """Say what looks at the canaries tell; without canaries, that nothing can be told."""
    if not canaries:
        yield finding(Level.NOTE, "network-unchecked")
        return
    yield from examine_network(canaries)
    yield from examine_clock(canaries)


def examine_network(canaries: Sequence[Observation]) -> Iterator[Finding]:
    """Say whether names are found and the public internet answers, from looks at the canaries."""
    total = len(canaries)
    nameless = sum(look.last.stage is Stage.RESOLVE for look in canaries)
    reached = sum(look.last.reply is not None for look in canaries)
    if any(look.last.failure is Failure.ADDRESS_REFUSED for look in canaries):
        yield finding(Level.PROBLEM, "dns-private")
    elif nameless:
        level = Level.PROBLEM if nameless * 2 > total else Level.NOTE
        yield finding(level, "dns-failing", count=nameless, total=total)
    else:
        yield finding(Level.FINE, "dns", total=total)
    if reached * 2 > total:
        yield finding(Level.FINE, "egress", count=reached, total=total)
    else:
        yield finding(Level.PROBLEM, "egress-failing", count=reached, total=total)


def examine_clock(canaries: Iterable[Observation]) -> Iterator[Finding]:
    """Compare our clock with the `Date` of other people's servers (RFC 9110 section 6.6.1)."""
    offsets = sorted(offset for look in canaries if (offset := _offset(look)) is not None)
    if not offsets:
        yield finding(Level.NOTE, "clock-unknown")
        return
    off = abs(offsets[len(offsets) // 2])
    seconds = round(off.total_seconds())
    if off <= CLOCK_TOLERANCE:
        yield finding(Level.FINE, "clock", seconds=seconds)
    else:
        yield finding(Level.PROBLEM, "clock-wrong", seconds=seconds)


def examine_private(networks: Sequence[object], guilds: Sequence[int]) -> Iterator[Finding]:
    """Say loudly when some servers may look into private networks."""
    if networks and guilds:
        names = ", ".join(map(str, networks))
        yield finding(Level.NOTE, "private-open", networks=names, count=len(guilds))


def examine_files(limit: int) -> Iterator[Finding]:
    """Say whether the process may hold enough sockets open at once."""
    if limit >= ENOUGH_FILES:
        yield finding(Level.FINE, "files", limit=limit)
    else:
        yield finding(Level.PROBLEM, "files-few", limit=limit, wanted=ENOUGH_FILES)


def examine_names(unknown: Iterable[UnknownName]) -> Iterator[Finding]:
    """Name what was set and does nothing."""
    for one in unknown:
        if one.meant:
            yield finding(Level.NOTE, "name-meant", name=one.name, meant=one.meant)
        else:
            yield finding(Level.NOTE, "name-unknown", name=one.name)


def _offset(look: Observation) -> timedelta | None:
    said = look.last.reply.header("date") if look.last.reply else None
    moment = _parse_date(said) if said else None
    if moment is None:
        return None
    ended = look.started_at + timedelta(milliseconds=look.elapsed_ms)
    return moment - ended


def _parse_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (OverflowError, ValueError):
        return None
    return moment if moment.tzinfo else None
