"""What it means together: how a thing answered us, and what other places see of it. Pure."""

from enum import StrEnum

from bot.triage.verdict import State
from bot.vantage.sighting import Sight, Sighting

FEWEST = 2  # places that say something, before anything is concluded
MANY_TIMES = 3  # how many stand against one that disagrees

FINE = frozenset({State.UP, State.SLOW})
KEPT_OUT = frozenset({State.BLOCKED, State.ANSWERING})


class Picture(StrEnum):
    """What both together show. Each has a sentence of its own."""

    DOWN_EVERYWHERE = "down-everywhere"
    OUR_SIDE = "our-side"  # it fails for us and hardly anywhere else
    REGIONAL = "regional"  # some reach it and some don't
    KEPT_OUT_EVERYWHERE = "kept-out-everywhere"
    KEPT_OUT_HERE = "kept-out-here"  # it turns us away and hardly anybody else
    DOWN_ELSEWHERE = "down-elsewhere"  # it answers us and hardly anywhere else
    FINE_EVERYWHERE = "fine-everywhere"
    UNCLEAR = "unclear"  # too few places said anything


def compare(ours: State, sighting: Sighting) -> Picture:
    """Return what our own verdict and the votes of others show together.

    One place that lies or is wrong turns nothing: it takes three to stand against it.
    """
    up, down, blocked = map(sighting.count, (Sight.UP, Sight.DOWN, Sight.BLOCKED))
    reached = up + blocked  # whoever is turned away has reached it
    if reached + down < FEWEST:
        return Picture.UNCLEAR
    if _outweighs(down, reached):
        is_answering = ours in FINE or ours in KEPT_OUT
        return Picture.DOWN_ELSEWHERE if is_answering else Picture.DOWN_EVERYWHERE
    if not _outweighs(reached, down):
        return Picture.REGIONAL
    if ours in FINE:
        return Picture.FINE_EVERYWHERE
    if ours in KEPT_OUT:
        return Picture.KEPT_OUT_EVERYWHERE if blocked >= up else Picture.KEPT_OUT_HERE
    return Picture.OUR_SIDE


def _outweighs(many: int, few: int) -> bool:
    return many >= max(FEWEST, MANY_TIMES * few)
