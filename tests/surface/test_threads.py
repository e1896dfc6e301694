"""An outage's message gets a thread where the server wants one, and never a second."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.bootstrap import build
from bot.presentation.messenger import DiscordMessenger
from bot.settings import Settings
from bot.watching.delivery import Delivered
from sandbox.discord import Fault, StandIn
from sandbox.discord.permissions import Permission
from sandbox.discord.things import Channel, ChannelType, Message
from tests.fakes.messaging import down, forbid, heard, messenger_of
from tests.surface.conftest import LocalDiscordClock, Scene, online
from tests.surface.outages import Outages, press, want_threads

NAME = "Outage of GitHub, 28 Nov"
OPENING = "POST /channels/*/messages/*/threads"
UP_TO_DATE = down("a0e0")


@pytest.fixture
async def messenger(scene: Scene) -> AsyncIterator[DiscordMessenger]:
    async with messenger_of(scene) as made:
        yield made


async def post(
    messenger: DiscordMessenger, channel: Channel, *, number: int = 0, name: str = NAME
) -> Message:
    nonce = f"a{number}e0"
    outcome = await messenger.post(channel.id, replace(down(nonce), thread=name), nonce=nonce)
    assert isinstance(outcome, Delivered)
    return channel.messages[outcome.message_id]


async def change(messenger: DiscordMessenger, message: Message, *, name: str = NAME) -> None:
    changed = replace(UP_TO_DATE, thread=name)
    assert isinstance(await messenger.edit(message.channel.id, message.id, changed), Delivered)


def thread_of(scene: Scene, message: Message) -> Channel | None:
    return scene.discord.world.channels.get(message.id)


def asked(scene: Scene) -> int:
    """Return how often we wanted to open a thread."""
    return len(scene.discord.recorder.sent("POST", "/threads"))


@pytest.mark.parametrize("kind", [ChannelType.TEXT, ChannelType.ANNOUNCEMENT])
async def test_a_message_gets_a_thread_and_its_changes_open_no_other(
    scene: Scene, messenger: DiscordMessenger, kind: ChannelType
) -> None:
    async with heard(scene, "guild_channel_create"):
        channel = scene.discord.happenings.open_channel(scene.discord.guild, "place", kind=kind)
    message = await post(messenger, channel)
    await scene.discord.until(lambda: thread_of(scene, message) is not None)
    thread = thread_of(scene, message)
    assert thread is not None
    assert thread.name == NAME
    assert thread.thread is not None
    assert thread.thread.parent is channel
    assert thread.messages == {}
    (opening,) = scene.discord.recorder.sent("POST", "/threads")
    assert opening.json["auto_archive_duration"] == 1440
    await change(messenger, message)
    await messenger.aclose()
    assert asked(scene) == 1


async def test_what_has_no_name_gets_none(scene: Scene, messenger: DiscordMessenger) -> None:
    message = await post(messenger, scene.discord.status, name="")
    await change(messenger, message, name="")
    await messenger.aclose()
    assert asked(scene) == 0


async def test_where_we_may_open_none_nobody_is_asked(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    status = scene.discord.status
    await forbid(scene, status, Permission.CREATE_PUBLIC_THREADS)
    message = await post(messenger, status)
    assert asked(scene) == 0
    async with heard(scene, "guild_channel_update"):
        scene.discord.happenings.set_overwrite(status, scene.discord.bot)
    await change(messenger, message)
    await scene.discord.until(lambda: thread_of(scene, message) is not None)


@pytest.mark.parametrize("code", [50013, 50001, 50024, 160006])
async def test_a_refusal_changes_nothing_and_is_tried_again_later(
    scene: Scene, messenger: DiscordMessenger, code: int
) -> None:
    fault = Fault(match=OPENING, status=403, json={"message": "no", "code": code})
    scene.discord.fault(fault)
    message = await post(messenger, scene.discord.status)
    await scene.discord.until(lambda: asked(scene) == 1)
    await change(messenger, message)
    await post(messenger, scene.discord.status, number=1)
    await asyncio.sleep(0.05)
    assert asked(scene) == 1
    scene.discord.advance(601)
    await change(messenger, message)
    await scene.discord.until(lambda: thread_of(scene, message) is not None)


async def test_a_limit_is_heeded(scene: Scene, messenger: DiscordMessenger) -> None:
    body = {"message": "slow down", "retry_after": 900.0, "global": False}
    headers = {"Retry-After": "900", "Via": "1.1 google"}
    scene.discord.fault(Fault(match=OPENING, status=429, json=body, headers=headers))
    message = await post(messenger, scene.discord.status)
    await scene.discord.until(lambda: asked(scene) == 1)
    await messenger.aclose()
    assert thread_of(scene, message) is None


async def test_a_thread_that_is_there_already_is_left_as_it_is(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    scene.discord.fault(Fault(match=OPENING, code=160004))
    message = await post(messenger, scene.discord.status)
    await scene.discord.until(lambda: asked(scene) == 1)
    second = await post(messenger, scene.discord.status, number=1)
    await scene.discord.until(lambda: thread_of(scene, second) is not None)
    await change(messenger, message)
    await messenger.aclose()
    assert asked(scene) == 2


async def test_a_thread_whose_answer_was_lost_is_there_once(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    scene.discord.fault(Fault(match=OPENING, drop=True, after=True))
    message = await post(messenger, scene.discord.status)
    await scene.discord.until(lambda: thread_of(scene, message) is not None)
    scene.discord.advance(601)
    await change(messenger, message)
    await messenger.aclose()
    assert len(scene.discord.guild.threads) == 1


async def test_a_message_that_is_deleted_meanwhile_is_no_other_ones_trouble(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    scene.discord.fault(Fault(match=OPENING, code=10008))
    await post(messenger, scene.discord.status)
    await scene.discord.until(lambda: asked(scene) == 1)
    second = await post(messenger, scene.discord.status, number=1)
    await scene.discord.until(lambda: thread_of(scene, second) is not None)


async def test_a_thread_that_somebody_deleted_stays_deleted(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    message = await post(messenger, scene.discord.status)
    await scene.discord.until(lambda: thread_of(scene, message) is not None)
    del scene.discord.guild.threads[message.id], scene.discord.world.channels[message.id]
    message.flags = 0
    await change(messenger, message)
    await messenger.aclose()
    assert asked(scene) == 1


async def test_an_old_message_gets_none_any_more(scene: Scene, messenger: DiscordMessenger) -> None:
    message = await post(messenger, scene.discord.status, name="")
    scene.discord.advance(3601)
    await change(messenger, message)
    await messenger.aclose()
    assert asked(scene) == 0


async def test_what_was_lost_between_message_and_thread_is_made_good(scene: Scene) -> None:
    async with messenger_of(scene) as messenger:
        scene.discord.fault(Fault(match=OPENING, delay=5.0, drop=True))
        message = await post(messenger, scene.discord.status)
        await scene.discord.until(lambda: asked(scene) == 1)
    async with messenger_of(scene) as messenger:
        await change(messenger, message)
        await scene.discord.until(lambda: thread_of(scene, message) is not None)
    async with messenger_of(scene) as messenger:
        await change(messenger, message)
    assert asked(scene) == 2


async def test_an_outage_has_a_thread_from_its_first_message_to_its_end(scene: Scene) -> None:
    await want_threads(scene)
    outages = Outages(scene)
    github = await outages.watch("Git*Hub* @everyone")
    await outages.look(github, "uddd")
    (message,) = await outages.announce()
    await scene.discord.until(lambda: thread_of(scene, message) is not None)
    thread = thread_of(scene, message)
    assert thread is not None
    assert thread.name is not None
    assert thread.name.startswith("Outage of Git*Hub* @everyone, ")
    await press(scene, scene.discord.alice, message, "know")
    await outages.announce()
    await outages.look(github, "uu")
    await outages.announce()
    assert "is back" in message.content
    assert asked(scene) == 1
    assert thread.messages == {}


async def test_a_server_that_wants_none_has_none(scene: Scene) -> None:
    await want_threads(scene)
    await want_threads(scene, are_wanted=False)
    await Outages(scene).down("GitHub")
    await asyncio.sleep(0.05)
    assert asked(scene) == 0


async def test_a_thread_is_not_lost_with_a_bot_that_dies_before_it(
    settings: Settings,
    local_discord: StandIn,
    untouched_route: None,  # noqa: ARG001
) -> None:
    local_discord.fault(Fault(match=OPENING, delay=10.0, drop=True))
    async with living(settings, local_discord) as scene:
        await want_threads(scene)
        (message,) = await Outages(scene).down("GitHub")
        await local_discord.until(lambda: asked(scene) == 1)
    assert thread_of(scene, message) is None
    async with living(settings, local_discord) as scene:
        await press(scene, local_discord.alice, message, "know")
        await local_discord.until(lambda: thread_of(scene, message) is not None)
    assert len(local_discord.guild.threads) == 1


@contextlib.asynccontextmanager
async def living(settings: Settings, local_discord: StandIn) -> AsyncIterator[Scene]:
    """One life of a bot, from its start to its end."""
    async with (
        build(settings, clock=LocalDiscordClock(local_discord)) as app,
        online(app, local_discord) as client,
    ):
        yield Scene(discord=local_discord, app=app, client=client, sites={})
