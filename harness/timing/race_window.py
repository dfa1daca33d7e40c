"""What probes say of the window for a verb: outcomes by delay, the curve, and the window's two ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from scipy import optimize

from harness.flow import Outcome
from harness.timing.binomial import upper_bound
from harness.timing.late import Probe, in_time_until, late_from
from harness.timing.late_race import replay
from harness.timing.race import TELLING, Attempt, Ending, RaceOptions, RaceProcedure
from harness.timing.sample import Sample
from harness.timing.sequential import SafetyTest

BINS = 16
"""Into how many bins of equal width the delays are sorted."""


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
        "latest_ms": late_from(made),
        "until_ms": None,
        "probes": len(made),
        "bins": bins(made),
        "curve": early_curve(_telling(made)),
        "why": "random delays certify nothing; harness race does",
    }


def window(options: RaceOptions, samples: Sequence[Sample]) -> dict[str, Any]:
    """Return the ``race`` part of ``metrics.json``, without the verb."""
    procedure = replay(options, samples)
    early = procedure.ending is Ending.CERTIFIED
    telling = _telling(probes(samples))
    until = in_time_until(telling, options.p0, options.confidence)
    return {
        **observed(samples),
        "until_ms": until,
        "p0": options.p0,
        "confidence": options.confidence,
        "certified": early or (procedure.ending is Ending.SWEPT and until is not None),
        "safe_delay_ms": round(procedure.attempts[-1].reached_ms, 3) if early else None,
        "scouts": options.scouts,
        "attempts": [_attempt(attempt, options.confidence) for attempt in procedure.attempts],
        "why": why(procedure) + late(options, telling, until),
    }


def _telling(made: Sequence[Probe]) -> list[Probe]:
    return [probe for probe in made if probe.outcome in TELLING]


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
    """Say in one sentence what was certified, or why nothing was, and how far it got."""
    options = procedure.options
    if procedure.ending is None:
        return "the run ended before the procedure did"
    if procedure.ending is Ending.SWEPT:
        return "the target knows each job at once, so that no request comes too early"
    if not procedure.attempts:
        return procedure.ending.value
    last = procedure.attempts[-1]
    tried = f"{last.test.failures} of {last.test.trials} probes did"
    if procedure.ending is Ending.CERTIFIED:
        return (
            f"at most {options.p0:.2%} of requests sent {last.reached_ms:.0f} ms or later after the "
            f'acknowledgement fail "not visible", at confidence {options.confidence:.0%}: {tried}'
        )
    if procedure.ending is Ending.BUDGET:
        return f"{procedure.ending.value}; after {last.delay_ms:.0f} ms {tried}{_lacking(last.test)}"
    return procedure.ending.value


def _lacking(test: SafetyTest) -> str:
    """Say how many more probes would certify the delay if none of them failed; nothing: it is hopeless."""
    if test.futile:
        return ""
    return f", and {test.clean_trials_to_certify()} more without a failure would certify it: raise --budget"


def late(options: RaceOptions, telling: Sequence[Probe], until_ms: float | None) -> str:
    """Go on with what is known of the other end of the window; nothing when no probe came too late."""
    first = late_from(telling)
    if first is None:
        return "; nor did one come too late" if options.late else ""
    if until_ms is None:
        return (
            f"; from {first:.0f} ms on probes came too late, and too few came before to certify a last delay"
        )
    share, confidence = f"{options.p0:.2%}", f"{options.confidence:.0%}"
    return f"; up to {until_ms:.0f} ms at most {share} come too late, at confidence {confidence}"
