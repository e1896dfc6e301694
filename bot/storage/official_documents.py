"""What vendors told, as the JSON document that an incident carries, and back. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.statuspages.status import OfficialState
from bot.triage.verdict import State
from bot.watching.official_news import OfficialStory, Revision, ToldNotice
from bot.watching.vendor_plans import Phase, Plan, PlanStory

_TIMES = ("begins_at", "said_at", "heard_at", "missing_since", "over_at")
_PLAN_TIMES = ("begins_at", "ends_at", "heard_at", "missing_since")
_PLAN_TEXTS = ("key", "title", "text", "url")
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
    if record is None or "notices" not in record:
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


def plan_document(story: PlanStory) -> dict[str, Any]:
    """Return what a vendor plans as JSON can hold it."""
    plan = story.plan
    texts = {name: getattr(plan, name) for name in _PLAN_TEXTS}
    times = {name: _written(getattr(plan, name)) for name in _PLAN_TIMES}
    record = {**texts, **times, "phase": plan.phase, "moved": plan.was_moved or None}
    plan_record = {name: value for name, value in record.items() if value not in (None, "")}
    return {"vendor": story.vendor, "page": story.page_url, "plan": plan_record}


def read_plan(record: Mapping[str, Any] | None) -> PlanStory | None:
    """Return what a vendor plans; None where this is nothing of that kind."""
    plan = None if record is None else record.get("plan")
    if record is None or plan is None:
        return None
    texts = {name: plan.get(name, "") for name in _PLAN_TEXTS}
    times: dict[str, Any] = {
        name: datetime.fromisoformat(plan[name]) for name in _PLAN_TIMES if name in plan
    }
    told = Plan(**texts, **times, phase=Phase(plan["phase"]), was_moved=plan.get("moved", False))
    return PlanStory(vendor=record["vendor"], page_url=record["page"], plan=told)


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
