"""The page and its API, as a part of the stand-in's own web server."""

import re
from pathlib import Path

from aiohttp import web

from sandbox.discord import StandIn
from sandbox.discord.things import User
from sandbox.web.guard import Guard
from sandbox.web.reading import as_id
from sandbox.web.seats import Seat
from sandbox.web.view import people_of

FILES = Path(__file__).parent / "static"
LONGEST_NAME = 100  # characters of a file's name, its ending last
_ODD = re.compile(r"[^\w.-]+", re.ASCII)  # what means something in a path or an address


class Page:
    """Everything a browser is served. `mount` before the stand-in listens."""

    def __init__(self, discord: StandIn) -> None:
        self.discord = discord
        self._guard = Guard()
        self._seats: set[Seat] = set()

    @property
    def link(self) -> str:
        """The address to open."""
        return self._guard.link(self.discord.core.origin)

    def mount(self, app: web.Application) -> None:
        """Add the page, its files and its API to an application."""
        self._guard.mount(app)
        app.router.add_get("/", self._serve_page)
        app.router.add_get("/page/ws", self._serve_seat)
        app.router.add_post("/page/files", self._take_file)
        app.router.add_static("/page/", FILES)
        app.on_shutdown.append(self._close)

    async def hang_up(self) -> None:
        """Cut the line to every open page; each comes back by itself."""
        for seat in list(self._seats):
            await seat.close()

    async def _serve_page(self, request: web.Request) -> web.FileResponse:
        response = web.FileResponse(FILES / "index.html")
        self._guard.hand_over(request, response)
        return response

    async def _serve_seat(self, request: web.Request) -> web.StreamResponse:
        seat = Seat(self.discord, self._person(request))
        self._seats.add(seat)
        try:
            return await seat.serve(request)
        finally:
            self._seats.discard(seat)

    async def _take_file(self, request: web.Request) -> web.Response:
        """Take a file that somebody picked for a command's option."""
        given = _ODD.sub("_", request.query.get("name", "")).strip("._")
        name = given[-LONGEST_NAME:] or "file"
        kind = request.content_type
        file = self.discord.uploads.pick(name, await request.read(), content_type=kind)
        return web.json_response({"id": str(file.id)})

    def _person(self, request: web.Request) -> User:
        wanted = as_id(request.query.get("as", ""))
        people = {user.id: user for user in people_of(self.discord)}
        return people.get(wanted, self.discord.alice)

    async def _close(self, _: web.Application) -> None:
        await self.hang_up()
