"""JESJCL and JESYSMSG: the numbered JCL, and what conversion and the steps said of themselves.

After the captured sample in the documentation of zos_job_output (ansible-collections/ibm_zos_core); its
lines about storage are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from harness.vendors.zosmf.emulator.course import Course
from harness.vendors.zosmf.emulator.documents import Frame
from harness.vendors.zosmf.emulator.jcl import JclJob
from harness.vendors.zosmf.emulator.jes import JES2, JES3
from harness.vendors.zosmf.emulator.job import Job
from harness.vendors.zosmf.emulator.phases import Phase
from harness.vendors.zosmf.emulator.planning import StepRun

_MARGIN = " " * 9
_CPU = f"{_MARGIN}CPU:     0 HR  00 MIN  00.00 SEC    SRB:     0 HR  00 MIN  00.00 SEC"


def jcl_listing(job: Job, jcl: JclJob) -> tuple[str, ...]:
    """Return JESJCL: statements numbered, and under each what its symbols became; the id beside the first."""
    lines = []
    for line in jcl.listing:
        number = _MARGIN if line.statement is None else f"{line.statement:9d}"
        text = line.text.rstrip()
        beside = f"{text:<72}{job.key}" if line.statement == 1 else text
        lines.append(f"{number} {beside}")
    return tuple(lines)


def system_messages(job: Job, jcl: JclJob, course: Course, frame: Frame) -> tuple[str, ...]:
    """Return JESYSMSG as far as it is written by ``frame.now``."""
    said = sorted((*jcl.expansions, *jcl.problems), key=lambda each: each.statement)
    head = [" STMT NO. MESSAGE"] if said else []
    converted = [f"{each.statement:9d} {each.message}" for each in said]
    started = course.timeline.entered(Phase.EXECUTING)
    if started is None or started > frame.now:
        return (*head, *converted)
    return (*head, *converted, *_executed(job, jcl, course, frame, started))


def _executed(job: Job, jcl: JclJob, course: Course, frame: Frame, started: int) -> Iterator[str]:
    stopped = frame.now if course.cancelled is None else min(course.cancelled, frame.now)
    for run in job.plan.steps:
        begun, ended = started + run.begins, started + run.begins + run.lasts
        if begun > stopped:
            break
        yield from _allocations(job, jcl, run)
        if ended <= stopped:
            yield from _ended(job, run, run.completion, frame, (begun, ended))
        elif course.cancelled is not None:
            yield from _ended(job, run, "ABEND S222", frame, (begun, stopped))
    finished = course.timeline.entered(Phase.AWAITING_OUTPUT)
    if finished is not None and finished <= frame.now:
        yield f" IEF375I  JOB/{job.name:<8}/START {_day(frame, started)}"
        yield f" IEF033I  JOB/{job.name:<8}/STOP  {_day(frame, finished)}"
        yield _CPU


def step_of(job: Job, run: StepRun) -> str:
    """Return a step as messages name it: the job, the step of the procedure, the step that calls it.

    See z/OS MVS System Messages, IEF142I.
    """
    return " ".join(filter(None, (job.name, run.proc_step, run.name)))


def _allocations(job: Job, jcl: JclJob, run: StepRun) -> Iterator[str]:
    yield f" IEF236I ALLOC. FOR {step_of(job, run)}"
    for definition in jcl.steps[run.number - 1].definitions:
        if definition.sysout is not None or definition.data:
            yield f" IEF237I {JES3 if job.jes3 else JES2} ALLOCATED TO {definition.name}"
        elif "DUMMY" in definition.positional:
            yield f" IEF237I DMY  ALLOCATED TO {definition.name}"


def _ended(job: Job, run: StepRun, completion: str, frame: Frame, times: tuple[int, int]) -> Iterator[str]:
    kind, _, code = completion.partition(" ")
    step, own = step_of(job, run), run.proc_step or run.name
    if kind == "CC":
        yield f" IEF142I {step} - STEP WAS EXECUTED - COND CODE {code}"
    else:
        system, user = (code[1:], "0000") if code.startswith("S") else ("000", code[1:])
        yield f" IEF472I {step} - COMPLETION CODE - SYSTEM={system} USER={user} REASON=00000000"
    yield f" IEF373I STEP/{own:<8}/START {_day(frame, times[0])}"
    yield f" IEF032I STEP/{own:<8}/STOP  {_day(frame, times[1])}"
    yield _CPU


def _day(frame: Frame, instant: int) -> str:
    return f"{frame.wall(instant):%Y%j.%H%M}"
