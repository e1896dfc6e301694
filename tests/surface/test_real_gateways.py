"""The main job, whole: the real client answers `/isitdown` about real gateways that really fail.

With GATEWISE_TRANSCRIPT set to a folder, what people saw is kept there as text and as a page.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.asking.limits import Quota
from bot.bootstrap import build
from bot.settings import Settings
from sandbox.discord import StandIn
from sandbox.discord.things import Message
from sandbox.sites import SITES, free_port, serving
from sandbox.transcript import render_page, render_text
from tests.fakes.gateways import GATEWAYS, running
from tests.surface.conftest import online

PORT = free_port()
URL = f"http://127.0.0.1:{PORT}/"

# What the first line, which is all a push notification shows, must say.
SAYS = {
    "fine": "is up",
    "maintenance page": "maintenance",
}
NOT_DOWN = {("apache", "talks nonsense")}  # Apache passes it on as a page that is fine


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(
        update={
            "probe_ports": frozenset({PORT}),
            "probe_deadline": 5.0,
            "ask_per_target": Quota(1000, 1),
        }
    )


@pytest.fixture
async def running_bot(
    local_discord: StandIn, settings: Settings, untouched_route: None
) -> AsyncIterator[StandIn]:
    del untouched_route  # set back after everything else
    async with build(settings) as app, online(app, local_discord):
        yield local_discord


async def ask(discord: StandIn, name: str) -> Message:
    """Ask as a person of one's own: nobody's budget is another's."""
    person = discord.world.add_user(name)
    discord.world.join(discord.guild, person)
    asked = discord.people.slash(person, discord.general, "/isitdown", target=f"{URL}{name}")
    return await asked.answer(15)


@pytest.mark.parametrize("gateway", GATEWAYS)
@pytest.mark.timeout(120)
async def test_members_read_what_is_true(
    gateway: str, running_bot: StandIn, tmp_path: Path
) -> None:
    if GATEWAYS[gateway].path is None:
        pytest.skip(f"{gateway} is not installed")
    seen: list[tuple[str, Message]] = []
    for number, site in enumerate(SITES):
        async with (
            serving(SITES[site]) as origin,
            running(GATEWAYS[gateway], origin, tmp_path / str(number), PORT),
        ):
            message = await ask(running_bot, f"{gateway}-{number}")
        seen.append((f"/isitdown · {gateway} in front of an origin: {site}", message))
        first = message.content.splitlines()[0].lower()
        if (gateway, site) not in NOT_DOWN:
            assert SAYS.get(site, "down") in first
        assert str(PORT) in first
        assert [button.label for button in message.buttons][:2] == [
            "Check again",
            "What does this mean?",
        ]
    keep(gateway, seen)


def keep(gateway: str, seen: list[tuple[str, Message]]) -> None:
    """Write down what was seen, where somebody asked for it."""
    folder = os.environ.get("GATEWISE_TRANSCRIPT")
    if not folder:
        return
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    text = "\n\n".join(f"{asked}\n{render_text(message)}" for asked, message in seen)
    (path / f"{gateway}.txt").write_text(f"{text}\n", encoding="utf-8")
    (path / f"{gateway}.html").write_text(render_page(gateway, seen), encoding="utf-8")
