"""One watch as an admin sees it: what we saw before it is saved, what changed, what it tells."""

from bot.asking.looking import Seen
from bot.explanations import evidence_text, headline
from bot.presentation.answers import TONES
from bot.presentation.rendered import Button, Card, Field, Rendered, Tone
from bot.presentation.watch_ids import Act, WatchPress, encode
from bot.presentation.watch_words import (
    render_differences,
    render_terms,
    show_channel,
    show_name,
)
from bot.presentation.words import say
from bot.triage.verdict import State, Verdict
from bot.watching import expectations
from bot.watching.measuring import measure
from bot.watching.ports import WatchWish
from bot.watching.trials import Hush, Outlook, Trial
from bot.watching.watch import Watch
from bot.watching.wishing import Edited, Proposal

UNMET = frozenset({expectations.EXPECTED_STATUS, expectations.EXPECTED_TEXT})
MEANINGS = {
    State.SLOW: "watch-means-slow",
    State.BLOCKED: "watch-means-blocked",
    State.MAINTENANCE: "watch-means-maintenance",
    State.DOWN: "watch-means-down",
    State.NO_SUCH_SITE: "watch-means-down",
    State.UNKNOWN: "watch-means-unknown",
}
OUTLOOKS = {
    Outlook.NOTHING: "watch-trial-nothing",
    Outlook.STAYS: "watch-trial-stays",
    Outlook.DOWN: "watch-trial-down",
    Outlook.BACK: "watch-trial-back",
    Outlook.WORK: "watch-trial-work",
    Outlook.SLOW: "watch-trial-slow",
    Outlook.NEVER: "watch-trial-never",
}
HUSHES = {Hush.PAUSED: "watch-trial-paused", Hush.PLANNED: "watch-trial-planned"}


def render_proposal(proposal: Proposal, locale: str) -> Rendered:
    """Render what we saw, and ask whether to save."""
    wish, seen = proposal.wish, proposal.seen
    name = show_name(wish.name, wish.target)
    lines = [
        say(locale, "watch-save-it", seen=render_seen(wish, seen, name, locale)),
        _render_meaning(proposal, locale),
    ]
    return Rendered(
        content="\n".join(line for line in lines if line),
        card=Card(
            tone=TONES[seen.verdict.state],
            title=name,
            description=render_terms(wish, locale),
            fields=() if seen.verdict.state is State.UP else (_found(seen.verdict, locale),),
            footer=say(locale, "watch-not-saved-yet"),
        ),
        buttons=(
            _button("watch-button-save", Act.SAVE, proposal.token, locale, is_main=True),
            _button("watch-button-cancel", Act.DROP, proposal.token, locale),
        ),
        is_private=True,
    )


def render_saved(watch: Watch, locale: str) -> Rendered:
    """Render that a watch was stored."""
    name = show_name(watch.name, watch.target)
    channel = show_channel(watch.channel_id)
    lines = (
        say(locale, "watch-saved", name=name, channel=channel),
        say(locale, "watch-saved-next"),
    )
    return Rendered(
        content="\n".join(lines),
        card=Card(tone=Tone.GOOD, title=name, description=render_terms(watch, locale)),
        is_private=True,
    )


def render_edited(edited: Edited, locale: str) -> Rendered:
    """Render what changed about a watch."""
    name = show_name(edited.after.name, edited.after.target)
    lines = list(render_differences(edited.before, edited.after, locale))
    return Rendered(
        content="\n".join([say(locale, "watch-edited", name=name), *lines]), is_private=True
    )


def render_rested(edited: Edited, locale: str) -> Rendered:
    """Render that a watch rests or goes on."""
    name = show_name(edited.after.name, edited.after.target)
    is_new = edited.before != edited.after
    if edited.after.is_paused:
        message = "watch-paused" if is_new else "watch-paused-already"
    else:
        message = "watch-resumed" if is_new else "watch-resumed-already"
    return Rendered(content=say(locale, message, name=name), is_private=True)


def render_removal(watch: Watch, locale: str) -> Rendered:
    """Ask whether a watch is to be removed."""
    name = show_name(watch.name, watch.target)
    value = str(watch.id)
    return Rendered(
        content=say(locale, "watch-remove-it", name=name),
        card=Card(tone=Tone.WARNING, title=name, description=render_terms(watch, locale)),
        buttons=(
            _button("watch-button-remove", Act.REMOVE, value, locale),
            _button("watch-button-keep", Act.KEEP, value, locale, is_main=True),
        ),
        is_private=True,
    )


def render_removed(watch: Watch, locale: str) -> Rendered:
    """Render that a watch is gone."""
    name = show_name(watch.name, watch.target)
    return Rendered(content=say(locale, "watch-removed", name=name), is_private=True)


def render_kept(locale: str) -> Rendered:
    """Render that a removal was called off."""
    return Rendered(content=say(locale, "watch-kept"), is_private=True)


def render_dropped(locale: str) -> Rendered:
    """Render that a wish was called off."""
    return Rendered(content=say(locale, "watch-dropped"), is_private=True)


def render_trial(trial: Trial, locale: str) -> Rendered:
    """Render what we see now, and what a channel would be told."""
    watch, seen = trial.watch, trial.seen
    name, channel = show_name(watch.name, watch.target), show_channel(watch.channel_id)
    lines = [say(locale, OUTLOOKS[trial.outlook], channel=channel)]
    if trial.outlook in {Outlook.DOWN, Outlook.WORK}:
        lines.append(f"> {headline(seen.verdict, name=name, locale=locale)}")
    if trial.certificate_days is not None:
        lines.append(say(locale, "watch-trial-certificate", days=trial.certificate_days))
    if trial.hush is not None:
        lines.append(say(locale, HUSHES[trial.hush]))
    fields = (
        Field(name=say(locale, "watch-heading-told"), value="\n".join(lines)),
        _found(seen.verdict, locale),
    )
    return Rendered(
        content=render_seen(watch, seen, name, locale),
        card=Card(
            tone=TONES[seen.verdict.state],
            title=name,
            fields=fields,
            footer=say(locale, "watch-trial-only"),
        ),
        is_private=True,
    )


def render_seen(watch: Watch | WatchWish, seen: Seen, name: str, locale: str) -> str:
    """Return in one sentence what we saw of something that is watched or may be."""
    verdict, took_ms = seen.verdict, measure(seen.observation).took_ms
    status = "" if verdict.status is None else str(verdict.status)
    if verdict.rule in UNMET and verdict.state is State.DOWN:
        return say(locale, "watch-seen-unmet", name=name, status=status)
    if verdict.state is State.UP and took_ms is not None and status:
        took = max(1, round(took_ms))
        return say(locale, "watch-seen-up", name=name, status=status, ms=took)
    if verdict.state is State.ANSWERING and not watch.expectations.statuses:
        return say(locale, "watch-seen-answering", name=name, status=status)
    return headline(verdict, name=name, locale=locale)


def _render_meaning(proposal: Proposal, locale: str) -> str:
    """Return what watching this will mean, where that is not plain."""
    verdict, channel = proposal.seen.verdict, show_channel(proposal.wish.channel_id)
    if verdict.state is State.ANSWERING:
        expected = "yes" if proposal.wish.expectations.statuses else "no"
        return say(
            locale, "watch-means-answering", status=str(verdict.status or ""), expected=expected
        )
    message = MEANINGS.get(verdict.state)
    if message is None:
        return ""
    return say(locale, message, channel=channel, looks=proposal.first_failures)


def _found(verdict: Verdict, locale: str) -> Field:
    facts = (evidence_text(fact, locale) for fact in verdict.evidence)
    return Field(name=say(locale, "watch-heading-found"), value="\n".join(facts))


def _button(message: str, act: Act, value: str, locale: str, *, is_main: bool = False) -> Button:
    custom_id = encode(WatchPress(act, value))
    return Button(label=say(locale, message), custom_id=custom_id, is_main=is_main)
