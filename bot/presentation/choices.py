"""Suggestions while somebody types: names people know, ids that we know, and no markup."""

from collections.abc import Iterable
from itertools import islice

from discord import app_commands

from bot.catalogue.service import Service
from bot.presentation.limits import CHOICE, CHOICES, clip
from bot.watching.watch import Watch


def render_choices(services: Iterable[Service]) -> list[app_commands.Choice[str]]:
    """Return services as the choices of an autocompletion."""
    return [
        app_commands.Choice(name=clip(service.name, CHOICE), value=service.id)
        for service in islice(services, CHOICES)
    ]


def render_watch_choices(
    watches: Iterable[Watch], *, has_hosts: bool = False
) -> list[app_commands.Choice[str]]:
    """Return watches as the choices of an autocompletion; with their hosts only for admins."""
    return [
        app_commands.Choice(name=_name_of(watch, has_hosts=has_hosts), value=str(watch.id))
        for watch in islice(watches, CHOICES)
    ]


def _name_of(watch: Watch, *, has_hosts: bool) -> str:
    host = watch.target.authority
    name = " ".join("".join(one for one in watch.name if one.isprintable()).split())
    return clip(f"{name} ({host})" if name and has_hosts else name or host, CHOICE)
