"""May the figures be believed? Judged before any result: a late generator measures itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from harness.timing.sample import Sample

LATENESS_LIMIT_MS = 20.0
"""Submits may leave this much later than due, at the 99th percentile."""
RACE_LATENESS_LIMIT_MS = 500.0
"""The same for a race: it measures from acknowledgements, so lateness only blurs the rate."""
SENT_SHARE = 0.99
"""This share of the planned submits must have left."""


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether the generator kept to its plan."""

    ok: bool
    lateness_p99_ms: float | None
    planned: int
    sent: int
    why: str

    def document(self) -> dict[str, Any]:
        """Return the ``validity`` part of ``metrics.json``."""
        return asdict(self)


def judge(
    samples: Sequence[Sample],
    planned: int,
    *,
    limit_ms: float = LATENESS_LIMIT_MS,
    interrupted: bool = False,
) -> Validity:
    """Compare what was sent with what was planned. ``planned`` is the number of submits intended."""
    late = nearest_rank(sorted(sample.lateness_ms for sample in samples), 0.99)
    why = _objection(len(samples), planned, late, limit_ms, interrupted=interrupted)
    rounded = None if late is None else round(late, 3)
    good = "the plan was kept"
    return Validity(not why, rounded, planned, len(samples), why or good)


def _objection(sent: int, planned: int, late_ms: float | None, limit_ms: float, *, interrupted: bool) -> str:
    """Say what is wrong, or nothing."""
    if interrupted:
        return f"the run was interrupted after {sent} of {planned} planned submits"
    if sent < SENT_SHARE * planned:
        return f"only {sent} of {planned} planned submits were sent"
    if late_ms is not None and late_ms > limit_ms:
        return (
            f"the generator was too slow: one submit in a hundred left {late_ms:.0f} ms or more after "
            f"it was due (limit {limit_ms:.0f} ms)"
        )
    return ""


def nearest_rank(ordered: Sequence[float], share: float) -> float | None:
    """Return the sample quantile at the nearest rank of rising values; None without values."""
    return ordered[max(1, math.ceil(share * len(ordered))) - 1] if ordered else None
