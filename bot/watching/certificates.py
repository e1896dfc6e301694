"""When to say that a certificate is about to end: once for each threshold. Pure."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.watching.condition import Change, Condition, Event, Policy, ToldCertificate

# Servers behind one name may serve different certificates by turns; each is told of once.
REMEMBERED = 4
_DAY = timedelta(days=1)


def tell_certificate(
    condition: Condition, ends_at: datetime | None, now: datetime, policy: Policy
) -> tuple[Condition, tuple[Event, ...]]:
    """Tell of a certificate that has come under a threshold it was not told for yet.

    One that is far past several is told of once. One that has ended is an outage of its own.
    """
    if ends_at is None or ends_at < now:
        return condition, ()
    days_left = (ends_at - now) // _DAY
    threshold = min((days for days in policy.certificate_days if days_left <= days), default=None)
    if threshold is None:
        return condition, ()
    told = next((one for one in condition.certificates if one.ends_at == ends_at), None)
    if told is not None and told.days <= threshold:
        return condition, ()
    others = (one for one in condition.certificates if one is not told and one.ends_at >= now)
    remembered = (*others, ToldCertificate(ends_at=ends_at, days=threshold))[-REMEMBERED:]
    event = Event(change=Change.CERTIFICATE_EXPIRING, at=now, days_left=days_left)
    return replace(condition, certificates=remembered), (event,)
