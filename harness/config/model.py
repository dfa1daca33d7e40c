"""What ``harness.toml`` says beyond targets and waivers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordLimits:
    """``[record]``: which run folders stay when a run ends; None: no limit.

    A run folder whose ledger still lists something on a target always stays.
    """

    keep_runs: int | None = None
    keep_days: float | None = None
    keep_megabytes: float | None = None
    """Size of all run folders together, in 10^6 bytes."""
