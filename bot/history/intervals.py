"""Stretches of time and their arithmetic. Pure.

A set of intervals is a tuple that is sorted, disjoint and without empty ones; `union` makes one of
anything, and everything else here takes and returns such tuples.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Interval:
    """From a moment up to, not including, another. Both aware."""

    begins: datetime
    ends: datetime

    def __post_init__(self) -> None:
        if self.ends < self.begins:
            raise ValueError("an interval can't end before it begins")

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.ends - self.begins


Intervals = tuple[Interval, ...]


def union(intervals: Iterable[Interval]) -> Intervals:
    """Return the time that lies in any of the intervals, given in any order."""
    merged: list[Interval] = []
    for one in sorted(intervals):
        if one.begins == one.ends:
            continue
        if merged and one.begins <= merged[-1].ends:
            if one.ends > merged[-1].ends:
                merged[-1] = Interval(begins=merged[-1].begins, ends=one.ends)
        else:
            merged.append(one)
    return tuple(merged)


def intersect(first: Intervals, second: Intervals) -> Intervals:
    """Return the time that lies in both sets."""
    return tuple(_shared(first, second))


def _shared(first: Intervals, second: Intervals) -> Iterator[Interval]:
    left = right = 0
    while left < len(first) and right < len(second):
        begins = max(first[left].begins, second[right].begins)
        ends = min(first[left].ends, second[right].ends)
        if begins < ends:
            yield Interval(begins=begins, ends=ends)
        if first[left].ends < second[right].ends:
            left += 1
        else:
            right += 1


def subtract(first: Intervals, second: Intervals) -> Intervals:
    """Return the time that lies in the first set and not in the second."""
    return tuple(_remaining(first, second))


def _remaining(first: Intervals, second: Intervals) -> Iterator[Interval]:
    right = 0
    for one in first:
        begins = one.begins
        while right < len(second) and second[right].ends <= begins:
            right += 1
        hole = right
        while hole < len(second) and second[hole].begins < one.ends:
            if begins < second[hole].begins:
                yield Interval(begins=begins, ends=second[hole].begins)
            begins = second[hole].ends
            hole += 1
        if begins < one.ends:
            yield Interval(begins=begins, ends=one.ends)


def clip(intervals: Intervals, span: Interval) -> Intervals:
    """Return the part of a set that lies in one interval."""
    first = bisect_right(intervals, span.begins, key=lambda one: one.ends)
    last = bisect_left(intervals, span.ends, key=lambda one: one.begins)
    return intersect(intervals[first:last], (span,))


def total(intervals: Iterable[Interval]) -> timedelta:
    """Return the sum of the lengths."""
    return sum((one.length for one in intervals), _NOTHING)
