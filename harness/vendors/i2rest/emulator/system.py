"""The emulated system: its jobs, sessions and tokens; everything that a snapshot keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from harness.emulation.clock import wall
from harness.emulation.store import Store
from harness.vendors.i2rest.emulator.job import Job, Phase
from harness.vendors.i2rest.emulator.release import Release
from harness.vendors.i2rest.emulator.sessions import AnonymousPool, SessionJob
from harness.vendors.i2rest.emulator.tokens import Tokens

FIRST_ANONYMOUS: Final = 30_075
FIRST_NUMBER: Final = 30_126
"""Job numbers of the examples in the i2Rest API: the anonymous session, and the first of a token."""
_LAST_NUMBER: Final = 999_999
QUEUES: Final = frozenset(
    {("QBATCH", "QGPL"), ("QINTER", "QGPL"), ("QS36EVOKE", "QGPL"), ("QSYSNOMAX", "QSYS")}
)
"""Job queues that there are."""
_SWEEP: Final = 512
"""Submits between two looks for jobs that nobody can ask for any more."""


@dataclass
class System:
    """All state. ``epoch`` is the date and time of instant 0; ``seed`` decides what is drawn."""

    epoch: datetime
    seed: int
    release: Release
    tokens: Tokens
    jobs: Store[Job] = field(default_factory=Store)
    anonymous: AnonymousPool = field(default_factory=AnonymousPool)
    next_number: int = FIRST_NUMBER
    requests: int = 0
    """Requests that came to the Main Gate, for STATUS."""

    @classmethod
    def new(cls, epoch: datetime, seed: int, release: Release) -> System:
        """Return a system without jobs, with the anonymous session that is always there."""
        pool = AnonymousPool([SessionJob.anonymous(FIRST_ANONYMOUS)])
        return cls(epoch, seed, release, Tokens(seed), anonymous=pool)

    def take_number(self) -> int:
        """Return the next job number; they wrap, as the system's do."""
        number = self.next_number
        self.next_number = 1 if number >= _LAST_NUMBER else number + 1
        return number

    def wall(self, instant: int) -> datetime:
        """Return the date and time (UTC) of an instant."""
        return wall(self.epoch, instant)

    def copy(self) -> System:
        """Return a system that later changes to this one leave alone."""
        return replace(
            self, jobs=self.jobs.copy(), tokens=self.tokens.copy(), anonymous=self.anonymous.copy()
        )

    def put(self, job: Job) -> None:
        """Keep a job, or a new value of it."""
        self.jobs.put(job)

    def there(self, now: int) -> Iterator[Job]:
        """Return the jobs that the system knows at ``now``."""
        return (job for job in self.jobs if job.phase(now) is not Phase.GONE)
