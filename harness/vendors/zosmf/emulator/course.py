"""The course of a job: the phases it goes through as things stand."""

from __future__ import annotations

from dataclasses import dataclass

from harness.emulation.timeline import Timeline
from harness.vendors.zosmf.emulator.phases import FACTS, Phase, Status


@dataclass(frozen=True, slots=True)
class Course:
    """A job as the events up to some instant have left it."""

    timeline: Timeline[Phase]
    job_class: str
    held_before: Phase | None = None
    cancelled: int | None = None
    gone: int | None = None
    """The instant at which it was purged."""

    def status(self, now: int) -> Status:
        """Return the status at ``now``."""
        return FACTS[self.timeline.phase(now)].status

    def held(self, now: int) -> bool:
        """Tell whether the job is waiting only because it is held."""
        return self.held_before is not None and self.status(now) is Status.INPUT
