"""The town's panel: its API and its files, as a part of the stand-in's own web server."""

import json
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.town.house import House
from sandbox.town.modes import FIRST, GROUPS, load_modes
from sandbox.town.storyteller import Storyteller
from sandbox.town.town import NoSuchHouse, Town

FILES = Path(__file__).parent / "static"
LONGEST_BODY = 1024
Json = dict[str, object]


class Panel:
    """Shows the houses, switches them, and starts the story. `mount` before the server listens."""

    def __init__(self, town: Town, storyteller: Storyteller) -> None:
        self._town = town
        self._storyteller = storyteller

    def mount(self, app: web.Application) -> None:
        """Add the API and the panel's files to an application."""
        app.router.add_get("/town/houses", self._list)
        app.router.add_post("/town/houses/{name}", self._switch)
        app.router.add_get("/town/story", self._tell)
        app.router.add_post("/town/story", self._start)
        app.router.add_get("/town/{file:panel\\.(?:js|css)}", self._serve_file)
        app.on_shutdown.append(self._stop)

    async def _list(self, request: web.Request) -> web.Response:
        _check(request)
        modes = [
            {"id": mode.id, "title": mode.title, "group": GROUPS[mode.group]}
            for mode in load_modes().values()
            if not mode.page
        ]
        houses = [self._about(house) for house in self._town.houses.values()]
        return _json({"houses": houses, "modes": modes, "first": list(FIRST)})

    async def _switch(self, request: web.Request) -> web.Response:
        _check(request)
        mode = await _read_mode(request)
        try:
            house = self._town.house(request.match_info["name"])
        except NoSuchHouse:
            return _json({"error": "Nobody of that name lives in the town."}, 404)
        if mode not in load_modes() or (load_modes()[mode].page and not house.has_pages):
            return _json({"error": "This house can't be like that."}, 400)
        await house.switch(mode)
        return _json(self._about(house))

    async def _tell(self, request: web.Request) -> web.Response:
        _check(request)
        return _json(self._storyteller.state())

    async def _start(self, request: web.Request) -> web.Response:
        _check(request)
        if not self._storyteller.start():
            return _json({"error": "The story is being told already."}, 409)
        return _json(self._storyteller.state(), 202)

    async def _serve_file(self, request: web.Request) -> web.FileResponse:
        _check(request)
        return web.FileResponse(FILES / request.match_info["file"])

    async def _stop(self, _: web.Application) -> None:
        await self._storyteller.aclose()

    def _about(self, house: House) -> Json:
        modes = load_modes()
        own = [mode.id for mode in modes.values() if mode.page] if house.has_pages else []
        return {
            "name": house.name,
            "title": house.title,
            "kind": self._town.kind(house.name),
            "url": house.url,
            "mode": house.mode.id,
            "modeTitle": house.mode.title,
            "home": house.home,
            "own": [{"id": one, "title": modes[one].title} for one in own],
        }


def _check(request: web.Request) -> None:
    """Refuse what does not come from this machine's own names, or from another site's page."""
    if not _is_loopback(request.host):  # somebody else's name that leads here: DNS rebinding
        raise web.HTTPForbidden(text="The town answers only to the names of this machine.")
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin not in (None, f"http://{request.host}"):
        raise web.HTTPForbidden(text="Only the page itself may do this.")


def _is_loopback(authority: str) -> bool:
    try:
        host = urlsplit(f"//{authority}").hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


async def _read_mode(request: web.Request) -> str:
    """Return the mode of `{"mode": "…"}`, and of nothing else."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Send JSON.")
    if (request.content_length or 0) > LONGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(LONGEST_BODY, request.content_length or 0)
    try:
        body = json.loads((await request.content.read(LONGEST_BODY)).decode())
    except ValueError:
        raise web.HTTPBadRequest(text="This is not JSON.") from None
    if not isinstance(body, dict) or set(body) != {"mode"} or not isinstance(body["mode"], str):
        raise web.HTTPBadRequest(text='Send {"mode": "…"}.')
    return body["mode"]


def _json(body: Json, status: int = 200) -> web.Response:
    return web.json_response(body, status=status)
