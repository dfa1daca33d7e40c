"""What the control API is told of jobs, and a system that has been running for a while."""

from __future__ import annotations

from typing import Any, Final

from harness.vendors.i2rest.emulator.job import Job, Phase, Work, completion
from harness.vendors.i2rest.emulator.system import System

_OWNER: Final = "BATCH"
_LONG_AGO: Final = -3600 * 1_000_000_000


def describe_job(job: Job, now: int) -> dict[str, Any]:
    """Return a job with all instants in seconds since the epoch, as callers cannot see it."""
    course = job.course
    ended = course.ended
    done = ended is not None and ended <= now
    return {
        "key": job.key,
        "owner": job.owner,
        "state": job.phase(now).value,
        "held": course.held,
        "result": completion(course.code) if done else None,
        "submitted": job.submitted / 1e9,
        "readable": job.readable / 1e9,
        "modifiable": job.modifiable / 1e9,
        "started": _seconds(course.timeline.entered(Phase.ACTIVE)),
        "ended": _seconds(ended),
    }


def prefill(system: System, count: int) -> None:
    """Put ``count`` jobs of another user on the system, an hour old, ended, their job logs kept."""
    work = Work(0.1, log_always=True)
    for position in range(count):
        name = f"F{position:07d}"
        key = f"{system.take_number():06d}/{_OWNER}/{name}"
        system.put(Job(key, name, _OWNER, _LONG_AGO, _LONG_AGO, _LONG_AGO, work))


def _seconds(instant: int | None) -> float | None:
    return None if instant is None else instant / 1e9
