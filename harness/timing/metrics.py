"""The figures of a run, as the document ``metrics.json``.

Every time is published from two origins. ``due`` counts from the instant the plan intended the submit
to leave: what a user waits, whoever is to blame. ``service`` counts from the instant it did leave
(submit-to-ack) or was acknowledged (submit-to-visible, submit-to-terminal): what the target did.

``bounds`` hold the true quantiles at ``CONFIDENCE`` a side, None where the data are too few. Times
found by polling are known as brackets only: their quantiles are Turnbull's estimate, ``points`` are
upper ends, ``unseen`` counts the jobs that were not seen before the deadline.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from harness.timing.sample import Sample
from harness.timing.validity import nearest_rank
from harness.timing.visibility import Bracket, Look, bracket, estimate, quantile_bounds

QUANTILES = {"p50": 0.5, "p90": 0.9, "p95": 0.95, "p99": 0.99}
CONFIDENCE = 0.95
POINTS = 2000
"""At most this many points of a series are kept for drawing, evenly spread."""


def series(samples: Sequence[Sample], began_ns: int) -> dict[str, Any]:
    """Return the series of a run whose plan began at ``began_ns``."""
    acknowledged = [sample for sample in samples if sample.acknowledged]
    found = {"submit-to-ack": _acknowledgement(acknowledged, began_ns)}
    looks: dict[str, Callable[[Sample], tuple[Look, ...]]] = {
        "submit-to-visible": lambda sample: sample.visible,
        "submit-to-terminal": lambda sample: sample.terminal,
    }
    for name, looked in looks.items():
        pairs = [(s, bracket(s.submit.ended_ns, looked(s))) for s in acknowledged]
        known = [(sample, seen) for sample, seen in pairs if seen is not None]
        if known:
            found[name] = _polled(known, began_ns)
    return found


def _acknowledgement(samples: Sequence[Sample], began_ns: int) -> dict[str, Any]:
    due = [(s.submit.ended_ns - s.due_ns) / 1e6 for s in samples]
    service = [(s.submit.ended_ns - s.submit.begun_ns) / 1e6 for s in samples]
    points = [(_seconds(s, began_ns), ms) for s, ms in zip(samples, due, strict=True)]
    return {
        "unit": "ms",
        "n": len(samples),
        "due": _exact(due),
        "service": _exact(service),
        "bounds": {"due": _bounds(_known(due)), "service": _bounds(_known(service))},
        "points": thinned(points),
    }


def _polled(known: Sequence[tuple[Sample, Bracket]], began_ns: int) -> dict[str, Any]:
    service = [seen for _, seen in known]
    due = [seen.later((s.submit.ended_ns - s.due_ns) / 1e6) for s, seen in known]
    points = [
        (_seconds(s, began_ns), seen.high_ms)
        for (s, _), seen in zip(known, due, strict=True)
        if math.isfinite(seen.high_ms)
    ]
    return {
        "unit": "ms",
        "n": len(known),
        "unseen": sum(math.isinf(seen.high_ms) for seen in service),
        "due": _estimated(due),
        "service": _estimated(service),
        "bounds": {"due": _bounds(due), "service": _bounds(service)},
        "brackets": [(_ms(b.low_ms), _ms(b.high_ms)) for b in _thin(service)],
        "points": thinned(points),
    }


def _exact(values: Sequence[float]) -> dict[str, float | None]:
    ordered = sorted(values)
    found = {name: nearest_rank(ordered, share) for name, share in QUANTILES.items()}
    return {name: _ms(value) for name, value in {**found, "max": nearest_rank(ordered, 1)}.items()}


def _estimated(brackets: Sequence[Bracket]) -> dict[str, float | None]:
    law = estimate(brackets)
    found = {name: _ms(law.quantile(share)) for name, share in QUANTILES.items()}
    return {**found, "max": _ms(max(seen.high_ms for seen in brackets))}


def _known(values: Sequence[float]) -> list[Bracket]:
    """Return exact values as brackets, so that one rule bounds both kinds."""
    return [Bracket(value, value) for value in values]


def _bounds(brackets: Sequence[Bracket]) -> dict[str, tuple[float | None, float | None]]:
    found = {name: quantile_bounds(brackets, share, CONFIDENCE) for name, share in QUANTILES.items()}
    return {name: (_ms(low), _ms(high)) for name, (low, high) in found.items()}


def _seconds(sample: Sample, began_ns: int) -> float:
    return (sample.due_ns - began_ns) / 1e9


def _ms(value: float | None) -> float | None:
    """Return milliseconds to the microsecond; None for what is unknown or infinite."""
    return round(value, 3) if value is not None and math.isfinite(value) else None


def thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return at most ``POINTS`` of the points, evenly spread, rounded for drawing."""
    return [(round(second, 3), round(ms, 3)) for second, ms in _thin(points)]


def _thin(items: Sequence[Any]) -> Sequence[Any]:
    return items[:: max(1, math.ceil(len(items) / POINTS))]
