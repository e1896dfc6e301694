"""Globalping on loopback, as its API description says, and its ways to be no help.

The description lies beside the repository and is not part of it: `description()` is None without.
"""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from aiohttp import web
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

FOLDER = Path(__file__).parents[2] / ".." / "shared" / "globalping"
FILES = ("schemas", "responses", "headers", "examples", "parameters")
BASE = "https://description.example"
ID = "9J2BCohDSuxoiaOD"
NOW = "2026-03-01T12:00:00.000Z"
PLACES = (
    ("EU", "Western Europe", "DE", 3320, "Deutsche Telekom AG"),
    ("NA", "Northern America", "CA", 812, "Rogers Communications"),
    ("SA", "South America", "BR", 28573, "Claro NXT"),
    ("AS", "Eastern Asia", "JP", 2516, "KDDI Corporation"),
    ("OC", "Australia and New Zealand", "AU", 1221, "Telstra Limited"),
)
Json = dict[str, Any]


class Description:
    """The published schemas, ready to judge bodies."""

    def __init__(self, folder: Path) -> None:
        registry: Registry[Any] = Registry()
        for name in FILES:
            text = (folder / "components" / f"{name}.yaml").read_text(encoding="utf-8")
            document = DRAFT202012.create_resource(yaml.safe_load(text))
            registry = registry.with_resource(f"{BASE}/components/{name}.yaml", document)
        self._registry = registry

    def request_problem(self, body: object) -> str | None:
        """Return what is wrong with the body of a new measurement."""
        return self._judge("schemas.yaml#/components/schemas/MeasurementRequest", body)

    def answer_problem(self, name: str, body: object) -> str | None:
        """Return what is wrong with the body of a response that the description names."""
        part = "content/application~1json/schema"
        return self._judge(f"responses.yaml#/components/responses/{name}/{part}", body)

    def _judge(self, place: str, body: object) -> str | None:
        schema = {"$ref": f"{BASE}/components/{place}"}
        validator = Draft202012Validator(schema, registry=self._registry)
        error = best_match(validator.iter_errors(body))
        return None if error is None else f"{error.json_path}: {error.message}"


@cache
def description() -> Description | None:
    """Return the description, or None where it does not lie beside the repository."""
    return Description(FOLDER) if FOLDER.is_dir() else None


def finished(status: int, *, headers: Json | None = None, is_trusted: bool | None = None) -> Json:
    """Return the result of a test that got a reply."""
    certificate = {
        "authorized": is_trusted,
        "protocol": "TLSv1.3",
        "cipherName": "TLS_AES_128_GCM_SHA256",
        "createdAt": NOW,
        "expiresAt": NOW,
        "subject": {"CN": "site.example"},
        "issuer": {"CN": "An issuer"},
        "keyType": "EC",
        "keyBits": 256,
        "serialNumber": "00:01",
        "fingerprint256": "00:01",
        "publicKey": None,
    }
    return {
        "status": "finished",
        "rawOutput": f"HTTP/1.1 {status}",
        "rawHeaders": "",
        "rawBody": None,
        "truncated": False,
        "headers": headers or {},
        "statusCode": status,
        "statusCodeName": "Whatever",
        "resolvedAddress": "93.184.215.14",
        "timings": dict.fromkeys(("total", "dns", "tcp", "tls", "firstByte", "download"), 5),
        "tls": None if is_trusted is None else certificate,
    }


def failed(source: str | None = "target") -> Json:
    """Return the result of a test that failed."""
    result = {"status": "failed", "rawOutput": "connect ECONNREFUSED"}
    return result if source is None else {**result, "failureSource": source}


def in_progress() -> Json:
    """Return the result of a test that still runs."""
    return {"status": "in-progress", "rawOutput": ""}


def measurement(results: Sequence[Json], *, status: str = "finished", id_: str = ID) -> Json:
    """Return a measurement with one result from each place."""
    return {
        "id": id_,
        "type": "http",
        "status": status,
        "createdAt": NOW,
        "updatedAt": NOW,
        "target": "site.example",
        "probesCount": len(PLACES),
        "results": [
            {"probe": probe(*place), "result": result}
            for place, result in zip(PLACES, results, strict=False)
        ],
    }


def probe(continent: str, region: str, country: str, asn: int, network: str) -> Json:
    """Return a place as the API describes it."""
    return {
        "continent": continent,
        "region": region,
        "country": country,
        "state": None,
        "city": "A City",
        "asn": asn,
        "network": network,
        "latitude": 1.5,
        "longitude": 2.5,
        "tags": ["eyeball-network"],
        "resolvers": ["private"],
    }


def error(kind: str) -> Json:
    """Return the body of a refusal."""
    return {"error": {"type": kind, "message": "No."}}


@dataclass(slots=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass(slots=True)
class Globalping:
    """What the stub answers. `polls` are bodies in turn, the last one again and again."""

    polls: list[Json] = field(default_factory=list)
    created: Callable[[], web.StreamResponse] | None = None  # instead of accepting
    polled: list[Callable[[], web.StreamResponse]] = field(default_factory=list)  # comes first
    asked: list[Asked] = field(default_factory=list)
    hangs: bool = False  # never accepts
    port: int = 0

    @property
    def url(self) -> str:
        """Where it is, by a name that the test's name server knows."""
        return f"http://api.example:{self.port}"

    async def create(self, request: web.Request) -> web.StreamResponse:
        """Answer `POST /v1/measurements`."""
        body = await request.json()
        self._note(request, body)
        if self.hangs:
            await asyncio.Event().wait()
        if self.created is not None:
            return self.created()
        known = description()
        assert known is None or known.request_problem(body) is None
        answer = {"id": ID, "probesCount": len(PLACES)}
        assert known is None or known.answer_problem("measurements202", answer) is None
        headers = {"Location": f"{self.url}/v1/measurements/{ID}", **limits(245, 3600)}
        return web.json_response(answer, status=202, headers=headers)

    async def get(self, request: web.Request) -> web.StreamResponse:
        """Answer `GET /v1/measurements/{id}`, with an ETag and compressed if that is welcome."""
        self._note(request, None)
        if self.polled:
            return self.polled.pop(0)()
        body = self.polls.pop(0) if len(self.polls) > 1 else self.polls[0]
        known = description()
        assert known is None or known.answer_problem("measurement200", body) is None
        text = json.dumps(body).encode()
        etag = f'"{hash(text):x}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        headers = {"ETag": etag, "Content-Type": "application/json"}
        if request.headers.get("Accept-Encoding") == "gzip":
            headers["Content-Encoding"], text = "gzip", gzip.compress(text)
        return web.Response(body=text, headers=headers)

    def _note(self, request: web.Request, body: Any) -> None:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.asked.append(Asked(request.method, request.path, headers, body))


def limits(remaining: int, reset: int) -> dict[str, str]:
    """Return the rate limit's headers."""
    return {
        "X-RateLimit-Limit": "250",
        "X-RateLimit-Consumed": "5",
        "X-RateLimit-Remaining": str(remaining),
        "X-RateLimit-Reset": str(reset),
    }


@asynccontextmanager
async def globalping(*polls: Json) -> AsyncIterator[Globalping]:
    """Run the stub."""
    stub = Globalping(list(polls))
    app = web.Application()
    app.router.add_post("/v1/measurements", stub.create)
    app.router.add_get("/v1/measurements/{id}", stub.get)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    stub.port = runner.addresses[0][1]
    try:
        yield stub
    finally:
        await runner.cleanup()
