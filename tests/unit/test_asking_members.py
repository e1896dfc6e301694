"""What members of a server report and ask: distinct, windowed, theirs alone, and bounded."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking.members import MANY_ASKING, Members, MembersWord
from bot.asking.reports import Experience
from bot.asking.voices import Voices
from bot.triage.fusing import Crowd
from tests.fakes.clock import FakeClock

TROUBLE, FINE, SLOW = Experience
FEW, SEVERAL, MANY = Crowd
GITHUB, STEAM = "s.github", "s.steam"
DAY = 86_400


def heard(members: Members, guild_id: int = 1, about: str = GITHUB) -> MembersWord:
    return members.hear_in(guild_id, about)


def report(members: Members, count: int, about: str = GITHUB) -> None:
    for member in range(count):
        members.note_report(1, about, member, TROUBLE)


def test_distinct_members_make_a_crowd() -> None:
    members = Members(FakeClock())
    crowds = []
    for member in range(6):
        members.note_report(1, GITHUB, member, TROUBLE)
        crowds.append(heard(members).crowd)
    assert crowds == [FEW, FEW, SEVERAL, SEVERAL, MANY, MANY]


def test_slow_is_trouble_and_the_newest_trouble_has_an_age() -> None:
    clock = FakeClock()
    members = Members(clock)
    members.note_report(1, GITHUB, 1, TROUBLE)
    clock.advance(60)
    members.note_report(1, GITHUB, 2, SLOW)
    latest = clock.now()
    clock.advance(60)
    members.note_report(1, GITHUB, 3, FINE)
    fine = clock.now()
    assert heard(members) == MembersWord(trouble=2, fine=1, latest=latest, latest_fine=fine)
    clock.advance(3600 - 60)
    assert heard(members) == MembersWord(fine=1, latest_fine=fine)


def test_there_are_members_only_in_a_server_and_each_has_its_own() -> None:
    members = Members(FakeClock())
    report(members, 5)
    members.note_asking(1, GITHUB, 7)
    assert members.hear(None, GITHUB) is None
    assert members.hear(2, GITHUB) == MembersWord()
    assert members.hear(1, STEAM) == MembersWord()


def test_whoever_asks_counts_for_three_minutes_once() -> None:
    clock = FakeClock()
    members = Members(clock)
    counts = []
    for member in (1, 1, 2, 3):
        counts.append(members.note_asking(1, GITHUB, member))
        clock.advance(60)
    assert counts == [1, 1, 2, 3]
    clock.advance(60)  # the first one's second question is four minutes old
    assert heard(members).asking == 1
    clock.advance(60)
    assert heard(members).asking == 0


def test_asking_is_no_report() -> None:
    members = Members(FakeClock())
    for member in range(MANY_ASKING):
        assert not heard(members).are_many_asking
        members.note_asking(1, GITHUB, member)
    word = heard(members)
    assert word.are_many_asking
    assert word.crowd is FEW


@pytest.mark.parametrize(
    ("trouble", "usual", "crowd"),
    [
        (3, None, SEVERAL),
        (3, 0, SEVERAL),
        (5, 0, MANY),
        (3, 3, FEW),
        (3, 1, FEW),
        (6, 3, SEVERAL),
        (6, 1, MANY),
        (2, 9, FEW),
    ],
)
def test_only_what_is_more_than_usual_counts(trouble: int, usual: int | None, crowd: Crowd) -> None:
    assert MembersWord(trouble=trouble, usual=usual).crowd is crowd


@given(trouble=st.integers(0, 2000), usual=st.none() | st.integers(0, 2000))
def test_the_usual_never_adds_weight_and_never_hides_what_it_does_not_explain(
    trouble: int, usual: int | None
) -> None:
    ranks = {crowd: rank for rank, crowd in enumerate(Crowd)}
    word, alone = MembersWord(trouble=trouble, usual=usual), MembersWord(trouble=trouble)
    more = MembersWord(trouble=trouble + 1, usual=usual)
    assert ranks[word.crowd] <= ranks[alone.crowd]
    assert ranks[word.crowd] <= ranks[more.crowd]
    assert not (word.is_usual and word.crowd is not FEW)
    if trouble - (usual or 0) >= 5:
        assert word.crowd is MANY


def test_what_happens_every_day_becomes_usual() -> None:
    clock = FakeClock()
    members = Members(clock)
    usual = []
    for _ in range(6):
        report(members, 4)
        usual.append(heard(members).usual)
        clock.advance(DAY)
    # The hour in which counting began is not known in full, so the first day is none.
    assert usual == [None, None, None, None, 4, 4]
    report(members, 4)
    assert heard(members).crowd is FEW
    assert heard(members).is_usual
    clock.advance(12 * 3600)
    report(members, 4)
    assert heard(members).usual == 0
    assert heard(members).crowd is SEVERAL


def test_forgetting_a_member_drops_reports_and_questions_everywhere() -> None:
    clock = FakeClock()
    members = Members(clock)
    for guild in (1, 2):
        members.note_report(guild, GITHUB, 7, TROUBLE)
        members.note_asking(guild, GITHUB, 7)
    members.note_report(1, GITHUB, 8, FINE)
    assert members.forget_member(7) == 4
    assert heard(members) == MembersWord(fine=1, latest_fine=clock.now())
    assert members.hear(2, GITHUB) == MembersWord()
    assert members.forget_member(7) == 0


async def test_forgetting_a_server_drops_all_of_it_and_no_other() -> None:
    clock = FakeClock()
    members = Members(clock)
    for _ in range(5):
        clock.advance(DAY)
        for guild in (1, 2):
            members.note_report(guild, GITHUB, 7, TROUBLE)
            members.note_asking(guild, GITHUB, 7)
    await members.forget_server(1)
    assert members.hear(1, GITHUB) == MembersWord()
    other = members.hear_in(2, GITHUB)
    assert (other.trouble, other.asking, other.usual) == (1, 1, 1)
    await members.keep_servers({3})
    assert members.hear(2, GITHUB) == MembersWord()


SPOKEN = st.tuples(
    st.integers(1, 4),  # server
    st.sampled_from([GITHUB, STEAM, "u.site.example/"]),
    st.integers(1, 6),  # member
    st.integers(0, 100),  # seconds later
)


@given(
    said=st.lists(SPOKEN, max_size=80),
    per_server=st.integers(1, 5),
    servers=st.integers(1, 3),
    most=st.integers(1, 12),
)
def test_voices_are_bounded_and_only_those_that_last_are_heard(
    said: list[tuple[int, str, int, int]], per_server: int, servers: int, most: int
) -> None:
    clock = FakeClock()
    lasts = timedelta(seconds=180)
    voices: Voices[int] = Voices(
        clock, lasts=lasts, per_server=per_server, servers=servers, most=most
    )
    truth: dict[tuple[int, str, int], float] = {}
    for number, (guild, about, member, later) in enumerate(said):
        voices.put(guild, about, member, number)
        truth[guild, about, member] = clock.monotonic()
        assert len(voices) <= min(most, per_server * servers)
        assert len(voices) == sum(map(len, voices._servers.values()))
        assert len(voices._servers) <= servers
        clock.advance(later)
        for thing in (GITHUB, STEAM, "u.site.example/"):
            fresh = [
                at
                for (where, what, _), at in truth.items()
                if (where, what) == (guild, thing) and at > clock.monotonic() - 180
            ]
            counted = voices.about(guild, thing)
            assert {voice.at for voice in counted} <= set(fresh)
            assert len(counted) <= len(fresh)
            if later < 180 and thing == about:
                assert voices.find(guild, about, member) is not None
    assert all(heard for heard in voices._servers.values())


def test_a_flood_keeps_within_its_bounds() -> None:
    members = Members(FakeClock())
    for number in range(5_000):
        members.note_report(1, f"s.thing{number % 1500}", number, TROUBLE)
        members.note_asking(number, GITHUB, number)
    assert len(members._reports) == 1_000
    assert len(members._asking) == 2_000
    assert len(members._usual._servers[1]) == 250


async def test_words_are_forgotten_where_nobody_says_anything_more() -> None:
    clock = FakeClock()
    members = Members(clock)
    members.note_asking(1, GITHUB, 7)
    report(members, 1)
    kept = []
    running = asyncio.create_task(members.run())
    for _ in range(62):  # minutes
        await asyncio.sleep(0)
        kept.append((len(members._asking), len(members._reports)))
    running.cancel()
    assert kept[1] == (1, 1)
    assert kept[5] == (0, 1)
    assert kept[-1] == (0, 0)
