"""What probes say of the window for a verb: outcomes by delay, the curve, and the window's two ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scipy import optimize

from harness.flow import Outcome
from harness.timing.binomial import upper_bound
from harness.timing.race import TELLING, Attempt, Ending, RaceOptions, RaceProcedure, replay
from harness.timing.sample import Sample

BINS = 16
"""Into how many bins of equal width the delays are sorted."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What a probe adds to the curve: the delay it really had, and its outcome."""

    delay_ms: float
    outcome: Outcome


def probes(samples: Sequence[Sample]) -> tuple[Probe, ...]:
    """Return every probe by rising achieved delay, also those that came later than ordered."""
    made = [(s.achieved_ms, s.probe.outcome) for s in samples if s.probe and s.achieved_ms is not None]
    return tuple(Probe(delay, outcome) for delay, outcome in sorted(made))


def observed(samples: Sequence[Sample]) -> dict[str, Any]:
    """Return what probes at random delays show; they draw the curve and certify nothing."""
    made = probes(samples)
    return {
        "p0": None,
        "confidence": None,
        "certified": False,
        "safe_delay_ms": None,
        "latest_ms": latest_ms(made),
        "probes": len(made),
        "bins": bins(made),
        "curve": early_curve([probe for probe in made if probe.outcome in TELLING]),
        "why": "random delays certify nothing; harness race does",
    }


def window(options: RaceOptions, samples: Sequence[Sample]) -> dict[str, Any]:
    """Return the ``race`` part of ``metrics.json``, without the verb."""
    procedure = replay(options, samples)
    certified = procedure.ending is Ending.CERTIFIED
    return {
        **observed(samples),
        "p0": options.p0,
        "confidence": options.confidence,
        "certified": certified,
        "safe_delay_ms": round(procedure.attempts[-1].reached_ms, 3) if certified else None,
        "scouts": options.scouts,
        "attempts": [_attempt(attempt, options.confidence) for attempt in procedure.attempts],
        "why": why(procedure),
    }


def latest_ms(made: Sequence[Probe]) -> float | None:
    """Return the shortest delay after which a probe came too late; None when none did."""
    late = [probe.delay_ms for probe in made if probe.outcome is Outcome.TOO_LATE]
    return round(min(late), 3) if late else None


def bins(made: Sequence[Probe]) -> list[dict[str, Any]]:
    """Count outcomes by achieved delay; bins without probes are left out."""
    width = max((probe.delay_ms for probe in made), default=0.0) / BINS or 1.0
    counted: dict[int, Counter[str]] = {}
    for probe in made:
        place = min(int(probe.delay_ms / width), BINS - 1)
        counted.setdefault(place, Counter())[probe.outcome.value] += 1
    return [_bin(place, width, counted[place]) for place in sorted(counted)]


def _bin(place: int, width: float, outcomes: Mapping[str, int]) -> dict[str, Any]:
    return {
        "delay_ms_low": round(place * width, 3),
        "delay_ms_high": round((place + 1) * width, 3),
        "n": sum(outcomes.values()),
        "outcomes": dict(sorted(outcomes.items())),
    }


def early_curve(made: Sequence[Probe]) -> list[tuple[float, float]]:
    """Return the steps (delay, share "not visible" from there on) of the most likely falling curve.

    Each probe is one look at the current status, so isotonic regression is the exact maximum
    likelihood estimate (Ayer and others, 1955). ``made`` is in order of rising delay.
    """
    if not made:
        return []
    early = [float(probe.outcome is Outcome.NOT_VISIBLE) for probe in made]
    fitted = optimize.isotonic_regression(early, increasing=False)
    starts = [int(start) for start in fitted.blocks[:-1]]
    return [(round(made[start].delay_ms, 3), round(float(fitted.x[start]), 6)) for start in starts]


def _attempt(attempt: Attempt, confidence: float) -> dict[str, Any]:
    test = attempt.test
    return {
        "delay_ms": round(attempt.delay_ms, 3),
        "n": test.trials,
        "not_visible": test.failures,
        "upper_bound": round(upper_bound(test.failures, test.trials, confidence), 6),
        "wealth": round(test.wealth, 6),
        "certified": test.certified,
    }


def why(procedure: RaceProcedure) -> str:
    """Say in one sentence what was certified, or why nothing was."""
    options = procedure.options
    if procedure.ending is Ending.CERTIFIED:
        last = procedure.attempts[-1]
        return (
            f"at most {options.p0:.2%} of requests sent {last.reached_ms:.0f} ms or later after the "
            f'acknowledgement fail "not visible", at confidence {options.confidence:.0%}: '
            f"{last.test.failures} of {last.test.trials} probes did"
        )
    if procedure.ending is None:
        return "the run ended before the procedure did"
    return procedure.ending.value
