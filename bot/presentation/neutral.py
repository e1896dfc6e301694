"""Making strangers' words harmless before Discord shows them.

`discord.utils.escape_markdown` is not enough: it leaves addresses alone, and knows nothing of
`<t:1:R>`, `</command:3>`, invites, or characters that turn the direction of a line.
"""

import re
import unicodedata
from collections.abc import Iterator

from bot.presentation.limits import clip, clip_middle
from bot.probing.target import Target
from bot.watching.wishes import BLANKS

HOST_LENGTH = 58  # with its backticks within what a headline keeps of a name
NAME_LENGTH = 60
NOTE_LENGTH = 400
MARKS_IN_A_ROW = 2  # what scripts such as Thai need; more is a tower meant to hide other lines
MARKUP = re.compile(r"([\\*_~`|>#\[\]()<@:/.-])")
ACCENTS = re.compile("[\u0300-\u036f]")
NOT_IN_A_HOST = re.compile(r"[^a-z0-9._:\[\]-]")
FENCE = "\N{ZERO WIDTH SPACE}"


def code_span(host: str) -> str:
    """Return a host, perhaps with a port, between backticks; empty when nothing of it can be shown.

    Only letters, digits and `. _ : [ ] -` are kept. They can neither close the span nor form a
    mention, a link or an invite.
    """
    kept = clip_middle(NOT_IN_A_HOST.sub("", host.lower()), HOST_LENGTH)
    return f"`{kept}`" if kept else ""


def show_target(target: Target) -> str:
    """Return the host, with the port where it is unusual. Never the path: it may hold secrets."""
    return code_span(target.authority)


def plain_name(name: str) -> str:
    """Return a name somebody chose, on one line, with nothing in it that Discord would act on."""
    return _escaped(_name(name), NAME_LENGTH)


def plain_note(text: str) -> str:
    """Return what somebody wrote, on one line, made as harmless as a name.

    Vowel signs are kept, a few in a row: some languages can't be read without them.
    """
    return _escaped("".join(_readable(unicodedata.normalize("NFC", text))), NOTE_LENGTH)


def plain_label(name: str, length: int) -> str:
    """Return a name for a button, where Discord knows no markup: nothing is escaped."""
    return clip(" ".join(_name(name).split()), length)


def _escaped(text: str, length: int) -> str:
    escaped = MARKUP.sub(r"\\\1", clip(" ".join(text.split()), length))
    # An escaped @ still pings "everyone"; a fence between the two does not.
    return escaped.replace("@", f"@{FENCE}")


def _name(text: str) -> str:
    """Return a name as it can be shown, with the vowel signs that its script needs.

    What accents Latin letters is part of the letter by now, or no language's.
    """
    return ACCENTS.sub("", "".join(_readable(unicodedata.normalize("NFC", text))))


def _readable(text: str) -> Iterator[str]:
    marks = MARKS_IN_A_ROW  # one that follows no letter would sit on ours
    for character in text:
        if unicodedata.category(character)[0] == "M":
            marks += 1
            if marks <= MARKS_IN_A_ROW:
                yield character
        elif _is_shown(character):
            marks = 0
            yield character


def _is_shown(character: str) -> bool:
    """Tell letters, digits, punctuation and spaces from controls, direction marks and combiners."""
    category = unicodedata.category(character)
    is_drawn = category[0] in "LNPSZ" and character not in BLANKS
    return character.isspace() or is_drawn
