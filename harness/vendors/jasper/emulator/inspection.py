"""What the control API shows of jobs: the truth, in seconds since the epoch."""

from __future__ import annotations

from typing import Any

from harness.vendors.jasper.emulator.job import Job, state_value


def describe_job(job: Job, now: int, epoch: int) -> dict[str, Any]:
    """Return a job as it is at moment ``now``."""
    at = job.standing(now)

    def seconds(moment: int | None) -> float | None:
        return None if moment is None else (moment - epoch) / 1000

    return {
        "key": str(job.number),
        "label": job.label,
        "owner": job.owner,
        "state": state_value(job, at, now),
        "version": job.document["version"],
        "previous": seconds(at.previous),
        "next": seconds(at.next),
        "ended": seconds(at.ended),
        "fails": job.fails,
        "readable": seconds(job.scheduled),
        "modifiable": seconds(job.scheduled),
    }
