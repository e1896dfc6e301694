"""`/privacy`: what is kept, why, for how long, and how to have it deleted."""

from datetime import timedelta

from bot.presentation.forms import Form
from bot.presentation.governing_ids import Control, encode
from bot.presentation.lengths import render_bound
from bot.presentation.rendered import Button, Card, Field, Rendered
from bot.presentation.words import say
from bot.watching.limits import Retention


def render_privacy(
    kept: Retention, locale: str, *, is_server: bool, is_manager: bool = False
) -> Rendered:
    """Say what is kept with a server's own numbers; who manages it may have it deleted."""
    fields = [
        _member(kept, locale),
        *(
            Field(name=say(locale, name), value=say(locale, text))
            for name, text in (
                ("privacy-never", "privacy-never-text"),
                ("privacy-others", "privacy-others-text"),
            )
        ),
    ]
    buttons = [("privacy-button-forget", Control.FORGET)]
    if is_server and is_manager:
        buttons.append(("privacy-button-erase", Control.ERASE))
    return Rendered(
        content=say(locale, "privacy-hint"),
        card=Card(
            title=say(locale, "privacy-title"),
            description=_server(kept, locale) if is_server else "",
            fields=tuple(fields),
        ),
        buttons=tuple(
            Button(label=say(locale, label), custom_id=encode(control))
            for label, control in buttons
        ),
        is_private=True,
    )


def render_forget_question(locale: str) -> Rendered:
    """Ask whether somebody really wants to be forgotten."""
    answers = (("privacy-button-yes", "yes"), ("privacy-button-no", "no"))
    return Rendered(
        content=say(locale, "privacy-forget-ask"),
        buttons=tuple(
            Button(label=say(locale, label), custom_id=encode(Control.FORGET, answer))
            for label, answer in answers
        ),
        is_private=True,
    )


def render_forgotten(count: int, locale: str) -> Rendered:
    """Say that somebody was forgotten."""
    return Rendered(content=say(locale, "privacy-forgotten", count=count), is_private=True)


def render_kept(locale: str) -> Rendered:
    """Say that nobody was forgotten."""
    return Rendered(content=say(locale, "privacy-kept"), is_private=True)


def erase_form(locale: str) -> Form:
    """Return the form that asks for the words without which nothing is deleted."""
    words = say(locale, "privacy-erase-words")
    return Form(
        custom_id=encode(Control.ERASE),
        title=say(locale, "privacy-erase-form"),
        label=say(locale, "privacy-erase-label", words=words),
        description=say(locale, "privacy-erase-help"),
    )


def is_meant(typed: str, locale: str) -> bool:
    """Say whether these are the words without which nothing is deleted."""
    return " ".join(typed.split()) == say(locale, "privacy-erase-words")


def render_erased(locale: str) -> Rendered:
    """Say that a server's data is gone."""
    return Rendered(content=say(locale, "privacy-erased"), is_private=True)


def render_not_erased(locale: str) -> Rendered:
    """Say that the words were not the right ones."""
    words = say(locale, "privacy-erase-words")
    again = Button(label=say(locale, "privacy-button-erase"), custom_id=encode(Control.ERASE))
    content = say(locale, "privacy-erase-wrong", words=f"`{words}`")
    return Rendered(content=content, buttons=(again,), is_private=True)


def _server(kept: Retention, locale: str) -> str:
    lengths = {
        "looks": render_bound(kept.samples, locale),
        "hours": render_bound(kept.rollups, locale),
        "outages": render_bound(kept.incidents, locale),
        "removed": render_bound(kept.removed, locale),
    }
    after = "after" if kept.removed >= timedelta(hours=1) else "after-at-once"
    lines = [
        say(locale, f"privacy-server-{part}", **lengths)
        for part in ("lasting", "looks", "outages", "shared", after)
    ]
    heading = say(locale, "privacy-server")
    return "\n".join([f"**{heading}**", *lines])


def _member(kept: Retention, locale: str) -> Field:
    outages = render_bound(kept.incidents, locale)
    lines = [
        say(locale, f"privacy-member-{part}", outages=outages)
        for part in ("asking", "stored", "length")
    ]
    return Field(name=say(locale, "privacy-member"), value="\n".join(lines))
