"""JESMSGLG: what JES and the system said of a job, with times (sample of JES2: ibm_zos_core#623).

No log of a JES3 is public: its own messages (IAT…) are worded after z/OS JES3 Messages, those of JES2
($HASP…) and its statistics are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from harness.vendors.zosmf.emulator.course import Course
from harness.vendors.zosmf.emulator.documents import Frame
from harness.vendors.zosmf.emulator.job import Job
from harness.vendors.zosmf.emulator.phases import Phase, Status
from harness.vendors.zosmf.emulator.planning import JCL_ERROR
from harness.vendors.zosmf.emulator.spool.listings import step_of

_TITLE = "1                   J E S 2  J O B  L O G  --  S Y S T E M  {}  --  N O D E  N 1"
_ORIGIN = "1{} IAT6140 JOB ORIGIN FROM GROUP=ANYLOCAL, DSP=IR , DEVICE=INTRDR  , 0000"
_OF_JES2 = "$HASP"


def job_log(job: Job, course: Course, frame: Frame) -> tuple[str, ...]:
    """Return the records written by ``frame.now``; the first character of each is carriage control."""
    events = sorted(
        (each for each in _events(job, course, frame.system) if each[0] <= frame.now),
        key=lambda each: each[0],
    )
    lines = [_line(job, frame.wall(at), text) for at, text in events]
    if job.jes3:
        return (_ORIGIN.format(f"{frame.wall(job.submitted):%H.%M.%S}"), *lines)
    statistics = _statistics(job, course, frame) if course.status(frame.now) is Status.OUTPUT else ()
    return (*_heading(job, frame), *lines, *statistics)


def _heading(job: Job, frame: Frame) -> tuple[str, ...]:
    submitted = frame.wall(job.submitted)
    day = f"---- {submitted:%A},".upper().ljust(16) + f"{submitted:%d %b %Y} ----".upper()
    return (_TITLE.format(" ".join(frame.system)), "0", f" {submitted:%H.%M.%S} {job.key} {day}")


def _line(job: Job, at: datetime, text: str) -> str:
    return f" {at:%H.%M.%S} {job.key}  {text}"


def _events(job: Job, course: Course, system: str) -> Iterator[tuple[int, str]]:
    timeline, name = course.timeline, f"{job.name:<8}"
    yield job.submitted, f"IRR010I  USERID {job.owner:<8} IS ASSIGNED TO THIS JOB."
    started = timeline.entered(Phase.EXECUTING)
    ended = timeline.entered(Phase.AWAITING_OUTPUT)
    if started is not None:
        yield started, _selected(job, course, system)
        yield started, f"IEF403I {job.name} - STARTED"
    if ended is not None:
        said = _endings(job, course, name, ran=started is not None)
        yield from ((ended, text) for text in said if not (job.jes3 and text.startswith(_OF_JES2)))


def _selected(job: Job, course: Course, system: str) -> str:
    """Return what JES says when it hands a job to an initiator."""
    if job.jes3:
        return f"IAT2000 JOB {job.name:<8} ({job.key}) SELECTED   {system:<8}  GRP=BATCH"
    return f"$HASP373 {job.name:<8} STARTED - INIT 1    - CLASS {course.job_class:<8} - SYS {system}"


def _endings(job: Job, course: Course, name: str, *, ran: bool) -> Iterator[str]:
    if course.cancelled is not None:
        yield f"$HASP890 JOB({job.name}) CANCELLED"
        if ran:
            yield f"IEF450I {_cut_off(job, course, course.cancelled)} - ABEND=S222 U0000 REASON=00000000"
            yield f"$HASP395 {name} ENDED - ABEND=S222"
        else:
            yield f"$HASP396 {name} TERMINATED"
    elif job.plan.retcode == JCL_ERROR:
        yield f"IEFC452I {job.name} - JOB NOT RUN - JCL ERROR"
        yield f"$HASP396 {name} TERMINATED"
    elif ran:
        yield from _program_endings(job)
        yield f"IEF404I {job.name} - ENDED"
        yield f"$HASP395 {name} ENDED - {_how(job.plan.retcode)}"


def _cut_off(job: Job, course: Course, cancelled: int) -> str:
    """Return the step that a cancel caught, as messages name it."""
    started = course.timeline.entered(Phase.EXECUTING) or 0
    begun = [run for run in job.plan.steps if started + run.begins <= cancelled]
    return step_of(job, begun[-1]) if begun else job.name


def _program_endings(job: Job) -> Iterator[str]:
    for step in job.plan.steps:
        kind, _, code = step.completion.partition(" ")
        if kind == "ABEND":
            system, user = (code, "U0000") if code.startswith("S") else ("S000", code)
            yield f"IEF450I {step_of(job, step)} - ABEND={system} {user} REASON=00000000"


def _how(retcode: str) -> str:
    kind, _, code = retcode.partition(" ")
    return f"RC={code}" if kind == "CC" else f"ABEND={code}"


def _statistics(job: Job, course: Course, frame: Frame) -> tuple[str, ...]:
    started, ended = (course.timeline.entered(p) for p in (Phase.EXECUTING, Phase.AWAITING_OUTPUT))
    ran = 0 if started is None or ended is None else ended - started
    return (
        "0------ JES2 JOB STATISTICS ------",
        f"-  {frame.wall(job.submitted):%d %b %Y} JOB EXECUTION DATE".upper(),
        f"-{len(job.submission.records):13,d} CARDS READ",
        f"-{sum(1 for _ in _events(job, course, frame.system)):13,d} SYSOUT PRINT RECORDS",
        "-            0 SYSOUT PUNCH RECORDS",
        f"-{max(1, len(job.submission.records) * 80 // 1024):13,d} SYSOUT SPOOL KBYTES",
        f"-{ran / 6e10:13.2f} MINUTES EXECUTION TIME",
    )
