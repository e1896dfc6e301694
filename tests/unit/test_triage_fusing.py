"""What holds for every combination of evidence, whichever rule decides."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import product
from typing import Any

import pytest

from bot.asking.answer import Answer
from bot.asking.members import MembersWord
from bot.asking.official import OfficialWord
from bot.asking.weighing import CLAIMS, members_claim
from bot.presentation.fusing import fused_line
from bot.statuspages.status import OfficialState
from bot.triage.fusing import (
    Claim,
    Crowd,
    Fused,
    Gathered,
    Known,
    MembersClaim,
    OfficialClaim,
    Source,
    View,
    fuse,
    read_places,
)
from bot.triage.fusing.facets import Mood, Ours, read_facets, read_members
from bot.triage.fusing.reasons import Side, hear
from bot.triage.fusing.rule import TROUBLE
from bot.triage.fusing.rules import RULES
from bot.triage.verdict import Cause, Confidence, Hop, State
from bot.vantage.sighting import Sight, Sighting, Viewpoint, Vote
from tests.scenarios.fusing.evidence import LOOKS, NOW, SERVICE, verdict_of

UP, DOWN, BLOCKED, UNKNOWN = Sight
KEPT_OUT = ("challenge", "404", "key")


def sighting(*sights: Sight, minutes: float = 0) -> Sighting:
    votes = tuple(Vote(viewpoint=Viewpoint(), sight=sight) for sight in sights)
    return Sighting(at=NOW - timedelta(minutes=minutes), votes=votes, asked=5)


PLACES = {
    None: None,
    View.NONE: sighting(DOWN, UNKNOWN),
    View.REACHED: sighting(UP, UP, UP, UP, DOWN),
    View.TURNED_AWAY: sighting(BLOCKED, BLOCKED, BLOCKED),
    View.SPLIT: sighting(UP, UP, DOWN, DOWN),
    View.DOWN: sighting(DOWN, DOWN, DOWN, UP),
}
OFFICIAL = (
    None,
    *(
        OfficialClaim(claim=claim, heard_at=NOW, is_whole_page=is_whole)
        for claim, is_whole in product(Claim, (False, True))
    ),
)
SAID = {
    None: None,
    Mood.QUIET: MembersWord(trouble=2, latest=NOW),
    Mood.FINE: MembersWord(fine=4, latest_fine=NOW),
    Mood.ASKING: MembersWord(asking=9),
    Mood.SEVERAL: MembersWord(trouble=3, latest=NOW),
    Mood.MANY: MembersWord(trouble=8, fine=1, latest=NOW, latest_fine=NOW),
}
MEMBERS = {mood: members_claim(word) for mood, word in SAID.items()}


@cache
def everything() -> tuple[tuple[str, Gathered, Fused], ...]:
    return tuple((look, gathered, fuse(gathered)) for look, gathered in _combine())


def _combine() -> Iterator[tuple[str, Gathered]]:
    looks = [look for look in LOOKS if look not in {"521", "503"}]  # they fail as others do
    parts = product(looks, PLACES.values(), OFFICIAL, MEMBERS.values(), (None, *Known))
    for look, places, official, members, known in parts:
        yield (
            look,
            Gathered(
                verdict=verdict_of(look),
                looked_at=NOW,
                places=places,
                official=official,
                members=members,
                known=known,
            ),
        )


def test_everything_has_an_answer_with_at_most_three_reasons() -> None:
    assert len(everything()) > 40_000
    for _, _, fused in everything():
        assert len(fused.reasons) <= 3
        assert fused.reasons
        assert len({reason.source for reason in fused.reasons}) == len(fused.reasons)


def test_reasons_stand_in_the_order_of_trust() -> None:
    order = list(Source)
    for _, _, fused in everything():
        places = [order.index(reason.source) for reason in fused.reasons]
        assert places == sorted(places)


def test_with_our_own_network_in_trouble_nothing_is_down_whoever_says_so() -> None:
    for look, gathered, fused in everything():
        if look == "cut off":
            assert (fused.state, fused.hop) == (State.UNKNOWN, Hop.BOT)
            assert (fused.cause, fused.told_by) == (Cause.OWN_NETWORK, Source.OWN_NETWORK)
            if gathered.members is MEMBERS[Mood.MANY] and len(gathered_sources(gathered)) < 4:
                assert Source.MEMBERS in {reason.source for reason in fused.reasons}


def gathered_sources(gathered: Gathered) -> set[Source]:
    return {voice.reason.source for voice in hear(gathered, read_facets(gathered))}


def test_what_keeps_us_out_is_down_only_by_the_word_of_somebody_we_name() -> None:
    for look, gathered, fused in everything():
        ours = read_facets(gathered).ours
        if ours in {Ours.BLOCKED, Ours.ANSWERING} and fused.state is State.DOWN:
            assert look in KEPT_OUT
            assert fused.told_by in {Source.PLACES, Source.OFFICIAL}


def test_whoever_tells_it_is_among_the_reasons() -> None:
    for look, _, fused in everything():
        if look != "private":
            sources = {reason.source for reason in fused.reasons}
            # What is ours is in the first line.
            assert fused.told_by in {*sources, Source.PROBE, Source.OWN_NETWORK}


@pytest.mark.parametrize("look", LOOKS)
def test_members_alone_never_make_anything_down(look: str) -> None:
    alone = Gathered(verdict=verdict_of(look), looked_at=NOW)
    for members in MEMBERS.values():
        state = fuse(replace(alone, members=members)).state
        assert state is fuse(alone).state


@pytest.mark.parametrize("look", LOOKS)
def test_a_page_that_can_t_be_read_changes_nothing(look: str) -> None:
    silent = OfficialClaim(claim=Claim.SILENT, heard_at=NOW)
    for places, members in product(PLACES.values(), MEMBERS.values()):
        without = Gathered(verdict=verdict_of(look), looked_at=NOW, places=places, members=members)
        fused, silently = fuse(without), fuse(replace(without, official=silent))
        assert replace(silently, reasons=()) == replace(fused, reasons=())


def test_every_side_of_a_quarrel_is_shown() -> None:
    for _, gathered, fused in everything():
        voices = hear(gathered, read_facets(gathered))
        sides = {voice.side for voice in voices} - {Side.NOTHING}
        shown = {voice.side for voice in voices if voice.reason in fused.reasons}
        if Side.SPLIT in shown:
            shown |= {Side.FINE, Side.TROUBLE}
        assert sides <= shown


def test_whose_word_a_rule_rests_on_is_shown() -> None:
    reads = {rule.id: rule.reads for rule in RULES}
    for _, gathered, fused in everything():
        said = {
            voice.reason.source
            for voice in hear(gathered, read_facets(gathered))
            if voice.side is not Side.NOTHING
        }
        shown = {reason.source for reason in fused.reasons}
        assert reads[fused.rule] & said <= shown


def test_every_rule_is_reached() -> None:
    assert {fused.rule for _, _, fused in everything()} == {rule.id for rule in RULES}


def test_a_failing_look_that_works_elsewhere_is_never_called_down_by_us_alone() -> None:
    for look, gathered, fused in everything():
        alone = gathered.official is None and gathered.members is None and gathered.known is None
        if look in {"502", "silence", "no name"} and gathered.places is PLACES[View.REACHED]:
            assert fused.state is not State.DOWN or fused.rule == "failing-fine-elsewhere-admitted"
            assert not alone or fused.rule == "our-side"


RISING = list(Confidence)[::-1]
TROUBLED = (
    {"members": MEMBERS[Mood.SEVERAL]},
    {"members": MEMBERS[Mood.MANY]},
    *({"official": one} for one in OFFICIAL if one is not None and one.claim in TROUBLE),
    {"places": PLACES[View.SPLIT]},
    {"places": PLACES[View.DOWN]},
)


@pytest.mark.parametrize("more", TROUBLED, ids=str)
def test_word_of_trouble_never_makes_us_surer_that_it_is_up(more: dict[str, Any]) -> None:
    for look, gathered, fused in everything():
        if fused.state is State.UP and _is_news(gathered, more):
            troubled = fuse(replace(gathered, **more))
            is_surer = RISING.index(troubled.confidence) > RISING.index(fused.confidence)
            assert troubled.state is not State.UP or not is_surer, (look, fused.rule, troubled.rule)


@pytest.mark.parametrize("more", TROUBLED, ids=str)
def test_word_of_trouble_never_makes_what_is_down_less_so(more: dict[str, Any]) -> None:
    for look, gathered, fused in everything():
        if fused.state is State.DOWN and _is_news(gathered, more):
            troubled = fuse(replace(gathered, **more))
            assert troubled.state is State.DOWN, (look, fused.rule, troubled.rule)
            is_split = more.get("places") is PLACES[View.SPLIT]  # that is word of both
            is_less = RISING.index(troubled.confidence) < RISING.index(fused.confidence)
            assert is_split or not is_less, (look, fused.rule, troubled.rule)


def _is_news(gathered: Gathered, more: dict[str, Any]) -> bool:
    """Say whether the source was silent before."""
    return all(getattr(gathered, source) is None for source in more)


def test_claims_about_everything_they_offer_decide_nothing() -> None:
    for look, gathered, fused in everything():
        official = gathered.official
        if official is not None and official.is_whole_page and official.claim is not Claim.FINE:
            without = fuse(replace(gathered, official=None))
            assert fused.state is without.state, (look, gathered)


def word_of(claim: OfficialClaim | None) -> OfficialWord | None:
    if claim is None:
        return None
    state = next(state for state, its in CLAIMS.items() if its is claim.claim)
    return OfficialWord(state=state, heard_at=claim.heard_at, is_whole_page=claim.is_whole_page)


WORDS = {
    State.UP: ("up", "works", "answers", "passes"),
    State.SLOW: ("slow",),
    State.ANSWERING: ("up, but", "not show", "not there", "not open"),
    State.BLOCKED: ("keeps our check out", "turned our check away", "keeps programs like ours out"),
    State.MAINTENANCE: ("closed for",),
    State.DOWN: ("is down", "looks down", "in trouble", "not safe"),
    State.NO_SUCH_SITE: ("can't be found",),
    State.UNKNOWN: ("We can't tell", "our side"),
}


def test_the_first_line_says_the_state() -> None:
    lines: dict[str, State] = {}
    seen: set[tuple[str, Known | None, str]] = set()
    for look, gathered, fused in everything():
        if look == "private":
            continue
        answer = Answer(
            name=SERVICE.name,
            verdict=gathered.verdict,
            looked_at=NOW,
            service=SERVICE,
            places=gathered.places,
            members=next(one for one in SAID.values() if members_claim(one) == gathered.members),
            known=gathered.known,
            official=word_of(gathered.official),
        )
        if (look, gathered.known, fused.rule) in seen:
            continue
        seen.add((look, gathered.known, fused.rule))
        assert answer.fused == fused
        line = fused_line(answer, SERVICE.name, "en")
        lines.setdefault(line, fused.state)
        assert any(word in line for word in WORDS[fused.state]), (fused.rule, line)
        says_down = any(word in line for word in ("is down", "looks down", "not safe"))
        assert not says_down or fused.state is State.DOWN or "if Shop is down" in line, line
        is_flat = line.startswith(("Shop is down", "Shop is up:", "Shop is not safe"))
        assert not is_flat or fused.confidence is Confidence.HIGH, (fused.rule, line)
    assert len(lines) > len(RULES) / 2


@pytest.mark.parametrize(
    ("sights", "view"),
    [
        ([DOWN] * 5, View.DOWN),
        ([DOWN] * 4 + [UP], View.DOWN),  # one place lies
        ([DOWN] * 3 + [BLOCKED], View.DOWN),
        ([DOWN] * 2 + [UNKNOWN] * 3, View.DOWN),
        ([UP] * 5, View.REACHED),
        ([UP] * 4 + [DOWN], View.REACHED),
        ([UP] * 4 + [BLOCKED], View.REACHED),
        ([UP, BLOCKED, BLOCKED], View.TURNED_AWAY),
        ([BLOCKED] * 3 + [UP] * 2, View.TURNED_AWAY),
        ([DOWN] * 3 + [UP] * 2, View.SPLIT),
        ([DOWN] * 2 + [UP] * 3, View.SPLIT),
        ([DOWN, UP], View.SPLIT),
        ([DOWN] + [UNKNOWN] * 4, View.NONE),
        ([UNKNOWN] * 5, View.NONE),
        ([], View.NONE),
    ],
)
def test_votes_become_a_view(sights: list[Sight], view: View) -> None:
    assert read_places(sighting(*sights), NOW) is view


@pytest.mark.parametrize("lie", Sight)
def test_one_lying_place_never_turns_what_four_agree_on(lie: Sight) -> None:
    assert read_places(sighting(*[UP] * 4, lie), NOW) is View.REACHED
    assert read_places(sighting(*[DOWN] * 4, lie), NOW) is View.DOWN


def test_what_is_too_old_does_not_count() -> None:
    assert read_places(sighting(*[DOWN] * 5, minutes=5), NOW) is View.DOWN
    assert read_places(sighting(*[DOWN] * 5, minutes=5.1), NOW) is View.NONE
    assert read_places(sighting(*[DOWN] * 5, minutes=-5.1), NOW) is View.NONE
    many = MEMBERS[Mood.MANY]
    assert many is not None
    assert read_members(replace(many, latest=NOW - timedelta(minutes=61)), NOW) is Mood.QUIET
    outage = OfficialClaim(claim=Claim.OUTAGE, heard_at=NOW - timedelta(minutes=11))
    gathered = Gathered(verdict=verdict_of("challenge"), looked_at=NOW, official=outage)
    assert fuse(gathered).state is State.BLOCKED
    heard = replace(outage, heard_at=NOW - timedelta(minutes=9))
    assert fuse(replace(gathered, official=heard)).state is State.DOWN


@pytest.mark.parametrize(
    ("members", "mood"),
    [
        (MembersClaim(trouble=2), Mood.QUIET),
        (MembersClaim(trouble=3, crowd=Crowd.SEVERAL), Mood.SEVERAL),
        (MembersClaim(trouble=9, crowd=Crowd.FEW), Mood.QUIET),  # as usual at this hour
        (MembersClaim(fine=2, latest_fine=NOW), Mood.QUIET),
        (MembersClaim(fine=3, trouble=1, latest_fine=NOW), Mood.FINE),
        (MembersClaim(fine=3, trouble=2, latest_fine=NOW), Mood.QUIET),
        (MembersClaim(fine=9, latest_fine=NOW - timedelta(minutes=16)), Mood.QUIET),
        (MembersClaim(asking=8), Mood.QUIET),
        (MembersClaim(asking=9, are_many_asking=True), Mood.ASKING),
    ],
)
def test_members_become_a_mood(members: MembersClaim, mood: Mood) -> None:
    assert read_members(members, NOW) is mood


def test_every_official_state_is_a_claim() -> None:
    assert set(CLAIMS) == set(OfficialState)


def test_agreement_makes_surer_and_disagreement_less_sure() -> None:
    failing = Gathered(verdict=verdict_of("502"), looked_at=NOW)
    assert fuse(failing).confidence is Confidence.MEDIUM
    agreeing = replace(failing, places=PLACES[View.DOWN])
    assert fuse(agreeing).confidence is Confidence.HIGH
    differing = replace(failing, members=MEMBERS[Mood.FINE])
    assert fuse(differing).confidence is Confidence.LOW
    assert (fuse(agreeing).is_disputed, fuse(differing).is_disputed) == (False, True)


def test_whatever_our_own_check_met_has_a_last_rule_that_asks_nothing() -> None:
    for ours in Ours:
        last = [rule for rule in RULES if ours in rule.ours][-1]
        assert not last.reads
        assert not last.known
