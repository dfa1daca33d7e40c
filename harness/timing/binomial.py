"""Exact bounds from the binomial distribution: no assumption but independence.

All confidences are one-sided. Source of the interval: Clopper and Pearson, Biometrika 26 (1934); of
the bounds on quantiles: the order statistics, David and Nagaraja, Order Statistics, 7.1.
"""

from __future__ import annotations

import math
from bisect import bisect_left

from scipy import special


def at_most(successes: int, trials: int, probability: float) -> float:
    """Return P(Bin(trials, probability) <= successes)."""
    return float(special.bdtr(successes, trials, probability)) if successes >= 0 else 0.0


def upper_rank(count: int, quantile: float, confidence: float) -> int | None:
    """Return the rank (from 1) of the smallest ordered value that bounds ``quantile`` from above.

    None when even the largest of ``count`` values does not at this confidence: too few data.
    """
    ranks = range(1, count + 1)
    found = bisect_left(ranks, confidence, key=lambda rank: at_most(rank - 1, count, quantile))
    return ranks[found] if found < count else None


def lower_rank(count: int, quantile: float, confidence: float) -> int | None:
    """Return the rank (from 1) of the largest ordered value that bounds ``quantile`` from below, or None."""
    mirrored = upper_rank(count, 1 - quantile, confidence)
    return None if mirrored is None else count + 1 - mirrored


def fewest(quantile: float, confidence: float) -> int:
    """Return the smallest count whose largest value bounds ``quantile`` from above."""
    return math.ceil(math.log1p(-confidence) / math.log(quantile))


def upper_bound(failures: int, trials: int, confidence: float) -> float:
    """Return the Clopper-Pearson upper bound of a failure probability; 1 when nothing was tried."""
    if failures >= trials:
        return 1.0
    return float(special.betaincinv(failures + 1, trials - failures, confidence))
