"""What goes round official pages for the watches that follow them, put together."""

from bot.asking.official import PageReader
from bot.catalogue.lookup import Catalogue
from bot.engine import Engine
from bot.watch_line import WatchLine, Work
from bot.watching.official_directory import OfficialDirectory
from bot.watching.official_parts import Followable
from bot.watching.official_rounds import OfficialRounds

Works = tuple[tuple[str, Work], ...]


def make_official_line(
    line: WatchLine, engine: Engine, *, is_heard: bool
) -> tuple[Followable | None, Works]:
    """Return which pages can be followed, and what is to be kept running for it.

    Where official pages are not heard, that is none; what was told of them before comes to its end.
    """
    catalogue = engine.catalogue if is_heard else Catalogue(())
    directory = OfficialDirectory(catalogue, engine.matches)
    followable = Followable(directory=directory, reader=engine.pages)
    rounds = make_rounds(line, followable.directory, followable.reader)
    return followable if is_heard else None, (("official pages", rounds.run),)


def make_rounds(line: WatchLine, directory: OfficialDirectory, pages: PageReader) -> OfficialRounds:
    """Return what asks the pages that watches follow, and lets channels hear of what is new."""
    return OfficialRounds(
        store=line.stores.official,
        plans=line.stores.plans,
        directory=directory,
        pages=pages,
        samples=line.watcher.samples,
        clock=line.clock,
        on_told=line.voice.wake,
    )
