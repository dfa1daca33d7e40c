"""A job, frozen at submit; what happens to it later is a list of events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote

from harness.emulation.timeline import Event, Timeline, with_event
from harness.vendors.zosmf.emulator.correlator import in_url
from harness.vendors.zosmf.emulator.course import Course
from harness.vendors.zosmf.emulator.jes import JES3
from harness.vendors.zosmf.emulator.phases import Phase
from harness.vendors.zosmf.emulator.planning import Plan


@dataclass(frozen=True)
class Submission:
    """What the submitter sent: one job's records and the symbols set for them."""

    records: tuple[str, ...]
    symbols: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Job:
    """A job. Instants are nanoseconds since the emulator's epoch."""

    key: str
    """The job id, such as ``JOB00123``."""
    name: str
    owner: str
    type: str
    """``JOB``, ``STC`` or ``TSU``."""
    job_class: str
    message_class: str
    subsystem: str
    correlator: str | None
    """None for a job of JES3."""
    submitted: int
    readable: int
    """From this instant on, reading finds the job."""
    modifiable: int
    """From this instant on, modifying finds the job."""
    plan: Plan
    submission: Submission
    primary: bool = True
    """False for a job of a secondary JES, which is addressed by name and id only."""
    events: tuple[Event, ...] = ()

    @cached_property
    def jes3(self) -> bool:
        """Whether it is a job of a JES3."""
        return self.subsystem == JES3

    @property
    def alias(self) -> str | None:
        """The correlator, where it is an address."""
        return self.correlator if self.primary else None

    @property
    def reference(self) -> str:
        """The job as messages name it."""
        return f"{self.name}({self.key})"

    @cached_property
    def path(self) -> str:
        """The job's address below the jobs path; on a secondary JES it cannot be built on the correlator."""
        return self.named_path if self.alias is None else f"/{in_url(self.alias)}"

    @property
    def named_path(self) -> str:
        """The job's address by name and id."""
        jes = "" if self.primary else f"/-{self.subsystem}"
        return f"{jes}/{quote(self.name, safe='$@')}/{self.key}"

    @cached_property
    def natural(self) -> Course:
        """The course of the job if nobody touches it."""
        timeline = Timeline.begin(self.submitted, self.plan.stages)
        held_before = self.plan.held_before
        if held_before is not None:
            timeline = timeline.stopped_before(held_before)
        return Course(timeline, self.job_class, held_before)

    def ended_by_itself(self, now: int) -> bool:
        """Tell, without working out its course, that a job which nobody touched has long ended."""
        timeline = self.natural.timeline
        return not self.events and timeline.phases[-1] is Phase.ON_OUTPUT and timeline.instants[-1] <= now

    def after(self, event: Event) -> Job:
        """Return the job with one more event."""
        return replace(self, events=with_event(self.events, event))
