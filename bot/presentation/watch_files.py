"""Watches as files: what goes out, what would come in, and what is wrong with it."""

from collections.abc import Sequence

from bot.presentation.limits import DESCRIPTION, FIELD_VALUE
from bot.presentation.mistakes import render_mistake
from bot.presentation.rendered import Button, Card, Field, File, Rendered, Tone
from bot.presentation.watch_ids import Act, WatchPress, encode
from bot.presentation.watch_words import render_differences, show_channel, show_name
from bot.presentation.words import render_list, say
from bot.watching.exchange import DocumentRefused
from bot.watching.exchanging import BadEntries, DryRun, Exported
from bot.watching.importing import EntryMistake, Plan
from bot.watching.ports import WatchWish
from bot.watching.watch import Watch

SHOWN = 10
SHOWN_MISTAKES = 12
ROOM_FOR_MORE = 40


def render_exported(exported: Exported, locale: str) -> Rendered:
    """Render a server's watches as a file."""
    if not exported.count:
        return Rendered(content=say(locale, "watch-list-empty"), is_private=True)
    return Rendered(
        content=say(locale, "import-exported", count=exported.count),
        files=(File(name=f"watches.{exported.format}", content=exported.content),),
        is_private=True,
    )


def render_dry_run(found: DryRun, locale: str) -> Rendered:
    """Render what a file would change, and ask whether to save."""
    plan = found.plan
    if plan.is_empty:
        return Rendered(content=say(locale, "import-nothing", same=plan.same), is_private=True)
    lines = [say(locale, "import-again")] if found.is_shown_again else []
    lines.append(_render_sum("import-would", plan, locale))
    return Rendered(
        content="\n".join(lines),
        card=Card(
            tone=Tone.WARNING if plan.remove else Tone.NEUTRAL,
            fields=_render_plan(plan, locale),
            footer=say(locale, "watch-not-saved-yet"),
        ),
        buttons=(
            Button(
                label=say(locale, "watch-button-save"),
                custom_id=encode(WatchPress(Act.TAKE, found.token)),
                is_main=True,
            ),
            Button(
                label=say(locale, "watch-button-cancel"),
                custom_id=encode(WatchPress(Act.LEAVE, found.token)),
            ),
        ),
        is_private=True,
    )


def render_imported(plan: Plan, locale: str) -> Rendered:
    """Render what a file changed."""
    return Rendered(content=_render_sum("import-done", plan, locale), is_private=True)


def render_bad_entries(found: BadEntries, locale: str) -> Rendered:
    """Render what is wrong with a file, entry by entry."""
    lines = [_render_located(one, locale) for one in found.mistakes]
    opening = say(locale, "import-wrong", count=len(lines))
    return Rendered(
        content=opening,
        card=Card(
            tone=Tone.BAD, description=_shortened(lines, SHOWN_MISTAKES, DESCRIPTION, locale)
        ),
        is_private=True,
    )


def render_unreadable(refused: DocumentRefused, locale: str) -> Rendered:
    """Render why a file is no list of watches."""
    lines = [say(locale, f"import-unreadable-{refused.reason}")]
    if refused.line is not None:
        lines.append(say(locale, "import-at-line", line=str(refused.line)))
    lines.append(say(locale, "import-how"))
    return Rendered(content="\n".join(lines), is_private=True)


def render_no_file(locale: str) -> Rendered:
    """Render that neither a file nor a text was given, or that the file could not be fetched."""
    return Rendered(content=say(locale, "import-no-file"), is_private=True)


def _render_sum(message: str, plan: Plan, locale: str) -> str:
    return say(
        locale,
        message,
        added=len(plan.add),
        changed=len(plan.change),
        removed=len(plan.remove),
        same=plan.same + plan.kept,
    )


def _render_plan(plan: Plan, locale: str) -> tuple[Field, ...]:
    lists = (
        ("import-heading-add", [_render_one(one, locale) for one in plan.add]),
        ("import-heading-change", [_render_change(*pair, locale) for pair in plan.change]),
        ("import-heading-remove", [_render_one(one, locale) for one in plan.remove]),
    )
    return tuple(
        Field(name=say(locale, heading), value=_shortened(lines, SHOWN, FIELD_VALUE, locale))
        for heading, lines in lists
        if lines
    )


def _render_one(watch: Watch | WatchWish, locale: str) -> str:
    name, channel = show_name(watch.name, watch.target), show_channel(watch.channel_id)
    return say(locale, "import-one", name=name, channel=channel)


def _render_change(before: Watch, after: Watch, locale: str) -> str:
    parts = "; ".join(render_differences(before, after, locale))
    return say(locale, "import-changed", watch=_render_one(before, locale), parts=parts)


def _render_located(found: EntryMistake, locale: str) -> str:
    sentence = render_mistake(found.mistake, locale)
    if not found.number:
        return sentence
    if found.line is None:
        return say(locale, "import-located", number=found.number, sentence=sentence)
    line = str(found.line)  # 1016 is a place, not 1,016
    return say(locale, "import-located-line", number=found.number, line=line, sentence=sentence)


def _shortened(lines: Sequence[str], most: int, room: int, locale: str) -> str:
    """Return the first lines, and how many more there are: also where names are long."""
    while most > 1 and len(render_list(locale, lines[:most])) > room - ROOM_FOR_MORE:
        most -= 1
    shown = render_list(locale, lines[:most])
    left = len(lines) - most
    if left <= 0:
        return shown
    return "\n".join((shown, say(locale, "import-more", count=left)))
