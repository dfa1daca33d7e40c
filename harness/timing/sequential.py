"""A test of "failures are rarer than ``p0``" that may be looked at after each probe.

The wealth of a gambler who bets against "p >= p0" with stakes that are fair under p = p0. Under the
hypothesis it exceeds 1/alpha with probability at most alpha, at any time (Ville's inequality), so
stopping when it does is valid however often one looks (Ramdas and others, Game-theoretic statistics
and safe anytime-valid inference, 2023).
"""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass, field

FUTILE = 0.25
"""A wealth below this gives a delay up: it fails too often to be worth more probes."""
# What the bets expect of a safe delay, as shares of p0: it never fails, or at a tenth, or at a third.
_SHARES = (0.0, 0.1, 1 / 3)
_WEIGHTS = (0.5, 0.3, 0.2)


@dataclass
class SafetyTest:
    """The evidence that failures are rarer than ``p0``, at error probability ``alpha``."""

    p0: float
    alpha: float
    trials: int = 0
    failures: int = 0
    _logs: list[float] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not (0 < self.p0 < 1 and 0 < self.alpha < 1):
            raise ValueError(f"p0 and alpha lie between 0 and 1: {self.p0}, {self.alpha}")
        self._logs = [math.log(weight) for weight in _WEIGHTS]

    def observe(self, *, failed: bool) -> None:
        """Count one trial."""
        self.trials += 1
        self.failures += failed
        for index, share in enumerate(_SHARES):
            ratio = share if failed else (1 - share * self.p0) / (1 - self.p0)
            self._logs[index] += math.log(ratio) if ratio > 0 else -math.inf

    def clean_trials_to_certify(self) -> int:
        """Return how many more trials without a failure would certify; 0 when it is certified."""
        ahead, count = copy.deepcopy(self), 0
        while not ahead.certified:
            ahead.observe(failed=False)
            count += 1
        return count

    @property
    def wealth(self) -> float:
        """The evidence so far; 1 before the first trial."""
        return math.fsum(math.exp(min(log, 700.0)) for log in self._logs)

    @property
    def certified(self) -> bool:
        """True when the failure probability is below ``p0`` at confidence 1 - ``alpha``."""
        return self.wealth >= 1 / self.alpha

    @property
    def futile(self) -> bool:
        """True when more trials are unlikely to certify."""
        return self.wealth < FUTILE


def attempt_alpha(alpha: float, attempt: int) -> float:
    """Return the error probability of the ``attempt``-th (from 1) of any number of attempts.

    The parts 6 / (pi k)**2 sum to 1, so that all attempts together err with at most ``alpha``.
    """
    return alpha * 6 / (math.pi * attempt) ** 2
