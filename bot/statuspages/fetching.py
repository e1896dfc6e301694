"""Asking for official pages over HTTP: the only module here that speaks it.

It knows no door of its own. It is handed an httpx transport (the wire), which vets every address,
redirects included, sends no coding but takes gzip off under a cap, and bounds every reply.
"""

import asyncio
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy

import httpx

from bot.clock import Clock
from bot.probing.observation import Failure
from bot.probing.pages import WireError
from bot.statuspages.look import Problem
from bot.statuspages.provider import LARGEST_ANSWER
from bot.statuspages.reading import read
from bot.statuspages.status import OfficialStatus

SECONDS = 6.0  # one request, its redirects included
REDIRECTS = 3
LONGEST_WAIT = 6 * 3600.0
READ_IN_A_THREAD = 256 * 1024  # bytes; a longer answer would hold up everybody else
LONGEST_VALIDATOR = 256
ACCEPT = "application/json, application/atom+xml, application/rss+xml, */*;q=0.5"
TURNED_AWAY = frozenset({401, 403, 429, 451})
OVERLOADED = frozenset({429, 503})  # it has had enough of us, or of everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server named its answer by, so that it need not send it again (RFC 9110, 8.8)."""

    url: str = ""  # whose they are, after redirects
    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """Return the headers that ask for news only."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of asking once."""

    url: str  # where it ended
    status: int = 0  # 0: no reply
    body: bytes = field(default=b"", repr=False)
    validators: Validators = NO_VALIDATORS
    retry_after: float | None = None  # seconds
    problem: Problem | None = None
    is_unchanged: bool = False  # nothing new since the validators' answer: no body


class Fetcher:
    """Asks. Whatever a server does comes back as a value."""

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport,
        clock: Clock,
        *,
        user_agent: str,
        seconds: float = SECONDS,
    ) -> None:
        """Take over the transport: it is closed with this."""
        self._clock = clock
        self._seconds = seconds
        self._client = httpx.AsyncClient(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            headers={"User-Agent": user_agent, "Accept": ACCEPT},
        )
        # Nothing is kept from one page to the next.
        self._client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    async def aclose(self) -> None:
        """Close the transport."""
        await self._client.aclose()

    async def get(
        self,
        url: str,
        *,
        largest: int = LARGEST_ANSWER,
        known: Validators = NO_VALIDATORS,
        is_cut: bool = False,
    ) -> Fetched:
        """Ask for a page; never raises for what the network does.

        A body over `largest` bytes is a problem, or cut there with `is_cut`.
        """
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(url, largest, known, is_cut=is_cut)
        except (TimeoutError, httpx.TimeoutException):
            return Fetched(url=url, problem=Problem.SLOW)
        except WireError as error:
            is_refused = error.failure is Failure.ADDRESS_REFUSED
            problem = Problem.REFUSED if is_refused else Problem.UNREACHABLE
            return Fetched(url=url, problem=problem)
        except (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.RemoteProtocolError):
            return Fetched(url=url, problem=Problem.REFUSED)  # no address, or a redirect to none
        except (httpx.HTTPError, OSError):
            return Fetched(url=url, problem=Problem.UNREACHABLE)

    async def _follow(self, url: str, largest: int, known: Validators, *, is_cut: bool) -> Fetched:
        request = self._client.build_request("GET", url, headers=known.headers())
        for _ in range(REDIRECTS + 1):
            reply = await self._client.send(request, stream=True)
            try:
                if reply.next_request is None:
                    return await self._take(reply, largest, known, is_cut=is_cut)
                request = reply.next_request  # the body of a redirect is not read
            finally:
                await reply.aclose()
        return Fetched(url=str(request.url), problem=Problem.LOST)

    async def _take(
        self, reply: httpx.Response, largest: int, known: Validators, *, is_cut: bool
    ) -> Fetched:
        url, status = str(reply.url), reply.status_code
        if status == httpx.codes.NOT_MODIFIED:
            # Another place's "nothing new" is about another answer than the one we have.
            is_ours = url == known.url
            problem = None if is_ours else Problem.NOT_UNDERSTOOD
            return Fetched(url=url, status=status, problem=problem, is_unchanged=is_ours)
        if not reply.is_success:
            return Fetched(
                url=url,
                status=status,
                retry_after=_retry_after(reply, self._clock.now()),
                problem=Problem.TURNED_AWAY if status in TURNED_AWAY else Problem.FAILING,
            )
        body = await _read_body(reply, largest, is_cut=is_cut)
        if body is None:
            return Fetched(url=url, status=status, problem=Problem.TOO_LARGE)
        return Fetched(url=url, status=status, body=body, validators=_validators(reply))


class SplitFetcher(Fetcher):
    """Asks names of some endings through a door of their own. A redirect stays behind its door."""

    def __init__(self, outside: Fetcher, inside: Fetcher, endings: frozenset[str]) -> None:
        """Take over both fetchers: they are closed with this."""
        self._outside = outside
        self._inside = inside
        self._endings = endings

    async def aclose(self) -> None:
        """Close both doors."""
        await self._outside.aclose()
        await self._inside.aclose()

    async def get(
        self,
        url: str,
        *,
        largest: int = LARGEST_ANSWER,
        known: Validators = NO_VALIDATORS,
        is_cut: bool = False,
    ) -> Fetched:
        """Ask for a page through the door that its name belongs to."""
        is_inside = host_of(url).rpartition(".")[2] in self._endings
        fetcher = self._inside if is_inside else self._outside
        return await fetcher.get(url, largest=largest, known=known, is_cut=is_cut)


@dataclass(frozen=True, slots=True)
class Packed:
    """An answer that is kept until its server says that it has a newer one."""

    bytes_: bytes = field(repr=False)

    async def unpack(self) -> bytes:
        """Return the answer as it came."""
        return await asyncio.to_thread(zlib.decompress, self.bytes_)


async def pack(body: bytes) -> Packed:
    """Return an answer in little room."""
    if len(body) > READ_IN_A_THREAD:
        return Packed(await asyncio.to_thread(zlib.compress, body, 1))
    return Packed(zlib.compress(body, 1))


async def read_answer(provider: str, body: bytes, now: datetime) -> OfficialStatus | None:
    """Return what an answer says, None for one of another shape. Long ones are read in a thread."""
    if len(body) > READ_IN_A_THREAD:
        return await asyncio.to_thread(read, provider, body, now=now)
    return read(provider, body, now=now)


def host_of(url: str) -> str:
    """Return the host of a URL that was asked."""
    return httpx.URL(url).host


def below(url: str, path: str) -> str:
    """Return the URL of a path on the origin of one that was asked, or of a whole address."""
    return str(httpx.URL(url).join(path))


async def _read_body(reply: httpx.Response, largest: int, *, is_cut: bool) -> bytes | None:
    """Return the body; None for one that is too long."""
    body = bytearray()
    async for piece in reply.aiter_bytes():
        body += piece
        if len(body) > largest:
            return bytes(body[:largest]) if is_cut else None
    return bytes(body)


def _validators(reply: httpx.Response) -> Validators:
    return Validators(
        url=str(reply.url),
        etag=_header(reply, "etag"),
        last_modified=_header(reply, "last-modified"),
    )


def _header(reply: httpx.Response, name: str) -> str:
    """Return a header that may be sent back; empty for one that had better not."""
    value: str = reply.headers.get(name, "")
    is_sound = len(value) <= LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    return value if is_sound else ""


def _retry_after(reply: httpx.Response, now: datetime) -> float | None:
    """Return the seconds a server asks us to stay away, six hours at most; None where it doesn't.

    Either way of RFC 9110, 10.2.3: seconds, or a date.
    """
    text = reply.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal():
        return min(float(text[:9]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return min(max((moment - now).total_seconds(), 0.0), LONGEST_WAIT)
