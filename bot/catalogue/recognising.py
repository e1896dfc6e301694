"""Whether a service answered exactly as it does when we know how it is. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.catalogue.known_answers import BodyKind, KnownAnswer
from bot.catalogue.lookup import Catalogue
from bot.probing.observation import Observation, Reply
from bot.triage.fusing.values import Known
from bot.triage.page import Page, read_page
from bot.triage.verdict import Cause, Verdict

REDIRECTS = range(300, 400)
NOTHING: Mapping[str, Known] = MappingProxyType({})


class Recognising:
    """The known answers, by the page that is looked at."""

    def __init__(
        self, catalogue: Catalogue, answers: Mapping[str, tuple[KnownAnswer, ...]]
    ) -> None:
        """Take what is known. One page may stand for several services."""
        self._by_url: dict[str, dict[str, tuple[KnownAnswer, ...]]] = {}
        for service_id, known in answers.items():
            service = catalogue.get(service_id)
            if service is not None:
                self._by_url.setdefault(service.probe_url, {})[service_id] = known

    def recognise(self, observation: Observation, verdict: Verdict) -> Mapping[str, Known]:
        """Return what an answer tells, by the service that is known to answer so."""
        candidates = self._by_url.get(observation.target.url)
        if not candidates:
            return NOTHING
        found = {
            service_id: next((one.means for one in known if _fits(one, observation, verdict)), None)
            for service_id, known in candidates.items()
        }
        return {service_id: means for service_id, means in found.items() if means is not None}


def _fits(known: KnownAnswer, observation: Observation, verdict: Verdict) -> bool:
    """Compare with what came in the end; with what sent us on where that is what is known."""
    first, last = observation.legs[0].reply, observation.last.reply
    if first is not None and first.status in REDIRECTS and first.status in known.statuses:
        return known.body is BodyKind.ANY and not known.marker
    if last is None or observation.last.failure is not None or last.status not in known.statuses:
        return False
    page = read_page(last)
    return _is_kind(known.body, last, page, verdict) and _plain(known.marker) in _plain(
        page.text.decode(errors="replace")
    )


def _is_kind(body: BodyKind, reply: Reply, page: Page, verdict: Verdict) -> bool:
    is_json = page.text.lstrip()[:1] in {b"{", b"["}
    is_html = page.text.lstrip()[:1] == b"<"
    match body:
        case BodyKind.ANY:
            return True
        case BodyKind.JSON:
            return is_json
        case BodyKind.HTML:
            return is_html
        case BodyKind.TEXT:
            return bool(reply.body) and not is_json and not is_html
        case BodyKind.CHALLENGE:
            return verdict.cause is Cause.BOT_BLOCKED


def _plain(text: str) -> str:
    return "".join(text.lower().split())
