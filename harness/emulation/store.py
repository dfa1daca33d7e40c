"""Where an emulator keeps its jobs: found by key, by second name, and by name or the start of one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class Kept(Protocol):
    """What a store can keep: a frozen value."""

    @property
    def key(self) -> str:
        """Unique in the store."""
        ...

    @property
    def alias(self) -> str | None:
        """A second unique name, if it has one."""
        ...

    @property
    def name(self) -> str:
        """A name that several may share."""
        ...


K = TypeVar("K", bound=Kept)


class Store(Generic[K]):
    """Keeps frozen jobs in the order in which they came; every look-up is independent of their number."""

    def __init__(self) -> None:
        self._jobs: dict[str, K] = {}
        self._keys_by_alias: dict[str, str] = {}
        self._keys_by_name: dict[str, dict[str, None]] = {}
        # Sorted only when a list asks for a range of names after new ones have come.
        self._names: list[str] | None = []

    def __len__(self) -> int:
        return len(self._jobs)

    def __iter__(self) -> Iterator[K]:
        return iter(self._jobs.values())

    def get(self, key: str) -> K | None:
        """Return the job with this key."""
        return self._jobs.get(key)

    def by_alias(self, alias: str) -> K | None:
        """Return the job with this second name."""
        key = self._keys_by_alias.get(alias)
        return None if key is None else self._jobs[key]

    def put(self, job: K) -> None:
        """Keep a new job, or a new value of a job whose name and alias stay."""
        known = job.key in self._jobs
        self._jobs[job.key] = job
        if known:
            return
        if job.alias is not None:
            self._keys_by_alias[job.alias] = job.key
        if job.name not in self._keys_by_name:
            self._names = None
        self._keys_by_name.setdefault(job.name, {})[job.key] = None

    def remove(self, key: str) -> None:
        """Forget a job; harmless when it is not there."""
        job = self._jobs.pop(key, None)
        if job is None:
            return
        if job.alias is not None:
            del self._keys_by_alias[job.alias]
        keys = self._keys_by_name[job.name]
        del keys[key]
        if not keys:
            del self._keys_by_name[job.name]
            self._names = None

    def named(self, start: str, *, exactly: bool) -> Iterator[K]:
        """Return the jobs whose name begins with ``start`` (or is it), those of one name in order of age."""
        names = [start] if exactly else self._names_from(start)
        return (self._jobs[key] for name in names for key in self._keys_by_name.get(name, ()))

    def _names_from(self, start: str) -> list[str]:
        if self._names is None:
            self._names = sorted(self._keys_by_name)
        names = self._names
        return names[bisect_left(names, start) : bisect_left(names, start + "\U0010ffff")]

    def copy(self) -> Store[K]:
        """Return a store with the same jobs that later changes to this one leave alone."""
        twin: Store[K] = Store()
        for job in self:
            twin.put(job)
        return twin
