"""Routes that the small bot has no use for, and the other ways of a first answer."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from sandbox.discord import Handle, StandIn, State
from tests.fakes.api_client import Answered, ApiClient, api_client
from tests.fakes.checked import checked

COMMAND = {"name": "look", "description": "Look at a site"}
ROLES = {"type": 6, "custom_id": "role"}
MODAL = {"title": "Tell us", "custom_id": "tell", "components": [{"type": 18, "label": "What"}]}


def label(component: dict[str, Any]) -> dict[str, Any]:
    return {"type": 18, "label": "What", "component": component}


def field(**changes: Any) -> dict[str, Any]:
    return label({"type": 4, "custom_id": "what", "style": 1, **changes})


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with checked(breaks_rules=True, rate_limits=False) as running:
        yield running


@pytest.fixture
async def api(stand_in: StandIn) -> AsyncIterator[ApiClient]:
    async with api_client(stand_in) as client:
        yield client


@pytest.mark.parametrize("place", ["", "/guilds/{guild}"])
async def test_commands_are_made_one_by_one(stand_in: StandIn, api: ApiClient, place: str) -> None:
    base = f"/applications/{stand_in.bot.id}{place.format(guild=stand_in.guild.id)}/commands"
    made = await api.send("POST", base, COMMAND)
    again = await api.send("POST", base, COMMAND)
    assert (made.status, again.status) == (201, 200)
    one = f"{base}/{made.json['id']}"
    assert (await api.send("GET", one)).json["name"] == "look"
    assert (await api.send("DELETE", one)).status == 204
    assert (await api.send("GET", one)).code == 10063
    assert (await api.send("GET", base)).json == []


async def test_leaving_a_server_closes_its_doors(stand_in: StandIn, api: ApiClient) -> None:
    left = await api.send("DELETE", f"/users/@me/guilds/{stand_in.guild.id}")
    assert left.status == 204
    assert (await api.post_message({"content": "x"})).code == 50001


async def test_bots_are_no_friends_of_bots(stand_in: StandIn, api: ApiClient) -> None:
    for recipient, code in ((stand_in.bot.id, 50007), (1, 10013), ("x", 50035)):
        answer = await api.send("POST", "/users/@me/channels", {"recipient_id": recipient})
        assert answer.code == code


async def asked(stand_in: StandIn) -> Handle:
    stand_in.core.commands.overwrite(None, [COMMAND])
    return stand_in.people.slash(stand_in.bob, stand_in.general, "/look")


async def answered(api: ApiClient, handle: Handle, body: Any) -> Answered:
    about = handle.interaction
    return await api.send("POST", f"/interactions/{about.id}/{about.token}/callback", body)


@pytest.mark.parametrize(
    "body",
    [
        {"type": 7, "data": {"content": "there is nothing to update"}},
        {"type": 8, "data": {"choices": []}},
        {"type": 5, "data": {"content": "a defer says nothing"}},
        {"type": 5, "data": {"flags": 1 << 15}},
        {"type": 9, "data": {**MODAL, "title": "x" * 46}},
        {"type": 9, "data": {**MODAL, "components": []}},
        {"type": 9, "data": {**MODAL, "components": [field(max_length=4001)]}},
        {"type": 9, "data": {**MODAL, "components": [field(min_length=9, max_length=8)]}},
        {"type": 9, "data": {**MODAL, "components": [field(max_length=3, value="four")]}},
        {"type": 9, "data": {**MODAL, "components": [label({**ROLES, "disabled": True})]}},
        {"type": 4, "data": {"content": "x" * 2001}},
    ],
)
async def test_wrong_first_answers_are_refused_and_may_be_repaired(
    stand_in: StandIn, api: ApiClient, body: dict[str, Any]
) -> None:
    handle = await asked(stand_in)
    assert (await answered(api, handle, body)).code == 50035
    repaired = await answered(api, handle, {"type": 4, "data": {"content": "better"}})
    assert repaired.status == 204
    assert (await handle.answer()).text == "better"


async def test_a_modal_is_an_answer(stand_in: StandIn, api: ApiClient) -> None:
    handle = await asked(stand_in)
    assert (await answered(api, handle, {"type": 9, "data": MODAL})).status == 204
    assert handle.state is State.MODAL


async def test_webhook_routes_wait_for_the_first_answer(stand_in: StandIn, api: ApiClient) -> None:
    handle = await asked(stand_in)
    path = f"/webhooks/{stand_in.bot.id}/{handle.interaction.token}"
    assert (await api.send("POST", path, {"content": "too early"})).code == 10015
    await answered(api, handle, {"type": 5, "data": {"flags": 1 << 6}})
    await api.send("POST", path, {"content": "in the place of thinking"})
    assert [(m.text, m.is_ephemeral) for m in handle.visible] == [
        ("in the place of thinking", True)
    ]
    assert (await api.send("PATCH", f"{path}/messages/1", {"content": "x"})).code == 10008
