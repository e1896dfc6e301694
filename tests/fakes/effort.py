"""How much work something is, on whatever machine: as a multiple of a fixed piece of work.

Processor time alone says more of the machine and its neighbours than of the code.
"""

import time
from collections.abc import Callable


def effort(work: Callable[[], object], *, tries: int = 3) -> float:
    """Return the processor time of `work` as a multiple of summing 100,000 numbers, best of tries.

    That sum takes about two milliseconds; it is measured before and after each try.
    """
    return min(_ratio(work) for _ in range(tries))


def _ratio(work: Callable[[], object]) -> float:
    before, spent, after = _spent(_sum), _spent(work), _spent(_sum)
    return 2 * spent / (before + after)


def _sum() -> int:
    return sum(number for number in range(100_000) if number)


def _spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
