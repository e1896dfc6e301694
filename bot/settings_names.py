"""Names that were meant for us and are none of ours: a misspelt one would be ignored in silence."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

# What begins like this in the environment is ours, or was meant to be.
_OURS = ("ask_", "discord_", "globalping_", "log_", "metrics_", "private_", "probe_", "watch_")
_NEAR = 75.0
# So near that a name without such a beginning was surely meant for us: DATABSE_URL.
_VERY_NEAR = 90.0
_NOT_SETTINGS = frozenset({"secrets_dir"})  # read before all others


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """A name that no setting has, and the one that was probably meant, if any."""

    name: str
    meant: str = ""


def find_unknown(
    file: Iterable[str], environment: Iterable[str], known: Collection[str], secrets: Iterable[str]
) -> tuple[UnknownName, ...]:
    """Return the names in `.env` and the environment that were meant for us and do nothing.

    The environment is full of other people's names, so one that does not begin like ours must be
    nearer there. `secrets` may also be named by a file. All names are in lower case.
    """
    names = {*known, *_NOT_SETTINGS, *(f"{secret}_file" for secret in secrets)}
    found: dict[str, str] = {}
    for some, near in ((environment, _VERY_NEAR), (file, _NEAR)):
        for name in set(some) - names:
            meant = _nearest(name, names)
            if name.startswith(_OURS) or fuzz.ratio(name, meant) >= near:
                found[name] = meant
    return tuple(
        UnknownName(name=name.upper(), meant=meant.upper()) for name, meant in sorted(found.items())
    )


def _nearest(name: str, names: Collection[str]) -> str:
    found = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return "" if found is None else str(found[0])
