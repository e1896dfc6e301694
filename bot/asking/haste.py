"""How fast one member may use us, whatever they do. Budgets of looks are apart: `budgets`."""

from datetime import timedelta

from bot.asking.budgets import Buckets
from bot.asking.limits import Quota
from bot.clock import Clock

ACTIONS = Quota(30, 60)  # commands, presses and forms
SUGGESTIONS = Quota(150, 60)  # lists while somebody types: one for nearly every letter
MEMBERS = 10_000  # whose haste is remembered


class Haste:
    """Holds back who does so much at once that no person means it. Process memory only."""

    def __init__(self, clock: Clock) -> None:
        self._actions = Buckets(ACTIONS, clock, most=MEMBERS)
        self._suggestions = Buckets(SUGGESTIONS, clock, most=MEMBERS)

    def wait_to_act(self, user_id: int) -> timedelta | None:
        """Count one action; return how long to wait instead, where it is one too many."""
        return _take(self._actions, user_id)

    def may_suggest(self, user_id: int) -> bool:
        """Count one list of suggestions; say whether there is to be one."""
        return _take(self._suggestions, user_id) is None


def _take(buckets: Buckets, user_id: int) -> timedelta | None:
    wait = buckets.wait(user_id)
    if wait:
        return timedelta(seconds=wait)
    buckets.take(user_id)
    return None
