"""When Discord itself is in trouble, or we are: nothing dies, and nobody is left without a word."""

import asyncio

import pytest
from pydantic import SecretStr

from bot.bootstrap import build
from bot.presentation.rendered import Rendered
from bot.settings import Settings
from bot.supervisor import GaveUp
from sandbox.discord import Fault, StandIn, State
from tests.surface.conftest import IDENTIFY_EVERY, Scene, online


def has_tried(scene: Scene, path: str) -> bool:
    """Tell whether the bot has sent something there."""
    sent = scene.discord.recorder.exchanges
    return any(one.method == "POST" and one.path.startswith(path) for one in sent)


async def test_commands_are_registered_once(
    scene: Scene, settings: Settings, local_discord: StandIn
) -> None:
    assert len(local_discord.recorder.sent("PUT", "/commands")) == 1
    await scene.client.close()
    async with build(settings) as app, online(app, local_discord):
        assert len(local_discord.recorder.sent("PUT", "/commands")) == 1


@pytest.mark.usefixtures("untouched_route")
async def test_refused_commands_do_not_stop_the_bot(
    settings: Settings, local_discord: StandIn
) -> None:
    local_discord.fault(Fault(match="PUT /applications/*/commands", status=400))
    async with build(settings) as app, online(app, local_discord) as client:
        assert not client.is_closed()


async def test_an_acknowledgement_whose_answer_was_lost_is_no_end(scene: Scene) -> None:
    scene.discord.fault(Fault(match="POST /interactions/*", status=502, after=True))
    message = await scene.ask(scene.sites["502"])
    assert "down" in message.content


async def test_a_withdrawn_interaction_is_forgotten(scene: Scene) -> None:
    scene.discord.fault(Fault(match="POST /interactions/*", drop=True))
    people, bob = scene.discord.people, scene.discord.bob
    people.slash(bob, scene.discord.general, "/isitdown", target="ftp://x.y")
    await scene.discord.until(lambda: has_tried(scene, "/interactions/"))
    assert "http or https" in (await scene.ask("ftp://x.y")).content


async def test_a_mistake_of_ours_becomes_a_sentence(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_args: object, **_options: object) -> Rendered:
        raise RuntimeError("a mistake")

    message = await scene.ask(scene.sites["fine"])
    monkeypatch.setattr(scene.app.rooms.asking, "ask", fail)
    told = await scene.ask("github")
    assert "Something went wrong on our side" in told.content
    assert told.is_ephemeral
    pressed = scene.discord.people.click(scene.discord.bob, message, "Check again")
    assert "Something went wrong on our side" in (await pressed.answer()).content
    asked = scene.discord.people.say(
        scene.discord.bob, scene.discord.general, f"{scene.discord.bot.mention} is github down?"
    )
    assert "Something went wrong on our side" in (await asked.answer()).content


async def test_a_question_that_came_too_late_is_forgotten(scene: Scene) -> None:
    people, local = scene.discord.people, scene.discord
    late = people.slash(local.bob, local.general, "/isitdown", target="ftp://x.y")
    local.advance(4)
    await late.failed()
    assert "http or https" in (await scene.ask("ftp://x.y")).content


async def test_an_answer_after_a_quarter_of_an_hour_is_given_up(scene: Scene) -> None:
    people, local = scene.discord.people, scene.discord
    handle = people.slash(local.bob, local.general, "/isitdown", target=scene.sites["hangs"])
    await handle.until(lambda seen: seen.state is State.THINKING)
    local.advance(901)
    await handle.failed()
    assert "is up" in (await scene.ask(scene.sites["fine"])).content


async def test_a_channel_we_may_not_write_in_is_no_end(scene: Scene) -> None:
    people, local = scene.discord.people, scene.discord
    local.fault(Fault(match="POST /channels/*/messages", status=403))
    people.say(local.carol, local.general, f"{local.bot.mention} hello")
    await local.until(lambda: has_tried(scene, f"/channels/{local.general.id}/messages"))
    said = people.say(local.bob, local.general, f"{local.bot.mention} error 502?")
    assert "502" in (await said.answer()).content


@pytest.mark.usefixtures("untouched_route")
async def test_the_supervised_bot_comes_back_after_an_event_it_does_not_know(
    settings: Settings, local_discord: StandIn
) -> None:
    async with build(settings) as app:
        run = asyncio.create_task(app.supervisor.run())
        await local_discord.bot_is_online()
        local_discord.gateway.send_oddity("GUILD_ROLE_CREATE", {"guild_id": "x"})
        await local_discord.until(lambda: not local_discord.core.sessions.live, within=5)
        local_discord.advance(IDENTIFY_EVERY)
        await local_discord.bot_is_online(within=10)
        app.supervisor.stop()
        await asyncio.wait_for(run, 5)


@pytest.mark.usefixtures("untouched_route")
async def test_a_wrong_token_ends_it_with_a_sentence(settings: Settings) -> None:
    wrong = settings.model_copy(update={"discord_token": SecretStr("a.b.c")})
    async with build(wrong) as app:
        with pytest.raises(GaveUp, match="DISCORD_TOKEN"):
            await app.supervisor.run()
