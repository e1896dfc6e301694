"""The few shapes our pictures are made of, as SVG text. Pure.

Every kind of time has a colour of Okabe and Ito's palette, which colour-blind people can tell
apart, and a pattern or shape as well: nothing is told by colour alone. The background is part of
the picture, so that it reads the same in Discord's dark and light themes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape, quoteattr

WIDTH, HEIGHT = 1000, 400
LEFT, RIGHT = 40, 960
TITLE, SIGN, SMALL, KEY = 32, 28, 24, 22  # sizes of text
FONT = "DejaVu Sans"
BACKGROUND, INK, FAINT, LINE = "#1e2126", "#f2f3f5", "#b9c0c9", "#4a515b"
HATCH = "#707986"
UP, DOWN, PLANNED, PACE = "#3fae8c", "#f07a2b", "#74b9ee", "#74b9ee"
SLOWER = "#3a5a75"

PATTERNS = f"""<defs>
<pattern id="down" width="10" height="10" patternUnits="userSpaceOnUse" \
patternTransform="rotate(45)"><rect width="10" height="10" fill="{DOWN}"/>\
<rect width="3" height="10" fill="{BACKGROUND}"/></pattern>
<pattern id="planned" width="8" height="8" patternUnits="userSpaceOnUse">\
<rect width="8" height="8" fill="{PLANNED}"/><circle cx="4" cy="4" r="2" fill="{BACKGROUND}"/>\
</pattern>
<pattern id="unwatched" width="12" height="12" patternUnits="userSpaceOnUse" \
patternTransform="rotate(-45)"><rect width="2" height="12" fill="{HATCH}"/></pattern>
</defs>"""


class Kind(StrEnum):
    """How a piece of time is drawn."""

    UP = "up"
    DOWN = "down"
    PLANNED = "planned"
    UNWATCHED = "unwatched"
    UNTIMED = "untimed"  # watched or not: no times are kept of it
    TYPICAL = "typical"
    SLOWER = "slower"
    FAILED = "failed"


class Anchor(StrEnum):
    """Which end of a text its place is."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in the picture."""

    x: float
    y: float
    width: float
    height: float


def picture(title: str, shapes: Iterable[str]) -> str:
    """Return the whole picture. `title` is for programs that read SVG."""
    body = "\n".join(shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">\n<title>{clean(title)}</title>\n{PATTERNS}\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="16" fill="{BACKGROUND}"/>\n{body}\n</svg>\n'
    )


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = SMALL,
    colour: str = FAINT,
    anchor: Anchor = Anchor.START,
) -> str:
    """Return a line of text; `y` is where its letters stand."""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-family={quoteattr(FONT)} font-size="{size}" '
        f'fill="{colour}" text-anchor="{anchor}">{clean(words)}</text>'
    )


def box(kind: Kind, place: Box) -> str:
    """Return a piece of time as a filled rectangle; an unwatched one is hollow."""
    left, top = snap(place.x), snap(place.y)
    # Neighbours share an edge after rounding, too.
    width, height = snap(place.x + place.width) - left, snap(place.y + place.height) - top
    edges = f'x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}"'
    match kind:
        case Kind.UP:
            return f'<rect {edges} fill="{UP}"/>'
        case Kind.SLOWER:
            return f'<rect {edges} fill="{SLOWER}"/>'
        case Kind.TYPICAL:
            return f'<rect {edges} fill="{PACE}"/>'
        case Kind.PLANNED:
            return f'<rect {edges} fill="url(#planned)"/>'
        case Kind.UNWATCHED | Kind.UNTIMED:
            return f'<rect {edges} fill="url(#unwatched)"/>'
        case Kind.DOWN | Kind.FAILED:
            return f'<rect {edges} fill="url(#down)"/>'


def marker(x: float, y: float) -> str:
    """Return a small triangle that points up at a trouble."""
    return f'<path d="M{number(x)} {number(y)} l7 12 h-14 z" fill="{DOWN}"/>'


def sign(x: float, y: float, words: str) -> Iterator[str]:
    """Yield words on a plate of their own, for a picture with nothing in it."""
    width, height = text_width(words, SIGN) + 40, 60
    yield (
        f'<rect x="{number(x - width / 2)}" y="{number(y - height / 2)}" width="{number(width)}" '
        f'height="{height}" rx="10" fill="{BACKGROUND}"/>'
    )
    yield text(x, y + 10, words, size=SIGN, colour=INK, anchor=Anchor.MIDDLE)


def rule(y: float, left: float = LEFT) -> str:
    """Return a thin line across the picture."""
    return (
        f'<line x1="{number(left)}" x2="{RIGHT}" y1="{number(y)}" y2="{number(y)}" '
        f'stroke="{LINE}" stroke-width="2"/>'
    )


def polyline(points: Sequence[tuple[float, float]]) -> str:
    """Return a line through points; a single one as a dot."""
    if len(points) == 1:
        x, y = points[0]
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="5" fill="{PACE}"/>'
    path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return (
        f'<polyline points="{path}" fill="none" stroke="{PACE}" stroke-width="4" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
    )


def band(upper: Sequence[tuple[float, float]], lower: Sequence[tuple[float, float]]) -> str:
    """Return the area between two lines."""
    path = " ".join(f"{number(x)},{number(y)}" for x, y in (*upper, *reversed(lower)))
    return f'<polygon points="{path}" fill="{SLOWER}"/>'


def key(kinds: Iterable[tuple[Kind, str]], y: float) -> list[str]:
    """Return the key of a picture: a patch and a word for each kind."""
    shapes, x = list[str](), float(LEFT)
    for kind, word in kinds:
        height = 6 if kind is Kind.TYPICAL else 20
        place = Box(x=x, y=y - 8 - height / 2, width=28, height=height)
        shapes += [box(kind, place), text(x + 38, y, word, size=KEY)]
        x += 38 + text_width(word, KEY) + 30
    return shapes


def text_width(words: str, size: int) -> float:
    """Return about how wide a text is; rather too much than too little."""
    return len(words) * size * 0.62


def clean(words: str) -> str:
    """Return words as XML can hold them."""
    shown = "".join(one for one in words if one.isprintable())
    return escape(shown)


def snap(value: float) -> float:
    """Return a coordinate to half a pixel: what is the same to the eye is the same picture."""
    return round(value * 2) / 2


def number(value: float) -> str:
    """Return a coordinate as SVG writes it."""
    return f"{snap(value):g}"
