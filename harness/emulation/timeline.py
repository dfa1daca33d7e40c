"""The job engine: when a job enters each phase, and what was asked of it when.

A job's state is a pure function of (job, instant): the plan made at submit gives a timeline, and
each event up to the instant bends it. Reading changes nothing, so two pollers cannot race, and a
snapshot is a copy of frozen values.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

P = TypeVar("P")
Stage = tuple[P, int]
"""A phase and how long it lasts by itself, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Timeline(Generic[P]):
    """The instants at which phases begin, in rising order; the last phase has no end."""

    instants: tuple[int, ...]
    phases: tuple[P, ...]

    @classmethod
    def begin(cls, at: int, stages: Sequence[Stage[P]]) -> Timeline[P]:
        """Lay ``stages`` end to end from instant ``at``."""
        return cls((), ()).then(at, stages)

    def then(self, at: int, stages: Sequence[Stage[P]]) -> Timeline[P]:
        """Return the timeline with ``stages`` laid end to end from ``at``, which nothing here may follow."""
        instants = []
        for _, lasts in stages:
            instants.append(at)
            at += lasts
        return Timeline((*self.instants, *instants), (*self.phases, *(phase for phase, _ in stages)))

    def phase(self, now: int) -> P:
        """Return the phase at ``now``; before the first instant, the first phase."""
        return self.phases[max(0, bisect_right(self.instants, now) - 1)]

    def entered(self, phase: P) -> int | None:
        """Return the instant at which ``phase`` begins, None when it never does."""
        return self.instants[self.phases.index(phase)] if phase in self.phases else None

    def reached(self, phase: P, now: int) -> bool:
        """Tell whether ``phase`` has begun by ``now``."""
        entered = self.entered(phase)
        return entered is not None and entered <= now

    def until(self, now: int) -> Timeline[P]:
        """Return what has begun by ``now``; the phase at ``now`` then lasts for ever."""
        keep = max(1, bisect_right(self.instants, now))
        return Timeline(self.instants[:keep], self.phases[:keep])

    def stopped_before(self, phase: P) -> Timeline[P]:
        """Return what comes before ``phase``, all of it when ``phase`` never begins."""
        keep = self.phases.index(phase) if phase in self.phases else len(self.phases)
        return Timeline(self.instants[:keep], self.phases[:keep])


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Something asked of a job: ``verb`` with ``argument``, taking effect at instant ``at``."""

    at: int
    verb: str
    argument: str = ""


def with_event(events: tuple[Event, ...], event: Event) -> tuple[Event, ...]:
    """Return the events with one more, in the order in which they take effect."""
    ordered = list(events)
    insort(ordered, event, key=lambda each: each.at)
    return tuple(ordered)
