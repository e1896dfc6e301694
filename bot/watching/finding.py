"""Which of a server's watches a text means: typed in full, or as far as somebody got."""

from collections.abc import Iterable

from bot.watching.watch import Watch


def find_watches(watches: Iterable[Watch], text: str) -> tuple[Watch, ...]:
    """Return the watches with this id, else with this name, else with this host."""
    wanted, known = text.strip().casefold(), tuple(watches)
    for key in (_id_of, _name_of, _host_of):
        found = tuple(one for one in known if key(one) == wanted)
        if found:
            return found
    return ()


def fitting_watches(watches: Iterable[Watch], typed: str) -> tuple[Watch, ...]:
    """Return the watches whose name or host holds what was typed."""
    wanted = typed.strip().casefold()
    return tuple(one for one in watches if wanted in _name_of(one) or wanted in _host_of(one))


def _id_of(watch: Watch) -> str:
    return str(watch.id)


def _name_of(watch: Watch) -> str:
    return watch.name.strip().casefold()


def _host_of(watch: Watch) -> str:
    return watch.target.authority.casefold()
