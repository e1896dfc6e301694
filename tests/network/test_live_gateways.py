"""Real gateways from Debian in front of broken origins: right state, hop, cause and reporter.

What each may honestly say is what its bytes allow: nginx has one page for an origin that refuses,
resets or closes, Varnish one for every fault, and Apache relays even nonsense as a 200.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.probing.addresses import AddressPolicy
from bot.probing.limits import Limits
from bot.probing.parsing import parse_target
from bot.probing.prober import Prober
from bot.probing.resolver import Resolver
from bot.probing.wire import Wire
from bot.triage import judge
from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict
from sandbox.sites import SITES, serving
from tests.fakes.gateways import GATEWAYS, running

EVERYTHING = AddressPolicy(allow_private=True)
BAD_REPLY = {"upstream_bad_reply"}

# Origin → what the gateway makes of it. `*` is what every gateway passes on as the origin wrote it.
CAUSES: dict[str, dict[str, set[str]]] = {
    "fine": {"*": {"ok"}},
    "refuses": {
        "nginx": BAD_REPLY,
        "haproxy": {"upstream_unreachable"},
        "apache": {"upstream_unreachable", "overloaded"},
        "varnish": BAD_REPLY,
    },
    "resets": {"*": BAD_REPLY},
    "closes early": {"*": BAD_REPLY},
    "hangs": {
        "nginx": {"upstream_timeout"},
        "haproxy": {"upstream_timeout"},
        "apache": BAD_REPLY | {"upstream_timeout"},
        "varnish": BAD_REPLY,
    },
    "talks nonsense": {
        "nginx": {"garbled_reply"},
        "haproxy": BAD_REPLY,
        "apache": {"unknown", "ok", "misrouted"},
        "varnish": BAD_REPLY,
    },
    "500": {"*": {"app_error"}},
    "502": {"*": BAD_REPLY},
    "503 with Retry-After": {"*": {"overloaded"}},
    "504": {"*": {"upstream_timeout"}},
    "maintenance page": {"*": {"maintenance"}},
}
OWN_PAGES = {"refuses", "resets", "closes early", "hangs"}  # written by the gateway itself
SILENT = {"haproxy"}  # leaves no sign on what it passes on


@pytest.fixture
async def prober() -> AsyncIterator[Prober]:
    limits = Limits()
    wire = Wire(limits=limits, resolver=Resolver(limits), clock=SystemClock())
    yield Prober(wire, limits=limits)
    await wire.aclose()


async def look(prober: Prober, gateway: str, site: str, folder: Path) -> Verdict:
    async with (
        serving(SITES[site]) as origin,
        running(GATEWAYS[gateway], origin, folder) as port,
    ):
        target = parse_target(f"http://127.0.0.1:{port}/", policy=EVERYTHING)
        return judge(await prober.look(target, policy=EVERYTHING))


def expected_state(gateway: str, site: str) -> set[State]:
    if site == "maintenance page":
        return {State.MAINTENANCE}
    if (gateway, site) == ("apache", "talks nonsense"):
        return {State.UP, State.UNKNOWN}
    if site == "fine":
        return {State.UP}
    return {State.DOWN}


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("gateway", GATEWAYS)
async def test_a_real_gateway_is_read_right(
    gateway: str, site: str, prober: Prober, tmp_path: Path
) -> None:
    if GATEWAYS[gateway].path is None:
        pytest.skip(f"{gateway} is not installed")
    verdict = await look(prober, gateway, site, tmp_path)

    causes = CAUSES[site]
    assert verdict.cause in {Cause(name) for name in causes.get(gateway, causes.get("*", set()))}
    assert verdict.state in expected_state(gateway, site)
    assert verdict.hop in ({Hop.NONE} if site == "fine" else {Hop.ORIGIN, Hop.UNKNOWN})
    if (gateway, site) == ("nginx", "talks nonsense"):
        assert verdict.answered_by is None  # nginx passes an HTTP/0.9 answer on without a word
    elif site in OWN_PAGES or gateway not in SILENT:
        assert verdict.answered_by == gateway


@pytest.mark.parametrize("site", sorted(OWN_PAGES))
async def test_nginx_is_never_sure_which_way_its_origin_failed(
    site: str, prober: Prober, tmp_path: Path
) -> None:
    if GATEWAYS["nginx"].path is None:
        pytest.skip("nginx is not installed")
    verdict = await look(prober, "nginx", site, tmp_path)
    assert verdict.confidence is not Confidence.HIGH


async def test_retry_after_is_believed_from_an_origin_and_not_from_varnish(
    prober: Prober, tmp_path: Path
) -> None:
    if GATEWAYS["varnish"].path is None:
        pytest.skip("varnish is not installed")
    said = await look(prober, "varnish", "503 with Retry-After", tmp_path / "said")
    made_up = await look(prober, "varnish", "refuses", tmp_path / "made-up")
    assert said.retry_after is not None
    assert said.retry_after.total_seconds() == 120
    assert made_up.retry_after is None
