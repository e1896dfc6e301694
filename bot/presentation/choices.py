"""Suggestions while somebody types: names people know, ids that we know, and no markup."""

from collections.abc import Iterable
from itertools import islice

from discord import app_commands

from bot.catalogue.service import Service
from bot.presentation.limits import CHOICE, CHOICES, clip
from bot.presentation.words import say
from bot.watching.nearby import reference_to
from bot.watching.watch import Watch

OWN_CHOICES = 20  # of a server's own watches; some room is left for what everybody knows


def render_choices(services: Iterable[Service]) -> list[app_commands.Choice[str]]:
    """Return services as the choices of an autocompletion."""
    return [
        app_commands.Choice(name=clip(service.name, CHOICE), value=service.id)
        for service in islice(services, CHOICES)
    ]


def render_target_choices(
    watches: Iterable[Watch], services: Iterable[Service], locale: str
) -> list[app_commands.Choice[str]]:
    """Return what can be asked about here: the server's own watches first, then services.

    A watch says that it is one; the service behind the same address is not named a second time.
    """
    own = list(islice(watches, OWN_CHOICES))
    addresses = {watch.target.url for watch in own}
    others = (service for service in services if service.probe_url not in addresses)
    label = say(locale, "meant-watch", name="")
    room = CHOICE - len(label)
    choices = [
        app_commands.Choice(
            name=say(locale, "meant-watch", name=clip(_name_of(watch, has_hosts=False), room)),
            value=reference_to(watch),
        )
        for watch in own
    ]
    return (choices + render_choices(others))[:CHOICES]


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
