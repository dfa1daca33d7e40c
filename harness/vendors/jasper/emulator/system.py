"""Everything that a snapshot keeps: the jobs, the exclusion calendars, the sessions, the next number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from harness.vendors.jasper.emulator.exclusions import exclusion_of
from harness.vendors.jasper.emulator.job import Job
from harness.vendors.jasper.emulator.moments import moment_of
from harness.vendors.jasper.emulator.sessions import Sessions
from harness.vendors.jasper.emulator.triggers.exclusion import NOTHING, Exclusion

_FIRST_NUMBER = 5482
_SPARE = 256
NANOSECONDS = 1_000_000
"""Of an instant in a moment."""
_Document = Mapping[str, Any]


@dataclass
class System:
    """All state. ``epoch`` is the moment of instant 0."""

    epoch: int
    seed: int
    jobs: dict[int, Job] = field(default_factory=dict)
    """By number, the oldest first."""
    outputs: dict[str, dict[int, str]] = field(default_factory=dict)
    """Lower-case output names that no other job may write, by folder and job number."""
    calendars: dict[str, _Document] = field(default_factory=dict)
    sessions: Sessions = field(default_factory=lambda: Sessions(0))
    failures: dict[str, int] = field(default_factory=dict)
    """Wrong passwords in a row, by user name."""
    next_number: int = _FIRST_NUMBER
    sweep_at: int = _SPARE
    """How many jobs make it worth while to look for those that are gone."""

    @classmethod
    def new(cls, epoch: datetime, seed: int) -> System:
        """Return a system without jobs."""
        return cls(moment_of(epoch), seed, sessions=Sessions(seed))

    def moment(self, instant: int) -> int:
        """Return the moment of an instant."""
        return self.epoch + instant // NANOSECONDS

    def take_numbers(self, count: int) -> int:
        """Return the first of ``count`` fresh numbers: jobs and their parts share one sequence."""
        first = self.next_number
        self.next_number += count
        return first

    def put(self, job: Job) -> None:
        """Keep a new job, or a new value of one."""
        self._forget_output(self.jobs.get(job.number))
        self.jobs[job.number] = job
        destination = job.document["repositoryDestination"]
        if destination["saveToRepository"] and not destination["overwriteFiles"]:
            names = self.outputs.setdefault(destination["folderURI"] or "", {})
            names[job.number] = job.document["baseOutputFilename"].lower()

    def remove(self, number: int) -> None:
        """Forget a job; harmless when it is not there."""
        self._forget_output(self.jobs.pop(number, None))

    def _forget_output(self, job: Job | None) -> None:
        if job is not None:
            folder = job.document["repositoryDestination"]["folderURI"] or ""
            self.outputs.get(folder, {}).pop(job.number, None)

    def sweep(self, now: int) -> None:
        """Forget jobs that are gone, now and then: nobody could tell, but memory can."""
        if len(self.jobs) < self.sweep_at:
            return
        for number in [job.number for job in self.jobs.values() if job.gone(now)]:
            self.remove(number)
        self.sweep_at = 2 * len(self.jobs) + _SPARE

    def live(self, now: int) -> Iterator[Job]:
        """Return the jobs that are not gone, by number."""
        return (job for job in self.jobs.values() if not job.gone(now))

    def exclusion(self, name: str | None) -> Exclusion:
        """Return what a calendar excludes; one that is not there excludes nothing (inferred)."""
        document = self.calendars.get(name or "")
        return NOTHING if document is None else exclusion_of(document)

    def copy(self) -> System:
        """Return a system that later changes to this one leave alone."""
        return replace(
            self,
            jobs=dict(self.jobs),
            outputs={folder: dict(names) for folder, names in self.outputs.items()},
            calendars=dict(self.calendars),
            sessions=self.sessions.copy(),
            failures=dict(self.failures),
        )
