"""Asking other places: only about what is public, once for all who ask, and within budgets."""

import asyncio
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

import pytest

from bot.asking.answer import Answer, Asker, with_members, with_places
from bot.asking.elsewhere import Elsewhere, Spent
from bot.asking.limits import ElsewhereLimits, Quota
from bot.asking.members import MembersWord
from bot.asking.policies import Policies
from bot.probing.observation import Leg, Observation
from bot.probing.parsing import parse_target
from bot.probing.target import Target
from bot.triage.verdict import Cause, Confidence, Hop, State, Verdict
from bot.vantage.sighting import Problem, Sight, Sighting, Viewpoint, Vote
from bot.vantage_line import WITH_TOKEN
from tests.fakes.clock import FakeClock

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOME = 7
POLICIES = Policies.build(private_networks=[ip_network("10.0.0.0/8")], private_guilds=[HOME])
PRIVATE = POLICIES.private
PUBLIC = "93.184.215.14"
MEMBER = Asker(user_id=1, guild_id=2)
AT_HOME = Asker(user_id=1, guild_id=HOME)
UP, DOWN, BLOCKED, UNKNOWN = Sight


def sighting(*sights: Sight, problem: Problem | None = None) -> Sighting:
    votes = tuple(Vote(viewpoint=Viewpoint(), sight=sight) for sight in sights)
    return Sighting(at=NOW, votes=votes, asked=5, problem=problem)


def answer(
    url: str = "https://site.example/", *addresses: str, state: State = State.DOWN
) -> Answer:
    target = parse_target(url, policy=PRIVATE)
    leg = Leg(target=target, addresses=tuple(map(ip_address, addresses)))
    return Answer(
        name=target.host,
        verdict=Verdict(
            state=state, hop=Hop.ORIGIN, cause=Cause.UNKNOWN, confidence=Confidence.LOW, rule="r"
        ),
        looked_at=NOW,
        target=target,
        observation=Observation(target=target, legs=(leg,), started_at=NOW, elapsed_ms=1),
    )


class Places:
    """Vantages that answer what a test says, when it says."""

    def __init__(self, seen: Sighting | None = None) -> None:
        self.asked: list[Target] = []
        self.seen = seen or sighting(DOWN, DOWN)
        self.may_go = asyncio.Event()
        self.may_go.set()

    async def look(self, target: Target) -> Sighting:
        self.asked.append(target)
        await self.may_go.wait()
        return self.seen


def make(
    places: Places | None, clock: FakeClock, limits: ElsewhereLimits | None = None
) -> Elsewhere:
    return Elsewhere(places, policies=POLICIES, clock=clock, limits=limits)


@pytest.mark.parametrize("state", State)
def test_offered_for_whatever_is_not_simply_up(state: State) -> None:
    offered = make(Places(), FakeClock()).is_offered(
        answer("https://site.example/", "93.184.215.14", state=state), MEMBER
    )
    assert offered is (state not in {State.UP, State.REFUSED})


def test_offered_for_what_is_up_where_somebody_has_trouble() -> None:
    elsewhere = make(Places(), FakeClock())
    up = answer("https://site.example/", "93.184.215.14", state=State.UP)
    many = MembersWord(trouble=5, latest=NOW)
    assert elsewhere.is_offered(with_members(up, many), MEMBER)
    blocked = answer("https://site.example/", "93.184.215.14", state=State.BLOCKED)
    seen = with_places(blocked, sighting(*[UP] * 5))
    assert seen.fused.state is State.UP
    assert elsewhere.is_offered(seen, MEMBER)


def test_never_offered_about_what_is_private() -> None:
    elsewhere = make(Places(), FakeClock())
    public, private = "93.184.215.14", "10.1.2.3"
    for asker in (MEMBER, AT_HOME):
        assert elsewhere.is_offered(answer("https://site.example/", public), asker)
        assert not elsewhere.is_offered(answer("https://site.example/", private), asker)
        assert not elsewhere.is_offered(answer("https://site.example/", public, private), asker)
        assert not elsewhere.is_offered(answer("http://10.1.2.3/"), asker)
        assert elsewhere.is_offered(answer("http://93.184.215.14/"), asker)


def test_a_name_that_does_not_resolve_may_be_private_where_private_ones_are_looked_at() -> None:
    elsewhere = make(Places(), FakeClock())
    assert elsewhere.is_offered(answer(), MEMBER)
    assert not elsewhere.is_offered(answer(), AT_HOME)


def test_never_offered_when_it_is_off() -> None:
    assert not make(None, FakeClock()).is_offered(answer(), MEMBER)


async def test_one_measurement_serves_all_for_a_minute_whatever_the_query() -> None:
    clock, places = FakeClock(), Places()
    elsewhere = make(places, clock)
    places.may_go.clear()
    looks = [
        asyncio.create_task(elsewhere.look(answer(f"https://site.example/a?{number}"), asker))
        for number, asker in enumerate([MEMBER, AT_HOME, Asker(user_id=9, guild_id=None)])
    ]
    await asyncio.sleep(0)
    places.may_go.set()
    assert [await look for look in looks] == [places.seen] * 3
    clock.advance(59)
    assert await elsewhere.look(answer("https://site.example/a"), MEMBER) is places.seen
    assert [target.url for target in places.asked] == ["https://site.example/a"]
    clock.advance(2)
    await elsewhere.look(answer("https://site.example/a"), MEMBER)
    assert len(places.asked) == 2


async def test_what_did_not_work_is_not_remembered() -> None:
    places = Places(sighting(problem=Problem.AWAY))
    elsewhere = make(places, FakeClock())
    for _ in range(2):
        await elsewhere.look(answer(), MEMBER)
    assert len(places.asked) == 2


async def spend(elsewhere: Elsewhere, askers: list[Asker]) -> list[Sighting | Spent]:
    return [
        await elsewhere.look(answer(f"https://site{number}.example/"), asker)
        for number, asker in enumerate(askers)
    ]


async def test_budgets_of_a_member_a_server_and_the_bot() -> None:
    limits = ElsewhereLimits(member=Quota(2, 60), server=Quota(3, 600), bot=Quota(4, 3600))
    members = [Asker(user_id=number, guild_id=2) for number in range(9)]
    others = [Asker(user_id=number, guild_id=number) for number in range(9)]
    for askers, allowed, wait in ((members[:1] * 9, 2, 30), (members, 3, 200), (others, 4, 900)):
        places = Places()
        seen = await spend(make(places, FakeClock(), limits), askers)
        assert len(places.asked) == allowed
        assert seen[allowed] == Spent(retry_after=timedelta(seconds=wait))


@pytest.mark.parametrize(
    ("limits", "allowance"), [(ElsewhereLimits(), 250), (WITH_TOKEN, 500)], ids=["free", "token"]
)
async def test_never_more_tests_in_any_hour_than_globalping_gives(
    limits: ElsewhereLimits, allowance: int
) -> None:
    clock, places = FakeClock(), Places()
    elsewhere, times = make(places, clock, limits), []
    for number in range(3 * 360):
        before = len(places.asked)
        asker = Asker(user_id=number, guild_id=number)
        await elsewhere.look(answer(f"https://site{number}.example/"), asker)
        times += [clock.monotonic()] * (len(places.asked) - before)
        clock.advance(10)
    for start in times:
        assert sum(start <= time < start + 3600 for time in times) * 5 <= allowance


@pytest.mark.parametrize("limits", [ElsewhereLimits(), WITH_TOKEN], ids=["free", "token"])
@pytest.mark.parametrize("guild_id", [2, None], ids=["a server", "one in no server"])
async def test_whoever_asks_without_end_leaves_the_others_more_than_half(
    guild_id: int | None, limits: ElsewhereLimits
) -> None:
    clock, places = FakeClock(), Places()
    elsewhere, taken = make(places, clock, limits), 0
    for number in range(3 * 360):
        greedy = Asker(user_id=1 + (number % 50 if guild_id else 0), guild_id=guild_id)
        before = len(places.asked)
        await elsewhere.look_unasked(parse_target(f"https://a{number}.example/"), greedy)
        await elsewhere.look(answer(f"https://b{number}.example/", PUBLIC), greedy)
        taken += len(places.asked) - before
        if number % 60 == 0:  # somebody else, every ten minutes
            other = Asker(user_id=1000 + number, guild_id=1000 + number)
            seen = await elsewhere.look(answer(f"https://c{number}.example/", PUBLIC), other)
            assert seen is places.seen
            seen = await elsewhere.look_unasked(parse_target(f"https://d{number}.example/"), other)
            assert seen is places.seen
        clock.advance(10)
    assert taken < 2 * limits.bot.count


async def test_closing_ends_what_is_under_way() -> None:
    places = Places()
    places.may_go.clear()
    elsewhere = make(places, FakeClock())
    look = asyncio.create_task(elsewhere.look(answer(), MEMBER))
    await asyncio.sleep(0.01)
    await elsewhere.aclose()
    with pytest.raises(asyncio.CancelledError):
        await look


async def test_a_sighting_that_tells_nothing_is_not_shown_to_others() -> None:
    places = Places(sighting(UNKNOWN, UNKNOWN, problem=Problem.LATE))
    elsewhere = make(places, FakeClock())
    for _ in range(2):
        assert await elsewhere.look(answer("https://site.example/", "93.184.215.14"), MEMBER)
    assert len(places.asked) == 2
