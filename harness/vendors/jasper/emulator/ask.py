"""A request to the jobs service that has passed authentication and routing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from harness.emulation.settings import EmulatorSettings
from harness.vendors.jasper.emulator.accounts import User
from harness.vendors.jasper.emulator.job import Job
from harness.vendors.jasper.emulator.job_shapes import JobShapes
from harness.vendors.jasper.emulator.refusals import Described, access_denied, no_job
from harness.vendors.jasper.emulator.release import Release
from harness.vendors.jasper.emulator.system import System
from harness.vendors.jasper.emulator.triggers.progress import Standing


class Ask(NamedTuple):
    """Who asks for what, when. Header names are lower case; of a repeated header the first counts."""

    user: User
    name: str
    """What the path names: a job number, a calendar, or nothing."""
    query: Mapping[str, Sequence[str]]
    headers: Mapping[str, str]
    body: bytes
    now: int
    """The moment of the request."""
    system: System
    release: Release
    shapes: JobShapes
    settings: EmulatorSettings

    @property
    def accept(self) -> str | None:
        """The header Accept."""
        return self.headers.get("accept")

    def argument(self, name: str) -> str | None:
        """Return the first value of a query parameter, None when it is not there or empty."""
        values = self.query.get(name)
        return values[0] if values and values[0] else None

    def job(self) -> Job:
        """Return the addressed job; refuse an unknown one (404) and somebody else's (403)."""
        return self.job_and_standing()[0]

    def job_and_standing(self) -> tuple[Job, Standing]:
        """Return the addressed job, and how it stands; refuse as :meth:`job` does."""
        job = self.system.jobs.get(int(self.name))
        at = None if job is None else job.standing(self.now)
        if job is None or at is None or at.over(self.now):
            raise self.no_job(self.name)
        if not self.user.may_read(job.owner):
            raise access_denied()
        return job, at

    def known(self, number: int) -> Job | None:
        """Return the job with a number, whosever it is; None when there is none (any more)."""
        job = self.system.jobs.get(number)
        return None if job is None or job.gone(self.now) else job

    def no_job(self, number: str | int) -> Described:
        """Return what a job gets that is not there (any more)."""
        return no_job(number, old_text=self.release.old_missing_text)
