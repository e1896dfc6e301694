"""What learns how soon official pages tell of outages, put together."""

from collections.abc import Mapping

from bot.asking.candour import Candours
from bot.asking.official import OfficialWords
from bot.asking.questions import Subject, subject_of
from bot.catalogue.lookup import Catalogue
from bot.catalogue.service import Service
from bot.probing.addresses import AddressPolicy
from bot.watch_line import WatchLine, Work
from bot.watching.listening import Listener


def make_candour_line(
    line: WatchLine,
    official: OfficialWords | None,
    catalogue: Catalogue,
    candours: Candours,
    policy: AddressPolicy,
) -> tuple[tuple[str, Work], ...]:
    """Return what is to be kept running; nothing where official pages are not heard.

    `policy`: everybody's. A service in somebody's private network is nobody else's matter.
    """
    if official is None:
        return ()
    listener = Listener(
        records=line.stores.lags,
        official=official,
        services=watched_by_url(catalogue, official, policy),
        candours=candours,
        clock=line.clock,
        is_blind=lambda: line.presence.is_away,
    )
    line.voice.others.append(listener.wake)
    return (("candour", listener.run),)


def watched_by_url(
    catalogue: Catalogue, official: OfficialWords, policy: AddressPolicy
) -> Mapping[str, Service]:
    """Return services whose official page can be read, by what they are looked at through."""
    subjects = [subject_of(one, policy) for one in catalogue.services if official.is_heard(one)]
    return {
        one.target.url: one.service
        for one in subjects
        if isinstance(one, Subject) and one.service is not None
        if catalogue.find_url(one.target.url) == one.service
    }
