"""Suggestions while somebody types: names people know, ids that we know."""

from collections.abc import Iterable
from itertools import islice

from discord import app_commands

from bot.catalogue.service import Service
from bot.presentation.limits import CHOICE, CHOICES, clip


def render_choices(services: Iterable[Service]) -> list[app_commands.Choice[str]]:
    """Return services as the choices of an autocompletion."""
    return [
        app_commands.Choice(name=clip(service.name, CHOICE), value=service.id)
        for service in islice(services, CHOICES)
    ]
