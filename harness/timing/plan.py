"""What a load generator is told to do: a JSON file that the harness writes and the generator reads.

Credentials never stand in the file; they travel in the generator's environment, under ``SECRETS``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from harness.seed import stream
from harness.target import Budgets, Credentials, Length, Mode, Target, Tls, WorkItem
from harness.timing.arrivals import Spacing, Stage, due_times
from harness.timing.polling import Polling
from harness.timing.race import Order, RaceOptions
from harness.timing.sample import Step

PLAN = "HARNESS_PLAN"
"""Environment variable that names the plan's file."""
SECRETS = "HARNESS_PLAN_SECRETS"
"""Environment variable that holds the credentials of the plan's sessions, as JSON."""
PLAN_FILE = "plan.json"
SAMPLES_FOLDER = "samples"
READER = "reader"
"""Name of the session that looks at jobs: the primary user's, logged in a second time."""
SCOUTING = Polling(gap=0.05, growth=1.1, longest=0.25)
"""Scouts are few and their last bracket decides the first delay: look often."""


@dataclass(frozen=True, slots=True)
class WorkerEnd:
    """How a worker of the generator ended: what went wrong with the generator itself, and its exit code."""

    problem: str = ""
    exit_code: int = 0
    stopped_after: float | None = None
    """Seconds of the plan that were carried out, when it was stopped before its end."""


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """One load, or one race when ``race`` is set.

    With ``stages`` the model is open: arrivals come as planned, whatever the target does. Without,
    ``users`` loop: each submits when its last job is done with. Times are in seconds.
    """

    vendor: str
    target: Target
    run_folder: Path
    seed: int
    token: str
    """What the tags of this run's jobs are made from."""
    tag_prefix: str
    """What every such tag begins with; the guard lets nothing else be created."""
    work: str
    """Name of the target's work item to submit."""
    stages: tuple[Stage, ...] = ()
    spacing: Spacing = Spacing.POISSON
    users: int | None = None
    duration: float = 30.0
    workers: int = 1
    polling: Polling = field(default_factory=Polling)
    deadline: float = 60.0
    """A job that has not ended by then is cleaned up."""
    in_flight: int = 500
    """Jobs that may be under way at once in one worker; later ones wait, and keep their due time."""
    drain: float = 20.0
    """How long the end of the run waits for jobs under way."""
    verb: str | None = None
    probe_share: float = 0.0
    """In a load, this share of the jobs is touched by ``verb`` instead of followed."""
    probe_to_ms: float = 1000.0
    """Those jobs are touched after a random delay up to this."""
    race: RaceOptions | None = None

    @property
    def command(self) -> str:
        """``load`` or ``race``."""
        return "load" if self.race is None else "race"

    @property
    def open_model(self) -> bool:
        """Whether arrivals come as planned, and not when a user is free."""
        return bool(self.stages)

    @property
    def item(self) -> WorkItem:
        """The work item to submit."""
        return next(item for item in self.target.work if item.name == self.work)

    @property
    def expected_jobs(self) -> int | None:
        """How many jobs there will be, for a line of progress; None when nobody can tell."""
        if self.race is not None:
            return self.race.scouts + self.race.budget
        return len(self.arrivals()) if self.open_model else None

    def arrivals(self) -> tuple[float, ...]:
        """Return every due time in seconds from the start; none in a closed model."""
        return due_times(self.stages, self.spacing, self.seed)

    def order(self, number: int) -> Order:
        """Return what job ``number`` of a load is for."""
        rng = stream(self.seed, "probes", number)
        if rng.random() < self.probe_share:
            return Order(number, Step.SWEEP, 0, rng.uniform(0, self.probe_to_ms))
        return Order(number, Step.LOAD)

    def samples_file(self, worker: int) -> Path:
        """Where ``worker`` (from 0) writes its samples."""
        return self.run_folder / SAMPLES_FOLDER / f"jobs-{worker}.ndjson"

    def write_end(self, worker: int, end: WorkerEnd) -> None:
        """Leave word of how ``worker`` ended."""
        path = self._end_file(worker)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(orjson.dumps(end))

    def read_end(self, worker: int) -> WorkerEnd | None:
        """Return how ``worker`` said it ended; None when it did not get as far."""
        path = self._end_file(worker)
        return WorkerEnd(**orjson.loads(path.read_bytes())) if path.exists() else None

    def _end_file(self, worker: int) -> Path:
        return self.run_folder / SAMPLES_FOLDER / f"end-{worker}.json"

    def write(self) -> Path:
        """Write the plan, without credentials, into its run folder; return the file."""
        bare = replace(self, target=replace(self.target, sessions={}))
        path = self.run_folder / PLAN_FILE
        path.write_bytes(orjson.dumps(bare, default=str, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))
        return path

    def secrets(self) -> str:
        """Return the credentials of the plan's sessions, for the generator's environment."""
        given = {
            name: {"user": known.user, "password": known.password, "extra": dict(known.extra)}
            for name, known in self.target.sessions.items()
        }
        return orjson.dumps(given).decode()


def read_plan(path: Path, secrets: str = "{}") -> LoadPlan:
    """Read a plan, and the credentials that its run folder does not hold."""
    given = orjson.loads(path.read_bytes())
    sessions = {name: Credentials(**known) for name, known in orjson.loads(secrets).items()}
    given["target"] = replace(_target(given["target"]), sessions=sessions)
    given["run_folder"] = Path(given["run_folder"])
    given["stages"] = tuple(Stage(**stage) for stage in given["stages"])
    given["spacing"] = Spacing(given["spacing"])
    given["polling"] = Polling(**given["polling"])
    given["race"] = None if given["race"] is None else RaceOptions(**given["race"])
    return LoadPlan(**given)


def _target(given: Mapping[str, Any]) -> Target:
    return Target(
        name=given["name"],
        vendor=given["vendor"],
        upstreams=tuple(given["upstreams"]),
        mode=Mode(given["mode"]),
        level=given["level"],
        embedded=given["embedded"],
        tls=Tls(**{name: path and Path(path) for name, path in given["tls"].items()}),
        work=tuple(_work(item) for item in given["work"]),
        budgets=Budgets(**given["budgets"]),
    )


def _work(given: Mapping[str, Any]) -> WorkItem:
    return WorkItem(given["name"], Length(given["length"]), given["fields"], tuple(given["verbs"]))
