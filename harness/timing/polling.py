"""When to look at a job: a seeded plan with a random phase.

The phase matters more than the rate: with 500 ms polls and a true median of 120 ms, a fixed phase
misses the median by a factor, a random one by a few percent.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Polling:
    """Gaps between looks, in seconds: the first is random within ``gap``, then they grow to ``longest``."""

    gap: float = 0.1
    growth: float = 1.25
    longest: float = 2.0
    jitter: float = 0.2
    """Each gap is drawn within this share of its length, both ways."""

    def waits(self, rng: random.Random) -> Iterator[float]:
        """Yield how long to wait before each look, without end."""
        yield rng.uniform(0, self.gap)
        gap = self.gap
        while True:
            yield gap * rng.uniform(1 - self.jitter, 1 + self.jitter)
            gap = min(gap * self.growth, self.longest)
