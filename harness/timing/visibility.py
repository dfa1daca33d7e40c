"""How long until a job could be seen, from polls: interval-censored times and what they allow to say.

A poll that does not see the job says "not before it was sent"; one that sees it says "not after its
answer". Taking the first sighting as the truth is biased (by +230 % at polls of four times the
median); brackets are not. Estimator: Turnbull, JRSS B 38 (1976).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from harness.timing.binomial import lower_rank, upper_rank

_ROUNDS = 2000
_CHANGE = 1e-7


@dataclass(frozen=True, slots=True)
class Look:
    """One poll on a monotonic clock, in nanoseconds, and whether it saw what was looked for."""

    begun_ns: int
    ended_ns: int
    seen: bool


@dataclass(frozen=True, slots=True)
class Bracket:
    """The time lies above ``low_ms`` and at most at ``high_ms`` (infinite: not seen in time)."""

    low_ms: float
    high_ms: float

    def later(self, milliseconds: float) -> Bracket:
        """Return the bracket counted from an instant that lies ``milliseconds`` earlier."""
        return Bracket(self.low_ms + milliseconds, self.high_ms + milliseconds)


def bracket(origin_ns: int, looks: Sequence[Look]) -> Bracket | None:
    """Bracket the time from ``origin_ns`` to lasting visibility; None without looks.

    A job that vanishes again was not yet lastingly visible: the last blind look counts.
    """
    if not looks:
        return None
    blind = [index for index, look in enumerate(looks) if not look.seen]
    rest = looks[blind[-1] + 1 :] if blind else looks
    low = max(0, looks[blind[-1]].begun_ns - origin_ns) if blind else 0
    high = rest[0].ended_ns - origin_ns if rest else math.inf
    return Bracket(low / 1e6, high / 1e6)


def before_the_end(looks: Sequence[Look]) -> Sequence[Look]:
    """Return the looks at a job that has ended, up to its last sighting.

    At some vendors an ended job is gone: that it is not seen any more is its end, and not a want of
    visibility. One that had ended before it was ever seen counts as seen when its end was.
    """
    seen = [nth for nth, look in enumerate(looks) if look.seen]
    if seen:
        return looks[: seen[-1] + 1]
    return [*looks[:-1], *(replace(look, seen=True) for look in looks[-1:])]


def quantile_bounds(
    brackets: Sequence[Bracket], quantile: float, confidence: float
) -> tuple[float | None, float | None]:
    """Bound the true ``quantile`` from both sides, each at ``confidence``, without assumptions.

    A side is None when the data are too few for it, or too often unseen.
    """
    lows = sorted(item.low_ms for item in brackets)
    highs = sorted(item.high_ms for item in brackets)
    low, high = lower_rank(len(lows), quantile, confidence), upper_rank(len(highs), quantile, confidence)
    upper = math.inf if high is None else highs[high - 1]
    return (None if low is None else lows[low - 1], upper if math.isfinite(upper) else None)


@dataclass(frozen=True)
class Estimate:
    """The most likely distribution: ``masses[i]`` lies somewhere in (lows[i], highs[i]]."""

    lows: NDArray[np.float64]
    highs: NDArray[np.float64]
    masses: NDArray[np.float64]

    def quantile(self, share: float) -> float | None:
        """Return the middle of the interval that holds the quantile; None when it was not seen in time."""
        index = int(np.searchsorted(np.cumsum(self.masses), share - 1e-9))
        index = min(index, len(self.masses) - 1)
        middle = float(self.lows[index] + self.highs[index]) / 2
        return middle if math.isfinite(middle) else None


def estimate(brackets: Sequence[Bracket]) -> Estimate:
    """Return Turnbull's estimate by expectation maximisation; at least one bracket is needed."""
    lows, highs = _innermost(brackets)
    first = np.searchsorted(lows, [item.low_ms for item in brackets], side="left")
    last = np.searchsorted(highs, [item.high_ms for item in brackets], side="right")
    masses = np.full(len(lows), 1 / len(lows))
    for _ in range(_ROUNDS):
        fresh = _improve(masses, first, last)
        if float(np.max(np.abs(fresh - masses))) < _CHANGE:
            return Estimate(lows, highs, fresh)
        masses = fresh
    return Estimate(lows, highs, masses)


def _innermost(brackets: Iterable[Bracket]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the intervals that can hold mass: a low end directly followed by a high end."""
    # At equal values a high end sorts first: (a, b] and (b, c] have nothing in common.
    ends = sorted({(b.high_ms, 0) for b in brackets} | {(b.low_ms, 1) for b in brackets})
    pairs = [(a[0], b[0]) for a, b in pairwise(ends) if a[1] == 1 and b[1] == 0]
    return np.array([low for low, _ in pairs]), np.array([high for _, high in pairs])


def _improve(
    masses: NDArray[np.float64], first: NDArray[np.intp], last: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Do one round: each bracket spreads its one observation over the intervals ``first`` to ``last``."""
    cumulated = np.concatenate(([0.0], np.cumsum(masses)))
    shares = 1 / np.maximum(cumulated[last] - cumulated[first], 1e-300)
    edges = np.zeros(len(masses) + 1)
    np.add.at(edges, first, shares)
    np.add.at(edges, last, -shares)
    return masses * np.cumsum(edges)[:-1] / len(first)
