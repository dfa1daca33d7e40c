"""Sequences of fire times: what a trigger's schedule is when nobody pauses it.

A fire time is the moment that a schedule names; pure functions find the first and the last of a span.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol, Self

from harness.vendors.jasper.emulator.triggers.exclusion import NOTHING, Exclusion

FOR_EVER = -1
TRIES = 5_000
"""How many excluded fire times in a row mean that none will ever be free."""


class FireTimes(Protocol):
    """Fire times in rising order."""

    def first(self, earliest: int) -> int | None:
        """Return the first fire time at or after ``earliest``."""
        ...

    def last(self, earliest: int, latest: int) -> int | None:
        """Return the last fire time of the span, both ends in it."""
        ...

    def count(self, earliest: int, latest: int) -> int:
        """Return how many fire times the span has; of very many excluded ones not all are looked at."""
        ...

    def under(self, exclusion: Exclusion) -> Self:
        """Return the same fire times less what another exclusion excludes."""
        ...


@dataclass(frozen=True, slots=True)
class SimpleSequence:
    """``times`` fire times, ``interval`` milliseconds apart; one at ``ends`` no longer comes.

    The interval is exact, so a daily one moves by an hour on the wall clock when daylight saving begins.
    An excluded fire time counts as one of the ``times`` (Quartz, SimpleTriggerImpl).
    """

    starts: int
    interval: int = 0
    times: int = 1
    ends: int | None = None
    exclusion: Exclusion = NOTHING

    @property
    def single(self) -> bool:
        """True for one that fires once."""
        return self.times == 1

    def first(self, earliest: int) -> int | None:
        """Return the first fire time at or after ``earliest``."""
        slot = self._slot_from(earliest)
        for _ in range(TRIES):
            found = self._at(slot)
            if found is None or not self.exclusion.excludes(found):
                return found
            slot = max(slot + 1, self._slot_from(self.exclusion.resumes(found)))
        return None

    def last(self, earliest: int, latest: int) -> int | None:
        """Return the last fire time of the span."""
        slot = self._slot_until(latest)
        for earlier in range(slot, max(slot - TRIES, -1), -1):
            found = self._at(earlier)
            if found is None or found < earliest:
                return None
            if not self.exclusion.excludes(found):
                return found
        return None

    def under(self, exclusion: Exclusion) -> Self:
        """Return the same fire times less what another exclusion excludes."""
        return replace(self, exclusion=exclusion)

    def left(self, after: int) -> int:
        """Return how many of the ``times`` fire times lie after a moment."""
        return max(0, self.times - self._slot_from(after + 1))

    def count(self, earliest: int, latest: int) -> int:
        """Return how many fire times the span has."""
        if self.exclusion is NOTHING:
            return max(0, self._slot_until(latest) - self._slot_from(earliest) + 1)
        return enumerated(self, earliest, latest)

    def _slot_until(self, latest: int) -> int:
        """Return the last slot of a span, -1 when there is none."""
        bound = latest if self.ends is None else min(latest, self.ends - 1)
        if bound < self.starts:
            return -1
        slot = (bound - self.starts) // self.interval if self.interval else 0
        return slot if self.times == FOR_EVER else min(slot, self.times - 1)

    def _slot_from(self, moment: int) -> int:
        """Return the first slot at or after a moment, be it one of the ``times`` or beyond."""
        if moment <= self.starts:
            return 0
        return -(-(moment - self.starts) // self.interval) if self.interval else 1

    def _at(self, slot: int) -> int | None:
        if self.times != FOR_EVER and slot >= self.times:
            return None
        found = self.starts + slot * self.interval
        return None if self.ends is not None and found >= self.ends else found


def enumerated(sequence: FireTimes, earliest: int, latest: int) -> int:
    """Count fire times one by one, up to some thousands."""
    found, at = 0, sequence.first(earliest)
    while at is not None and at <= latest and found < TRIES:
        found += 1
        at = sequence.first(at + 1)
    return found
