"""The composition root: it starts with clear words or not at all, and leaves nothing open."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.account import TokenRefusedError
from bot.bootstrap import CheckOptions, StartError, build, open_checking, open_examination, run
from bot.settings import Settings
from bot.triage.verdict import State
from sandbox.discord import StandIn
from sandbox.sites import free_port
from tests.surface.conftest import IDENTIFY_EVERY

PLAIN = Settings(_env_file=None, watch_canaries="off", probe_deadline="1s")


async def states(*targets: str, allow_private: bool) -> list[State]:
    options = CheckOptions(allow_private=allow_private)
    async with open_checking(PLAIN, options) as checking:
        answers = await asyncio.gather(*map(checking.check, targets))
    return [answer.verdict.state for answer in answers]


async def test_the_command_line_looks_without_budgets(sites: dict[str, int]) -> None:
    targets = [f"http://127.0.0.1:{sites['fine']}/{number}" for number in range(40)]
    assert set(await states(*targets, allow_private=True)) == {State.UP}


async def test_the_command_line_looks_afresh_every_time(sites: dict[str, int]) -> None:
    async with open_checking(PLAIN, CheckOptions(allow_private=True)) as checking:
        target = f"http://127.0.0.1:{sites['fine']}/"
        first, second = await checking.check(target), await checking.check(target)
    assert first.observation is not second.observation


async def test_private_addresses_are_opened_by_their_option_alone(sites: dict[str, int]) -> None:
    target = f"http://127.0.0.1:{sites['fine']}/"
    assert await states(target, allow_private=False) == [State.REFUSED]
    assert await states(target, allow_private=True) == [State.UP]


async def test_words_that_name_nothing_are_refused_there() -> None:
    assert await states("no such thing at all", allow_private=False) == [State.REFUSED]


async def test_without_a_token_it_says_so() -> None:
    with pytest.raises(StartError, match="DISCORD_TOKEN"):
        async with build(PLAIN):
            pass


async def test_a_bad_catalogue_is_said_so(tmp_path: Path) -> None:
    bad = tmp_path / "services.toml"
    bad.write_text("[[service]]\nid = 'mine'\n", encoding="utf-8")
    settings = PLAIN.model_copy(update={"services_file": bad})
    with pytest.raises(StartError, match=r"services\.toml"):
        async with open_checking(settings, CheckOptions()):
            pass


@pytest.mark.usefixtures("untouched_route")
async def test_a_signal_ends_it_calmly(settings: Settings, local_discord: StandIn) -> None:
    local_discord.advance(IDENTIFY_EVERY)
    with capture_logs() as events:
        running = asyncio.create_task(run(settings))
        await local_discord.bot_is_online()
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(running, 30)
    said = {event["event"]: event for event in events}
    assert said["private_networks_open"]["log_level"] == "warning"
    assert said["more_ports_open"]["log_level"] == "warning"
    assert "stopped" in said


@pytest.mark.usefixtures("untouched_route")
async def test_the_doctor_learns_who_the_token_belongs_to(
    settings: Settings, local_discord: StandIn
) -> None:
    async with open_examination(settings) as examination:
        account = await examination.fetch_account()
    assert account is not None
    assert account.name == local_discord.bot.name
    assert f"client_id={local_discord.bot.id}" in account.invite
    assert "applications.commands" in account.invite


@pytest.mark.usefixtures("untouched_route")
async def test_the_doctor_learns_that_a_token_is_refused(settings: Settings) -> None:
    wrong = settings.model_copy(update={"discord_token": SecretStr("a.b.c")})
    async with open_examination(wrong) as examination:
        with pytest.raises(TokenRefusedError):
            await examination.fetch_account()


@pytest.mark.usefixtures("untouched_route")
async def test_the_doctor_is_told_when_discord_is_away(settings: Settings) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/api/v10"
    away = settings.model_copy(update={"discord_api_url": nowhere})
    async with open_examination(away) as examination:
        assert await examination.fetch_account() is None


@pytest.mark.usefixtures("untouched_route")
async def test_nothing_is_left_running(settings: Settings) -> None:
    before = asyncio.all_tasks()
    async with build(settings) as app:
        app.make_client()
    assert asyncio.all_tasks() == before
