"""Globalping as a vantage: one HTTP measurement from five continents, polled as its guidelines say.

It is asked through the wire like any other site. Whatever goes wrong with it is a `Problem`.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

import httpx
import structlog
from pydantic import SecretStr

from bot.clock import Clock
from bot.probing.addresses import is_public
from bot.probing.target import Target
from bot.vantage.breaker import Breaker
from bot.vantage.measurement import (
    CONTINENTS,
    Readout,
    read_created,
    read_measurement,
    write_request,
)
from bot.vantage.sighting import Problem, Sighting

log = structlog.stdlib.get_logger(__name__)

URL = "https://api.globalping.io"
HOST = "api.globalping.io"  # the only one that gets to see the token
# Seconds for everything. Whoever asked is to have the whole answer after twelve, and other places
# are asked when ours has kept silent for two.
DEADLINE = 9.0
PACE = 0.5  # seconds after an answer before the next question about the same measurement
LARGEST = 512 * 1024  # bytes; five pages of 10 KB, each of them told twice
MISSES = 3  # polls in a row without an answer
LONGEST_HOLD = 3600.0  # their limits are by the hour
UNTOLD_HOLD = 60.0
LONGEST_NUMBER = 10  # digits
NOT_SUCH = frozenset({400, 401, 403, 404, 422})
ACCEPTED, SAME, TOO_MANY, BROKEN = 202, 304, 429, 500


class StoppedLooking(Exception):
    """A measurement that goes no further."""

    def __init__(self, problem: Problem, wait: float | None = None) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.wait = wait


@dataclass(slots=True, kw_only=True)
class Course:
    """One measurement on its way."""

    target: Target
    until: float  # monotonic
    id: str = ""
    asked: int = len(CONTINENTS)
    etag: str = ""
    misses: int = 0
    readout: Readout | None = None


class Globalping:
    """Asks Globalping, and leaves it alone while it is broken or has had enough of us."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        *,
        clock: Clock,
        user_agent: str,
        token: SecretStr | None = None,
        url: str = URL,
        token_host: str = HOST,
        deadline: float = DEADLINE,
    ) -> None:
        """Take a client over the wire; whoever made the wire closes it."""
        self._client = client
        self._clock = clock
        self._user_agent = user_agent
        self._token = token
        self._url = url
        self._token_host = token_host
        self._deadline = deadline
        self._breaker = Breaker(clock)

    async def look(self, target: Target) -> Sighting:
        """Return what five continents see of a public target, with as many votes as came."""
        course = Course(target=target, until=self._clock.monotonic() + self._deadline)
        try:
            await self._create(course)
            await self._follow(course)
        except StoppedLooking as stopped:
            log.info("vantage_stopped", problem=stopped.problem.value, wait=stopped.wait)
            return self._sighting(course, stopped)
        return self._sighting(course)

    def _sighting(self, course: Course, stopped: StoppedLooking | None = None) -> Sighting:
        wait = None if stopped is None else stopped.wait
        return Sighting(
            at=self._clock.now(),
            votes=() if course.readout is None else course.readout.votes,
            asked=course.asked if course.id else 0,
            problem=None if stopped is None else stopped.problem,
            retry_after=None if wait is None else timedelta(seconds=ceil(wait)),
        )

    async def _create(self, course: Course) -> None:
        """Ask for a measurement. Raises `StoppedLooking`."""
        address = course.target.address
        if address is not None and not is_public(address):
            raise StoppedLooking(Problem.REFUSED)
        if self._breaker.wait:
            is_broken = self._breaker.is_broken
            raise StoppedLooking(Problem.AWAY if is_broken else Problem.LIMITED, self._breaker.wait)
        try:
            reply = await self._ask(course, "POST", "/v1/measurements")
        except StoppedLooking:
            self._breaker.note_failure()
            raise
        self._judge(reply)
        created = read_created(_document(reply))
        if created is None:
            raise StoppedLooking(Problem.UNREADABLE)
        course.id, course.asked = created

    def _judge(self, reply: httpx.Response) -> None:
        """Go on with a measurement that was accepted. Raises `StoppedLooking` for all others."""
        if reply.status_code == TOO_MANY:
            wait = _seconds(reply, "x-ratelimit-reset")
            self._breaker.hold(wait)
            raise StoppedLooking(Problem.LIMITED, wait)
        if reply.status_code >= BROKEN:
            self._breaker.note_failure()
            raise StoppedLooking(Problem.AWAY)
        self._breaker.note_success()
        if reply.status_code in NOT_SUCH:
            log.warning("vantage_refused", status=reply.status_code)
            raise StoppedLooking(Problem.REFUSED)
        if reply.status_code != ACCEPTED:
            raise StoppedLooking(Problem.UNREADABLE)
        left = reply.headers.get("x-ratelimit-remaining", "")
        if left.isdecimal() and len(left) < LONGEST_NUMBER and int(left) < len(CONTINENTS):
            self._breaker.hold(_seconds(reply, "x-ratelimit-reset"))

    async def _follow(self, course: Course) -> None:
        """Ask for results until they are final. Raises `StoppedLooking` when they never are."""
        pause = PACE
        while course.readout is None or not course.readout.is_final:
            if self._clock.monotonic() + pause >= course.until:
                raise StoppedLooking(Problem.LATE)
            await self._clock.sleep(pause)
            try:
                reply = await self._ask(course, "GET", f"/v1/measurements/{course.id}")
            except StoppedLooking as stopped:
                if stopped.problem is Problem.LATE:
                    raise
                pause = self._missed(course)
            else:
                pause = self._take(course, reply)

    def _take(self, course: Course, reply: httpx.Response) -> float:
        """Take what a poll brought; return the seconds to wait before the next one."""
        if reply.status_code == TOO_MANY:
            return max(PACE, _seconds(reply, "retry-after"))
        if reply.status_code >= BROKEN:
            return self._missed(course)
        if reply.status_code in NOT_SUCH:
            raise StoppedLooking(Problem.UNREADABLE)
        course.misses = 0
        if reply.status_code != SAME:
            readout = read_measurement(_document(reply), course.id, course.target)
            if readout is None:
                raise StoppedLooking(Problem.UNREADABLE)
            course.readout = readout
            etag = reply.headers.get("etag", "")
            course.etag = etag if etag.isascii() else ""
        return PACE

    def _missed(self, course: Course) -> float:
        course.misses += 1
        if course.misses >= MISSES:
            self._breaker.note_failure()
            raise StoppedLooking(Problem.AWAY)
        return PACE * 2.0**course.misses

    async def _ask(self, course: Course, method: str, path: str) -> httpx.Response:
        """Send one request. Raises `StoppedLooking`."""
        request = self._client.build_request(
            method,
            self._url + path,
            headers=self._headers(course),
            json=write_request(course.target) if method == "POST" else None,
        )
        if self._token is not None and request.url.host == self._token_host:
            request.headers["Authorization"] = f"Bearer {self._token.get_secret_value()}"
        try:
            async with asyncio.timeout(max(0.0, course.until - self._clock.monotonic())):
                return await self._client.send(request, follow_redirects=False)
        except TimeoutError:
            raise StoppedLooking(Problem.LATE) from None
        except httpx.HTTPError as error:
            log.warning("vantage_unreachable", error=type(error).__name__)
            raise StoppedLooking(Problem.AWAY) from None

    def _headers(self, course: Course) -> dict[str, str]:
        headers = {"User-Agent": self._user_agent, "Accept-Encoding": "gzip"}
        if course.etag:
            headers["If-None-Match"] = course.etag
        return headers


def _document(reply: httpx.Response) -> object:
    """Return what a reply holds as JSON, or None for anything else."""
    if len(reply.content) > LARGEST:
        return None
    try:
        document: object = reply.json()
    except (ValueError, RecursionError):
        return None
    return document


def _seconds(reply: httpx.Response, name: str) -> float:
    """Return a number of seconds the API names, within reason."""
    text = reply.headers.get(name, "")
    if not text.isdecimal() or len(text) >= LONGEST_NUMBER:
        return UNTOLD_HOLD
    return min(max(float(text), 1.0), LONGEST_HOLD)
