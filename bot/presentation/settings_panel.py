"""The settings panel: every setting in words, and what changes it."""

from collections.abc import Iterator
from datetime import timedelta

from bot.presentation.governing_ids import Control, encode
from bot.presentation.lengths import render_bound
from bot.presentation.rendered import Button, Card, Field, Menu, MenuKind, Option, Rendered
from bot.presentation.settings_words import (
    LENGTHS,
    Panel,
    describe,
    kept_by,
    language_name,
    unit_of,
)
from bot.presentation.words import say, surface_texts
from bot.watching.limits import bounds_of
from bot.watching.ports import AskScope, GuildSettings

OWN_LANGUAGE = "own"
TELLING = (Control.PINGS, Control.THREADS, Control.EVENTS)
AS_LONG_AS_POSSIBLE = "most"
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
# What the menus offer below the operator's own limits.
LOOKS = tuple(hours * _HOUR for hours in (1, 6, 12, 24, 48, 24 * 7, 24 * 30))
HOURS = tuple(days * _DAY for days in (1, 7, 14, 30, 60, 90, 180, 365))
OUTAGES = tuple(days * _DAY for days in (1, 7, 30, 90, 180, 365, 730))


def render_panel(panel: Panel, locale: str, said: str = "") -> Rendered:
    """Render the panel; `said` is what there is to say about the last change."""
    names = (
        Control.CHANNEL,
        Control.ASKERS,
        Control.LANGUAGE,
        Control.ZONE,
        Control.QUIET,
        Control.PINGS,
        Control.THREADS,
        Control.EVENTS,
        Control.KEEPING,
    )
    fields = tuple(
        Field(name=say(locale, f"settings-name-{name}"), value=describe(name, panel, locale))
        for name in names
    )
    return Rendered(
        content=said or say(locale, "settings-hint"),
        card=Card(title=say(locale, "settings-title"), fields=fields),
        menus=tuple(_menus(panel, locale)),
        buttons=_buttons(locale),
        is_private=True,
    )


def render_keeping(panel: Panel, locale: str, said: str = "") -> Rendered:
    """Render the page about how long things are kept."""
    sentences = [describe(control, panel, locale) for control in LENGTHS]
    sentences.append(say(locale, "settings-keeping-shared"))
    return Rendered(
        content=said or say(locale, "settings-keeping-hint"),
        card=Card(title=say(locale, "settings-keeping-title"), description="\n".join(sentences)),
        menus=tuple(_keeping_menu(control, panel, locale) for control in LENGTHS),
        buttons=(back(locale),),
        is_private=True,
    )


def render_telling(panel: Panel, locale: str, said: str = "") -> Rendered:
    """Render the page about what else happens when something is told."""
    fields = tuple(
        Field(name=say(locale, f"settings-name-{control}"), value=describe(control, panel, locale))
        for control in TELLING
    )
    return Rendered(
        content=said or say(locale, "settings-telling-hint"),
        card=Card(title=say(locale, "settings-telling-title"), fields=fields),
        buttons=(*_switches(panel.settings, locale), back(locale)),
        is_private=True,
    )


def render_saved(control: Control, panel: Panel, locale: str) -> Rendered:
    """Render the panel, or the page of it that the control is on, after a change."""
    said = say(locale, "settings-saved", what=describe(control, panel, locale))
    if control in LENGTHS:
        return render_keeping(panel, locale, said)
    if control in TELLING:
        return render_telling(panel, locale, said)
    return render_panel(panel, locale, said)


def render_unsaved(panel: Panel, why: str, locale: str) -> Rendered:
    """Render the panel after a choice that can't be taken, with the reason's text."""
    return render_panel(panel, locale, say(locale, "settings-unsaved", why=say(locale, why)))


def back(locale: str) -> Button:
    """Return the button that leads to the panel."""
    return Button(label=say(locale, "settings-button-back"), custom_id=encode(Control.PANEL))


def _menus(panel: Panel, locale: str) -> list[Menu]:
    settings = panel.settings
    menus = [
        Menu(
            custom_id=encode(Control.CHANNEL),
            placeholder=say(locale, "settings-pick-channel"),
            kind=MenuKind.CHANNEL,
            chosen_id=None if panel.missing is None else settings.channel_id,
            is_optional=True,
        ),
        Menu(
            custom_id=encode(Control.ASKERS),
            placeholder=say(locale, "settings-pick-askers"),
            options=tuple(
                Option(
                    label=say(locale, f"settings-option-{scope}"),
                    value=scope,
                    is_chosen=settings.who_may_ask is scope,
                )
                for scope in AskScope
            ),
        ),
    ]
    if settings.who_may_ask is AskScope.ROLE:
        menus.append(
            Menu(
                custom_id=encode(Control.ROLE),
                placeholder=say(locale, "settings-pick-role"),
                kind=MenuKind.ROLE,
                chosen_id=None if panel.is_role_gone else settings.ask_role_id,
            )
        )
    return [*menus, _language_menu(settings, locale)]


def _language_menu(settings: GuildSettings, locale: str) -> Menu:
    own = Option(
        label=say(locale, "settings-option-own-language"),
        value=OWN_LANGUAGE,
        is_chosen=settings.locale is None,
    )
    languages = tuple(
        Option(label=language_name(name), value=name, is_chosen=settings.locale == name)
        for name in surface_texts().locales
    )
    return Menu(
        custom_id=encode(Control.LANGUAGE),
        placeholder=say(locale, "settings-pick-language"),
        options=(own, *languages),
    )


def _switches(settings: GuildSettings, locale: str) -> Iterator[Button]:
    """Yield the buttons that turn something on or off."""
    states = (settings.pings, settings.threads, settings.events)
    for control, is_on in zip(TELLING, states, strict=True):
        turn = "off" if is_on else "on"
        label = say(locale, f"settings-button-{control}-{turn}")
        yield Button(label=label, custom_id=encode(control, turn))


def _buttons(locale: str) -> tuple[Button, ...]:
    controls = (Control.ZONE, Control.QUIET, Control.TELLING, Control.KEEPING)
    return (
        *(
            Button(label=say(locale, f"settings-button-{control}"), custom_id=encode(control))
            for control in controls
        ),
        Button(
            label=say(locale, "settings-button-changes"), custom_id=encode(Control.CHANGES, "0")
        ),
    )


def _keeping_menu(control: Control, panel: Panel, locale: str) -> Menu:
    most = kept_by(control, panel.most)
    now = kept_by(control, bounds_of(panel.settings, panel.most))
    options = tuple(
        Option(
            label=say(locale, "settings-option-keep", length=render_bound(length, locale)),
            value=str(length // unit_of(control)),
            is_chosen=length == now,
        )
        for length in lengths_below(control, most)
    )
    longest = Option(
        label=say(locale, "settings-option-keep", length=render_bound(most, locale)),
        value=AS_LONG_AS_POSSIBLE,
        description=say(locale, "settings-option-most"),
        is_chosen=now == most,
    )
    return Menu(
        custom_id=encode(control),
        placeholder=say(locale, f"settings-pick-{control}"),
        options=(*options, longest),
    )


def lengths_below(control: Control, most: timedelta) -> tuple[timedelta, ...]:
    """Return the lengths that a menu offers below the operator's limit."""
    offered = {Control.LOOKS: LOOKS, Control.HOURS: HOURS, Control.OUTAGES: OUTAGES}[control]
    return tuple(length for length in offered if length < most)
