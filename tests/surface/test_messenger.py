"""Announcements reach Discord once, and every way to fail is a value."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import discord
import pytest

from bot.presentation.delivery import Delivery, Sent
from bot.presentation.messenger import DiscordMessenger
from bot.presentation.rendered import Button, Card, File, Rendered
from bot.presentation.requests import let_others_through
from bot.watching.delivery import Delivered, Undelivered
from bot.watching.delivery import DeliveryProblem as Problem
from sandbox.discord import Fault
from sandbox.discord.permissions import Permission
from sandbox.discord.things import Message
from tests.fakes.messaging import NONCE, down, forbid, messenger_of
from tests.surface.conftest import Scene

POSTING = "POST /channels/*/messages"
CHANGING = "PATCH /channels/*/messages/*"
PICTURE = File(name="a.png", content=b"picture", description="It was up all day.")
LIMITED = {"message": "You are being rate limited.", "retry_after": 0.05, "global": True}
BAN = "<!doctype html><title>Access denied</title>"


@pytest.fixture
async def messenger(scene: Scene) -> AsyncIterator[DiscordMessenger]:
    async with messenger_of(scene) as made:
        yield made


def row(custom_id: str) -> dict[str, object]:
    button = {"type": 2, "style": 2, "label": "x", "custom_id": custom_id}
    return {"type": 1, "components": [button]}


def standing(scene: Scene) -> list[Message]:
    return scene.discord.messages(scene.discord.status)


def now(scene: Scene) -> datetime:
    return scene.app.rooms.clock.now()


async def test_the_same_nonce_posts_once(scene: Scene, messenger: DiscordMessenger) -> None:
    first = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
    second = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
    (message,) = standing(scene)
    assert first == second == Delivered(message_id=message.id)
    (sent, _) = scene.discord.recorder.sent("POST", "/messages")
    assert (sent.json["nonce"], sent.json["enforce_nonce"]) == (NONCE, True)
    assert message.content == "GitHub is down."
    assert [embed["title"] for embed in message.embeds] == ["What we saw"]


@pytest.mark.parametrize("fault", [{"drop": True}, {"status": 503}])
async def test_a_message_whose_answer_was_lost_is_found(
    scene: Scene, messenger: DiscordMessenger, fault: dict[str, int]
) -> None:
    scene.discord.fault(Fault(match=POSTING, after=True, **fault))  # type: ignore[arg-type]
    since = now(scene)
    lost = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
    assert isinstance(lost, Undelivered)
    assert (lost.problem, lost.is_certain) == (Problem.TEMPORARY, False)
    (message,) = standing(scene)
    found = await messenger.find(scene.discord.status.id, nonce=NONCE, since=since)
    again = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
    assert found == again == Delivered(message_id=message.id)


async def test_a_message_that_never_arrived_is_not_found(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    scene.discord.fault(Fault(match=POSTING, drop=True))
    since = now(scene)
    assert isinstance(
        await messenger.post(scene.discord.status.id, down(), nonce=NONCE), Undelivered
    )
    assert await messenger.find(scene.discord.status.id, nonce=NONCE, since=since) is None


async def test_only_our_own_message_with_that_nonce_is_found(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    status, since = scene.discord.status, now(scene)
    messages = scene.discord.core.messages
    for custom_id in (f"i1:know:b{NONCE}", f"i1:know:{NONCE}0"):
        body = {"content": "x", "components": [row(custom_id)]}
        messages.post(messages.compose(status, scene.discord.bot, body))
    forged = {"content": "x", "components": [row(f"i1:know:{NONCE}")]}
    messages.post(messages.compose(status, scene.discord.bob, forged))
    assert await messenger.find(status.id, nonce=NONCE, since=since) is None


async def test_a_message_is_found_behind_many_others(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    status, since = scene.discord.status, now(scene)
    for number in range(230):
        scene.discord.people.say(scene.discord.bob, status, str(number))
    posted = await messenger.post(status.id, down(), nonce=NONCE)
    assert await messenger.find(status.id, nonce=NONCE, since=since) == posted
    pages = scene.discord.recorder.sent("GET", "/messages")
    assert len(pages) == 3


async def test_the_search_ends_where_the_try_was_over(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    status, since = scene.discord.status, now(scene)
    scene.discord.advance(900)
    for number in range(230):
        scene.discord.people.say(scene.discord.bob, status, str(number))
    assert await messenger.find(status.id, nonce=NONCE, since=since) is None
    assert len(scene.discord.recorder.sent("GET", "/messages")) == 1


CODES = [
    (10003, Problem.SUBSCRIPTION),
    (50001, Problem.SUBSCRIPTION),
    (50013, Problem.SUBSCRIPTION),
    (50008, Problem.SUBSCRIPTION),
    (40058, Problem.SUBSCRIPTION),
    (10008, Problem.MESSAGE),
    (160005, Problem.MESSAGE),
    (50035, Problem.OUR_BUG),
    (200000, Problem.OUR_BUG),
    (240000, Problem.OUR_BUG),
    (110000, Problem.TEMPORARY),
    (40333, Problem.WHOLE_ADDRESS),
]


@pytest.mark.parametrize(("code", "problem"), CODES)
async def test_a_refusal_tells_what_is_to_be_done(
    scene: Scene, messenger: DiscordMessenger, code: int, problem: Problem
) -> None:
    scene.discord.fault(Fault(match=POSTING, code=code))
    outcome = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
    assert outcome == Undelivered(problem=problem, code=code)


async def test_a_ban_is_about_the_whole_address(scene: Scene, messenger: DiscordMessenger) -> None:
    wait = {"Retry-After": "900"}
    scene.discord.fault(Fault(match=POSTING, status=429, body=BAN, headers=wait))
    outcome = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
    assert outcome == Undelivered(
        problem=Problem.WHOLE_ADDRESS, code=429, retry_after=timedelta(minutes=15)
    )


async def test_a_token_that_is_no_longer_valid_is_too(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    scene.discord.fault(Fault(match=POSTING, status=401))
    outcome = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
    assert outcome == Undelivered(problem=Problem.WHOLE_ADDRESS, code=401)


async def test_a_short_global_limit_is_sat_out(scene: Scene, messenger: DiscordMessenger) -> None:
    scene.discord.fault(Fault(match=POSTING, status=429, json=LIMITED))
    outcome = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
    assert isinstance(outcome, Delivered)


async def test_a_long_global_limit_is_not_and_shuts_nobody_out_for_good(scene: Scene) -> None:
    long = {**LIMITED, "retry_after": 30.0}
    scene.discord.fault(Fault(match=POSTING, status=429, json=long))
    async with messenger_of(scene, patience=0.3) as messenger:
        lost = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
        assert lost == Undelivered(problem=Problem.TEMPORARY, is_certain=False)
        outcome = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
    assert isinstance(outcome, Delivered)


async def test_nobody_waits_for_an_answer_for_ever(scene: Scene) -> None:
    scene.discord.fault(Fault(match=POSTING, delay=2.0))
    async with messenger_of(scene, patience=0.2) as messenger:
        lost = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
    assert lost == Undelivered(problem=Problem.TEMPORARY, is_certain=False)


async def test_without_a_client_nothing_is_sent(scene: Scene, messenger: DiscordMessenger) -> None:
    connection, status = scene.app.rooms.connection, scene.discord.status
    connection.close(scene.client)
    away = Undelivered(problem=Problem.TEMPORARY)
    assert await messenger.post(status.id, down(), nonce=NONCE) == away
    assert await messenger.edit(status.id, 5, down()) == away
    assert await messenger.find(status.id, nonce=NONCE, since=now(scene)) == away


async def test_a_client_that_is_closing_leaves_it_open(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    await scene.client.close()
    scene.app.rooms.connection.open(scene.client)
    lost = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
    assert lost == Undelivered(problem=Problem.TEMPORARY, is_certain=False)


async def test_a_deleted_channel_and_one_that_hides(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    general, status, guild = scene.discord.general, scene.discord.status, scene.discord.guild
    scene.discord.happenings.delete_channel(general)
    scene.discord.happenings.set_overwrite(
        status, guild.roles[guild.id], deny=Permission.VIEW_CHANNEL
    )
    gone = await messenger.post(general.id, down(), nonce=NONCE)
    hidden = await messenger.post(status.id, down(), nonce=NONCE)
    assert gone == Undelivered(problem=Problem.SUBSCRIPTION, code=10003)
    assert hidden == Undelivered(problem=Problem.SUBSCRIPTION, code=50001)


async def test_a_message_is_changed_with_everything_on_it(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    status = scene.discord.status
    posted = await messenger.post(status.id, down(), nonce=NONCE)
    assert isinstance(posted, Delivered)
    over = Rendered(
        content="GitHub is back.", buttons=(Button(label="History", custom_id="h1:show:7"),)
    )
    assert await messenger.edit(status.id, posted.message_id, over) == posted
    (message,) = standing(scene)
    assert (message.content, message.embeds) == ("GitHub is back.", [])
    assert [button.label for button in message.buttons] == ["History"]


async def test_a_message_that_is_gone_or_not_ours_cannot_be_changed(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    status = scene.discord.status
    said = scene.discord.people.say(scene.discord.bob, status, "hello")
    gone = await messenger.edit(status.id, 5, down())
    assert gone == Undelivered(problem=Problem.MESSAGE, code=10008)
    theirs = await messenger.edit(status.id, said.message.id, down())
    assert theirs == Undelivered(problem=Problem.MESSAGE, code=50005)


async def test_an_archived_thread_is_opened_for_a_change(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    start = await messenger.post(scene.discord.status.id, down(), nonce=NONCE)
    assert isinstance(start, Delivered)
    world = scene.discord.world
    thread = world.add_thread(standing(scene)[0], scene.discord.bot, "what we know")
    inside = await messenger.post(thread.id, down("a4e0"), nonce="a4e0")
    assert isinstance(inside, Delivered)
    assert thread.thread is not None
    thread.thread.is_archived = True
    assert await messenger.edit(thread.id, inside.message_id, down("a4e0")) == inside
    assert not thread.thread.is_archived


async def test_only_named_roles_are_pinged(scene: Scene, messenger: DiscordMessenger) -> None:
    role = scene.discord.world.add_role(scene.discord.guild, "on call")
    role.is_mentionable = True
    text = f"<@&{role.id}> {scene.discord.bob.mention} @everyone"
    status = scene.discord.status
    await messenger.post(status.id, Rendered(content=text), nonce="a1e0")
    loud = Rendered(content=text, pings=frozenset({role.id}))
    await messenger.post(status.id, loud, nonce="a2e0")
    quiet_one, loud_one = standing(scene)
    assert (quiet_one.mention_role_ids, loud_one.mention_role_ids) == ([], [role.id])
    for message in (quiet_one, loud_one):
        assert (message.mentions, message.mentions_everyone) == ([], False)


async def test_what_we_may_not_show_becomes_text(scene: Scene, messenger: DiscordMessenger) -> None:
    message = Rendered(
        content="GitHub is down.",
        card=Card(title="What we saw", picture="a.png"),
        files=(PICTURE,),
    )
    status = scene.discord.status
    await forbid(scene, status, Permission.EMBED_LINKS, Permission.ATTACH_FILES)
    assert isinstance(await messenger.post(status.id, message, nonce=NONCE), Delivered)
    (shown,) = standing(scene)
    assert shown.content == "GitHub is down.\n**What we saw**"
    assert (shown.embeds, shown.attachments) == ([], [])


async def test_a_picture_comes_with_its_words(scene: Scene, messenger: DiscordMessenger) -> None:
    message = Rendered(content="x", card=Card(title="Uptime", picture="a.png"), files=(PICTURE,))
    posted = await messenger.post(scene.discord.status.id, message, nonce=NONCE)
    assert isinstance(posted, Delivered)
    (shown,) = standing(scene)
    assert [file.description for file in shown.attachments] == ["It was up all day."]
    await messenger.edit(scene.discord.status.id, posted.message_id, down())
    assert shown.attachments == []


async def test_where_we_may_not_read_back_nobody_claims_it_is_not_there(
    scene: Scene, messenger: DiscordMessenger
) -> None:
    status = scene.discord.status
    await forbid(scene, status, Permission.READ_MESSAGE_HISTORY)
    outcome = await messenger.find(status.id, nonce=NONCE, since=now(scene))
    assert outcome == Undelivered(problem=Problem.SUBSCRIPTION, code=50013)


async def test_a_reply_that_is_called_off_shuts_nobody_out_either(scene: Scene) -> None:
    channel = scene.client.get_channel(scene.discord.status.id)
    assert isinstance(channel, discord.TextChannel)
    asked = await channel.send("x")
    long = {**LIMITED, "retry_after": 30.0}
    scene.discord.fault(Fault(match=POSTING, status=429, json=long))
    delivery = Delivery(patience=0.3, on_late=lambda: let_others_through(scene.client))
    assert await delivery.reply(asked, Rendered(content="y")) is Sent.NO
    assert await delivery.reply(asked, Rendered(content="y")) is Sent.YES
