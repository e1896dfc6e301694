"""Every code that the bot reads, the stand-in can answer with; and what these new ones are for."""

import io
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.presentation import classifying, delivery
from bot.watching import boards, writing
from sandbox.discord import Fault, StandIn
from sandbox.discord.permissions import Permission
from sandbox.discord.refusals import CODES
from sandbox.discord.things import ChannelType
from tests.fakes.api_client import ApiClient, api_client
from tests.fakes.checked import checked


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with checked(breaks_rules=True, rate_limits=False) as running:
        yield running


@pytest.fixture
async def api(stand_in: StandIn) -> AsyncIterator[ApiClient]:
    async with api_client(stand_in) as client:
        yield client


def test_every_code_the_bot_knows_can_be_answered() -> None:
    known = {*classifying._BY_CODE, *delivery.GONE, delivery.ALREADY_ANSWERED}
    known |= {*writing.CLOSED_DOORS, *writing.GONE_AWAY}
    known |= {boards.UNKNOWN_CHANNEL, boards.UNKNOWN_MESSAGE}
    assert not known - CODES


@pytest.mark.parametrize("code", sorted(CODES))
async def test_every_code_can_be_planned(stand_in: StandIn, api: ApiClient, code: int) -> None:
    stand_in.fault(Fault(match="POST */messages", code=code))
    answered = await api.post_message({"content": "x"})
    assert answered.code == code
    if answered.status == 429:
        assert float(answered.headers["Retry-After"]) >= answered.json["retry_after"]
        assert answered.headers["X-RateLimit-Scope"] == "shared"


async def test_a_limit_on_one_thing_counts_against_nobody(
    stand_in: StandIn, api: ApiClient
) -> None:
    stand_in.core.old_edits.enabled = True
    posted = await api.post_message({"content": "x"})
    stand_in.advance(3601)
    place = f"/channels/{stand_in.general.id}/messages/{posted.json['id']}"
    answers = [await api.send("PATCH", place, {"content": f"{n}"}) for n in range(4)]
    assert [answer.code for answer in answers] == [None, None, None, 30046]
    assert answers[-1].headers["Retry-After"] == "6"
    assert stand_in.core.limits.invalid_requests == 0


@pytest.mark.parametrize(
    ("kind", "code"), [(ChannelType.FORUM, 40058), (ChannelType.CATEGORY, 50008)]
)
async def test_some_channels_take_no_messages(
    stand_in: StandIn, api: ApiClient, kind: ChannelType, code: int
) -> None:
    channel = stand_in.happenings.open_channel(stand_in.guild, "place", kind=kind)
    answered = await api.send("POST", f"/channels/{channel.id}/messages", {"content": "x"})
    assert answered.code == code
    assert (await api.send("GET", f"/channels/{channel.id}")).json["type"] == kind


async def test_who_left_every_server_gets_no_messages(stand_in: StandIn, api: ApiClient) -> None:
    opened = await api.send("POST", "/users/@me/channels", {"recipient_id": str(stand_in.bob.id)})
    place = f"/channels/{opened.json['id']}/messages"
    assert (await api.send("POST", place, {"content": "x"})).status == 200
    del stand_in.guild.members[stand_in.bob.id]
    assert (await api.send("POST", place, {"content": "x"})).code == 50278
    stand_in.people.install(stand_in.bob)
    assert (await api.send("POST", place, {"content": "x"})).status == 200


@pytest.mark.parametrize(
    ("files", "size", "code"), [(10, 1, None), (11, 1, 30015), (1, 10 * 2**20 + 1, 40005)]
)
async def test_files_have_bounds(
    stand_in: StandIn, files: int, size: int, code: int | None
) -> None:
    role = next(role for role in stand_in.guild.roles.values() if role.is_managed)
    role.permissions |= Permission.ATTACH_FILES
    form = aiohttp.FormData()
    form.add_field("payload_json", '{"content": "x"}')
    for number in range(files):
        form.add_field(f"files[{number}]", io.BytesIO(b"x" * size), filename=f"{number}.txt")
    url = f"{stand_in.api_url}/channels/{stand_in.general.id}/messages"
    headers = {"Authorization": f"Bot {stand_in.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(url, data=form) as answer,
    ):
        assert (await answer.json()).get("code") == code


async def test_typing_is_seen_until_the_message_comes(stand_in: StandIn, api: ApiClient) -> None:
    await api.send("POST", f"/channels/{stand_in.general.id}/typing")
    assert stand_in.general.typing_until > stand_in.core.clock.now() + 9
    await api.post_message({"content": "x"})
    assert stand_in.general.typing_until == 0.0
