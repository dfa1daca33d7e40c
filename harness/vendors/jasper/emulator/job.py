"""A report job as the scheduler keeps it: a frozen value; its state follows from it and the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.vendors.jasper.emulator.triggers.progress import Progress, Standing, standing

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Secrets:
    """What answers leave out."""

    password: str | None = None
    passphrase: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One job; moments are milliseconds since 1970."""

    number: int
    owner: str
    document: Document
    """The whole descriptor with every member, less secrets."""
    progress: Progress
    scheduled: int
    """When it was committed, which is before the schedule was answered: from then on it is known to all."""
    lasts: int = 0
    """Milliseconds that a run takes."""
    fails: bool = False
    secrets: Secrets = Secrets()

    @property
    def trigger(self) -> Document:
        """The fields of the trigger, whichever kind it is of."""
        fields: Document = next(iter(self.document["trigger"].values()))
        return fields

    @property
    def kind(self) -> str:
        """``simpleTrigger`` or ``calendarTrigger``."""
        kind: str = next(iter(self.document["trigger"]))
        return kind

    @property
    def label(self) -> str:
        """The job's name for people."""
        return str(self.document["label"])

    @property
    def destination(self) -> dict[str, Any]:
        """Where the output goes, with the secrets that it takes to get there."""
        kept = self.document["repositoryDestination"]
        ftp = {**kept["outputFTPInfo"], "password": self.secrets.password}
        if "sshPassphrase" in ftp:
            ftp["sshPassphrase"] = self.secrets.passphrase
        return {**kept, "outputFTPInfo": ftp}

    def standing(self, now: int) -> Standing:
        """Return how the trigger stands."""
        return standing(self.progress, now, self.lasts)

    def gone(self, now: int) -> bool:
        """Tell whether the job has been removed: it will never fire again and its last run is over."""
        return self.standing(now).over(now)

    def runs_over(self, now: int) -> list[int]:
        """Return when the latest of the runs began that are over, the oldest first."""
        return [at for at in self.progress.run_times(now) if at + self.lasts <= now]

    def count_over(self, now: int) -> int:
        """Return how many runs are over."""
        at = self.standing(now)
        running = at.ran is not None and at.ran <= now < at.ran + self.lasts
        return max(0, self.progress.count(now) - running)


def state_value(job: Job, at: Standing, now: int) -> str:
    """Return the state as the API names it.

    A paused trigger is PAUSED even while a run goes on; a failed run leaves the trigger NORMAL
    (Community Edition, ReportJobsQuartzScheduler).
    """
    if at.paused:
        return "PAUSED"
    if at.ran is not None and at.ran <= now < at.ran + job.lasts:
        return "EXECUTING"
    return "COMPLETE" if at.next is None else "NORMAL"
