"""The late end of a race's window: up to which delay the work has not yet ended of itself.

The share of probes that come too late can only rise with the delay, so that probes bound it at every
shorter delay, without a model: at the delay of any probe, by the probes that follow. As many as certify
``p0`` when none is too late make one test, and the delays are tested from the shortest on, until one
fails. What is tested is nested (too many at one delay means too many at each longer one), and nested
hypotheses in a fixed order need no correction for testing often: Maurer, Hothorn and Lehmacher, 1995;
Westfall and Krishen, Journal of Statistical Planning and Inference 99 (2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harness.flow import Outcome
from harness.timing.binomial import fewest


@dataclass(frozen=True, slots=True)
class Probe:
    """What a probe adds to the curve: the delay it really had, and its outcome."""

    delay_ms: float
    outcome: Outcome


def late_from(made: Sequence[Probe]) -> float | None:
    """Return the shortest delay, in milliseconds, after which a probe came too late; None: none did."""
    late = [probe.delay_ms for probe in made if probe.outcome is Outcome.TOO_LATE]
    return round(min(late), 3) if late else None


def in_time_until(made: Sequence[Probe], p0: float, confidence: float) -> float | None:
    """Return the longest delay, in milliseconds, up to which at most ``p0`` of probes come too late.

    ``made`` is in order of rising delay. None when nothing came too late, so that no end was met, and
    when the probes before the end are too few to certify any delay.
    """
    first = next((nth for nth, probe in enumerate(made) if probe.outcome is Outcome.TOO_LATE), None)
    size = fewest(1 - p0, confidence)
    return None if first is None or first < size else round(made[first - size].delay_ms, 3)
