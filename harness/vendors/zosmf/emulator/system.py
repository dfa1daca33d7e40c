"""The emulated system: its job entry subsystems, their jobs, and everything else that a snapshot keeps."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from harness.emulation.clock import wall
from harness.emulation.store import Store
from harness.vendors.zosmf.emulator.correlator import make_correlator
from harness.vendors.zosmf.emulator.jes import JES2, JES3, JESB
from harness.vendors.zosmf.emulator.job import Job
from harness.vendors.zosmf.emulator.options import Watch
from harness.vendors.zosmf.emulator.release import DOCUMENTED, Release
from harness.vendors.zosmf.emulator.tokens import Tokens

SYSTEM = "SY1"
"""Name, SMF id and JES member of the system that z/OSMF runs on."""
OTHER_SYSTEM = "SY2"
"""Another system in z/OSMF's Systems table, by its nickname; it has a spool of its own."""
NODE = "N1"


@dataclass
class Subsystem:
    """A job entry subsystem; the primary one can be addressed without a name."""

    name: str
    jobs: Store[Job] = field(default_factory=Store)
    next_number: int = DOCUMENTED.first_job_number
    purges: list[tuple[int, str]] = field(default_factory=list)
    """Instant and id of jobs that are purged, or will be."""
    residents: Store[Job] = field(default_factory=Store)
    """Started tasks and TSO users of the system itself; they stand last in lists."""

    @property
    def jes3(self) -> bool:
        """Whether the rules of JES3 hold."""
        return self.name == JES3

    def find(self, key: str) -> Job | None:
        """Return the job with this id, submitted or resident."""
        return self.jobs.get(key) or self.residents.get(key)

    def by_alias(self, correlator: str) -> Job | None:
        """Return the job with this correlator, submitted or resident."""
        return self.jobs.by_alias(correlator) or self.residents.by_alias(correlator)

    def keep(self, job: Job) -> None:
        """Keep a new value of a job that is here."""
        (self.residents if self.residents.get(job.key) else self.jobs).put(job)

    def take_number(self) -> int:
        """Return the next job number."""
        number = self.next_number
        self.next_number += 1
        return number

    def copy(self) -> Subsystem:
        """Return a subsystem that later changes to this one leave alone."""
        return replace(self, jobs=self.jobs.copy(), purges=list(self.purges), residents=self.residents.copy())

    def sweep(self, now: int, watched: Container[str]) -> None:
        """Forget jobs that were purged by ``now``: nobody could tell, but memory can."""
        left = []
        for at, key in self.purges:
            if at > now or key in watched:
                left.append((at, key))
            else:
                self.jobs.remove(key)
                self.residents.remove(key)
        self.purges = left


@dataclass
class System:
    """All state. ``epoch`` is the date and time of instant 0; ``seed`` decides what is drawn."""

    epoch: datetime
    seed: int
    subsystems: dict[str, Subsystem]
    release: Release = DOCUMENTED
    tokens: Tokens = field(default_factory=Tokens)
    watches: dict[str, Watch] = field(default_factory=dict)
    """Who is to be told of a job, by id; the primary subsystem's jobs only."""
    passwords: dict[str, str] = field(default_factory=dict)
    """The passwords that users have changed."""
    name: str = SYSTEM
    others: dict[str, System] = field(default_factory=dict)
    """The other systems that requests can be sent to, by nickname (X-IBM-Target-System)."""
    known_there: dict[tuple[str, str], str] = field(default_factory=dict)
    """By caller and nickname, the user that the caller gave at that system."""

    @classmethod
    def new(
        cls,
        epoch: datetime,
        seed: int,
        release: Release = DOCUMENTED,
        others: tuple[str, ...] = (OTHER_SYSTEM,),
    ) -> System:
        """Return a system without jobs, and with it those that can be reached from it."""
        reached = {name: cls._one(epoch, seed, release, name) for name in others}
        return replace(cls._one(epoch, seed, release, SYSTEM), others=reached)

    @classmethod
    def _one(cls, epoch: datetime, seed: int, release: Release, name: str) -> System:
        first = release.first_job_number
        subsystems = {each: Subsystem(each, next_number=first) for each in (JES2, JESB, JES3)}
        tokens = Tokens(epoch=int(epoch.timestamp()))
        return cls(epoch, seed, subsystems, release, tokens, name=name)

    @property
    def primary(self) -> Subsystem:
        """The subsystem that serves requests which name none."""
        return self.subsystems[self.release.primary]

    def correlator(
        self, subsystem: Subsystem, letter: str, number: int, at: int, user_part: str = ""
    ) -> str | None:
        """Return the correlator of a job that a subsystem took at instant ``at``; JES3 gives none.

        A second JES2 has a member name of its own: both count from the same number, and jobs of one number
        that are taken in the same second would otherwise have one correlator between them.
        """
        if subsystem.jes3:
            return None
        member = self.name if subsystem.name == self.primary.name else f"{self.name}{subsystem.name[-1]}"
        return make_correlator(letter, number, member, self.wall(at), user_part)

    def notifies(self, subsystem: Subsystem) -> bool:
        """Tell whether the end of a subsystem's jobs can be told: on a primary JES2.

        "It is not available for JES3 systems" (z/OS jobs REST interface, Requesting asynchronous job
        notifications).
        """
        return subsystem.name == self.primary.name and not subsystem.jes3

    def every_job(self) -> Iterator[Job]:
        """Return the submitted jobs of all subsystems."""
        for subsystem in self.subsystems.values():
            yield from subsystem.jobs

    def wall(self, instant: int) -> datetime:
        """Return the date and time (UTC) of an instant."""
        return wall(self.epoch, instant)

    def copy(self) -> System:
        """Return a system that later changes to this one leave alone."""
        return replace(
            self,
            subsystems={name: each.copy() for name, each in self.subsystems.items()},
            tokens=self.tokens.copy(),
            watches=dict(self.watches),
            passwords=dict(self.passwords),
            others={name: each.copy() for name, each in self.others.items()},
            known_there=dict(self.known_there),
        )


def job_id(type_: str, number: int) -> str:
    """Return the id of a job: five digits, or seven where the number needs them.

    The long form (``J0123456``) is used by systems with job numbers above 99,999.
    """
    return f"{type_}{number:05d}" if number <= 99_999 else f"{type_[0]}{number:07d}"
