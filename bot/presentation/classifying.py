"""What a failed request to Discord means for a delivery. Pure.

Codes and their classes: Discord's documentation of status codes (topics/opcodes-and-status-codes).
What is not listed is read by its HTTP status.
"""

from datetime import timedelta
from http import HTTPStatus

import aiohttp
import discord

from bot.watching.delivery import DeliveryProblem, Undelivered

UNKNOWN_CHANNEL = 10003
UNKNOWN_GUILD = 10004
NO_ACCESS = 50001
NO_PERMISSION = 50013
NO_TEXT_CHANNEL = 50008
FORUM = 40058
WRONG_CHANNEL_TYPE = 50024
ARCHIVED = 50083
THREAD_EXISTS = 160004
LOCKED = 160005

_CLASSES: dict[DeliveryProblem, frozenset[int]] = {
    DeliveryProblem.SUBSCRIPTION: frozenset(
        {
            UNKNOWN_CHANNEL,
            UNKNOWN_GUILD,
            NO_ACCESS,
            50007,  # this person takes no direct messages
            NO_TEXT_CHANNEL,
            50009,  # the server's verification level is too high for us
            NO_PERMISSION,
            WRONG_CHANNEL_TYPE,
            50278,  # we share no server with this person any more
            30038,  # the server has all the events it may have
            FORUM,
        }
    ),
    DeliveryProblem.MESSAGE: frozenset(
        {
            10008,  # unknown message
            50005,  # written by somebody else
            ARCHIVED,
            50162,  # voice messages cannot be edited
            LOCKED,
        }
    ),
    DeliveryProblem.OUR_BUG: frozenset(
        {
            30032,  # too many commands
            40041,  # such a command exists
            50006,  # empty
            50035,  # invalid form body
            50109,  # invalid JSON
            200000,  # blocked by the server's AutoMod: plain words may pass
            240000,  # blocked as a harmful link
        }
    ),
    DeliveryProblem.TEMPORARY: frozenset(
        {
            20016,  # slow mode
            20022,  # too many edits in an announcement channel
            20028,  # the channel's write limit
            20029,  # the server's write limit
            30046,  # too many edits of messages older than an hour
            40003,  # opening direct messages too fast
            40004,  # sending is switched off for now
            40006,  # this feature is switched off for now
            40062,
            110000,  # try again later
            130000,  # overloaded
        }
    ),
    DeliveryProblem.WHOLE_ADDRESS: frozenset(
        {
            40001,  # no valid token
            40333,  # Cloudflare blocks our requests
            50014,  # no valid token
        }
    ),
}
_BY_CODE = {code: problem for problem, codes in _CLASSES.items() for code in codes}
_BY_STATUS: dict[int, DeliveryProblem] = {
    HTTPStatus.UNAUTHORIZED: DeliveryProblem.WHOLE_ADDRESS,
    HTTPStatus.FORBIDDEN: DeliveryProblem.SUBSCRIPTION,
    HTTPStatus.REQUEST_TIMEOUT: DeliveryProblem.TEMPORARY,
    HTTPStatus.TOO_MANY_REQUESTS: DeliveryProblem.TEMPORARY,
}
_SHUT_OUT = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS})

_LONGEST = timedelta(days=1).total_seconds()

NOT_CONNECTED = Undelivered(problem=DeliveryProblem.TEMPORARY)
LOST = Undelivered(problem=DeliveryProblem.TEMPORARY, is_certain=False)


def classify(error: Exception) -> Undelivered:
    """Return what a failed request means: whose problem it is, and whether it may have arrived."""
    match error:
        case discord.HTTPException():
            return _classify_answer(error)
        case discord.RateLimited():
            return Undelivered(
                problem=DeliveryProblem.TEMPORARY, retry_after=timedelta(seconds=error.retry_after)
            )
        case aiohttp.ClientConnectorError():  # never got as far as sending
            return NOT_CONNECTED
        case _:
            return LOST


def _classify_answer(error: discord.HTTPException) -> Undelivered:
    is_certain = error.status < HTTPStatus.INTERNAL_SERVER_ERROR
    return Undelivered(
        problem=_problem(error),
        code=error.code or error.status,
        retry_after=_retry_after(error),
        is_certain=is_certain,
    )


def _problem(error: discord.HTTPException) -> DeliveryProblem:
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return DeliveryProblem.TEMPORARY
    if error.code in _BY_CODE:
        return _BY_CODE[error.code]
    # Discord's own answers came through its proxy and say so; what turns us away before has no Via.
    if error.status in _SHUT_OUT and "Via" not in error.response.headers:
        return DeliveryProblem.WHOLE_ADDRESS
    return _BY_STATUS.get(error.status, DeliveryProblem.OUR_BUG)


def _retry_after(error: discord.HTTPException) -> timedelta | None:
    """Return how long Discord asked us to wait; None where it did not, or not in seconds."""
    try:
        seconds = float(error.response.headers.get("Retry-After", ""))
    except ValueError:
        return None
    return timedelta(seconds=seconds) if 0 < seconds < _LONGEST else None
