"""Where an emulator keeps its jobs: found by key, by second name, by owner, and by name or its start."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
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

    @property
    def owner(self) -> str:
        """Whose it is."""
        ...


K = TypeVar("K", bound=Kept)


class Index:
    """Keys by a value that several jobs may share, in the order in which they came."""

    def __init__(self, keys: dict[str, dict[str, None]] | None = None) -> None:
        self._keys = {} if keys is None else keys
        # Sorted only when a range is asked for after new values have come.
        self._values: list[str] | None = None

    def add(self, value: str, key: str) -> None:
        """Note that the job ``key`` has ``value``."""
        if value not in self._keys:
            self._values = None
        self._keys.setdefault(value, {})[key] = None

    def remove(self, value: str, key: str) -> None:
        """Forget what ``add`` noted."""
        keys = self._keys[value]
        del keys[key]
        if not keys:
            del self._keys[value]
            self._values = None

    def of(self, value: str) -> Collection[str]:
        """Return the keys of the jobs with exactly this value."""
        return self._keys.get(value, {}).keys()

    def values(self, start: str) -> Sequence[str]:
        """Return, sorted, every value there is that begins with ``start``."""
        if self._values is None:
            self._values = sorted(self._keys)
        if not start:
            return self._values
        return self._values[
            bisect_left(self._values, start) : bisect_left(self._values, start + "\U0010ffff")
        ]

    def copy(self) -> Index:
        """Return an index that later changes to this one leave alone."""
        return Index({value: dict(keys) for value, keys in self._keys.items()})


class Store(Generic[K]):
    """Keeps frozen jobs in the order in which they came; finding one does not depend on their number."""

    def __init__(self) -> None:
        self._jobs: dict[str, K] = {}
        self._aliases: dict[str, str] = {}
        self._names = Index()
        self._owners = Index()

    def __len__(self) -> int:
        return len(self._jobs)

    def __iter__(self) -> Iterator[K]:
        return iter(self._jobs.values())

    def get(self, key: str) -> K | None:
        """Return the job with this key."""
        return self._jobs.get(key)

    def by_alias(self, alias: str) -> K | None:
        """Return the job with this second name."""
        key = self._aliases.get(alias)
        return None if key is None else self._jobs[key]

    def put(self, job: K) -> None:
        """Keep a new job, or a new value of a job whose alias, name and owner stay."""
        known = job.key in self._jobs
        self._jobs[job.key] = job
        if known:
            return
        if job.alias is not None:
            self._aliases[job.alias] = job.key
        self._names.add(job.name, job.key)
        self._owners.add(job.owner, job.key)

    def remove(self, key: str) -> None:
        """Forget a job; harmless when it is not there."""
        job = self._jobs.pop(key, None)
        if job is None:
            return
        if job.alias is not None:
            del self._aliases[job.alias]
        self._names.remove(job.name, key)
        self._owners.remove(job.owner, key)

    def fewer_owned(self, owner: str, start: str) -> bool:
        """Tell whether fewer jobs have this owner than there are names that begin with ``start``."""
        return len(self._owners.of(owner)) < len(self._names.values(start))

    def owned(self, owner: str) -> Iterator[K]:
        """Return the jobs of exactly this owner, in order of age."""
        return (self._jobs[key] for key in self._owners.of(owner))

    def named(self, start: str, fits: Callable[[str], bool]) -> Iterator[K]:
        """Return the jobs whose name begins with ``start`` and ``fits``, in order of name, then age."""
        names = filter(fits, self._names.values(start))
        return (self._jobs[key] for name in names for key in self._names.of(name))

    def copy(self) -> Store[K]:
        """Return a store with the same jobs that later changes to this one leave alone."""
        twin: Store[K] = Store()
        twin._jobs = dict(self._jobs)
        twin._aliases = dict(self._aliases)
        twin._names = self._names.copy()
        twin._owners = self._owners.copy()
        return twin
