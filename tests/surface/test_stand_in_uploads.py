"""Files that people give to a command."""

from typing import Any

import httpx
import pytest

from sandbox.discord import ClientRefused, StandIn

COMMAND: dict[str, Any] = {
    "name": "import",
    "description": "x",
    "options": [
        {"type": 11, "name": "file", "description": "x", "required": True},
    ],
}


async def test_a_file_is_resolved_and_can_be_fetched(local_discord: StandIn) -> None:
    local_discord.core.commands.overwrite(None, [COMMAND])
    picked = local_discord.uploads.pick("watches.yaml", b"watches: []")
    handle = local_discord.people.slash(
        local_discord.bob, local_discord.general, "/import", file=picked
    )
    data = handle.interaction.data
    assert data["options"] == [{"name": "file", "type": 11, "value": str(picked.id)}]
    about = data["resolved"]["attachments"][str(picked.id)]
    assert (about["filename"], about["size"]) == ("watches.yaml", 11)
    async with httpx.AsyncClient() as browser:
        assert (await browser.get(about["url"])).content == b"watches: []"
        picked.is_lost = True
        assert (await browser.get(about["url"])).status_code == 404


async def test_a_text_is_no_file(local_discord: StandIn) -> None:
    local_discord.core.commands.overwrite(None, [COMMAND])
    with pytest.raises(ClientRefused):
        local_discord.people.slash(
            local_discord.bob, local_discord.general, "/import", file="watches.yaml"
        )
