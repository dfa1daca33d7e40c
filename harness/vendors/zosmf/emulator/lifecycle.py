"""The life of a job: its course is a pure function of the job and its events up to an instant.

What each verb does in each status follows the z/OSMF topics on modifying jobs and Zowe's system
tests against real systems (zowe-cli, packages/zosjobs); see ``Feedback`` for what is only inferred.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from harness.emulation.timeline import Event
from harness.vendors.zosmf.emulator.course import Course
from harness.vendors.zosmf.emulator.job import Job
from harness.vendors.zosmf.emulator.phases import Phase, Status

CANCELED = "CANCELED"
"""With one L (zowe/jobs, captured)."""
_SELECTION = 5_000_000
"""Nanoseconds from a release to the phase that it opens."""
_PURGE_WORK = 10_000_000
"""Nanoseconds that a cancelled job waits for output processing."""


def course_of(job: Job, now: int) -> Course:
    """Return the job's course as known at ``now``: later events are not in it."""
    course = job.natural
    for event in job.events:
        if event.at > now:
            break
        if refusal(course, event, job.type) is None:
            course = _EFFECTS[event.verb](job, course, event)
    return course


def retcode(job: Job, course: Course, now: int) -> str | None:
    """Return how the job ended, None as long as it has not."""
    return ending(job, course) if course.status(now) is Status.OUTPUT else None


def ending(job: Job, course: Course) -> str | None:
    """Return how the job ends as things stand."""
    return job.plan.retcode if course.cancelled is None else CANCELED


@dataclass(frozen=True, slots=True)
class Feedback:
    """The result of a job modify request (SSI function 85), as a feedback document carries it."""

    status: int
    message: str


DONE = Feedback(0, "Request was successful.")
NO_RIGHT = Feedback(128, "Class authorization failed")
"""That JES tells a user without rights by this number is inferred; another's job it hides."""
NOT_AUTHORIZED = Feedback(140, "Job not found")
NOT_CANCELLABLE = Feedback(156, "Job not cancellable or purgeable")
BAD_CLASS = Feedback(172, "Job class invalid")
CHANGE_FAILED = Feedback(188, "Job change failed")
NOT_BATCH = Feedback(304, "Request failed. Not a batch job")


def refusal(course: Course, event: Event, type_: str = "JOB") -> Feedback | None:
    """Return why JES refuses ``event``, None when it does not.

    Cancelling an ended job (156) and a class that does not exist (172) are measured by Zowe's system
    tests. That an executing job keeps its class (188), and that started tasks and TSO users can only be
    cancelled and purged (304), is inferred from what the codes mean.
    """
    status = course.status(event.at)
    if type_ != "JOB" and event.verb in ("hold", "release", "class"):
        return NOT_BATCH
    if event.verb == "cancel" and status is Status.OUTPUT:
        return NOT_CANCELLABLE
    if event.verb == "class":
        if not _is_class(event.argument):
            return BAD_CLASS
        if status is Status.ACTIVE:
            return CHANGE_FAILED
    return None


def _is_class(name: str) -> bool:
    """Classes A to Z and 0 to 9 are defined; longer names would need a JOBCLASS statement."""
    return len(name) == 1 and name.isascii() and name.isalnum()


def _hold(_: Job, course: Course, event: Event) -> Course:
    if course.held_before is not None or course.timeline.reached(Phase.EXECUTING, event.at):
        return course
    if course.timeline.entered(Phase.EXECUTING) is None:
        return course  # Nothing to keep it from: it ends in conversion.
    return replace(
        course,
        timeline=course.timeline.stopped_before(Phase.EXECUTING),
        held_before=Phase.EXECUTING,
    )


def _release(job: Job, course: Course, event: Event) -> Course:
    if course.held_before is None or course.status(event.at) is not Status.INPUT:
        return course
    last = course.timeline.phases[-1]
    ready = course.timeline.instants[-1] + job.plan.lasts(last)
    rest = job.plan.stages_from(course.held_before)
    begins = max(event.at + _SELECTION, ready)
    return replace(course, timeline=course.timeline.then(begins, rest), held_before=None)


def _class(_: Job, course: Course, event: Event) -> Course:
    return replace(course, job_class=event.argument)


def _cancel(_: Job, course: Course, event: Event) -> Course:
    ending = ((Phase.AWAITING_OUTPUT, _PURGE_WORK), (Phase.ON_OUTPUT, 0))
    timeline = course.timeline.until(event.at).then(event.at, ending)
    return replace(course, timeline=timeline, cancelled=event.at, held_before=None)


def _delete(_: Job, course: Course, event: Event) -> Course:
    return replace(course, gone=event.at if course.gone is None else course.gone)


_EFFECTS = {"hold": _hold, "release": _release, "class": _class, "cancel": _cancel, "delete": _delete}
VERBS = frozenset(_EFFECTS)
"""What can be asked of a job."""
