"""The stand-in refuses what Discord refuses: text, embeds, components, commands, permissions."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from sandbox.discord import StandIn
from sandbox.discord.permissions import Permission
from sandbox.discord.things import Overwrite
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


def button(**changes: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Press", "custom_id": "press", **changes}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def menu(**changes: Any) -> dict[str, Any]:
    options = [{"label": "a", "value": "a"}]
    return {"type": 3, "custom_id": "menu", "options": options, **changes}


def people_menu(*kinds: str) -> dict[str, Any]:
    chosen = [{"id": str(number), "type": kind} for number, kind in enumerate(kinds)]
    return {"type": 7, "custom_id": "people", "default_values": chosen}


def text(content: str = "x") -> dict[str, Any]:
    return {"type": 10, "content": content}


def rows(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"content": "x", "components": [row(*parts)]}


def v2(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"flags": 1 << 15, "components": list(parts), **more}


BUTTONS = [button(custom_id=str(number)) for number in range(6)]
MEDIA = {"type": 11, "media": {"url": "https://example.org/a.png"}}
OPTIONS = [{"label": str(n), "value": str(n)} for n in range(26)]

ACCEPTED = [
    {"content": "x" * 2000},
    {"content": "\N{FAMILY}" * 2000},
    {"embeds": [{"title": "x" * 256, "description": "y" * 4096}]},
    {"embeds": [{"description": "x" * 4096}, {"description": "y" * 1904}]},
    {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 25}]},
    rows(*BUTTONS[:5]),
    rows(menu(options=OPTIONS[:25])),
    rows(people_menu("user")),
    {"embeds": [{"title": "x", "color": 0xFFFFFF, "timestamp": "2026-11-28T12:00:00Z"}]},
    {"content": "x", "attachments": []},
    rows({"type": 2, "style": 5, "label": "Page", "url": "https://example.org"}),
    v2(text("x" * 4000)),
    v2({"type": 17, "components": [text(), row(button())]}),
    v2({"type": 9, "components": [text()], "accessory": MEDIA}),
    {"content": "x", "allowed_mentions": {"parse": ["users"]}},
]

REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"content": "x" * 2001}, "content"),
    ({"content": 5}, "content"),
    ({"content": "x", "nonce": "n" * 26}, "nonce"),
    ({"embeds": [{"title": "x" * 257}]}, "embeds"),
    ({"embeds": [{"description": "x" * 4097}]}, "embeds"),
    ({"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}, "embeds"),
    ({"embeds": [{"fields": [{"name": " ", "value": "v"}]}]}, "embeds"),
    ({"embeds": [{"fields": [{"name": "n", "value": "v" * 1025}]}]}, "embeds"),
    ({"embeds": [{"footer": {"text": "x" * 2049}}]}, "embeds"),
    ({"embeds": [{"title": "x", "url": "not an address"}]}, "embeds"),
    ({"embeds": [{"title": "x"}] * 11}, "embeds"),
    ({"embeds": [{"color": 5}]}, "embeds"),
    ({"embeds": [{"title": "x", "color": 0x1000000}]}, "embeds"),
    ({"embeds": [{"title": "x", "timestamp": "yesterday"}]}, "embeds"),
    ({"embeds": [{"title": "x", "url": "https://example.org/" + "x" * 2048}]}, "embeds"),
    ({"embeds": [{"author": {"name": "x", "url": "ftp://example.org"}}]}, "embeds"),
    ({"content": "x", "attachments": [{"id": 0, "description": "x" * 1025}]}, "attachments"),
    ({"embeds": [{"description": "x" * 4096}, {"description": "y" * 1905}]}, "embeds"),
    (
        {"content": "x", "components": [row(button(custom_id=str(n))) for n in range(6)]},
        "components",
    ),
    (rows(*BUTTONS), "components"),
    (rows(menu(), button()), "components"),
    (rows(button(label="x" * 81)), "components"),
    (rows(button(custom_id="x" * 101)), "components"),
    (rows(button(), button()), "components"),
    (rows(button(style=9)), "components"),
    (rows(button(label=None)), "components"),
    (rows({"type": 2, "style": 5, "label": "Page"}), "components"),
    (rows({"type": 2, "style": 5, "label": "Page", "url": "ftp://example.org"}), "components"),
    (rows(people_menu("channel")), "components"),
    (rows(people_menu("user", "role")), "components"),
    (rows(menu(options=[{**one, "default": True} for one in OPTIONS[:2]])), "components"),
    (rows(menu(options=OPTIONS)), "components"),
    (rows(menu(options=OPTIONS[:1] * 2)), "components"),
    (rows(menu(placeholder="x" * 151)), "components"),
    ({"content": "x", "components": [text()]}, "components"),
    (v2(text(), content="x"), "content"),
    (v2(text(), embeds=[{"title": "x"}]), "embeds"),
    (v2(text("x" * 2001), text("y" * 2000)), "components"),
    (v2(*[text() for _ in range(41)]), "components"),
    (v2({"type": 17, "components": [text() for _ in range(40)]}), "components"),
    (v2({"type": 9, "components": [text()]}), "components"),
    (v2({"type": 9, "components": [text()] * 4, "accessory": MEDIA}), "components"),
    ({"content": "x", "flags": 1 << 6}, "flags"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
    ),
    ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "allowed_mentions"),
    ({"content": "x", "message_reference": {"message_id": "1"}}, "message_reference"),
]


@pytest.mark.parametrize("body", ACCEPTED)
async def test_a_message_within_the_limits_is_taken(api: ApiClient, body: dict[str, Any]) -> None:
    assert (await api.post_message(body)).status == 200


@pytest.mark.parametrize(("body", "where"), REFUSED)
async def test_a_message_beyond_the_limits_is_refused(
    stand_in: StandIn, api: ApiClient, body: dict[str, Any], where: str
) -> None:
    answer = await api.post_message(body)
    assert (answer.status, answer.code) == (400, 50035)
    assert answer.json["message"] == "Invalid Form Body"
    assert list(answer.json["errors"]) == [where]
    assert len(stand_in.recorder.violations) == 1
    assert stand_in.messages(stand_in.general) == []


async def test_form_errors_have_discords_shape(api: ApiClient) -> None:
    answer = await api.post_message({"embeds": [{"title": "fine"}, {"title": "x" * 257}]})
    message = "Must be 256 or fewer in length."
    wrong = {"_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": message}]}
    assert answer.json["errors"] == {"embeds": {"1": {"title": wrong}}}


@pytest.mark.parametrize("body", [{}, {"content": "  "}, {"content": None, "embeds": []}])
async def test_an_empty_message_is_refused(api: ApiClient, body: dict[str, Any]) -> None:
    assert (await api.post_message(body)).code == 50006


async def test_the_newer_components_stay_once_set(stand_in: StandIn, api: ApiClient) -> None:
    posted = await api.post_message(v2(text()))
    path = f"/channels/{stand_in.general.id}/messages/{posted.json['id']}"
    assert (await api.send("PATCH", path, {"flags": 0, "components": [text()]})).code == 50035
    assert (await api.send("PATCH", path, {"content": "x"})).code == 50035
    assert (await api.send("PATCH", path, {"components": [text("y")]})).status == 200


def command(**changes: Any) -> dict[str, Any]:
    return {"name": "look", "description": "Look at a site", **changes}


def option(**changes: Any) -> dict[str, Any]:
    return {"type": 3, "name": "target", "description": "What to look at", **changes}


def group(*options: dict[str, Any], kind: int = 2, name: str = "inner") -> dict[str, Any]:
    return {"type": kind, "name": name, "description": "x", "options": list(options)}


LONG = [option(name=f"o{n}", description="x" * 100) for n in range(25)]
TRANSLATED = [
    option(name=f"o{n}", description="x", description_localizations={"fr": "y" * 100})
    for n in range(25)
]
SUBS = [group(*LONG, kind=1, name=f"s{n}") for n in range(4)]
TRANSLATED_SUBS = [group(*TRANSLATED, kind=1, name=f"s{n}") for n in range(4)]

COMMANDS_ACCEPTED = [
    [command(), command(name="explain")],
    [command(), {"type": 3, "name": "Is this down?"}],
    [command(name="está-caído"), command(name="खोज"), command(name="調べる")],
    [command(options=[option(required=True), option(name="more")])],
    [command(options=[group(group(option(), kind=1))])],
    [command(name_localizations={"fr": "regarder"}, contexts=[0, 1, 2], integration_types=[0, 1])],
    [command(name=f"c{number}") for number in range(100)],
]
COMMANDS_REFUSED = [
    [command(name="Look")],
    [command(name="look at")],
    [command(name="x" * 33)],
    [command(name="")],
    [command(description="")],
    [command(description="x" * 101)],
    [command(), command()],
    [command(name=f"c{number}") for number in range(101)],
    [{"type": 3, "name": f"m{number}"} for number in range(16)],
    [{"type": 3, "name": "Menu", "description": "x"}],
    [command(options=[option(), option(name="more", required=True)])],
    [command(options=[option(), option()])],
    [command(options=[option(name=f"o{n}") for n in range(26)])],
    [command(options=[option(choices=[{"name": "x", "value": 5}])])],
    [command(options=[option(choices=[{"name": "x", "value": "y"}], autocomplete=True)])],
    [command(options=[option(type=5, autocomplete=True)])],
    [command(options=[option(min_value=1)])],
    [command(options=[group(group(group(option(), kind=1)))])],
    [command(options=[group(option())])],
    [command(options=[group(option(), kind=1), option()])],
    [command(options=SUBS)],
    [command(options=TRANSLATED_SUBS)],
    [command(name_localizations={"xx": "look"})],
    [command(contexts=[3])],
    [command(default_member_permissions="manage")],
]


@pytest.mark.parametrize("commands", COMMANDS_ACCEPTED)
async def test_good_commands_are_registered(api: ApiClient, commands: list[Any]) -> None:
    answer = await api.put_commands(commands)
    assert answer.status == 200
    assert len(answer.json) == len(commands)


@pytest.mark.parametrize("commands", COMMANDS_REFUSED)
async def test_bad_commands_are_refused_and_change_nothing(
    stand_in: StandIn, api: ApiClient, commands: list[Any]
) -> None:
    await api.put_commands([command(name="before")])
    assert (await api.put_commands(commands)).code == 50035
    assert [known.name for known in stand_in.core.commands.every(None)] == ["before"]


def overwrite(stand_in: StandIn, denied: Permission) -> None:
    role_id = stand_in.guild.id
    stand_in.general.overwrites[role_id] = Overwrite(is_role=True, deny=denied)
    bot_role = next(role for role in stand_in.guild.roles.values() if role.is_managed)
    bot_role.permissions &= ~denied


@pytest.mark.parametrize(
    ("denied", "code"),
    [(Permission.VIEW_CHANNEL, 50001), (Permission.SEND_MESSAGES, 50013)],
)
async def test_missing_permissions_are_refused(
    stand_in: StandIn, api: ApiClient, denied: Permission, code: int
) -> None:
    overwrite(stand_in, denied)
    answer = await api.post_message({"content": "x"})
    assert (answer.status, answer.code) == (403, code)
    assert stand_in.recorder.violations == []


async def test_embeds_need_their_permission(stand_in: StandIn, api: ApiClient) -> None:
    overwrite(stand_in, Permission.EMBED_LINKS)
    embed = {"embeds": [{"title": "x"}]}
    assert (await api.post_message(embed)).code == 50013
    with_text = await api.post_message({"content": "text stays", **embed})
    assert (with_text.json["content"], with_text.json["embeds"]) == ("text stays", [])


async def test_a_members_overwrite_wins_over_roles(stand_in: StandIn, api: ApiClient) -> None:
    overwrite(stand_in, Permission.SEND_MESSAGES)
    own = Overwrite(is_role=False, allow=Permission.SEND_MESSAGES)
    stand_in.general.overwrites[stand_in.bot.id] = own
    assert (await api.post_message({"content": "x"})).status == 200


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("POST", "/channels/1/messages", 10003),
        ("GET", "/channels/{general}/messages/1", 10008),
        ("PATCH", "/channels/{general}/messages/{alices}", 50005),
        ("DELETE", "/channels/{general}/messages/{alices}", 50013),
        ("GET", "/users/1", 10013),
        ("GET", "/guilds/1", 10004),
        ("PUT", "/applications/1/commands", 20012),
        ("DELETE", "/applications/{bot}/commands/1", 10063),
        ("POST", "/interactions/1/token/callback", 10062),
        ("PATCH", "/webhooks/{bot}/token/messages/@original", 50027),
        ("GET", "/nowhere", 0),
    ],
)
async def test_unknown_things_have_their_codes(
    stand_in: StandIn, api: ApiClient, method: str, path: str, code: int
) -> None:
    said = stand_in.people.say(stand_in.alice, stand_in.general, "hello")
    ids = {"general": stand_in.general.id, "bot": stand_in.bot.id, "alices": said.message.id}
    answer = await api.send(method, path.format(**ids), {"content": "x"})
    assert answer.code == code
    assert answer.status in {401, 403, 404}


async def test_closed_direct_messages_are_refused(stand_in: StandIn, api: ApiClient) -> None:
    opened = await api.send("POST", "/users/@me/channels", {"recipient_id": stand_in.bob.id})
    stand_in.bob.accepts_dms = False
    path = f"/channels/{opened.json['id']}/messages"
    assert (await api.send("POST", path, {"content": "x"})).code == 50007
