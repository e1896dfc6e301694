"""What a person's client sends for what they do, and what it would never let them do."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from sandbox.discord import ClientRefused, NoAnswer, StandIn, State
from sandbox.discord.permissions import Permission
from sandbox.discord.things import Message
from tests.fakes.checked import checked

MANAGE_GUILD = str(int(Permission.MANAGE_GUILD))


def option(kind: int, name: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "description": "x", **more}


ADD = option(
    1,
    "add",
    options=[
        option(3, "target", required=True, autocomplete=True),
        option(7, "channel", channel_types=[0]),
        option(8, "role"),
        option(4, "interval", min_value=30, max_value=3600),
        option(3, "state", choices=[{"name": "On", "value": "on"}]),
        option(5, "loud"),
    ],
)
COMMANDS: list[dict[str, Any]] = [
    {"name": "watch", "description": "x", "options": [ADD, option(1, "list")]},
    {"name": "settings", "description": "x", "default_member_permissions": MANAGE_GUILD},
    {"name": "here", "description": "x", "contexts": [0]},
    {"name": "Who is this?", "type": 2},
]


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with checked() as running:
        running.core.commands.overwrite(None, COMMANDS)
        yield running


def posted(stand_in: StandIn, *parts: dict[str, Any]) -> Message:
    """Let the bot post components, as if its request had been taken."""
    body = {"content": "x", "components": [{"type": 1, "components": list(parts)}]}
    messages = stand_in.core.messages
    return messages.post(messages.compose(stand_in.general, stand_in.bot, body))


async def test_a_sub_command_carries_its_options_and_what_they_name(stand_in: StandIn) -> None:
    role = stand_in.world.add_role(stand_in.guild, "pinged")
    data = stand_in.people.slash(
        stand_in.bob,
        stand_in.general,
        "/watch add",
        target="github",
        channel=stand_in.status,
        role=role,
        interval=60,
    ).interaction.data
    (add,) = data["options"]
    values = {item["name"]: item["value"] for item in add["options"]}
    assert (data["name"], add["name"], add["type"]) == ("watch", "add", 1)
    assert values == {
        "target": "github",
        "channel": str(stand_in.status.id),
        "role": str(role.id),
        "interval": 60,
    }
    assert data["resolved"]["channels"][str(stand_in.status.id)]["name"] == "status"
    assert data["resolved"]["roles"][str(role.id)]["name"] == "pinged"


async def test_the_last_option_is_the_one_being_typed(stand_in: StandIn) -> None:
    typing = stand_in.people.autocomplete(
        stand_in.bob, stand_in.general, "/watch add", interval="6", target="git"
    )
    (add,) = typing.interaction.data["options"]
    assert [item.get("focused", False) for item in add["options"]] == [False, True]


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("/watch", {}),
        ("/watch add", {}),
        ("/watch add", {"target": "x", "interval": 5}),
        ("/watch add", {"target": "x", "interval": "60"}),
        ("/watch add", {"target": "x", "interval": True}),
        ("/watch add", {"target": "x", "state": "off"}),
        ("/watch add", {"target": "x", "loud": "yes"}),
        ("/watch add", {"target": "x", "channel": "general"}),
        ("/settings", {}),
    ],
)
async def test_a_client_refuses_wrong_options(
    stand_in: StandIn, command: str, options: dict[str, Any]
) -> None:
    with pytest.raises(ClientRefused):
        stand_in.people.slash(stand_in.bob, stand_in.general, command, **options)


async def test_admins_see_commands_that_members_do_not(stand_in: StandIn) -> None:
    handle = stand_in.people.slash(stand_in.alice, stand_in.general, "/settings")
    assert handle.state is State.WAITING


async def test_a_servers_command_is_not_in_direct_messages(stand_in: StandIn) -> None:
    with pytest.raises(ClientRefused):
        stand_in.people.slash(stand_in.bob, stand_in.people.dm(stand_in.bob), "/here")


async def test_messages_are_deleted_by_who_may(stand_in: StandIn) -> None:
    people, general = stand_in.people, stand_in.general
    said = people.say(stand_in.bob, general, "oops").message
    with pytest.raises(ClientRefused):
        people.delete(stand_in.carol, said)
    people.delete(stand_in.bob, said)
    people.delete(stand_in.alice, people.say(stand_in.carol, general, "rude").message)
    assert stand_in.messages(general) == []


async def test_a_user_command_names_its_person(stand_in: StandIn) -> None:
    handle = stand_in.people.user_command(
        stand_in.bob, stand_in.general, "Who is this?", stand_in.carol
    )
    resolved, carol = handle.interaction.data["resolved"], str(stand_in.carol.id)
    assert resolved["users"][carol]["username"] == "carol"
    assert "joined_at" in resolved["members"][carol]


async def test_a_bot_that_is_away_does_not_answer(stand_in: StandIn) -> None:
    handle = stand_in.people.slash(stand_in.bob, stand_in.general, "/watch list")
    stand_in.advance(3.1)
    await handle.failed()
    with pytest.raises(NoAnswer):
        await handle.answer()


async def test_buttons_are_pressed_by_label_or_id(stand_in: StandIn) -> None:
    message = posted(stand_in, {"type": 2, "style": 1, "label": "Again", "custom_id": "again:1"})
    for name in ("Again", "again:1"):
        data = stand_in.people.click(stand_in.bob, message, name).interaction.data
        assert data == {"custom_id": "again:1", "component_type": 2}
    with pytest.raises(ClientRefused, match="there are: Again"):
        stand_in.people.click(stand_in.bob, message, "Other")


async def test_disabled_buttons_and_deleted_messages_do_nothing(stand_in: StandIn) -> None:
    off = {"type": 2, "style": 1, "label": "Off", "custom_id": "off", "disabled": True}
    message = posted(stand_in, off)
    with pytest.raises(ClientRefused, match="disabled"):
        stand_in.people.click(stand_in.bob, message, "Off")
    stand_in.core.messages.delete(message)
    with pytest.raises(ClientRefused, match="does not see"):
        stand_in.people.click(stand_in.bob, message, "Off")


async def test_menus_offer_what_they_offer(stand_in: StandIn) -> None:
    options = [{"label": value, "value": value} for value in ("one", "two")]
    message = posted(stand_in, {"type": 3, "custom_id": "pick", "options": options})
    handle = stand_in.people.select(stand_in.bob, message, "pick", "two")
    assert handle.interaction.data["values"] == ["two"]
    for wrong in (("three",), (), ("one", "two")):
        with pytest.raises(ClientRefused):
            stand_in.people.select(stand_in.bob, message, "pick", *wrong)


async def test_someone_elses_private_answer_cannot_be_pressed(stand_in: StandIn) -> None:
    handle = stand_in.people.slash(stand_in.bob, stand_in.general, "/watch list")
    asked = handle.interaction
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "x"}]}
    data = {"content": "private", "flags": 1 << 6, "components": [row]}
    stand_in.core.interactions.acknowledge(asked.id, asked.token, {"type": 4, "data": data}, [])
    message = await handle.answer()
    assert stand_in.people.click(stand_in.bob, message, "x").state is State.WAITING
    with pytest.raises(ClientRefused, match="carol does not see"):
        stand_in.people.click(stand_in.carol, message, "x")
