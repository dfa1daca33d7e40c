"""What is posted to the address that a submit named: the job completed document, and earlier events.

IBM topics: Submit a job (X-IBM-Notification-URL), JSON document specifications (job completed
document); JES2 only. The end is told once, when the job can no longer be selected for execution. The
events ready and active (APAR PH44152) have no documented body: they name the job and tell no result.
"""

from __future__ import annotations

import re
from dataclasses import replace

import orjson

from harness.emulation.emulator import Notice
from harness.vendors.zosmf.emulator.course import Course
from harness.vendors.zosmf.emulator.job import Job
from harness.vendors.zosmf.emulator.lifecycle import CANCELED, course_of, retcode
from harness.vendors.zosmf.emulator.options import Watch
from harness.vendors.zosmf.emulator.phases import Phase, Status
from harness.vendors.zosmf.emulator.system import System

_ABEND = re.compile(r"ABEND (?P<code>[SU]\w+)")
_EARLIER = {"ready": Phase.AWAITING_EXECUTION, "active": Phase.EXECUTING}


def due_notices(system: System, now: int) -> list[Notice]:
    """Return the notices of a system that are due, and forget them."""
    due: list[Notice] = []
    for key, watch in list(system.watches.items()):
        job = system.primary.jobs.get(key)
        if job is None:
            continue
        notices, left = notices_of(job, watch, now)
        due += notices
        if left is None:
            del system.watches[key]
        else:
            system.watches[key] = left
    return due


def notices_of(job: Job, watch: Watch, now: int) -> tuple[list[Notice], Watch | None]:
    """Return the notices of a job that are due, and what is left to be told of; a purge ends it as cancelled.

    A job that never came to an event is never told of by it.
    """
    course = course_of(job, now)
    told = [event for event in _EARLIER if event in watch.events and _came(event, course, now)]
    notices = [Notice(now, watch.url, orjson.dumps(_named(job, course))) for _ in told]
    if course.status(now) is not Status.OUTPUT and course.gone is None:
        return notices, replace(watch, events=watch.events - set(told))
    if "complete" in watch.events:
        result = retcode(job, course, now) or CANCELED
        document = {**_named(job, course), "retcode": result, **_completion(result)}
        notices.append(Notice(now, watch.url, orjson.dumps(document)))
    return notices, None


def _came(event: str, course: Course, now: int) -> bool:
    """Tell whether a job has become eligible for execution, or has begun; a held one is not eligible."""
    return course.timeline.reached(_EARLIER[event], now) and not (event == "ready" and course.held(now))


def _named(job: Job, course: Course) -> dict[str, object]:
    return {
        "job-correlator": job.correlator,
        "jobid": job.key,
        "jobname": job.name,
        "owner": job.owner,
        "class": course.job_class,
    }


def _completion(result: str) -> dict[str, object]:
    """Return the completion in JES's terms: 1 normal, 2 by code, 3 JCL error, 4 cancelled, 5 abend."""
    if found := _ABEND.fullmatch(result):
        return {"completion-type": 5, "completion-code": 0, "abend-code": found["code"]}
    code = int(result[3:]) if result.startswith("CC ") else 0
    kinds = {CANCELED: 4, "JCL ERROR": 3}
    return {"completion-type": kinds.get(result, 2 if code else 1), "completion-code": code, "abend-code": ""}
