"""A batch job of the IBM i, frozen at its submit; what happens to it later is a list of events."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from harness.emulation.clock import SECOND
from harness.emulation.timeline import Event, Stage, Timeline, with_event

NAME = re.compile(r"[A-Z$#@][A-Z0-9$#@_.]{0,9}")
"""A name of the IBM i, folded to upper case."""
QUEUE_WAIT = round(0.05 * SECOND)
"""How long a subsystem takes to start a job that may run."""


class Phase(StrEnum):
    """Where a job is; the words are those of QUSRJOBI (IBM, Retrieve Job Information)."""

    JOBQ = "*JOBQ"
    ACTIVE = "*ACTIVE"
    OUTQ = "*OUTQ"
    """It has ended, and left spooled output."""
    GONE = "*UNKNOWN"
    """It has ended and left nothing, so the system knows it no longer."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a job will do by itself. ``code`` is its ending code as CPF1164 tells it."""

    seconds: float
    code: int = 0
    log_always: bool = False
    """Whether a job log is spooled when the job ends normally; when it does not, it always is."""


@dataclass(frozen=True, slots=True)
class Course:
    """What becomes of a job, as far as it is settled at an instant."""

    timeline: Timeline[Phase]
    code: int
    held: bool = False
    left: int = 0
    """Nanoseconds of running that a held job has still before it."""
    ending: bool = False
    """True once it was told to end at once."""

    @property
    def ended(self) -> int | None:
        """The instant of the end, None when it never comes."""
        marks = [self.timeline.entered(phase) for phase in (Phase.OUTQ, Phase.GONE)]
        return min((mark for mark in marks if mark is not None), default=None)


@dataclass(frozen=True)
class Job:
    """A job. Instants are nanoseconds since the emulator's epoch."""

    key: str
    """The qualified name, ``030131/USRX/EODJOB``."""
    name: str
    owner: str
    submitted: int
    readable: int
    """From this instant on, look-ups find the job."""
    modifiable: int
    """From this instant on, commands find the job."""
    work: Work
    wait: int = QUEUE_WAIT
    held: bool = False
    """Whether it was submitted with HOLD(*YES)."""
    priority: int = 5
    events: tuple[Event, ...] = ()

    @property
    def alias(self) -> str | None:
        """A job has no second unique name."""
        return None

    @property
    def number(self) -> str:
        """The six digits that tell namesakes apart."""
        return self.key.partition("/")[0]

    @cached_property
    def natural(self) -> Course:
        """The course of the job if nobody touches it."""
        if self.held:
            queued: tuple[Stage[Phase], ...] = ((Phase.JOBQ, 0),)
            timeline = Timeline.begin(self.submitted, queued)
            return Course(timeline, self.work.code, held=True, left=round(self.work.seconds * SECOND))
        stages: tuple[Stage[Phase], ...] = ((Phase.JOBQ, self.wait), *_running(self.work))
        return Course(Timeline.begin(self.submitted, stages), self.work.code)

    def with_event(self, event: Event) -> Job:
        """Return the job with one more thing asked of it."""
        return replace(self, events=with_event(self.events, event))

    @cached_property
    def course(self) -> Course:
        """The course of the job with all that was asked of it."""
        course = self.natural
        for event in self.events:
            course = _bent(self, course, event)
        return course

    def phase(self, now: int) -> Phase:
        """Return where the job is at ``now``, which no event may follow."""
        return self.course.timeline.phase(now)

    def priority_at(self, now: int) -> int:
        """Return the job's priority on its queue."""
        changes = [event.argument for event in self.events if event.verb == "change" and event.at <= now]
        return int(changes[-1]) if changes else self.priority


def completion(code: int) -> str:
    """Return the completion status for an ending code: ``0`` normal, ``1`` abnormal (QUSRJOBI, key 306)."""
    return "0" if code in {0, 10} else "1"


def final(work: Work, code: int) -> Phase:
    """Return where a job stays that ends with ``code``: only one that leaves a job log stays at all."""
    return Phase.OUTQ if work.log_always or completion(code) == "1" else Phase.GONE


def _running(work: Work) -> tuple[Stage[Phase], ...]:
    return ((Phase.ACTIVE, round(work.seconds * SECOND)), (final(work, work.code), 0))


def _bent(job: Job, course: Course, event: Event) -> Course:
    """Return the course after ``event``; what cannot be done any more changes nothing."""
    phase = course.timeline.phase(event.at)
    match event.verb:
        case "hold":
            return _held(job, course, event.at, phase)
        case "release":
            return _released(job, course, event.at, phase)
        case "end":
            return _ended(job, course, event, phase)
        case "delete":
            return _deleted(course, event.at, phase)
        case _:
            return course


def _held(job: Job, course: Course, at: int, phase: Phase) -> Course:
    if course.held or phase not in {Phase.JOBQ, Phase.ACTIVE}:
        return course
    left = round(job.work.seconds * SECOND)
    if phase is Phase.ACTIVE:
        left = max(0, (course.ended or at) - at)
    return replace(course, timeline=course.timeline.until(at), held=True, left=left)


def _released(job: Job, course: Course, at: int, phase: Phase) -> Course:
    if not course.held or phase not in {Phase.JOBQ, Phase.ACTIVE}:
        return course
    begins = at + job.wait if phase is Phase.JOBQ else at
    running: tuple[Stage[Phase], ...] = ((Phase.ACTIVE, course.left), (final(job.work, course.code), 0))
    rest = running if phase is Phase.JOBQ else running[1:]
    timeline = course.timeline.then(begins if phase is Phase.JOBQ else at + course.left, rest)
    return replace(course, timeline=timeline, held=False, left=0)


def _ended(job: Job, course: Course, event: Event, phase: Phase) -> Course:
    """End a job: at once, or after a delay in which it may come to its own end (ENDJOB OPTION)."""
    if phase not in {Phase.JOBQ, Phase.ACTIVE}:
        return course
    before = course.timeline.until(event.at)
    if phase is Phase.JOBQ:
        return Course(before.then(event.at, ((final(job.work, 40), 0),)), 40, ending=True)
    delay = round(float(event.argument or "0") * SECOND)
    own = None if course.held else course.ended
    if own is not None and own <= event.at + delay:
        code = course.code or 10
        return Course(before.then(own, ((final(job.work, code), 0),)), code)
    at_once = not delay
    return Course(before.then(event.at + delay, ((final(job.work, 50), 0),)), 50, ending=at_once)


def _deleted(course: Course, at: int, phase: Phase) -> Course:
    """End a job at once and delete its output, so that nothing of it is left (SPLFILE(*YES))."""
    if phase is Phase.GONE:
        return course
    code = {Phase.JOBQ: 40, Phase.ACTIVE: 50}.get(phase, course.code)
    return Course(course.timeline.until(at).then(at, ((Phase.GONE, 0),)), code, ending=True)
