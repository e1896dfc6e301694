"""A bare HTTP client of the stand-in, for requests that no library would send."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from sandbox.discord import StandIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer, read."""

    status: int
    json: Any
    headers: dict[str, str]

    @property
    def code(self) -> int | None:
        """Discord's own error code."""
        return self.json.get("code") if isinstance(self.json, dict) else None


class ApiClient:
    """Send anything as the bot."""

    def __init__(self, stand_in: StandIn, session: aiohttp.ClientSession) -> None:
        self._stand_in = stand_in
        self._session = session

    async def send(self, method: str, path: str, body: Any = None) -> Answered:
        headers = {"Authorization": f"Bot {self._stand_in.token}"}
        url = f"{self._stand_in.api_url}{path}"
        async with self._session.request(method, url, json=body, headers=headers) as response:
            is_json = response.headers.get("Content-Type") == "application/json"
            answer = await response.json() if is_json else await response.text()
            return Answered(status=response.status, json=answer, headers=dict(response.headers))

    async def post_message(self, body: Any) -> Answered:
        return await self.send("POST", f"/channels/{self._stand_in.general.id}/messages", body)

    async def put_commands(self, commands: Any) -> Answered:
        return await self.send("PUT", f"/applications/{self._stand_in.bot.id}/commands", commands)


@asynccontextmanager
async def api_client(stand_in: StandIn) -> AsyncIterator[ApiClient]:
    """Open a client for one test."""
    async with aiohttp.ClientSession() as session:
        yield ApiClient(stand_in, session)
