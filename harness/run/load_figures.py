"""From the record of a load to its figures: read from the run folder only, so they can be rebuilt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from harness.record import read_exchanges
from harness.timing.arrivals import share
from harness.timing.metrics import series
from harness.timing.operations import operations
from harness.timing.plan import PLAN_FILE, LoadPlan, read_plan
from harness.timing.race_window import observed, window
from harness.timing.sample import Sample, read_samples
from harness.timing.validity import LATENESS_LIMIT_MS, RACE_LATENESS_LIMIT_MS, Validity, judge

METRICS_FILE = "metrics.json"


def figures(folder: Path, *, interrupted: bool = False) -> dict[str, Any]:
    """Return the figures of the load in ``folder``, and write them there as ``metrics.json``."""
    # The folder may have been moved since the plan was written.
    plan = replace(read_plan(folder / PLAN_FILE), run_folder=folder)
    samples = read_samples(plan.samples_file(worker) for worker in range(plan.workers))
    began_ns = min((sample.due_ns for sample in samples), default=0)
    found: dict[str, Any] = {
        "kind": plan.command,
        "model": "open" if plan.open_model else "closed",
        "validity": _validity(plan, samples, interrupted=interrupted).document(),
        "operations": operations(read_exchanges(folder)),
        "series": series(samples, began_ns),
    }
    if plan.verb is not None:
        probed = observed(samples) if plan.race is None else window(plan.race, samples)
        found["race"] = {"verb": plan.verb, "work": plan.work, **probed}
    text = orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    (folder / METRICS_FILE).write_bytes(text)
    return found


def _validity(plan: LoadPlan, samples: Sequence[Sample], *, interrupted: bool) -> Validity:
    """Judge the generator; a race and a closed model submit as they go, so what was sent was the plan."""
    fixed = plan.open_model and plan.race is None
    planned = _planned(plan) if fixed else len(samples)
    limit = LATENESS_LIMIT_MS if plan.race is None else RACE_LATENESS_LIMIT_MS
    return judge(samples, planned, limit_ms=limit, interrupted=interrupted)


def _planned(plan: LoadPlan) -> int:
    """Count the submits that were due before somebody stopped the run."""
    arrivals, planned = plan.arrivals(), 0
    for worker in range(plan.workers):
        end = plan.read_end(worker)
        until = math.inf if end is None or end.stopped_after is None else end.stopped_after
        planned += sum(due <= until for _, due in share(arrivals, worker, plan.workers))
    return planned
