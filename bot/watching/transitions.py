"""The state machine: one verdict after another becomes a condition and what there is to tell.

Pure: no clock, no storage, no network. A change is believed after so many looks in a row (`votes`
says what each verdict counts as), and is told with the time of the first of them.

Inside a maintenance window the machine goes on believing, and tells nothing new; what outlives the
window is told by the first look after it that finds it so. What was told before still ends inside.

An endpoint that changed its state `Policy.flips` times within an hour is told to be unstable the
moment it goes down again. From then on its changes are for the record only, and its restless time
is one incident, until it has kept one state for an hour.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.triage.verdict import Verdict
from bot.watching.causes import follow_cause
from bot.watching.certificates import tell_certificate
from bot.watching.condition import (
    Change,
    Condition,
    Event,
    Measured,
    Phase,
    Policy,
    Streak,
)
from bot.watching.pace import follow_pace
from bot.watching.streaks import grown, set_back
from bot.watching.votes import Vote, vote_of

Step = tuple[Condition, tuple[Event, ...]]
_NOTHING_MEASURED = Measured()


_AFFIRMS = {Phase.UP: Vote.SUCCESS, Phase.DOWN: Vote.FAILURE, Phase.MAINTENANCE: Vote.WORK}
_TOLD = frozenset({Phase.DOWN, Phase.MAINTENANCE})


def advance(
    condition: Condition,
    verdict: Verdict,
    now: datetime,
    policy: Policy,
    *,
    measured: Measured = _NOTHING_MEASURED,
    median_ms: float | None = None,
    in_maintenance: bool = False,
) -> Step:
    """Take in one verdict; return what is remembered now, and what there is to tell.

    Returns the very same `condition` when there is nothing new to remember, so that a healthy
    endpoint costs storage nothing. `now` is aware UTC; one that lies a little before the last
    change is read as that change's time, and one long before it means that the clock was wrong.
    `median_ms` is the endpoint's own of the last seven days.
    """
    before = condition
    if condition.changed_at is not None and now < condition.changed_at:
        if condition.changed_at - now > policy.lapse:
            before = set_back(condition, now)
        else:
            now = condition.changed_at
    vote = vote_of(verdict)
    counted = _count(before, vote, now, policy)
    after, events = _settle(counted, verdict, vote, policy, in_maintenance=in_maintenance)
    after, more = follow_cause(after, verdict, now, policy)
    events += more
    after, more = _calm_down(after, vote, now, policy)
    events += more
    if not in_maintenance:
        after, more = follow_pace(after, verdict.state, measured, now, policy, median_ms=median_ms)
        events += more
        after, more = tell_certificate(after, measured.certificate_ends_at, now, policy)
        events += more
    return (after if after is condition else replace(after, changed_at=now)), events


def next_look_after(condition: Condition, policy: Policy, interval: timedelta) -> timedelta:
    """Say how long to wait for the next look: shorter while a change waits to be believed.

    A failure is looked at again after each of `policy.rechecks` in turn, a recovery after the last
    of them. Whoever asked for a shorter interval than the usual one wants to know sooner: then each
    is no longer than its fellow of `policy.fast_rechecks`. A site that keeps us out in the meantime
    is not pressed: then it is the interval.
    """
    rechecks = _rechecks(policy, interval)
    if condition.is_unclear or not rechecks:
        return interval
    if condition.succeeding is not None:
        return min(rechecks[-1], interval)
    doubts = [streak.count for streak in (condition.failing, condition.working) if streak]
    if not doubts:
        return interval
    return min(rechecks[min(max(doubts), len(rechecks)) - 1], interval)


def retract(condition: Condition) -> Condition:
    """Return the condition after somebody called the open or latest incident a false alarm.

    An open one ends quietly, and a later outage does not reopen what was retracted. Nor is it one
    of those flips that keep an unstable endpoint's changes for the record only.
    """
    calm = replace(condition, flips=(), unstable_since=None)
    if calm.has_open_incident:
        return replace(calm, is_retracted=True)
    return replace(calm, incident_since=None, resolved_at=None)


def _rechecks(policy: Policy, interval: timedelta) -> tuple[timedelta, ...]:
    """Return how long to wait after the first failure, the second, and so on."""
    fast = policy.fast_rechecks
    if interval >= policy.usual_interval or not fast:
        return policy.rechecks
    each = enumerate(policy.rechecks)
    return tuple(min(wait, fast[min(number, len(fast) - 1)]) for number, wait in each)


def _count(condition: Condition, vote: Vote, now: datetime, policy: Policy) -> Condition:
    """Return the condition with its streaks one vote further."""
    failing, succeeding, working = condition.failing, condition.succeeding, condition.working
    is_running = not (failing is succeeding is working is None)
    if vote is Vote.NEUTRAL:
        if not is_running or condition.is_unclear:
            return condition
        return replace(condition, is_unclear=True)
    if vote is _AFFIRMS.get(condition.standing):
        failing = succeeding = working = None
        if not is_running:
            return condition
    elif vote is Vote.SUCCESS:
        failing = working = None
        succeeding = grown(succeeding, now, policy.lapse)
    else:
        succeeding = None
        if vote is Vote.FAILURE:
            failing = grown(failing, now, policy.lapse)
        elif condition.standing is not Phase.DOWN:
            working = grown(working, now, policy.lapse)
        elif not is_running:
            return condition
    return replace(
        condition, failing=failing, succeeding=succeeding, working=working, is_unclear=False
    )


def _settle(
    condition: Condition, verdict: Verdict, vote: Vote, policy: Policy, *, in_maintenance: bool
) -> Step:
    """Believe what was seen often enough, and tell it; tell what a window kept back."""
    standing, streak = _believed(condition, policy)
    if streak is None:
        is_kept_back = condition.standing in _TOLD and not condition.is_told
        is_seen = vote is _AFFIRMS.get(condition.standing)
        if is_kept_back and is_seen and not in_maintenance and condition.since is not None:
            return _tell(condition, verdict, condition.since, policy)
        return condition, ()
    left, events = _leave(condition, standing, streak.since, policy)
    quick, more = _end_slowness(left, verdict, standing, streak.since)
    events += more
    entered = replace(
        quick,
        standing=standing,
        since=streak.since,
        failing=None,
        succeeding=None,
        working=None,
        is_told=False,
    )
    if standing is Phase.UP or in_maintenance:
        return entered, events
    told, more = _tell(entered, verdict, streak.since, policy)
    return told, events + more


def _believed(condition: Condition, policy: Policy) -> tuple[Phase, Streak | None]:
    """Return what has been seen often enough to be believed, with the looks that saw it."""
    needed = 1 if condition.standing is Phase.NEW else policy.successes
    for standing, streak, enough in (
        (Phase.UP, condition.succeeding, needed),
        (Phase.DOWN, condition.failing, policy.failures),
        (Phase.MAINTENANCE, condition.working, policy.failures),
    ):
        if streak is not None and streak.count >= enough:
            return standing, streak
    return condition.standing, None


def _leave(condition: Condition, to: Phase, at: datetime, policy: Policy) -> Step:
    """Tell that what was told is over."""
    if not condition.is_told:
        return condition, ()
    flips = _flipped(condition, at, policy) if to is Phase.UP else condition.flips
    is_quiet = condition.unstable_since is not None
    if condition.standing is Phase.MAINTENANCE:
        ended = Event(change=Change.MAINTENANCE_ENDED, at=at, is_quiet=is_quiet)
        return replace(condition, flips=flips), (ended,)
    resolved = Event(
        change=Change.RESOLVED,
        at=at,
        cause=condition.cause,
        hop=condition.hop,
        is_quiet=is_quiet or condition.is_retracted,
    )
    return replace(
        condition,
        flips=flips,
        incident_since=None if condition.is_retracted else condition.incident_since,
        resolved_at=None if condition.is_retracted else at,
        is_retracted=False,
        cause=None,
        hop=None,
        other_cause=None,
        other=None,
    ), (resolved,)


def _end_slowness(condition: Condition, verdict: Verdict, to: Phase, at: datetime) -> Step:
    """Tell that what was slow got worse: nobody should read that it is up, but slow."""
    if condition.slow_since is None or to is Phase.UP:
        return condition, ()
    event = Event(change=Change.SLOW_ENDED, at=at, cause=verdict.cause, hop=verdict.hop)
    return replace(condition, slow_since=None), (event,)


def _tell(condition: Condition, verdict: Verdict, at: datetime, policy: Policy) -> Step:
    """Tell what is believed and not told yet: an outage or planned work, true since `at`."""
    flips = _flipped(condition, at, policy)
    is_down = condition.standing is Phase.DOWN
    # Work that comes and goes makes nothing unstable; it is not told each time, either.
    is_restless = len(flips) >= policy.flips
    begins = is_down and is_restless and condition.unstable_since is None
    unstable_since = at if begins else condition.unstable_since
    told = replace(condition, is_told=True, flips=flips, unstable_since=unstable_since)
    change = Change.MAINTENANCE_BEGAN
    if is_down:
        joins = _joins_latest(condition, at, policy, begins_unrest=begins)
        change = Change.REOPENED if joins else Change.OPENED
        told = replace(
            told,
            incident_since=condition.incident_since if joins else at,
            resolved_at=None,
            cause=verdict.cause,
            hop=verdict.hop,
        )
    event = Event(
        change=change,
        at=at,
        cause=verdict.cause,
        hop=verdict.hop,
        is_quiet=is_restless or unstable_since is not None,
    )
    if not begins:
        return told, (event,)
    return told, (event, replace(event, change=Change.UNSTABLE_BEGAN, is_quiet=False))


def _joins_latest(
    condition: Condition, at: datetime, policy: Policy, *, begins_unrest: bool
) -> bool:
    """Tell whether an outage goes on with the latest incident instead of beginning a new one.

    While the endpoint is unstable its whole restless time is one incident, however long nothing
    could be seen in between.
    """
    if condition.resolved_at is None:
        return False
    if condition.unstable_since is not None:
        return True
    grace = max(policy.relapse, policy.flip_window) if begins_unrest else policy.relapse
    return at - condition.resolved_at <= grace


def _flipped(condition: Condition, at: datetime, policy: Policy) -> tuple[datetime, ...]:
    recent = (flip for flip in condition.flips if at - flip <= policy.flip_window)
    return (*recent, at)[-policy.flips :]


def _calm_down(condition: Condition, vote: Vote, now: datetime, policy: Policy) -> Step:
    """Tell that an unstable endpoint has kept its state for a whole window, whichever it is."""
    if condition.unstable_since is None or vote is not _AFFIRMS.get(condition.standing):
        return condition, ()
    is_settled = condition.standing is Phase.UP or condition.is_told
    if not is_settled or now - condition.flips[-1] < policy.flip_window:
        return condition, ()
    event = Event(change=Change.UNSTABLE_ENDED, at=now, cause=condition.cause, hop=condition.hop)
    return replace(condition, unstable_since=None), (event,)
