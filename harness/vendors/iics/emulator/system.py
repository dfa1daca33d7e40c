"""The emulated organisation: its tasks, its runs, and everything else that a snapshot keeps."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import inf
from typing import Final
from zoneinfo import ZoneInfo

from harness.emulation.clock import wall
from harness.emulation.store import Store
from harness.vendors.iics.emulator.callbacks import Watch
from harness.vendors.iics.emulator.catalog import Catalog
from harness.vendors.iics.emulator.release import Release
from harness.vendors.iics.emulator.runs import Run
from harness.vendors.iics.emulator.sessions import Sessions

EASTERN: Final = ZoneInfo("America/New_York")


@dataclass
class System:
    """All state. ``epoch`` is the date and time of instant 0; ``seed`` decides what is drawn."""

    epoch: datetime
    seed: int
    release: Release
    catalog: Catalog
    sessions: Sessions = field(default_factory=Sessions)
    runs: Store[Run] = field(default_factory=Store)
    counts: dict[str, int] = field(default_factory=dict)
    """How many runs each task has had, by its id."""
    active: dict[str, int] = field(default_factory=dict)
    """The instant at which each run that was not in the log at the last look moves there, by its key."""
    log: list[str] = field(default_factory=list)
    """Keys of the runs that were in the log at the last look, the newest end last."""
    watches: dict[str, Watch] = field(default_factory=dict)
    """Callbacks that are still to be made, by the key of their run."""
    due: float = inf
    """The first instant at which an active run moves to the log; until then nobody need look for any."""

    @classmethod
    def new(cls, epoch: datetime, seed: int, release: Release, catalog: Catalog) -> System:
        """Return an organisation in which nothing has run yet."""
        return cls(epoch, seed, release, catalog)

    def add(self, run: Run) -> None:
        """Keep a new run."""
        self.runs.put(run)
        self.counts[run.task.id] = run.run_id
        self._await(run)

    def change(self, run: Run) -> None:
        """Keep a new value of a run that is still active."""
        self.runs.put(run)
        self._await(run)

    def running(self, now: int) -> Iterator[Run]:
        """Return the runs that the monitor may show, in the order in which they were started."""
        self._hand_over(now)
        return (run for key in self.active if (run := self.runs.get(key)) is not None)

    def ended(self, now: int) -> Iterator[Run]:
        """Return the runs in the log, the newest first."""
        self._hand_over(now)
        return (run for key in reversed(self.log) if (run := self.runs.get(key)) is not None)

    def running_of(self, task_id: str, now: int) -> Iterator[Run]:
        """Return the runs of one task that the monitor may show."""
        self._hand_over(now)
        keys = [key for key in self.active if key.startswith(f"{task_id}/")]
        return (run for key in keys if (run := self.runs.get(key)) is not None)

    def wall(self, instant: int) -> datetime:
        """Return the date and time (UTC) of an instant."""
        return wall(self.epoch, instant)

    def without_runs(self) -> System:
        """Return the organisation as one that sees none of its runs; sessions and tasks are shared."""
        return replace(self, runs=Store(), active={}, log=[], due=inf)

    def copy(self) -> System:
        """Return an organisation that later changes to this one leave alone."""
        return replace(
            self,
            sessions=self.sessions.copy(),
            runs=self.runs.copy(),
            counts=dict(self.counts),
            active=dict(self.active),
            log=list(self.log),
            watches=dict(self.watches),
        )

    def _await(self, run: Run) -> None:
        self.active[run.key] = run.logged
        self.due = min(self.due, run.logged)

    def _end(self, key: str) -> int:
        run = self.runs.get(key)
        return 0 if run is None else run.ended

    def _hand_over(self, now: int) -> None:
        """Note which runs have moved to the log by ``now``; nobody could tell when it is noted."""
        if now < self.due:
            return
        moved = [(at, key) for key, at in self.active.items() if at <= now]
        for _, key in sorted(moved, key=lambda each: each[0]):
            # One that was stopped is there at its end, others some time after theirs; equals as they started.
            insort(self.log, key, key=self._end)
        # A new one, since a dict is walked past the places of all that it has ever held.
        self.active = {key: at for key, at in self.active.items() if at > now}
        self.due = min(self.active.values(), default=inf)
