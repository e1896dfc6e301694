"""The whole bot, killed with SIGKILL at every step of its path: told once, resolved once."""

from pathlib import Path

import pytest

from tests.crash.lives import STEPS, Death, Life, Lives

# Each step on one of the two databases; benchmarks/crashes.py has them all on both, many times.
ON_SQLITE, ON_POSTGRES = (*STEPS[::2],), (*STEPS[1::2], Death.AT_RANDOM)


async def live_through(url: str, log: Path, deaths: tuple[Death, ...]) -> list[Life]:
    async with Lives.open(url, log) as bot:
        lives = [await bot.live(death) for death in deaths]
        assert not bot.violations
    return lives


@pytest.mark.timeout(240)
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_a_bot_that_is_killed_tells_each_outage_once_and_resolves_it_once(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    log, deaths = tmp_path / "log", ON_SQLITE
    url = f"sqlite:///{tmp_path}/gatewise.db"
    if kind == "postgres":
        url, deaths = request.getfixturevalue("postgres_url"), ON_POSTGRES
    lives = await live_through(url, log, deaths)
    assert [(life.death, life.problem) for life in lives] == [(one, None) for one in deaths]
