"""How far a trigger has come: what has fired, what fires next, what a pause holds back.

All of it is a pure function of what was asked of the trigger and of the moment that is looked at. The
manual says that fire times missed while paused never run; the drift ``D78`` plays Quartz's misfire rules
instead, which the sources configure (threshold three minutes, smart policy).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from harness.vendors.jasper.emulator.triggers.exclusion import Exclusion
from harness.vendors.jasper.emulator.triggers.sequence import FOR_EVER, FireTimes, SimpleSequence

MISFIRE_THRESHOLD = 180_000
"""Milliseconds that a fire time may be late and still run as if it were not."""
_MOST_TOLD = 100
"""How many runs are remembered one by one."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch without pause, from the moment ``begins``; fire times before that run at it."""

    begins: int
    sequence: FireTimes | None
    earliest: int
    """Fire times of the sequence before this one do not run."""
    pending: int | None = None
    """A fire time before those of the sequence."""

    def last(self, now: int) -> int | None:
        """Return the last fire time that has run by ``now``."""
        if now < self.begins:
            return None
        found = None
        if self.sequence is not None and now >= self.earliest:
            found = self.sequence.last(self.earliest, now)
        if found is None and self.pending is not None and self.pending <= now:
            return self.pending
        return found

    def next(self, now: int) -> int | None:
        """Return the first fire time that has not run by ``now``."""
        fresh = now < self.begins
        if self.pending is not None and (fresh or self.pending > now):
            return self.pending
        if self.sequence is None:
            return None
        return self.sequence.first(self.earliest if fresh else max(self.earliest, now + 1))

    def without(self, moment: int) -> Leg:
        """Return what of the leg is later than ``moment``, without what was missed."""
        pending = self.pending if self.pending is not None and self.pending > moment else None
        return Leg(moment, self.sequence, max(self.earliest, moment + 1), pending)

    def count(self, now: int) -> int:
        """Return how many fire times have run by ``now``."""
        if now < self.begins:
            return 0
        of_sequence = 0 if self.sequence is None else self.sequence.count(self.earliest, now)
        return of_sequence + (self.pending is not None and self.pending <= now)

    def runs(self, now: int) -> list[int]:
        """Return when the latest runs by ``now`` began, the oldest first."""
        found: list[int] = []
        at = self.last(now)
        while at is not None and len(found) < _MOST_TOLD:
            found.append(max(at, self.begins))
            if at == self.pending:
                break
            before = None if self.sequence is None else self.sequence.last(self.earliest, at - 1)
            at = self.pending if before is None else before
        return found[::-1]


@dataclass(frozen=True, slots=True)
class Progress:
    """A trigger as it stands since something was last asked of it."""

    leg: Leg
    previous: int | None = None
    """Fire time of the last run before the leg."""
    ran: int | None = None
    """When that run began."""
    done: tuple[int, ...] = ()
    """When the latest runs before the leg began."""
    runs: int = 0
    """How many runs there were before the leg."""
    paused_at: int | None = None
    waiting: int | None = None
    """Of a paused trigger: the fire time that it was waiting for."""

    def run_times(self, now: int) -> list[int]:
        """Return when the latest runs until ``now`` began, the oldest first."""
        if self.paused_at is not None:
            return list(self.done)
        return [*self.done, *self.leg.runs(now)][-_MOST_TOLD:]

    def count(self, now: int) -> int:
        """Return how many runs have begun by ``now``."""
        return self.runs if self.paused_at is not None else self.runs + self.leg.count(now)

    def ended_at(self, moment: int, at: Standing) -> Progress:
        """Return the same trigger with its leg behind it."""
        done = tuple(self.run_times(moment))
        return replace(self, previous=at.previous, ran=at.ran, done=done, runs=self.count(moment))


class Standing(NamedTuple):
    """A trigger at one moment."""

    previous: int | None
    ran: int | None
    next: int | None
    paused: bool
    ended: int | None
    """When its job is removed, its last run over; None as long as it may fire again."""

    def over(self, now: int) -> bool:
        """Tell whether the job has been removed by ``now``."""
        return self.ended is not None and self.ended <= now


def begin(sequence: FireTimes, now: int) -> Progress | None:
    """Return a trigger that is scheduled at ``now``; None when it will never fire."""
    first = sequence.first(-(2**62))
    if first is None:
        return None
    if first >= now - MISFIRE_THRESHOLD:
        return Progress(Leg(now, sequence, first))
    leg = _misfired(sequence, first, now)
    return None if leg.next(now - 1) is None else Progress(leg)


def _misfired(sequence: FireTimes | None, missed: int, now: int) -> Leg:
    """Return what Quartz's smart policy makes of a trigger that missed its fire time."""
    if not isinstance(sequence, SimpleSequence):
        return Leg(now, sequence, now + 1, pending=now)
    if sequence.single:
        return Leg(now, None, now, pending=now)
    if sequence.times == FOR_EVER:
        return Leg(now, sequence, now + 1)
    return Leg(now, replace(sequence, starts=now, times=sequence.left(missed - 1)), now)


def pause(progress: Progress, now: int) -> Progress:
    """Return the trigger paused; one that is paused stays as it is."""
    if progress.paused_at is not None:
        return progress
    at = standing(progress, now, 0)
    return replace(progress.ended_at(now, at), paused_at=now, waiting=at.next)


def resume(progress: Progress, now: int, *, misfires: bool = False) -> Progress:
    """Return the trigger running again, from the fire times after ``now`` on.

    With ``misfires`` what was missed runs late, or by the smart policy when it is too late for that.
    """
    if progress.paused_at is None:
        return progress
    kept, missed = progress.leg, progress.waiting
    if missed is None:
        leg = Leg(now, None, now)
    elif not misfires or missed > now:
        leg = kept.without(max(now, missed - 1))
        leg = replace(leg, begins=now)
    elif missed >= now - MISFIRE_THRESHOLD:
        leg = Leg(now, kept.sequence, missed, kept.pending if kept.pending == missed else None)
    else:
        leg = _misfired(kept.sequence, missed, now)
    return replace(progress, leg=leg, paused_at=None, waiting=None)


def adopt(progress: Progress, exclusion: Exclusion, now: int, *, keeps_next: bool) -> Progress:
    """Return the trigger under another exclusion calendar, at once or after its next fire time."""
    leg = progress.leg
    if leg.sequence is None:
        return progress
    sequence = leg.sequence.under(exclusion)
    if progress.paused_at is not None:
        return replace(progress, leg=replace(leg, sequence=sequence))
    at = standing(progress, now, 0)
    if keeps_next and at.next is not None:
        leg = Leg(now, sequence, at.next + 1, pending=at.next)
    else:
        leg = Leg(now, sequence, max(leg.earliest, now + 1))
    return replace(progress.ended_at(now, at), leg=leg)


def standing(progress: Progress, now: int, lasts: int) -> Standing:
    """Return how the trigger stands at ``now``; each of its runs lasts ``lasts`` milliseconds."""
    leg = progress.leg
    if progress.paused_at is not None:
        over = (progress.ran or progress.paused_at) + lasts if progress.waiting is None else None
        upcoming = None if progress.waiting is None else leg.next(max(now, progress.waiting - 1))
        return Standing(progress.previous, progress.ran, upcoming, paused=True, ended=over)
    fired = leg.last(now)
    previous = progress.previous if fired is None else fired
    ran = progress.ran if fired is None else max(fired, leg.begins)
    upcoming = leg.next(now)
    ended = None if upcoming is not None else (leg.begins if ran is None else max(ran + lasts, leg.begins))
    return Standing(previous, ran, upcoming, paused=False, ended=ended)
