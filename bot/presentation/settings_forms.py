"""What is typed rather than chosen: time zone and quiet hours; and what to say about it."""

from bot.presentation.forms import Form
from bot.presentation.governing_ids import Control, encode
from bot.presentation.rendered import Button, Rendered
from bot.presentation.settings_panel import back
from bot.presentation.settings_words import clock
from bot.presentation.words import say
from bot.watching.ports import GuildSettings


def form_of(control: Control, settings: GuildSettings, locale: str) -> Form:
    """Return the form of the time zone or of the quiet hours, with what is set now in it."""
    quiet = settings.quiet_hours
    hours = "" if quiet is None else f"{clock(quiet.begins)}-{clock(quiet.ends)}"
    return Form(
        custom_id=encode(control),
        title=say(locale, f"settings-{control}-form"),
        label=say(locale, f"settings-{control}-label"),
        description=say(locale, f"settings-{control}-help"),
        text=settings.time_zone.key if control is Control.ZONE else hours,
        is_optional=control is Control.QUIET,
    )


def render_zones(zones: tuple[str, ...], locale: str) -> Rendered:
    """Ask which of several time zones is meant, or say that there is none like that."""
    picks = tuple(Button(label=zone, custom_id=encode(Control.ZONE, zone)) for zone in zones)
    again = Button(label=say(locale, "settings-button-again"), custom_id=encode(Control.ZONE))
    content = say(locale, "settings-zone-several" if zones else "settings-zone-none")
    return Rendered(content=content, buttons=(*picks, again, back(locale)), is_private=True)


def render_misread_hours(locale: str) -> Rendered:
    """Say that what was typed is no span of a day."""
    again = Button(label=say(locale, "settings-button-again"), custom_id=encode(Control.QUIET))
    content = say(locale, "settings-unsaved", why=say(locale, "settings-quiet-bad"))
    return Rendered(content=content, buttons=(again, back(locale)), is_private=True)
