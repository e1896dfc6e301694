"""Every adapter: one file each, found by itself. Adding one touches this folder alone."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from bot.statuspages.provider import Provider


@cache
def providers() -> MappingProxyType[str, Provider]:
    """Return every adapter by its name."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    found: list[Provider] = [module.PROVIDER for module in modules]
    return MappingProxyType({provider.name: provider for provider in found})
