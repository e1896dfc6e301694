"""What vendors told, as the JSON document that an incident carries, and back. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.statuspages.status import OfficialState
from bot.triage.verdict import State
from bot.watching.official_news import OfficialStory, Revision, ToldNotice

_TIMES = ("begins_at", "said_at", "heard_at", "missing_since", "over_at")
_TEXTS = ("key", "title", "state", "stage", "text", "url")


def official_document(story: OfficialStory) -> dict[str, Any]:
    """Return what a vendor told as JSON can hold it."""
    return {
        "vendor": story.vendor,
        "page": story.page_url,
        "own": story.own_check,
        "notices": [_notice_document(one) for one in story.notices],
    }


def read_official(record: Mapping[str, Any] | None) -> OfficialStory | None:
    """Return what a vendor told; None where nothing was, or this version can't read it."""
    if record is None:
        return None
    own = record["own"]
    try:
        return OfficialStory(
            vendor=record["vendor"],
            page_url=record["page"],
            own_check=None if own is None else State(own),
            notices=tuple(map(_read_notice, record["notices"])),
        )
    except (KeyError, ValueError):
        return None


def _notice_document(one: ToldNotice) -> dict[str, Any]:
    texts = {name: getattr(one, name) for name in _TEXTS}
    times = {name: _written(getattr(one, name)) for name in _TIMES}
    earlier = [[_written(past.heard_at), past.stage, past.text] for past in one.earlier]
    record = {**texts, **times, "earlier": earlier, "dropped": one.is_dropped or None}
    return {name: value for name, value in record.items() if value not in (None, "", [])}


def _read_notice(record: Mapping[str, Any]) -> ToldNotice:
    texts = {name: record.get(name, "") for name in _TEXTS if name != "state"}
    times: dict[str, Any] = {
        name: datetime.fromisoformat(record[name]) for name in _TIMES if name in record
    }
    earlier = (
        Revision(heard_at=datetime.fromisoformat(heard_at), stage=stage, text=text)
        for heard_at, stage, text in record.get("earlier", ())
    )
    state = OfficialState(record["state"])
    return ToldNotice(
        **texts,
        **times,
        state=state,
        is_dropped=record.get("dropped", False),
        earlier=tuple(earlier),
    )


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
