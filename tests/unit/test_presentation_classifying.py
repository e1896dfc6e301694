"""What each answer of Discord's, and each way of getting none, means for a delivery."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest
from aiohttp.client_reqrep import ConnectionKey

from bot.presentation.classifying import classify
from bot.watching.delivery import DeliveryProblem as Problem
from bot.watching.delivery import Undelivered

VIA = {"Via": "1.1 google"}
BAN = "<!doctype html><title>Access denied</title>"
BLOCKED = {"message": "You are being blocked from accessing our API temporarily.", "code": 0}
LIMITED = {"message": "You are being rate limited.", "retry_after": 0.3, "global": True}


@dataclass
class Response:
    status: int
    headers: dict[str, str] = field(default_factory=lambda: dict(VIA))
    reason: str = ""


def answered(status: int, body: Any, **headers: str) -> discord.HTTPException:
    """An answer as discord.py raises it. Without headers named it came through Discord's proxy."""
    response: Any = Response(status, headers=headers or dict(VIA))
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    kind = discord.DiscordServerError if status >= 500 else kinds.get(status)
    return (kind or discord.HTTPException)(response, body)


def refused(status: int, code: int) -> discord.HTTPException:
    return answered(status, {"message": "x", "code": code})


CODES = [
    (404, 10003, Problem.SUBSCRIPTION),
    (404, 10004, Problem.SUBSCRIPTION),
    (403, 50001, Problem.SUBSCRIPTION),
    (403, 50013, Problem.SUBSCRIPTION),
    (403, 50007, Problem.SUBSCRIPTION),
    (400, 50008, Problem.SUBSCRIPTION),
    (400, 40058, Problem.SUBSCRIPTION),
    (404, 10008, Problem.MESSAGE),
    (403, 50005, Problem.MESSAGE),
    (400, 50083, Problem.MESSAGE),
    (400, 160005, Problem.MESSAGE),
    (400, 50162, Problem.MESSAGE),
    (400, 50035, Problem.OUR_BUG),
    (400, 50006, Problem.OUR_BUG),
    (400, 50109, Problem.OUR_BUG),
    (400, 30032, Problem.OUR_BUG),
    (400, 30038, Problem.SUBSCRIPTION),
    (400, 40041, Problem.OUR_BUG),
    (400, 200000, Problem.OUR_BUG),
    (400, 240000, Problem.OUR_BUG),
    (413, 40005, Problem.OUR_BUG),
    (429, 40062, Problem.TEMPORARY),
    (429, 20028, Problem.TEMPORARY),
    (429, 20029, Problem.TEMPORARY),
    (429, 30046, Problem.TEMPORARY),
    (400, 110000, Problem.TEMPORARY),
    (403, 40004, Problem.TEMPORARY),
    (403, 40333, Problem.WHOLE_ADDRESS),
    (401, 50014, Problem.WHOLE_ADDRESS),
    (403, 99999, Problem.SUBSCRIPTION),
    (400, 99999, Problem.OUR_BUG),
    (408, 0, Problem.TEMPORARY),
    (401, 0, Problem.WHOLE_ADDRESS),
]


@pytest.mark.parametrize(("status", "code", "problem"), CODES)
def test_discords_own_refusals_mean_one_thing_and_nothing_arrived(
    status: int, code: int, problem: Problem
) -> None:
    outcome = classify(refused(status, code))
    assert (outcome.problem, outcome.code, outcome.is_certain) == (problem, code or status, True)


@pytest.mark.parametrize("status", [500, 502, 503, 520, 524])
@pytest.mark.parametrize("code", [0, 130000])
def test_after_trouble_at_discord_nobody_knows_whether_it_arrived(status: int, code: int) -> None:
    outcome = classify(refused(status, code))
    assert (outcome.problem, outcome.is_certain) == (Problem.TEMPORARY, False)


@pytest.mark.parametrize(
    "error",
    [
        answered(429, BAN, **{"Retry-After": "900"}),
        answered(403, BAN, Server="cloudflare"),
        answered(429, BLOCKED, Server="cloudflare"),
    ],
)
def test_who_is_turned_away_before_discord_is_shut_out_as_a_whole(
    error: discord.HTTPException,
) -> None:
    assert classify(error).problem is Problem.WHOLE_ADDRESS


@pytest.mark.parametrize(
    ("said", "wait"),
    [("900", timedelta(minutes=15)), ("0.5", timedelta(seconds=0.5))]
    + [(wrong, None) for wrong in ("soon", "-1", "nan", "inf", "1e99", "")],
)
def test_discord_says_how_long_to_wait(said: str, wait: timedelta | None) -> None:
    error = answered(429, LIMITED, **VIA, **{"Retry-After": said})
    assert classify(error) == Undelivered(
        problem=Problem.TEMPORARY, code=429, retry_after=wait, is_certain=True
    )


def test_a_limit_that_discord_py_will_not_sit_out_is_certain() -> None:
    outcome = classify(discord.RateLimited(40.0))
    assert outcome == Undelivered(problem=Problem.TEMPORARY, retry_after=timedelta(seconds=40))


def test_without_a_connection_nothing_arrived() -> None:
    key = ConnectionKey(
        host="discord.com",
        port=443,
        is_ssl=True,
        ssl=True,
        proxy=None,
        proxy_auth=None,
        proxy_headers_hash=None,
    )
    outcome = classify(aiohttp.ClientConnectorError(key, OSError("refused")))
    assert (outcome.problem, outcome.is_certain) == (Problem.TEMPORARY, True)


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError(),
        aiohttp.ServerDisconnectedError(),
        aiohttp.ClientOSError(104, "Connection reset by peer"),
        aiohttp.ClientPayloadError(),
        ConnectionResetError(),
    ],
)
def test_a_lost_answer_leaves_it_open(error: Exception) -> None:
    outcome = classify(error)
    assert (outcome.problem, outcome.is_certain) == (Problem.TEMPORARY, False)
