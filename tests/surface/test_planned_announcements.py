"""Work that a vendor plans, over real sockets: told a day before, and again before it begins."""

import json
from datetime import timedelta
from typing import Any

from bot.settings import Settings
from sandbox.discord import StandIn
from tests.fakes.broken_web import page
from tests.fakes.official import Site, summary
from tests.surface.test_official_announcements import (  # noqa: F401 - fixtures
    FINE,
    follow,
    shop_settings,
    site,
    town,
)

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def planning(begins: str, ends: str, status: str = "scheduled") -> bytes:
    """Return the page with planned work on it."""
    work = {
        "id": "w1",
        "name": "Moving the @everyone database",
        "status": status,
        "impact": "maintenance",
        "shortlink": "https://stspg.io/w1",
        "created_at": "2026-02-01T00:00:00Z",
        "updated_at": "2026-02-01T00:00:00Z",
        "scheduled_for": begins,
        "scheduled_until": ends,
        "incident_updates": [
            {
                "status": status,
                "body": "Logins may fail [here](https://evil.example).",
                "created_at": "2026-02-01T00:00:00Z",
            }
        ],
        "components": [{"id": "web", "name": "web"}],
    }
    document: dict[str, Any] = json.loads(summary(web="operational"))
    return page(json.dumps({**document, "scheduled_maintenances": [work]}).encode())


async def test_from_a_day_before_until_it_is_over(
    shop_settings: Settings,  # noqa: F811 - the fixture
    local_discord: StandIn,
    site: Site,  # noqa: F811 - the fixture
) -> None:
    async with town(shop_settings, local_discord, site) as one:
        await follow(one)
        now = one.scene.app.rooms.clock.now
        start = now()
        begins, ends = start + 5 * HOUR, start + 7 * HOUR
        said = planning(begins.isoformat(), ends.isoformat())
        (first,) = await one.hears(said)
        assert first.content.startswith("Work on Our Shop is planned: it begins <t:")
        assert "We write again 15 minutes before." in first.content
        assert "everyone" in first.text
        assert not first.mentions_everyone
        assert "](https://evil" not in first.text
        assert [button.label for button in first.buttons] == ["Mute", "History"]
        assert await one.hears(said) == []
        later = begins + 30 * MINUTE
        said = planning(later.isoformat(), ends.isoformat())
        (moved,) = await one.hears(said)
        assert moved is first
        assert "The time was changed" in first.content
        local_discord.advance((later - now()).total_seconds() - 14 * 60)
        told = await one.hears(said)
        (second,) = [message for message in told if message is not first]
        assert "A newer message in this channel tells of it" in first.content
        assert second.content.startswith("Planned work on Our Shop begins <t:")
        local_discord.advance(15 * 60)
        (begun,) = await one.hears(planning(later.isoformat(), ends.isoformat(), "in_progress"))
        assert begun is second
        assert "should be under way" in second.content
        (over,) = await one.hears(planning(later.isoformat(), ends.isoformat(), "completed"))
        assert over is second
        assert "is over" in second.content
        assert len(one.told) == 2


async def test_work_that_is_called_off(
    shop_settings: Settings,  # noqa: F811 - the fixture
    local_discord: StandIn,
    site: Site,  # noqa: F811 - the fixture
) -> None:
    async with town(shop_settings, local_discord, site) as one:
        await follow(one)
        start = one.scene.app.rooms.clock.now()
        said = planning((start + 5 * HOUR).isoformat(), (start + 7 * HOUR).isoformat())
        (first,) = await one.hears(said)
        assert await one.hears(FINE) == []
        (last,) = await one.hears(FINE)
        assert last is first
        assert "no longer on its status page" in first.content
