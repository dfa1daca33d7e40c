"""The job completed document, posted to the address that a submit named.

IBM topics: Submit a job (X-IBM-Notification-URL), JSON document specifications (job completed
document); JES2 only. It is sent once, when the job can no longer be selected for execution.
"""

from __future__ import annotations

import re

import orjson

from harness.emulation.emulator import Notice
from harness.vendors.zosmf.emulator.job import Job
from harness.vendors.zosmf.emulator.lifecycle import CANCELED, course_of, retcode
from harness.vendors.zosmf.emulator.phases import Status

_ABEND = re.compile(r"ABEND (?P<code>[SU]\w+)")


def notice_of(job: Job, url: str, now: int) -> Notice | None:
    """Return the notice of a job's end, None as long as it has not ended; a purge ends it as cancelled."""
    course = course_of(job, now)
    if course.status(now) is not Status.OUTPUT and course.gone is None:
        return None
    result = retcode(job, course, now) or CANCELED
    document = {
        "job-correlator": job.correlator,
        "jobid": job.key,
        "jobname": job.name,
        "owner": job.owner,
        "class": course.job_class,
        "retcode": result,
        **_completion(result),
    }
    return Notice(now, url, orjson.dumps(document))


def _completion(result: str) -> dict[str, object]:
    """Return the completion in JES's terms: 1 normal, 2 by code, 3 JCL error, 4 cancelled, 5 abend."""
    if found := _ABEND.fullmatch(result):
        return {"completion-type": 5, "completion-code": 0, "abend-code": found["code"]}
    code = int(result[3:]) if result.startswith("CC ") else 0
    kinds = {CANCELED: 4, "JCL ERROR": 3}
    return {"completion-type": kinds.get(result, 2 if code else 1), "completion-code": code, "abend-code": ""}
