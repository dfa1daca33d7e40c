"""The tasks of the emulated organisation: the job resource can start tasks, but make none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from harness.vendors.iics.emulator.identifiers import TASK, federated_id, object_id
from harness.vendors.iics.emulator.release import Release

DEFAULT_FOLDER: Final = "Default"
ELSEWHERE: Final = "Finance/Close"
"""A project and its folder: what lies there can be started by its federated id only."""
TYPES: Final = ("DMASK", "DRS", "DSS", "MTT", "PCS", "WORKFLOW")
"""Codes of Data Integration (REST API v2, Job)."""
QUALITY_TYPES: Final = ("AVS", "DQA", "DNB_TASK", "DNB_WORKFLOW")
"""Codes that an old edition of the reference has besides."""
MASS_INGESTION: Final = "MI_TASK"
"""Such tasks have a job resource of their own; the code is made up."""
SEED_NUMBER: Final = 22
"""The number of which the job resource's example id, ``0034J90000000M``, is made."""


class End(IntEnum):
    """How a run ends, by the state of its log entry (REST API v2, activityLog)."""

    SUCCESS = 1
    WARNING = 2
    FAILED = 3
    NOT_STARTED = 4


class Parallel(StrEnum):
    """What becomes of a start while the task runs."""

    PARALLEL = "parallel"
    """Both run: a mapping task that allows simultaneous runs."""
    FAIL = "fail"
    """The second run fails: replication and PowerCenter tasks."""
    REJECT = "reject"
    """The start is refused; inferred, the documents do not say it."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task, and how each of its runs goes."""

    number: int
    id: str
    federated: str
    name: str
    type: str
    folder: str = DEFAULT_FOLDER
    seconds: float = 1.0
    """How long a run is RUNNING."""
    end: End = End.SUCCESS
    parallel: Parallel = Parallel.PARALLEL
    steps: tuple[str, ...] = ()
    """Names of the tasks that a linear taskflow runs one after the other."""

    @property
    def path(self) -> str:
        """Where the lookup resource finds it."""
        return f"{self.folder}/{self.name}"


@dataclass(frozen=True, slots=True)
class _Plan:
    name: str
    type: str
    folder: str = DEFAULT_FOLDER
    seconds: float = 1.0
    end: End = End.SUCCESS
    parallel: Parallel = Parallel.PARALLEL
    steps: tuple[str, ...] = ()


PARTS: Final = 240
"""How many tasks run for a minute each, so that as many runs can be stopped one by one."""
_PLANS: Final = {
    SEED_NUMBER: _Plan("taskName", "WORKFLOW", steps=("Load_Orders", "Sync_Customers")),
    40: _Plan("Load_Orders", "MTT"),
    41: _Plan("Load_Ledger", "MTT", seconds=60),
    42: _Plan("Load_Broken", "MTT", seconds=0.5, end=End.FAILED),
    43: _Plan("Sync_Customers", "DSS", end=End.WARNING),
    44: _Plan("Replicate_Sales", "DRS", seconds=20, parallel=Parallel.FAIL),
    45: _Plan("Mask_Staff", "DMASK"),
    46: _Plan("Import_Legacy", "PCS", seconds=20, parallel=Parallel.FAIL),
    47: _Plan("Load_Alone", "MTT", seconds=5, parallel=Parallel.REJECT),
    48: _Plan("Load_Nowhere", "MTT", seconds=0, end=End.NOT_STARTED),
    49: _Plan("Month End & Close", "WORKFLOW", ELSEWHERE, steps=("Close_Books",)),
    50: _Plan("Close_Books", "MTT", ELSEWHERE),
    51: _Plan("Ingest_Files", MASS_INGESTION),
    52: _Plan("Check_Addresses", "AVS"),
    **{100 + part: _Plan(f"Load_Part_{part:03d}", "MTT", seconds=60) for part in range(PARTS)},
}
"""By number. The task of the example bears the name that the sample callback gives."""


class Catalog:
    """Every task, found by each of its names."""

    def __init__(self, release: Release) -> None:
        self._tasks = tuple(_made(release))
        self._ids = {task.id: task for task in self._tasks}
        self._federated = {task.federated: task for task in self._tasks}
        self._names = {(task.folder, task.name): task for task in self._tasks}

    def __iter__(self) -> Iterator[Task]:
        return iter(self._tasks)

    def by_id(self, id_: str) -> Task | None:
        """Return the task with this id of its organisation."""
        return self._ids.get(id_)

    def by_federated(self, id_: str) -> Task | None:
        """Return the task with this federated id."""
        return self._federated.get(id_)

    def by_name(self, name: str, folder: str = DEFAULT_FOLDER) -> Task | None:
        """Return the task of a folder with this name."""
        return self._names.get((folder, name))


def _made(release: Release) -> Iterable[Task]:
    for number, plan in _PLANS.items():
        yield Task(
            number,
            object_id(TASK, number, long=release.long_ids),
            federated_id(number),
            plan.name,
            plan.type,
            plan.folder,
            plan.seconds,
            plan.end,
            plan.parallel,
            plan.steps,
        )
