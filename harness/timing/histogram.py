"""A histogram that merges without loss and says how wrong its quantiles may be.

Buckets grow by a constant factor, so that each quantile is within ``ERROR`` of a recorded value,
relatively, whatever the range; the layout is DDSketch's (Masson, Rim and Lee, VLDB 2019).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate

ERROR = 0.005
"""Largest relative error of a quantile."""
_GROWTH = (1 + ERROR) / (1 - ERROR)
_LOG_GROWTH = math.log(_GROWTH)


@dataclass
class Histogram:
    """Counts of values above 0 by bucket; values of 0 and below are counted as 0."""

    buckets: Counter[int] = field(default_factory=Counter)
    zeros: int = 0
    largest: float = 0.0

    def add(self, value: float) -> None:
        """Count one value."""
        if value <= 0:
            self.zeros += 1
            return
        self.buckets[math.ceil(math.log(value) / _LOG_GROWTH)] += 1
        self.largest = max(self.largest, value)

    def merge(self, other: Histogram) -> None:
        """Count what ``other`` counted as well."""
        self.buckets.update(other.buckets)
        self.zeros += other.zeros
        self.largest = max(self.largest, other.largest)

    @property
    def count(self) -> int:
        """How many values were counted."""
        return self.zeros + self.buckets.total()

    def quantile(self, share: float) -> float | None:
        """Return the value at the nearest rank of ``share``, within ``ERROR``; None when empty."""
        rank = max(1, math.ceil(share * self.count))
        if not self.count:
            return None
        if rank >= self.count:
            return self.largest
        ordered = sorted(self.buckets)
        ranks = list(accumulate((self.buckets[bucket] for bucket in ordered), initial=self.zeros))
        if rank <= self.zeros:
            return 0.0
        bucket = ordered[bisect_left(ranks, rank) - 1]
        return min(2 * _GROWTH**bucket / (_GROWTH + 1), self.largest)
