"""The REST side: one pipeline for every request, from the socket to the handler and back."""

import asyncio
import json
import re
from http import HTTPStatus
from mimetypes import guess_type
from typing import Any

from aiohttp import BodyPartReader, web

from sandbox.discord import (
    routes_account,
    routes_announcing,
    routes_commands,
    routes_interactions,
    routes_messages,
    routes_own_guilds,
    routes_scheduled_events,
)
from sandbox.discord.core import Core
from sandbox.discord.faults import Fault
from sandbox.discord.json_types import to_bytes
from sandbox.discord.limits import check_files
from sandbox.discord.messages import Upload
from sandbox.discord.rate_limits import Ticket
from sandbox.discord.recorder import Exchange
from sandbox.discord.refusals import BUGS, SHARED, ApiRefusal, not_found, refusal, unauthorized
from sandbox.discord.routing import Call, Reply, Route

API = "/api/v10"
LARGEST = 25 * 1024 * 1024
_VIA = {"Via": "1.1 google"}
_FILE = re.compile(r"files\[(\d+)\]")
_BAN_PAGE = "<!doctype html><title>Access denied</title><p>error code: 1015</p>"

ROUTES: tuple[Route, ...] = (
    *routes_account.ROUTES,
    *routes_own_guilds.ROUTES,
    *routes_commands.ROUTES,
    *routes_messages.ROUTES,
    *routes_announcing.ROUTES,
    *routes_scheduled_events.ROUTES,
    *routes_interactions.ROUTES,
)


class Rest:
    """Serve the API."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def mount(self, app: web.Application) -> None:
        """Add every route, and the answer for all other addresses."""
        for route in ROUTES:
            app.router.add_route(route.method, API + route.template, self._serving(route))
        app.router.add_route("*", "/api/{rest:.*}", self._serving(None))

    def _serving(self, route: Route | None) -> Any:
        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._serve(route, request)

        return serve

    async def _serve(self, route: Route | None, request: web.Request) -> web.StreamResponse:
        exchange, uploads = await self._record(route, request)
        self._core.changes.tell()
        fault = self._core.faults.take(exchange.method, exchange.path)
        if fault is not None:
            await asyncio.sleep(fault.delay)
            if not fault.after and fault.is_answering:
                return _faulty(fault, request)
        response = self._answer(route, request, exchange, uploads)
        if fault is not None and fault.after and fault.is_answering:
            return _faulty(fault, request)
        return response

    async def _record(
        self, route: Route | None, request: web.Request
    ) -> tuple[Exchange, list[Upload]]:
        body, uploads = await _read(request)
        exchange = Exchange(
            method=request.method,
            path=request.path.removeprefix(API),
            route=route.template if route else None,
            json=body,
            query=dict(request.query),
            at=self._core.clock.now(),
            files=len(uploads),
        )
        self._core.recorder.exchanges.append(exchange)
        return exchange, uploads

    def _answer(
        self,
        route: Route | None,
        request: web.Request,
        exchange: Exchange,
        uploads: list[Upload],
    ) -> web.Response:
        if self._core.limits.is_banned:
            return web.Response(status=429, text=_BAN_PAGE, content_type="text/html")
        ticket = self._ticket(route, request)
        if ticket.retry_after is not None:
            reply = Reply(status=429, body=ticket.body())
        else:
            reply = self._handle(route, request, exchange, uploads)
        exchange.status, exchange.answer = reply.status, reply.body
        if reply.headers.get("X-RateLimit-Scope") != SHARED:
            self._core.limits.note_status(reply.status)
        return _response(reply, ticket)

    def _ticket(self, route: Route | None, request: web.Request) -> Ticket:
        if route is None:
            return Ticket(headers={})
        major = route.major(dict(request.match_info))
        return self._core.limits.take(route.name, major, counts_globally=not route.is_open)

    def _handle(
        self,
        route: Route | None,
        request: web.Request,
        exchange: Exchange,
        uploads: list[Upload],
    ) -> Reply:
        try:
            if route is None:
                raise not_found()
            self._let_in(route, request)
            check_files([len(upload.content) for upload in uploads])
            return route.handler(self._call(request, exchange, uploads))
        except ApiRefusal as refused:
            if refused.code in BUGS or route is None:
                self._core.recorder.blame(exchange, str(refused), refused.errors)
            return Reply(status=refused.status, body=refused.body(), headers=refused.headers())

    def _let_in(self, route: Route, request: web.Request) -> None:
        expected = f"Bot {self._core.world.application.token}"
        if not route.is_open and request.headers.get("Authorization") != expected:
            raise unauthorized()

    def _call(self, request: web.Request, exchange: Exchange, uploads: list[Upload]) -> Call:
        params = dict(request.match_info)
        for name, value in params.items():
            if name.endswith("_id") and not value.isdecimal():
                raise refusal(50035)
        return Call(
            core=self._core,
            params=params,
            query=exchange.query,
            json=exchange.json,
            uploads=uploads,
        )


async def _read(request: web.Request) -> tuple[Any, list[Upload]]:
    """Read a JSON or multipart body; what is neither reads as None."""
    if request.content_type.startswith("multipart/"):
        return await _read_parts(request)
    raw = await request.read()
    return _parsed(raw), []


async def _read_parts(request: web.Request) -> tuple[Any, list[Upload]]:
    body: Any = None
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read())
        numbered = _FILE.fullmatch(part.name or "")
        if part.name == "payload_json":
            body = _parsed(content)
        elif numbered:
            uploads.append(_upload(int(numbered[1]), part, content))
    return body, uploads


def _upload(index: int, part: BodyPartReader, content: bytes) -> Upload:
    name = part.filename or f"file{index}"
    # Discord goes by the name; clients send any type.
    kind = guess_type(name)[0] or part.headers.get("Content-Type") or "application/octet-stream"
    return Upload(index=index, filename=name, content=content, content_type=kind)


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw) if raw else None
    except ValueError:
        return None


def _faulty(fault: Fault, request: web.Request) -> web.Response:
    if fault.drop and request.transport is not None:
        request.transport.abort()
    if fault.code is not None:
        refused = refusal(fault.code)
        status, body = fault.status or refused.status, fault.json or refused.body()
        reply = Reply(status=status, body=body, headers={**refused.headers(), **fault.headers})
        return _response(reply, Ticket(headers={}))
    status = fault.status or HTTPStatus.BAD_GATEWAY
    if fault.body is not None:
        headers = {"Content-Type": "text/html", **fault.headers}
        return web.Response(status=status, body=fault.body.encode(), headers=headers)
    text = fault.json or {"message": f"{status}: {HTTPStatus(status).phrase}", "code": 0}
    reply = Reply(status=status, body=text)
    return _response(reply, Ticket(headers=dict(fault.headers)))


def _response(reply: Reply, ticket: Ticket) -> web.Response:
    """Write an answer: JSON with exactly `application/json`, a 204 with no type at all."""
    headers = {**_VIA, **ticket.headers, **reply.headers}
    if reply.body is None:
        return web.Response(status=HTTPStatus.NO_CONTENT, headers=headers)
    headers["Content-Type"] = "application/json"
    return web.Response(status=reply.status, body=to_bytes(reply.body), headers=headers)
