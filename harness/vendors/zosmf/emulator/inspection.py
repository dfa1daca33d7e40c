"""The truth about a job, for the control API: what callers cannot see is measured against it."""

from __future__ import annotations

from typing import Any

from harness.vendors.zosmf.emulator.job import Job
from harness.vendors.zosmf.emulator.lifecycle import course_of, retcode
from harness.vendors.zosmf.emulator.phases import Phase


def describe_job(job: Job, now: int) -> dict[str, Any] | None:
    """Return a job with all instants in seconds since the epoch; None when it is purged."""
    course = course_of(job, now)
    if course.gone is not None:
        return None
    timeline = course.timeline
    return {
        "key": f"{job.name}/{job.key}",
        "correlator": job.correlator,
        "subsystem": job.subsystem,
        "owner": job.owner,
        "state": course.status(now).value,
        "held": course.held(now),
        "result": retcode(job, course, now),
        "submitted": job.submitted / 1e9,
        "readable": job.readable / 1e9,
        "modifiable": job.modifiable / 1e9,
        "started": _seconds(timeline.entered(Phase.EXECUTING)),
        "ended": _seconds(timeline.entered(Phase.AWAITING_OUTPUT)),
    }


def _seconds(instant: int | None) -> float | None:
    return None if instant is None else instant / 1e9
