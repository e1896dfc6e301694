"""What comes late changes the answer, and never holds it up: other places, the official page."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import structlog
from aiohttp import web
from pydantic import SecretStr

from bot.asking.elsewhere import Elsewhere
from bot.asking.limits import ElsewhereLimits, Quota
from bot.asking.policies import Policies
from bot.asking.unfolding import Unfolding
from bot.bootstrap import build
from bot.client import GatewiseBot
from bot.clock import SystemClock
from bot.presentation.delivery import EDITS_AT_ONCE
from bot.settings import Settings
from bot.vantage.globalping import Globalping
from sandbox.discord import Fault, StandIn
from sandbox.discord.permissions import Permission
from sandbox.discord.things import ChannelType, Message
from tests.fakes import globalping as stub
from tests.fakes.globalping import failed, finished, in_progress, measurement
from tests.fakes.looking import PATIENT, looker
from tests.fakes.name_server import SERVFAIL, Zone, name_server
from tests.surface.conftest import Scene, online

MORE = "This message changes by itself"
RUNNING = measurement([in_progress()] * 5, status="in-progress")
DOWN = measurement([failed(), finished(502), failed(), finished(503), failed()])
FINE = measurement([finished(200)] * 5)
ONE_LIES = measurement([failed(), finished(502), finished(200), finished(503), failed()])
LIMITS = ElsewhereLimits(unasked=Quota(9, 600))
# Names that fail at once, and one whose server keeps silent.
ZONES = {name: Zone(rcode=SERVFAIL) for name in ("site.example", "b.example")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A bot online, the stub of Globalping that it asks by itself, and whoever asks the bot."""

    scene: Scene
    api: stub.Globalping

    async def ask(self, target: str = "site.example") -> Message:
        """Let bob ask; return the first thing he can read."""
        return await self.scene.ask(target)

    async def whole(self, message: Message, within: float = 12.0) -> str:
        """Wait until a message says no more that it will change; return all its text."""
        await self.scene.discord.until(lambda: MORE not in message.text, within=within)
        return message.text


@pytest.fixture
def limits() -> ElsewhereLimits:
    """How often other places may be asked."""
    return LIMITS


@pytest.fixture
async def late(
    local_discord: StandIn,
    limits: ElsewhereLimits,
    tmp_path: Path,
    untouched_route: None,  # noqa: ARG001 - set back after everything else
) -> AsyncIterator[Late]:
    async with contextlib.AsyncExitStack() as stack:
        names = await stack.enter_async_context(
            name_server({**ZONES, "silent.example": Zone.dead()})
        )
        settings = Settings(
            _env_file=None,
            discord_token=SecretStr(local_discord.token),
            discord_api_url=local_discord.api_url,
            probe_nameservers=f"127.0.0.1:{names.port}",
            watch_canaries="off",
            ask_official="off",
            database_url=f"sqlite:///{tmp_path}/gatewise.db",
        )
        api = await stack.enter_async_context(stub.globalping(RUNNING, RUNNING, DOWN))
        zones = {"api.example": Zone(addresses=["127.0.0.1"])}
        eye = await stack.enter_async_context(looker(zones, limits=PATIENT))
        http = await stack.enter_async_context(httpx.AsyncClient(transport=eye.wire))
        app = await stack.enter_async_context(build(settings))
        clock = SystemClock()
        places = Globalping(http, clock=clock, user_agent="Gatewise", url=api.url)
        elsewhere = Elsewhere(places, policies=Policies.build(), clock=clock, limits=limits)
        rooms = replace(
            app.rooms,
            elsewhere=elsewhere,
            unfolding=Unfolding(app.rooms.asking, elsewhere, clock),
        )
        app = replace(app, rooms=rooms, make_client=lambda: GatewiseBot(rooms))
        client = await stack.enter_async_context(online(app, local_discord))
        yield Late(scene=Scene(discord=local_discord, app=app, client=client, sites={}), api=api)


async def test_the_answer_is_there_first_and_other_places_join_it(late: Late) -> None:
    start = time.monotonic()
    message = await late.ask()
    first = message.text
    assert time.monotonic() - start < 3
    assert MORE in first
    assert "other places" not in first
    told = await late.whole(message)
    assert time.monotonic() - start < 12
    assert "Other places see it down too" in message.content
    assert "5 of 5 other places see it down" in told
    assert message.revision > 0
    assert len([one for one in late.api.asked if one.method == "POST"]) == 1


async def test_a_look_that_hangs_is_waited_for_in_the_open(late: Late) -> None:
    start = time.monotonic()
    message = await late.ask("silent.example")
    assert time.monotonic() - start < 3
    assert "`silent.example` has not answered us yet" in message.content
    assert "asking computers in other places" in message.content
    await late.whole(message)
    assert time.monotonic() - start < 12
    assert "has not answered us yet" not in message.content
    assert "5 of 5 other places see it down" in message.text


async def test_it_was_our_side_after_all(late: Late) -> None:
    late.api.polls = [RUNNING, FINE]
    message = await late.ask()
    assert "down" in message.content
    await late.whole(message)
    assert "looks like our side" in message.content
    assert "5 of 5 other places reach it" in message.text


async def test_one_place_that_lies_turns_nothing(late: Late) -> None:
    late.api.polls = [ONE_LIES]
    message = await late.ask()
    await late.whole(message)
    assert "Other places see it down too" in message.content
    assert "4 of 5 other places see it down" in message.text


def _limited() -> web.StreamResponse:
    refusal = stub.error("rate_limit_exceeded")
    return web.json_response(refusal, status=429, headers=stub.limits(0, 600))


@pytest.mark.parametrize(
    "created",
    [_limited, lambda: web.Response(status=503), lambda: web.Response(text="<html>")],
    ids=["limited", "away", "unreadable"],
)
async def test_no_help_from_elsewhere_leaves_the_answer(
    late: Late, created: Callable[[], web.StreamResponse]
) -> None:
    late.api.created = created
    message = await late.ask()
    line = message.content.splitlines()[0]
    told = await late.whole(message)
    assert message.content.splitlines()[0] == line
    assert "Other places did not tell us enough" in told


async def test_other_places_that_never_answer_are_given_up(late: Late) -> None:
    late.api.hangs = True
    start = time.monotonic()
    message = await late.ask()
    told = await late.whole(message)
    assert time.monotonic() - start < 12
    assert "Other places did not tell us enough" in told


async def test_what_is_known_already_needs_no_second_edition(late: Late) -> None:
    late.api.polls = [DOWN]
    await late.whole(await late.ask())
    message = await late.ask()
    assert message.revision == 0
    assert "Other places see it down too" in message.content


@pytest.mark.parametrize("limits", [ElsewhereLimits(unasked_server=Quota(1, 600))])
async def test_a_spent_budget_asks_nobody_and_says_nothing(late: Late) -> None:
    late.api.polls = [DOWN]
    await late.whole(await late.ask())
    told = await late.whole(await late.ask("b.example"))
    assert "other places see" not in told
    assert "Other places did not" not in told
    assert len([one for one in late.api.asked if one.method == "POST"]) == 1


async def test_a_mention_is_answered_the_same_way(late: Late) -> None:
    local = late.scene.discord
    asked = local.people.say(local.bob, local.general, f"<@{local.bot.id}> is site.example down?")
    reply = await asked.answer()
    assert MORE in reply.text
    await late.whole(reply)
    assert "Other places see it down too" in reply.content


async def test_so_is_a_direct_message(late: Late) -> None:
    local = late.scene.discord
    room = local.people.dm(local.carol)
    message = await local.people.slash(
        local.carol, room, "/isitdown", target="site.example"
    ).answer()
    await late.whole(message)
    assert "Other places see it down too" in message.content


@pytest.mark.parametrize("limits", [replace(LIMITS, cache_seconds=0.1)])
async def test_check_again_grows_too(late: Late) -> None:
    local = late.scene.discord
    late.api.polls = [FINE]
    message = await late.ask()
    await late.whole(message)
    late.api.polls = [RUNNING, DOWN]
    await asyncio.sleep(0.2)  # until what they saw is forgotten
    pressed = local.people.click(local.carol, message, "Check again")
    await pressed.until(lambda _: MORE in message.text)
    await late.whole(message)
    assert "Other places see it down too" in message.content


def _mentions(late: Late, count: int, target: str) -> None:
    local = late.scene.discord
    people = [local.world.add_user(f"{target}{number}") for number in range(count)]
    for person in people:
        local.world.join(local.guild, person)
    text = f"{local.bot.mention} is {target} down?"
    for person in people:
        local.people.say(person, local.general, text)


def _replies(late: Late) -> list[Message]:
    local = late.scene.discord
    seen = local.messages(local.general, seen_by=local.carol)
    return [message for message in seen if message.author.id == local.bot.id]


async def test_a_number_that_is_late_takes_nothing_back(late: Late) -> None:
    local = late.scene.discord
    _mentions(late, 1, "b.example")  # from then on Discord's limits of that channel are known
    await local.until(
        lambda: "see it down too" in "".join(one.content for one in _replies(late)), within=9
    )
    late.api.polls = [RUNNING]
    _mentions(late, 3, "site.example")
    await local.until(lambda: len(_replies(late)) == 4)
    shared = _replies(late)[-1]
    local.fault(Fault(match="PATCH /channels/*/messages/*", delay=2.5))
    _mentions(late, 1, "site.example")
    await local.until(lambda: len(_replies(late)) == 5)
    late.api.polls = [DOWN]
    await asyncio.sleep(4)
    assert MORE not in shared.content
    assert "Other places see it down too" in shared.content
    assert "4 members asked" in shared.content


async def test_check_again_takes_over_what_still_grows(late: Late) -> None:
    local = late.scene.discord
    late.api.polls = [RUNNING]
    message = await late.ask()
    await local.people.click(local.carol, message, "Check again").answer()
    late.api.polls = [DOWN]
    await late.whole(message)
    await asyncio.sleep(0.5)
    assert "Other places see it down too" in message.content
    assert len(local.recorder.sent("PATCH", f"/messages/{message.id}")) == 1


async def test_an_answer_that_is_late_takes_back_no_newer_one(late: Late) -> None:
    local = late.scene.discord
    message = await late.ask()
    local.fault(Fault(match="PATCH /webhooks/*/messages/*", delay=2.5))
    await local.until(lambda: len(local.recorder.sent("PATCH", f"/messages/{message.id}")) > 0)
    late.api.polls = [FINE]
    late.scene.app.rooms.elsewhere._seen._entries.clear()
    await local.people.click(local.carol, message, "Check again").answer()
    await late.whole(message)
    await asyncio.sleep(3)
    assert "looks like our side" in message.content


async def test_a_crowd_that_waits_in_the_open_is_not_left_waiting(late: Late) -> None:
    _mentions(late, 5, "silent.example")
    await late.scene.discord.until(lambda: len(_replies(late)) == 5, within=9)
    await late.scene.discord.until(
        lambda: not [one for one in _replies(late) if "not answered us yet" in one.content],
        within=12,
    )
    assert len(_replies(late)) == 5


async def test_a_client_that_closes_in_the_middle_is_no_mistake(late: Late) -> None:
    late.api.polls = [RUNNING]
    await late.ask()
    _mentions(late, 1, "b.example")
    await late.scene.discord.until(lambda: len(_replies(late)) == 2)
    with structlog.testing.capture_logs() as logs:
        await late.scene.client.close()
        late.api.polls = [DOWN]
        await asyncio.sleep(3)
    assert not [entry for entry in logs if entry["log_level"] == "error"]


async def test_changes_that_are_slow_hold_up_nobody_who_still_waits(late: Late) -> None:
    local, count = late.scene.discord, EDITS_AT_ONCE + 10
    late.api.polls = [RUNNING]
    people = [local.world.add_user(f"grower{number}") for number in range(count)]
    asked = [
        local.people.slash(one, local.people.dm(one), "/isitdown", target="site.example")
        for one in people
    ]
    await asyncio.gather(*(handle.answer() for handle in asked))
    local.fault(Fault(match="PATCH /webhooks/*/messages/[0-9]*", delay=4.0, times=count))
    late.api.polls = [DOWN]
    await asyncio.sleep(0.8)  # all of them are being changed
    start = time.monotonic()
    await late.ask("silent.example")
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    ("kind", "deny"),
    [
        (ChannelType.TEXT, Permission.EMBED_LINKS),
        (ChannelType.TEXT, Permission.READ_MESSAGE_HISTORY),
        (ChannelType.VOICE, 0),
        (ChannelType.STAGE, 0),
    ],
)
async def test_it_grows_wherever_it_may_stand(late: Late, kind: ChannelType, deny: int) -> None:
    local = late.scene.discord
    room = local.happenings.open_channel(local.guild, "room", kind=kind)
    local.happenings.set_overwrite(room, local.bot, deny=deny)
    await local.until(lambda: late.scene.client.get_channel(room.id) is not None)
    await asyncio.sleep(0.1)
    text = f"{local.bot.mention} is site.example down?"
    reply = await local.people.say(local.bob, room, text).answer()
    asked = await local.people.slash(local.bob, room, "/isitdown", target="site.example").answer()
    for message in (reply, asked):
        await late.whole(message)
        assert "Other places see it down too" in message.content


async def test_it_grows_in_a_thread(late: Late) -> None:
    local = late.scene.discord
    message = await late.ask("b.example")
    thread = local.world.add_thread(message, local.bob, "b")
    text = f"{local.bot.mention} is site.example down?"
    reply = await local.people.say(local.bob, thread, text).answer()
    await late.whole(reply)
    assert "Other places see it down too" in reply.content


@pytest.mark.parametrize(
    "fault",
    [
        Fault(match="PATCH /webhooks/*/messages/*", status=502, times=2),
        Fault(match="PATCH /webhooks/*/messages/*", drop=True, after=True),
        Fault(match="POST /interactions/*", drop=True, after=True),
        Fault(
            match="PATCH /webhooks/*/messages/*",
            status=429,
            json={"message": "slow down", "retry_after": 1.0, "global": False},
            headers={"Retry-After": "1"},
        ),
    ],
    ids=["broken", "lost change", "lost answer", "limited"],
)
async def test_discord_in_trouble_takes_no_word_away(late: Late, fault: Fault) -> None:
    local = late.scene.discord
    local.fault(replace(fault))
    asked = local.people.slash(local.bob, local.general, "/isitdown", target="site.example")
    message = await asked.answer(within=9)
    await late.whole(message)
    assert "Other places see it down too" in message.content
