"""Figures of load and race runs, worked out by the estimators from jobs whose lags are known."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from harness.flow import Outcome
from harness.seed import stream
from harness.timing.metrics import series
from harness.timing.race import RaceOptions, RaceProcedure
from harness.timing.race_window import window
from harness.timing.sample import Act, Sample, Step
from harness.timing.validity import judge
from harness.timing.visibility import Look

MS = 1_000_000
STALL = (12_000, 14_000)
"""Milliseconds between which the target answers nothing."""


def load_metrics(jobs: int = 600) -> dict[str, Any]:
    """Return the figures of 20 submits a second for half a minute, with a stall of two seconds."""
    drawn = stream(5, "load")
    samples = [_load_sample(number, drawn) for number in range(jobs)]
    return {
        "kind": "load",
        "operations": ["submitJob", "getJob"],
        "series": series(samples, 0),
        "validity": judge(samples, jobs).document(),
    }


def race_metrics() -> dict[str, Any]:
    """Return the figures of a race for hold, where a job is known 120 ms (median) after its submit."""
    options = RaceOptions.sized(0.05, 0.95, 400, 5)
    procedure, drawn, samples = RaceProcedure(options), stream(5, "race"), []
    while (order := procedure.order()) is not None:
        sample = _race_sample(order.number, order.step, order.attempt, order.delay_ms, drawn)
        samples.append(sample)
        procedure.report(sample)
    return {
        "kind": "race",
        "operations": ["submitJob", "modifyJob"],
        "series": series(samples, 0),
        "race": {"verb": "hold", **window(options, samples)},
        "validity": judge(samples, len(samples)).document(),
    }


def _load_sample(number: int, drawn: Random, *, stalls: bool = True) -> Sample:
    due = number * 50 * MS
    stalled = stalls and STALL[0] * MS <= due < STALL[1] * MS
    sent = STALL[1] * MS if stalled else due
    ended = sent + round(drawn.lognormvariate(2.1, 0.35) * MS)
    lag = drawn.lognormvariate(4.8, 0.5) * MS
    return Sample(
        number=number,
        step=Step.LOAD,
        due_ns=due,
        submit=Act(sent + 200_000, ended, Outcome.DONE),
        job=f"HQ1A{number:04d}/JOB{number:05d}",
        visible=_polled(ended, lag, drawn),
        terminal=_polled(ended, lag + 900 * MS, drawn),
    )


def _polled(ended: int, lag: float, drawn: Random) -> tuple[Look, ...]:
    """Return polls with a random phase and rising gaps, up to the first that sees the job."""
    looks: list[Look] = []
    gap, at = 40.0 * MS, ended + round(drawn.uniform(0, 40) * MS)
    while not looks or not looks[-1].seen:
        looks.append(Look(at, at + 3 * MS, seen=at - ended >= lag))
        at, gap = at + round(gap), gap * 1.5
    return tuple(looks)


def _race_sample(number: int, step: Step, attempt: int, delay: float | None, drawn: Random) -> Sample:
    sample = replace(_load_sample(number, drawn, stalls=False), number=number, step=step, attempt=attempt)
    if delay is None:
        return sample
    sent = sample.submit.ended_ns + round(delay * MS)
    known = drawn.lognormvariate(4.8, 0.5) <= delay
    late = drawn.random() < max(0.0, (delay - 500) / 2000)
    outcome = Outcome.NOT_VISIBLE if not known else Outcome.TOO_LATE if late else Outcome.DONE
    return replace(sample, delay_ms=delay, visible=(), terminal=(), probe=Act(sent, sent + 6 * MS, outcome))
