"""Where a command runs: which session, when, on what system."""

from __future__ import annotations

from dataclasses import dataclass

from harness.emulation import EmulatorSettings
from harness.vendors.i2rest.emulator.job import Job, Phase
from harness.vendors.i2rest.emulator.messages import EscapeError, message
from harness.vendors.i2rest.emulator.sessions import SessionJob
from harness.vendors.i2rest.emulator.system import System


@dataclass(frozen=True, slots=True)
class Setting:
    """A command's surroundings."""

    system: System
    session: SessionJob
    now: int
    settings: EmulatorSettings

    def job_named(self, value: str) -> Job:
        """Return the one job that JOB() names; raise ``EscapeError`` for none, for several, for this one.

        The forms are ``name``, ``user/name`` and ``number/user/name`` (IBM, commonly used parameters: JOB).
        """
        if value.strip("'") in {"*", self.session.job}:
            raise EscapeError(message("CPF1342"))
        parts = [part.strip().upper() for part in value.strip("'").split("/")]
        found = [job for job in self._candidates(parts) if self.now >= job.modifiable]
        if not found:
            raise EscapeError(message("CPF1321", job="/".join(parts)[:28]))
        if len(found) > 1:
            raise EscapeError(message("CPF1332"))
        return found[0]

    def controlled(self, job: Job) -> Job:
        """Return ``job``; raise ``EscapeError`` for somebody else's, as no user here has *JOBCTL."""
        if job.owner != self.session.profile:
            raise EscapeError(message("CPF1344", job=job.key))
        return job

    def _candidates(self, parts: list[str]) -> list[Job]:
        jobs = self.system.jobs
        if len(parts) == 3:
            one = jobs.get("/".join(parts))
            named = [] if one is None else [one]
        elif len(parts) <= 2:
            named = list(jobs.named(parts[-1], lambda name: name == parts[-1]))
            named = [job for job in named if len(parts) == 1 or job.owner == parts[0]]
        else:
            named = []
        return [job for job in named if job.phase(self.now) is not Phase.GONE]
