"""The JSON documents of jobs, steps and feedback (IBM topic: JSON document specifications).

Where captured answers and the topic differ, the captured form is given: ``subsystem`` names the
primary JES instead of being null, addresses are built on correlators, the feedback's ``status`` is
a number.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from harness.vendors.zosmf.emulator.course import Course
from harness.vendors.zosmf.emulator.job import Job
from harness.vendors.zosmf.emulator.lifecycle import Feedback, ending
from harness.vendors.zosmf.emulator.phases import FACTS, JES3_PHASES, Phase, Status
from harness.vendors.zosmf.emulator.release import DOCUMENTED, Release

JOBS_PATH = "/zosmf/restjobs/jobs"
_LATER_FIELDS = frozenset({"phase", "phase-name", "reason-not-running", "job-correlator"})
"""What IBM's oldest samples of a job document do not have."""


class Frame(NamedTuple):
    """What documents need besides the job: the instant, the caller's address of us, the calendar."""

    now: int
    base: str
    wall: Callable[[int], datetime]
    release: Release = DOCUMENTED
    system: str = "SY1"
    """The system that answers."""

    def stamp(self, instant: int | None) -> str | None:
        """Return an instant as documents write it: ISO 8601, UTC, milliseconds."""
        if instant is None or instant > self.now:
            return None
        at = self.wall(instant)
        return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"


def job_url(job: Job, frame: Frame) -> str:
    """Return the absolute address of a job."""
    return f"{frame.base}{JOBS_PATH}{job.path if frame.release.correlator_urls else job.named_path}"


def subsystem_of(job: Job, release: Release) -> str | None:
    """Return the name of a job's JES; null stands for the primary one where that is not named."""
    return None if job.primary and not release.named_subsystem else job.subsystem


def job_document(job: Job, course: Course, frame: Frame) -> dict[str, Any]:
    """Return the job document, without the parts that only a query parameter asks for."""
    release, phase = frame.release, course.timeline.phase(frame.now)
    fact, url = FACTS[phase], job_url(job, frame)
    code, text = JES3_PHASES[phase] if job.jes3 else (phase, fact.text)
    document: dict[str, Any] = {
        "owner": job.owner,
        "phase": code,
        "subsystem": subsystem_of(job, release),
        "phase-name": text,
        "job-correlator": job.correlator,
        "type": job.type,
        "url": url,
        "jobid": job.key,
        "class": course.job_class,
        "files-url": f"{url}/files",
        "jobname": job.name,
        "status": fact.status,
        "retcode": spelled(ending(job, course), release) if fact.status is Status.OUTPUT else None,
    }
    if course.held(frame.now):
        document["reason-not-running"] = "Job is held."
    if not release.phases:
        document = {name: value for name, value in document.items() if name not in _LATER_FIELDS}
    return document


def spelled(result: str | None, release: Release) -> str | None:
    """Return how a job ended, a user abend as the release writes it."""
    return result if result is None or release.abend_space else result.replace("ABEND U", "ABENDU")


def execution_data(course: Course, frame: Frame) -> dict[str, Any]:
    """Return the fields that ``exec-data=Y`` adds (zowe-cli#1158).

    Times that have not come are null (mvslovers/mvsmf, measured); where a job runs is not said before
    it does.
    """
    timeline = course.timeline
    started = timeline.entered(Phase.EXECUTING)
    began = started is not None and started <= frame.now
    converted = next((at for at, phase in zip(timeline.instants, timeline.phases, strict=True)
                      if phase is not Phase.INPUT), None)  # fmt: skip
    ended = timeline.entered(Phase.AWAITING_OUTPUT) if began else None
    data: dict[str, Any] = {"exec-system": frame.system, "exec-member": frame.system} if began else {}
    if submitted := frame.stamp(converted):
        data["exec-submitted"] = submitted
    times = {"exec-started": frame.stamp(started), "exec-ended": frame.stamp(ended)}
    nulls = frame.release.exec_nulls
    return {**data, **{name: time for name, time in times.items() if nulls or time is not None}}


def step_data(job: Job, course: Course, frame: Frame) -> list[dict[str, Any]]:
    """Return the steps that have begun, as ``step-data=Y`` asks for."""
    started = course.timeline.entered(Phase.EXECUTING)
    if started is None:
        return []
    stopped = frame.now if course.cancelled is None else min(course.cancelled, frame.now)
    steps = []
    for step in job.plan.steps:
        begun, ended = started + step.begins, started + step.begins + step.lasts
        if begun > stopped:
            break
        completion = step.completion if ended <= stopped else "ABEND S222"
        document = {
            "smfid": frame.system,
            "active": course.status(frame.now) is Status.ACTIVE and ended > stopped,
            "step-number": step.number,
            "program-name": step.program,
            "step-name": step.name,
            "proc-step-name": step.proc_step,
            "selected-time": frame.stamp(begun),
            "owner": job.owner,
        }
        if not document["active"]:
            ended_at = frame.stamp(min(ended, stopped))
            document |= {"completion": completion, "path-name": "", "end-time": ended_at}
        steps.append(document)
    return steps


def feedback_document(job: Job, feedback: Feedback, frame: Frame) -> dict[str, Any]:
    """Return the job feedback document of a synchronous request."""
    release = frame.release
    where = {"member": "JES2", "sysname": frame.system} if release.feedback_member else {}
    return {
        "jobid": job.key,
        "jobname": job.name,
        "original-jobid": job.key,
        "owner": job.owner,
        **where,
        "job-correlator": job.correlator,
        "status": feedback.status if release.numeric_feedback else str(feedback.status),
        "message": feedback.message,
    }
