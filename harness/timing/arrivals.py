"""When jobs are due: the whole plan of an open-model load, made before the first request leaves.

In an open model arrivals do not wait for answers, as users and schedulers do not. A late job keeps
its due time, so a stalled server shows in the latency from due (coordinated omission cannot hide
it; see Gil Tene's wrk2).
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from harness.seed import stream


class Spacing(StrEnum):
    """How arrivals lie between their neighbours."""

    EVEN = "even"
    POISSON = "poisson"
    """Independent users: exponential gaps."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the plan whose rate (jobs a second) moves in a straight line."""

    seconds: float
    start_rate: float
    end_rate: float

    def __post_init__(self) -> None:
        if not (self.seconds > 0 and self.start_rate >= 0 and self.end_rate >= 0):
            raise ValueError(f"a stage needs a length above 0 s and rates of at least 0: {self}")

    @property
    def expected(self) -> float:
        """How many jobs are due within the stage, on average."""
        return self.seconds * (self.start_rate + self.end_rate) / 2

    def instant(self, jobs: float) -> float:
        """Return the seconds after which ``jobs`` are expected to be due, 0 <= jobs <= expected."""
        slope = (self.end_rate - self.start_rate) / self.seconds
        # Solves start_rate * t + slope * t**2 / 2 = jobs in the form that is stable for a slope near 0.
        root = math.sqrt(max(0.0, self.start_rate**2 + 2 * slope * jobs))
        divisor = self.start_rate + root
        return 0.0 if divisor == 0 else min(self.seconds, 2 * jobs / divisor)


def due_times(stages: Sequence[Stage], spacing: Spacing, seed: int) -> tuple[float, ...]:
    """Return the due times in seconds from the start, rising; equal for equal arguments."""
    times: list[float] = []
    positions = _positions(spacing, stream(seed, "arrivals"))
    position, done, begun = next(positions), 0.0, 0.0
    for stage in stages:
        while position < done + stage.expected:
            times.append(begun + stage.instant(position - done))
            position = next(positions)
        done += stage.expected
        begun += stage.seconds
    return tuple(times)


def _positions(spacing: Spacing, rng: random.Random) -> Iterator[float]:
    """Yield arrivals at one job per unit; a stage's rate then stretches them over time."""
    position = 0.0 if spacing is Spacing.EVEN else rng.expovariate(1.0)
    while True:
        yield position
        position += 1.0 if spacing is Spacing.EVEN else rng.expovariate(1.0)


def share(plan: Sequence[float], worker: int, workers: int) -> tuple[tuple[int, float], ...]:
    """Return the numbered part of ``plan`` that falls to ``worker`` (from 0) of ``workers``."""
    return tuple(enumerate(plan))[worker::workers]
