"""Restarting jobs: a copy of each that runs once, at once."""

from __future__ import annotations

from typing import Any

from harness.exchange import Response
from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.descriptor import creation_text
from harness.vendors.jasper.emulator.job import Job
from harness.vendors.jasper.emulator.moments import wall_text, zone_of
from harness.vendors.jasper.emulator.pausing import read_numbers
from harness.vendors.jasper.emulator.refusals import scheduler_error
from harness.vendors.jasper.emulator.rendering import id_list
from harness.vendors.jasper.emulator.submitting import check, new_job

_APART = 500
"""Milliseconds between the starts of two copies of one request."""
IGNORE_MISFIRES = -1
"""MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY: a copy that fails triggers nothing further."""


def restart_jobs(ask: Ask) -> Response:
    """Answer with the ids as they came; the copies have ids of their own, and the originals stay.

    An unknown id means that nothing is restarted.
    """
    numbers, chosen = read_numbers(ask, ask.release.empty_body_is_all)
    originals = [_original(ask, number, numbers) for number in numbers]
    copies = []
    for position, original in enumerate(originals):
        start = ask.now + _APART * position
        draft = _copy(original, start, ask.now)
        check(ask, draft)
        copies.append(new_job(ask, draft, start))
    for copy in copies:
        ask.system.put(copy)
    return id_list(ask, numbers, chosen)


def _original(ask: Ask, number: int, numbers: list[int]) -> Job:
    job = ask.known(number)
    if job is None:
        raise ask.no_job(number)
    if not ask.user.may_read(job.owner):
        raise scheduler_error(f"Error restarting jobs {numbers}")
    return job


def _copy(job: Job, start: int, now: int) -> dict[str, Any]:
    """Return the draft of a copy that runs once at ``start``."""
    timezone = job.trigger["timezone"]
    return {
        **job.document,
        "creationDate": creation_text(now),
        "baseOutputFilename": f"{job.document['baseOutputFilename']}_retry{start}",
        "repositoryDestination": job.destination,
        "trigger": {
            "simpleTrigger": {
                "timezone": timezone,
                "startType": 2,
                "startDate": wall_text(start, zone_of(timezone)),
                "occurrenceCount": 1,
                "misfireInstruction": IGNORE_MISFIRES,
            }
        },
    }
