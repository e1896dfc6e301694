"""Which watch somebody means: suggestions while they type, and what they typed or picked."""

from collections.abc import Iterable
from itertools import islice

from discord import app_commands

from bot.presentation.limits import CHOICE, CHOICES, clip
from bot.watching.watch import Watch


def suggest_watches(watches: Iterable[Watch], typed: str) -> list[app_commands.Choice[str]]:
    """Return the watches whose name or host holds what was typed, as Discord suggests them."""
    wanted = typed.strip().casefold()
    fitting = (one for one in watches if wanted in f"{one.name} {one.target.authority}".casefold())
    return [
        app_commands.Choice(name=_choice(one), value=str(one.id))
        for one in islice(fitting, CHOICES)
    ]


def find_watch(watches: Iterable[Watch], typed: str) -> Watch | None:
    """Return the watch that was picked or typed: by its id, its name or its host."""
    wanted, known = typed.strip().casefold(), tuple(watches)
    for key in (_id_of, _name_of, _host_of):
        found = next((one for one in known if key(one) == wanted), None)
        if found is not None:
            return found
    return None


def _id_of(watch: Watch) -> str:
    return str(watch.id)


def _name_of(watch: Watch) -> str:
    return watch.name.strip().casefold()


def _host_of(watch: Watch) -> str:
    return watch.target.authority


def _choice(watch: Watch) -> str:
    """Return a name for Discord's list of suggestions, which knows no markup."""
    shown = "".join(one for one in watch.name if one.isprintable())
    return clip(" ".join(shown.split()) or watch.target.authority, CHOICE)
