"""A request to the jobs service that has passed authentication and routing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from harness.vendors.zosmf.emulator.addressing import Route
from harness.vendors.zosmf.emulator.course import Course
from harness.vendors.zosmf.emulator.documents import Frame
from harness.vendors.zosmf.emulator.errors import NO_JOB
from harness.vendors.zosmf.emulator.job import Job
from harness.vendors.zosmf.emulator.lifecycle import course_of
from harness.vendors.zosmf.emulator.release import Release
from harness.vendors.zosmf.emulator.system import Subsystem, System


class Ask(NamedTuple):
    """Who asks for what, when. Header names are lower case; of a repeated header the first counts."""

    user: str
    route: Route
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    system: System
    subsystem: Subsystem
    frame: Frame
    conditions: frozenset[str] = frozenset()
    """What is wrong with the system, see ``impairments``."""

    @property
    def release(self) -> Release:
        """The release that answers."""
        return self.frame.release

    @property
    def now(self) -> int:
        """The instant of the request."""
        return self.frame.now

    def at(self, instant: int) -> Ask:
        """Return the same request as if it came at another instant."""
        return self._replace(frame=self.frame._replace(now=instant))

    def job_to_read(self) -> tuple[Job, Course]:
        """Return the addressed job, or refuse (6/4/10) when no reader knows it (any more, or yet)."""
        return self._known(lambda job: job.readable)

    def job_to_modify(self) -> tuple[Job, Course]:
        """Return the addressed job, or refuse (6/4/10): after a submit, modifying may know it later."""
        return self._known(lambda job: job.modifiable)

    def _known(self, since: Callable[[Job], int]) -> tuple[Job, Course]:
        job = self._find()
        course = course_of(job, self.now) if job is not None else None
        if job is None or course is None or course.gone is not None or self.now < since(job):
            raise NO_JOB.refuse(reference=self.route.reference)
        return job, course

    def _find(self) -> Job | None:
        route = self.route
        if route.correlator:
            return self.subsystem.by_alias(route.correlator.upper())
        job = self.subsystem.find(route.job_id.upper())
        if job is None:
            route.check_job_id()
            return None
        # Name and id must belong together (zowe/jobs, zowe-cli system tests).
        return job if job.name == route.name.upper() else None
