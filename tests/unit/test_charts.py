"""Pictures: valid SVG in every state, true to the numbers, the same for the same past."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.history.days import daily_bars
from bot.history.figures import figure
from bot.history.intervals import Interval
from bot.history.reviewing import Review
from bot.history.rollups import Sample
from bot.history.uptime import Uptime, prepare
from bot.presentation.charts.days import BOTTOM, TOP, draw_days, heights
from bot.presentation.charts.paces import draw_paces, nice
from bot.presentation.charts.svg import HEIGHT, WIDTH, Anchor, Kind, picture, text
from bot.presentation.charts.worker import paint
from tests.fakes.pasts import DAY, HOUR, MINUTE, NOW, a_review, ago, between, outage, timed

DATA = Path(__file__).parents[1] / "data"
SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n"
ALL_DAY = timed(between(DAY, 0 * DAY), MINUTE)
FAILED = [Sample(at=one.at, took_ms=None, has_failed=True) for one in ALL_DAY]
STATES: dict[str, Review] = {
    "all up": a_review(days=90),
    "never watched": a_review(watched=[]),
    "all down": a_review(outage(100 * DAY, None), samples=FAILED, days=1),
    "gaps and work": a_review(
        outage(9 * DAY, 22 * MINUTE),
        gaps=[between(12 * DAY, 11 * DAY)],
        planned=[between(5 * DAY, 4.5 * DAY)],
        days=90,
    ),
    "one day": a_review(outage(3 * HOUR, HOUR), days=1, samples=ALL_DAY),
    "eight days": a_review(outage(3 * HOUR, HOUR), days=8),
    "a year": a_review(
        outage(200 * DAY, 30 * DAY), days=365, watched=[between(300 * DAY, 0 * DAY)]
    ),
    "one sample": a_review(days=1, samples=[Sample(at=ago(6 * HOUR), took_ms=230.0)]),
    "huge times": a_review(days=1, samples=timed(between(DAY, 0 * DAY), MINUTE, ms=9e7)),
    "no time at all": a_review(days=1, samples=[Sample(at=ago(HOUR), took_ms=0.0)]),
    "new": a_review(days=7, watched=[between(20 * HOUR, 0 * HOUR)], samples=ALL_DAY),
    "clocks change": a_review(
        days=8,
        zone=ZoneInfo("Europe/Berlin"),
        now=datetime(2026, 10, 26, 12, tzinfo=UTC),
        samples=ALL_DAY,
    ),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("draw", [draw_days, draw_paces])
def test_every_state_is_a_picture_within_its_edges(state: str, draw: object) -> None:
    assert callable(draw)
    svg = draw(STATES[state], "en")
    for shape in ET.fromstring(svg).iter(f"{SVG}rect"):
        if "x" in shape.attrib:
            left, top = float(shape.attrib["x"]), float(shape.attrib["y"])
            right, bottom = (
                left + float(shape.attrib["width"]),
                top + float(shape.attrib["height"]),
            )
            assert 0 <= left <= right <= WIDTH
            assert 0 <= top <= bottom <= HEIGHT
    assert "nan" not in svg
    assert "inf" not in svg


@pytest.mark.parametrize("draw", [draw_days, draw_paces])
def test_it_can_be_painted(draw: object) -> None:
    assert callable(draw)
    png = paint(draw(STATES["gaps and work"], "en"))
    assert png.startswith(PNG)
    assert len(png) < 150_000
    size = (int.from_bytes(png[16:20]), int.from_bytes(png[20:24]))
    assert size == (2 * WIDTH, 2 * HEIGHT)


def test_a_small_picture_as_text() -> None:
    """The whole of it, so that a change of the drawing is seen in a review."""
    watched = [between(6 * HOUR, 0 * HOUR)]
    svg = draw_days(a_review(outage(3 * HOUR, HOUR), days=1, watched=watched), "en")
    assert svg == (DATA / "history-day.svg").read_text(encoding="utf-8")


def test_colour_is_never_alone() -> None:
    svg = draw_days(STATES["gaps and work"], "en")
    for pattern in ("down", "planned", "unwatched"):
        assert f'id="{pattern}"' in svg
        assert f'fill="url(#{pattern})"' in svg
    assert svg.count("<path") == 1  # the outage's triangle
    for word in ("Up", "Down", "Planned work", "Not watched"):
        assert f">{word}<" in svg


def test_what_has_no_times_may_well_have_been_watched() -> None:
    svg = draw_paces(STATES["all up"], "en")
    assert ">Not watched<" not in svg
    assert ">No times kept<" in svg


def test_the_key_explains_only_what_is_there() -> None:
    svg = draw_days(STATES["all up"], "en")
    assert ">Planned work<" not in svg
    assert ">Not watched<" not in svg


def test_a_minute_later_it_is_the_same_picture() -> None:
    later = NOW + timedelta(seconds=50)
    for draw in (draw_days, draw_paces):
        first = draw(a_review(outage(9 * DAY, HOUR), days=90), "en")
        assert draw(a_review(outage(9 * DAY, HOUR), days=90, now=later), "en") == first


@pytest.mark.parametrize(
    "hostile",
    ["</text><script>1</script>", '"><image href="x"/>', "a & b", "\x00\x1b\u202e\ufffe\ud800"],
)
def test_any_words_make_valid_svg(hostile: str) -> None:
    tree = ET.fromstring(picture(hostile, [text(1, 2, hostile, anchor=Anchor.END)]))
    assert {one.tag for one in tree.iter()}.isdisjoint({f"{SVG}script", f"{SVG}image"})
    assert paint(picture(hostile, [text(1, 2, hostile)])).startswith(PNG)


def test_what_is_no_svg_is_no_picture() -> None:
    assert paint("<svg") == b""


minutes = st.integers(0, 1440).map(lambda count: count * MINUTE)


@given(minutes, minutes, minutes, minutes)
def test_the_pieces_of_a_bar_fill_it(
    up: timedelta, down: timedelta, planned: timedelta, unwatched: timedelta
) -> None:
    uptime = Uptime(up=up, down=down, planned=planned, unwatched=unwatched)
    if not up + down + planned + unwatched:
        return
    pieces = heights(uptime)
    assert sum(height for _, height in pieces) == pytest.approx(BOTTOM - TOP)
    assert all(height > 0 for _, height in pieces)
    shown = dict(pieces)
    assert (Kind.DOWN in shown) == bool(down)
    if down:
        assert shown[Kind.DOWN] >= 29


@given(st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 3_000)), max_size=6))
def test_the_bars_add_up_to_the_figures(spans: list[tuple[int, int]]) -> None:
    span = Interval(begins=ago(30 * DAY), ends=NOW)
    down = [outage(start * MINUTE, length * MINUTE) for start, length in spans]
    record = prepare(
        span, watched=[between(28 * DAY, 0 * DAY)], gaps=[between(9 * DAY, 8 * DAY)], outages=down
    )
    bars, uptime = daily_bars(record, ZoneInfo("Europe/Berlin")), figure(record).uptime
    for part in ("up", "down", "planned", "unwatched"):
        assert sum((getattr(bar.uptime, part) for bar in bars), timedelta(0)) == getattr(
            uptime, part
        )


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 10), (10, 10), (11, 20), (138, 200), (499, 500), (29_000, 50_000)]
)
def test_scales_end_at_round_numbers(highest: float, top: float) -> None:
    assert nice(highest) == top


def test_failed_stretches_are_as_high_as_their_share() -> None:
    half = [*ALL_DAY[:720], *FAILED[720:]]
    svg = draw_paces(a_review(days=1, samples=half), "en")
    boxes = [one for one in re.findall(r"<rect [^>]*url\(#down\)", svg) if 'height="174"' in one]
    assert len(boxes) == 48
