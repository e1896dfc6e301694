"""The stand-in as one object: start it, talk to it, stop it."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from sandbox.discord.core import Core
from sandbox.discord.faults import Fault
from sandbox.discord.gateway import Connection, Op
from sandbox.discord.happenings import Happenings
from sandbox.discord.json_types import Json
from sandbox.discord.people import People
from sandbox.discord.recorder import Recorder
from sandbox.discord.rest import API, LARGEST, Rest
from sandbox.discord.things import Channel, Guild, Message, User
from sandbox.discord.uploads import ROUTE, Uploads
from sandbox.discord.world import World, build_default

LOOPBACK = "127.0.0.1"


class StandIn:
    """A local Discord on a loopback port.

    It listens on the `port` asked for, or on any other where something already does.

    `async with StandIn() as discord:` gives `discord.api_url` and `discord.token` for the bot's
    settings, `discord.people` to act as members, `discord.happenings` and `discord.gateway` to
    change or upset things, and the default world: `guild`, `general`,
    `status`, `alice` (an administrator), `bob`, `carol`.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        shards: int = 1,
        max_concurrency: int = 1,
        rate_limits: bool = True,
    ) -> None:
        self._core = Core(shards=shards, max_concurrency=max_concurrency, rate_limits=rate_limits)
        self._asked_port = port
        self._runner: web.AppRunner | None = None
        self._rooms: list[Callable[[web.Application], None]] = []
        self._default = build_default(self._core.world)
        self.people = People(self._core)
        self.uploads = Uploads(self._core)
        self.happenings = Happenings(self._core)
        self.gateway = GatewayControl(self._core)

    @property
    def api_url(self) -> str:
        """What the bot's `DISCORD_API_URL` must be."""
        return f"{self._core.origin}{API}"

    @property
    def token(self) -> str:
        """What the bot's `DISCORD_TOKEN` must be."""
        return self._core.world.application.token

    @property
    def world(self) -> World:
        """Everything that exists here; more can be added."""
        return self._core.world

    @property
    def recorder(self) -> Recorder:
        """What the bot sent."""
        return self._core.recorder

    @property
    def core(self) -> Core:
        """The parts behind this door, for tests that need one of them."""
        return self._core

    @property
    def guild(self) -> Guild:
        """The server "Gatewise sandbox"."""
        return self._default.guild

    @property
    def general(self) -> Channel:
        """Its #general."""
        return self._default.general

    @property
    def status(self) -> Channel:
        """Its #status."""
        return self._default.status

    @property
    def alice(self) -> User:
        """An administrator."""
        return self._default.alice

    @property
    def bob(self) -> User:
        """A member."""
        return self._default.bob

    @property
    def carol(self) -> User:
        """A member."""
        return self._default.carol

    @property
    def bot(self) -> User:
        """The bot's user."""
        return self._core.world.bot

    def add_room(self, mount: Callable[[web.Application], None]) -> None:
        """Serve more than Discord on the same port; call this before it listens."""
        self._rooms.append(mount)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=LARGEST)
        Rest(self._core).mount(app)
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_get(
            "/cdn/attachments/{channel_id:[0-9]{1,20}}/{id}/{filename}", self._serve_file
        )
        app.router.add_get(ROUTE, self.uploads.serve)
        for mount in self._rooms:
            mount(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await self._listen(self._runner)
        port = self._runner.addresses[0][1]
        self._core.listen_at(f"http://{LOOPBACK}:{port}")
        return self

    async def _listen(self, runner: web.AppRunner) -> None:
        site = web.TCPSite(runner, LOOPBACK, self._asked_port)
        try:
            await site.start()
        except OSError:  # whoever looks first whether it is free may find it taken afterwards
            if not self._asked_port:
                raise
            await site.stop()
            await web.TCPSite(runner, LOOPBACK, 0).start()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.gateway.close(1001, "The stand-in is stopping.")
        if self._runner is not None:
            await self._runner.cleanup()

    def advance(self, seconds: float) -> None:
        """Let time pass at once: deadlines, tokens and rate-limit windows run out."""
        self._core.clock.advance(seconds)

    def fault(self, fault: Fault) -> Fault:
        """Plan trouble for the next matching requests."""
        return self._core.faults.add(fault)

    def messages(self, channel: Channel, seen_by: User | None = None) -> list[Message]:
        """Return a channel's messages, oldest first: all public ones, and `seen_by`'s own."""
        return [
            message
            for message in channel.messages.values()
            if message.viewer is None or message.viewer is seen_by
        ]

    async def until(self, is_so: Callable[[], bool], *, within: float = 5.0) -> None:
        """Wait until `is_so()` after some request, message or session. Raises TimeoutError."""
        await self._core.changes.until(is_so, within=within)

    async def bot_is_online(self, *, within: float = 5.0) -> None:
        """Wait until the bot's shards are all connected. Raises TimeoutError."""
        sessions = self._core.sessions
        await self.until(lambda: len(sessions.live) >= sessions.shards, within=within)

    async def _serve_file(self, request: web.Request) -> web.Response:
        channel = self.world.channels.get(int(request.match_info["channel_id"]))
        files = (
            [item for m in channel.messages.values() for item in m.attachments] if channel else []
        )
        for item in files:
            if str(item.id) == request.match_info["id"]:
                return web.Response(body=item.content, content_type=item.content_type)
        raise web.HTTPNotFound


class GatewayControl:
    """The gateway's connections, and the ways to upset them."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._open: set[Connection] = set()
        self._lag = 0.0
        self.is_refusing = False

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Take a websocket, unless the gateway is told to be away."""
        if self.is_refusing:
            return web.Response(status=503, text="upstream connect error")
        if request.query.get("compress", "zlib-stream") != "zlib-stream":
            return web.Response(status=400, text="only zlib-stream is spoken here")
        connection = Connection(self._core, request)
        connection.lag = self._lag
        self._open.add(connection)
        try:
            return await connection.run()
        finally:
            self._open.discard(connection)

    @property
    def connections(self) -> int:
        """How many websockets are open."""
        return len(self._open)

    def drop(self) -> None:
        """Cut every TCP connection."""
        for connection in self._open:
            connection.drop()

    def close(self, code: int, reason: str = "") -> None:
        """Close every websocket with a code; sessions stay resumable."""
        for connection in self._open:
            connection.close(code, reason)

    def freeze(self) -> None:
        """Let every open connection go silent."""
        for connection in self._open:
            connection.freeze()

    def slow_down(self, seconds: float) -> None:
        """Let everything on every connection, and on new ones, take some time from now on."""
        self._lag = seconds
        for connection in self._open:
            connection.lag = seconds

    def ask_to_reconnect(self) -> None:
        """Send op 7 to every connection."""
        for connection in self._open:
            connection.send({"op": Op.RECONNECT, "d": None})

    def invalidate(self, *, is_resumable: bool) -> None:
        """Send op 9 to every connection; without `is_resumable` the sessions are gone."""
        for connection in self._open:
            if connection.session is not None and not is_resumable:
                connection.session.is_resumable = False
            connection.send({"op": Op.INVALID_SESSION, "d": is_resumable})

    def ask_for_heartbeat(self) -> None:
        """Ask every client for a heartbeat at once, as Discord may."""
        for connection in self._open:
            connection.send({"op": Op.HEARTBEAT, "d": None})

    def send_oddity(self, event: str, data: Json) -> None:
        """Send an event in a shape of which Discord's documentation says nothing."""
        for session in self._core.sessions.live:
            session.send(event, data)
