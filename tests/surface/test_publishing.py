"""What is announced in an announcement channel reaches those who follow it, as Discord allows."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.presentation.messenger import DiscordMessenger
from bot.watching.delivery import Delivered
from sandbox.discord import Fault
from sandbox.discord.things import Channel, ChannelType, Message, MessageFlag
from tests.fakes.messaging import down, heard, messenger_of
from tests.surface.conftest import Scene

PUBLISHING = "POST /channels/*/messages/*/crosspost"


@pytest.fixture
async def messenger(scene: Scene) -> AsyncIterator[DiscordMessenger]:
    async with messenger_of(scene) as made:
        yield made


@pytest.fixture
async def news(scene: Scene) -> Channel:
    async with heard(scene, "guild_channel_create"):
        return scene.discord.happenings.open_channel(
            scene.discord.guild, "news", kind=ChannelType.ANNOUNCEMENT
        )


async def post(messenger: DiscordMessenger, channel: Channel, number: int = 0) -> Message:
    nonce = f"a{number}e0"
    outcome = await messenger.post(channel.id, down(nonce), nonce=nonce)
    assert isinstance(outcome, Delivered)
    return channel.messages[outcome.message_id]


def is_published(message: Message) -> bool:
    return bool(message.flags & MessageFlag.CROSSPOSTED)


async def test_a_message_is_published_and_its_changes_follow_by_themselves(
    scene: Scene, messenger: DiscordMessenger, news: Channel
) -> None:
    message = await post(messenger, news)
    await scene.discord.until(lambda: is_published(message))
    await messenger.edit(news.id, message.id, down("a0e0"))
    await messenger.aclose()
    assert len(scene.discord.recorder.sent("POST", "/crosspost")) == 1


async def test_other_channels_are_not(scene: Scene, messenger: DiscordMessenger) -> None:
    await post(messenger, scene.discord.status)
    await messenger.aclose()
    assert scene.discord.recorder.sent("POST", "/crosspost") == []


async def test_what_could_not_be_published_is_delivered_all_the_same_and_tried_again(
    scene: Scene, messenger: DiscordMessenger, news: Channel
) -> None:
    scene.discord.fault(Fault(match=PUBLISHING, code=50013))
    message = await post(messenger, news)
    await scene.discord.until(lambda: len(scene.discord.recorder.sent("POST", "/crosspost")) == 1)
    await messenger.edit(news.id, message.id, down("a0e0"))
    assert not is_published(message)
    scene.discord.advance(601)
    await messenger.edit(news.id, message.id, down("a0e0"))
    await scene.discord.until(lambda: is_published(message))


async def test_ten_an_hour_are_published_and_nobody_waits_for_the_eleventh(
    scene: Scene, messenger: DiscordMessenger, news: Channel
) -> None:
    scene.discord.core.limits.enabled = False
    messages = [await post(messenger, news, number) for number in range(11)]
    await scene.discord.until(lambda: sum(map(is_published, messages)) == 10)
    await asyncio.sleep(0)
    assert len(scene.discord.recorder.sent("POST", "/crosspost")) == 10
    scene.discord.advance(3600)
    last = messages[-1]
    await messenger.edit(news.id, last.id, down("a10e0"))
    await scene.discord.until(lambda: is_published(last))
