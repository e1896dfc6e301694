"""What goes round official pages for the watches that follow them, put together."""

from bot.asking.official import PageReader
from bot.catalogue.components import load_components
from bot.catalogue.lookup import Catalogue
from bot.engine import Engine
from bot.watch_line import WatchLine, Work
from bot.watching.official_directory import OfficialDirectory
from bot.watching.official_rounds import OfficialRounds

Works = tuple[tuple[str, Work], ...]


def make_official_line(
    line: WatchLine, engine: Engine, *, is_heard: bool
) -> tuple[OfficialDirectory | None, Works]:
    """Return which pages can be followed, and what is to be kept running for it.

    Where official pages are not heard, that is none and nothing.
    """
    if not is_heard:
        return None, ()
    directory = make_directory(engine.catalogue)
    return directory, (("official pages", make_rounds(line, directory, engine.pages).run),)


def make_directory(catalogue: Catalogue) -> OfficialDirectory:
    """Return which pages can be followed."""
    return OfficialDirectory(catalogue, load_components(catalogue))


def make_rounds(line: WatchLine, directory: OfficialDirectory, pages: PageReader) -> OfficialRounds:
    """Return what asks the pages that watches follow, and lets channels hear of what is new."""
    return OfficialRounds(
        store=line.stores.official,
        directory=directory,
        pages=pages,
        samples=line.watcher.samples,
        clock=line.clock,
        on_told=line.voice.wake,
    )
