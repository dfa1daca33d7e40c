"""Which spool files a job has at an instant; their text is made when it is read, never kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from harness.vendors.zosmf.emulator.course import Course
from harness.vendors.zosmf.emulator.documents import Frame
from harness.vendors.zosmf.emulator.jcl import JclJob, Step, read_jobs
from harness.vendors.zosmf.emulator.jes import JES2, JES3
from harness.vendors.zosmf.emulator.job import Job, Submission
from harness.vendors.zosmf.emulator.phases import Phase, Status
from harness.vendors.zosmf.emulator.planning import StepRun
from harness.vendors.zosmf.emulator.programs import program_of
from harness.vendors.zosmf.emulator.spool.job_log import job_log
from harness.vendors.zosmf.emulator.spool.listings import jcl_listing, system_messages

_FIRST_PROGRAM_FILE = 101
"""Ids 2, 3 and 4 are those of JES; a program's files begin about here (zowe/jobs, captured)."""


@dataclass(frozen=True, slots=True)
class SpoolFile:
    """A spool file as it stands. ``records`` are without padding."""

    id: int
    ddname: str
    step: str
    proc_step: str | None
    output_class: str
    recfm: str
    lrecl: int
    records: tuple[str, ...]
    complete: bool = True
    """False while a program still writes it; its bytes are counted when it is closed."""

    @property
    def bytes(self) -> int:
        """The bytes counted so far."""
        return sum(map(len, self.records)) if self.complete else 0


@lru_cache(maxsize=256)
def converted(submission: Submission) -> JclJob:
    """Return a job's JCL, read again: it is not kept because few jobs' spool is ever looked at."""
    return read_jobs(submission.records, dict(submission.symbols))[0]


def spool_files(job: Job, course: Course, frame: Frame) -> list[SpoolFile]:
    """Return a job's spool files at ``frame.now``, JES's own first."""
    message_class = job.message_class
    log, jes = job_log(job, course, frame), JES3 if job.jes3 else JES2
    files = [SpoolFile(2, "JESMSGLG", jes, None, message_class, "UA", 133, log)]
    jcl = converted(job.submission)
    if _is_converted(course, frame.now):
        listing, said = jcl_listing(job, jcl), system_messages(job, jcl, course, frame)
        files.append(SpoolFile(3, "JESJCL", jes, None, message_class, "V", 136, listing))
        files.append(SpoolFile(4, "JESYSMSG", jes, None, message_class, "VA", 137, said))
    return [*files, *_program_files(job, jcl, course, frame)]


def _is_converted(course: Course, now: int) -> bool:
    return course.timeline.phase(now) not in (Phase.INPUT, Phase.AWAITING_CONVERSION, Phase.CONVERTING)


def _program_files(job: Job, jcl: JclJob, course: Course, frame: Frame) -> Iterator[SpoolFile]:
    number = _FIRST_PROGRAM_FILE
    started = course.timeline.entered(Phase.EXECUTING)
    stopped = frame.now if course.cancelled is None else min(course.cancelled, frame.now)
    for run in job.plan.steps:
        if started is None or started + run.begins > stopped:
            return
        done = started + run.begins + run.lasts <= stopped or course.status(frame.now) is Status.OUTPUT
        for file in _step_files(job, jcl.steps[run.number - 1], run, number, complete=done):
            yield file
            number = file.id + 1


def _step_files(job: Job, step: Step, run: StepRun, first: int, *, complete: bool) -> Iterator[SpoolFile]:
    written = program_of(step).write(step)
    printed = (definition for definition in step.definitions if definition.sysout is not None)
    for number, definition in enumerate(printed, first):
        output_class = job.message_class if definition.sysout == "*" else definition.sysout
        yield SpoolFile(
            number,
            definition.name,
            run.name,
            run.proc_step or None,
            output_class or job.message_class,
            "FB" if definition.name == "SYSUT2" else "FBA",
            80 if definition.name == "SYSUT2" else 133,
            written.get(definition.name, ()),
            complete,
        )
