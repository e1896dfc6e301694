"""What Discord's refusals mean to whoever writes unasked."""

import aiohttp
import discord
import pytest

from bot.presentation.connection import Connection
from bot.presentation.rendered import Rendered
from bot.presentation.writer import DiscordWriter, classify
from bot.watching.delivery import DeliveryProblem, Undelivered


class Answer:
    """As much of an HTTP answer as discord.py keeps."""

    def __init__(self, status: int, **headers: str) -> None:
        self.status = status
        self.reason = "Why Not"
        self.headers = headers


def refusal(status: int, code: int = 0, **headers: str) -> Undelivered:
    answer = Answer(status, **headers)
    error = discord.HTTPException(answer, {"code": code, "message": "no"})  # type: ignore[arg-type]
    return classify(error)


@pytest.mark.parametrize(
    ("status", "code", "problem"),
    [
        (404, 10003, DeliveryProblem.SUBSCRIPTION),
        (403, 50013, DeliveryProblem.SUBSCRIPTION),
        (403, 50007, DeliveryProblem.SUBSCRIPTION),
        (403, 50278, DeliveryProblem.SUBSCRIPTION),
        (404, 10008, DeliveryProblem.MESSAGE),
        (400, 50035, DeliveryProblem.OUR_BUG),
        (429, 30046, DeliveryProblem.TEMPORARY),
        (400, 40003, DeliveryProblem.TEMPORARY),
        (503, 0, DeliveryProblem.TEMPORARY),
        (403, 40333, DeliveryProblem.WHOLE_ADDRESS),
        (403, 0, DeliveryProblem.WHOLE_ADDRESS),
    ],
)
def test_codes_by_what_is_to_be_done(status: int, code: int, problem: DeliveryProblem) -> None:
    assert refusal(status, code).problem is problem


def test_an_answer_of_the_edge_shuts_us_out_for_as_long_as_it_says() -> None:
    trouble = refusal(429, **{"Retry-After": "12.5"})
    assert trouble.problem is DeliveryProblem.WHOLE_ADDRESS
    assert trouble.retry_after is not None
    assert trouble.retry_after.total_seconds() == 12.5
    ours = refusal(429, Via="1.1 google", **{"Retry-After": "2"})
    assert ours.problem is DeliveryProblem.TEMPORARY


def test_nobody_knows_what_became_of_a_server_error() -> None:
    assert not refusal(500).is_certain
    assert refusal(403, 50013).is_certain


async def test_without_a_client_nothing_is_sent() -> None:
    writer = DiscordWriter(Connection())
    answer = await writer.post(1, Rendered(content="x"), nonce="n")
    assert answer == Undelivered(problem=DeliveryProblem.TEMPORARY)
    assert await writer.open_direct(1) == answer


async def test_a_cut_line_leaves_doubt() -> None:
    connection = Connection()

    class Cut(discord.Client):
        async def create_dm(
            self,
            user: discord.abc.Snowflake,  # noqa: ARG002 - discord.py has it
        ) -> discord.DMChannel:
            raise aiohttp.ServerDisconnectedError

    connection.open(Cut(intents=discord.Intents.none()))
    answer = await DiscordWriter(connection).open_direct(1)
    assert isinstance(answer, Undelivered)
    assert not answer.is_certain
