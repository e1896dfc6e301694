"""Where Discord, and discord.py 2.7.1 with it, differ from the published description.

The whole list. The description calls itself a preview ("follow the docs, not the spec"); each of
these is in Discord's documentation, or has been sent by discord.py to Discord for years.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A key that is not in the description, and the kind of body it stands in."""

    kind: str
    key: str
    reason: str


INTEGER_IDS = "Ids may be integers: discord.py sends some so, and Discord reads both."

DETAILS = (
    "What is wrong with a form has codes in words, as the documentation shows them (reference.mdx, "
    "Error Messages); the description wants numbers there."
)

LIMITED = (
    "A 429 has a code only for some limits, as the documentation says (topics/rate-limits.mdx, "
    "Rate Limit Response Structure); the description wants one always."
)

UNDOCUMENTED = (
    Deviation(
        kind="command",
        key="nsfw",
        reason="Documented (interactions/application-commands.mdx), absent from the description.",
    ),
    Deviation(
        kind="message",
        key="tts",
        reason="discord.py sends `tts: false` with edits too, where it changes nothing.",
    ),
    Deviation(
        kind="embed",
        key="flags",
        reason="discord.py sends an embed back as it reads one; Discord ignores what it computes.",
    ),
)


def undocumented(kind: str) -> set[str]:
    """Return the keys that are let pass in one kind of body."""
    return {one.key for one in UNDOCUMENTED if one.kind == kind}
