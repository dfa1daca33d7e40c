"""The jobs of this run, so that generated requests are about jobs that exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

Names = Mapping[str, str]
"""What a job is called, by the names of the contract's parameters: ``jobname``, ``jobid`` and so on."""


@dataclass(frozen=True, slots=True)
class _Job:
    names: Names
    home: Names
    """Where it lives, such as the JES it was submitted to; a request must say so to reach it."""

    @property
    def parts(self) -> Names:
        return {**self.home, **self.names}


@dataclass
class JobPool:
    """Jobs that were created, newest last, of which a request may be about one.

    A drawn job id names nothing, so without the pool every read of a job would be an error. ``random``
    is a stream of its own: what is chosen follows from the order of creations and requests alone.
    """

    random: Random
    size: int = 8
    """How many jobs are kept of each kind of home; older ones have mostly ended, and been asked for."""
    share: float = 0.75
    """The part of the requests that is about a job of the pool, whenever one fits."""
    _jobs: list[_Job] = field(default_factory=list, init=False)
    _seen: dict[str, set[str]] = field(default_factory=dict, init=False)

    def add(self, names: Names, home: Names) -> None:
        """Remember a job that was created."""
        job = _Job(dict(names), dict(home))
        neighbours = [other for other in self._jobs if other.home.keys() == job.home.keys()]
        if len(neighbours) >= self.size:
            self._jobs.remove(neighbours[0])
        self._jobs.append(job)
        for name, value in job.parts.items():
            self._seen.setdefault(name, set()).add(value)

    def forget(self, names: Names) -> None:
        """Drop the jobs that ``names`` are of, as they were deleted."""
        self._jobs = [job for job in self._jobs if not names.items() <= job.parts.items()]

    def knows(self, values: Names) -> bool:
        """Tell whether ``values`` name a job that was created, be it gone by now."""
        named = values.keys() & self._seen.keys()
        return bool(named) and all(values[name] in self._seen[name] for name in named)

    def fill(self, body: bytes) -> bytes:
        """Put one job's names in place of ``{jobid}`` and the like; leave a body that names none."""
        marks = {name: f"{{{name}}}".encode() for name in self._seen}
        wanted = frozenset(name for name, mark in marks.items() if mark in body)
        values = self.place(wanted, always=True) if wanted else {}
        for name, value in values.items():
            body = body.replace(marks[name], value.encode())
        return body

    def place(self, wanted: frozenset[str], *, always: bool = False) -> Names:
        """Return one job's values for those of the parameters ``wanted`` that name jobs.

        Empty when no job fits, and for the requests that are to go out as they were drawn, unless
        ``always``. A job fits when its home can be said; those that fill most of ``wanted`` win.
        """
        as_drawn = self.random.random() >= self.share
        fitting = [job for job in self._jobs if job.home.keys() <= wanted and job.names.keys() & wanted]
        if not fitting or (as_drawn and not always):
            return {}
        filled = [len(job.parts.keys() & wanted) for job in fitting]
        job = self.random.choice(
            [job for job, count in zip(fitting, filled, strict=True) if count == max(filled)]
        )
        return {name: value for name, value in job.parts.items() if name in wanted}
