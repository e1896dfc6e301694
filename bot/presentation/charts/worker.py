"""The painting process: SVG comes in, PNG goes out, until nobody asks any more.

A program by itself, started by its path: it knows nothing of the bot, its secrets or Discord. Each
message is its length in four bytes, then that many bytes. An SVG that can't be painted gets an
empty answer. When the bot ends, however it ends, the input ends, and so does this.
"""

import os
import sys
from pathlib import Path
from typing import BinaryIO

import resvg_py

FONT = Path(__file__).parent / "DejaVuSans.ttf"
SCALE = 2
KINDNESS = 10  # whoever answers people goes first
HEAD = 4


def paint(svg: str) -> bytes:
    """Return an SVG as PNG; nothing where it is no SVG."""
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=SCALE,
            skip_system_fonts=True,
            font_files=[str(FONT)],
            sans_serif_family="DejaVu Sans",
        )
    except ValueError:
        return b""


def serve(asked: BinaryIO, answered: BinaryIO) -> None:
    """Paint one picture after another until the input ends."""
    while len(head := asked.read(HEAD)) == HEAD:
        picture = paint(asked.read(int.from_bytes(head)).decode())
        answered.write(len(picture).to_bytes(HEAD) + picture)
        answered.flush()


if __name__ == "__main__":
    os.nice(KINDNESS)
    serve(sys.stdin.buffer, sys.stdout.buffer)
