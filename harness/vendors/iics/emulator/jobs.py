"""The job resource: start a task, and stop whatever of a task runs (REST API v2, Job)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Any

from harness.emulation import EmulatorSettings, LagLaw
from harness.emulation.clock import SECOND
from harness.exchange import Response
from harness.seed import stream
from harness.vendors.iics.emulator.callbacks import watch_for
from harness.vendors.iics.emulator.catalog import (
    DEFAULT_FOLDER,
    MASS_INGESTION,
    QUALITY_TYPES,
    TYPES,
    End,
    Parallel,
    Task,
)
from harness.vendors.iics.emulator.documents import Writer, log_id, success
from harness.vendors.iics.emulator.errors import (
    ALREADY_RUNNING,
    FULL,
    INGESTION,
    MISSING,
    NO_TASK,
    NOT_RUNNING,
    SEVERAL,
    WRONG_VALUE,
)
from harness.vendors.iics.emulator.incoming import Incoming, text_of
from harness.vendors.iics.emulator.messages import answered
from harness.vendors.iics.emulator.release import Release
from harness.vendors.iics.emulator.runs import Run, stages_of
from harness.vendors.iics.emulator.system import System

_NAMES = ("taskId", "taskFederatedId", "taskName")
_URL = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_REPLICATING = (
    "Data replication task failed to run. Another instance of task {name} is currently replicating the same"
    " objects."
)
"""What a replication task says when it is run twice (REST API reference and online help)."""


class Jobs:
    """Starts and stops."""

    def __init__(self, settings: EmulatorSettings) -> None:
        self._lag = settings.lag
        self._capacity = settings.capacity

    def start(self, incoming: Incoming, user: str) -> Response:
        """Start a run and answer with the job object at once."""
        system, body = incoming.system, incoming.body()
        task = _task(body, _NAMES, system)
        callback = _callback(body)
        if len(system.runs) >= self._capacity:
            raise FULL.refuse()
        run = self._new_run(task, user, callback, incoming)
        system.add(run)
        watch = watch_for(run, system.seed)
        if watch is not None:
            system.watches[run.key] = watch
        document = Writer(system, incoming.now).job(run)
        return answered(incoming, document, system.release.started)

    def stop(self, incoming: Incoming) -> Response:
        """Stop every run of a task that the resource knows of: the request cannot name one."""
        system, body, now = incoming.system, incoming.body(), incoming.now
        names = _NAMES if system.release.stop_federated else ("taskId", "taskName")
        task = _task(body, names, system)
        running = [run for run in system.running_of(task.id, now) if run.may_stop(now)]
        if not running:
            raise NOT_RUNNING.refuse(name=task.name)
        for run in running:
            system.change(run.stop(now))
        return answered(incoming, success(f"Stop request for task {task.name} accepted."))

    def _new_run(self, task: Task, user: str, callback: str | None, incoming: Incoming) -> Run:
        system, now = incoming.system, incoming.now
        release, number = system.release, len(system.runs) + 1
        seconds, end, error = _course(task, system, now)
        random = stream(system.seed, "lag", number)
        readable = now + _sampled(self._lag.read, random, now)
        registered = _sampled(self._lag.modify, random, now)
        return Run(
            number,
            system.counts.get(task.id, 0) + 1,
            log_id(number, long=release.long_ids),
            task,
            user,
            now,
            readable,
            now + registered,
            stages_of(seconds, end, queued=release.queued, registered=registered),
            end,
            error,
            callback,
        )


def _sampled(law: LagLaw, random: Random, now: int) -> int:
    return round(law.sample(random, now / SECOND) * SECOND)


def _course(task: Task, system: System, now: int) -> tuple[float, End, str | None]:
    """Return how long a new run works, how it ends, and what it says of errors."""
    busy = task.parallel is not Parallel.PARALLEL and any(system.running_of(task.id, now))
    if busy and task.parallel is Parallel.REJECT:
        raise ALREADY_RUNNING.refuse(name=task.name)
    if busy:
        return 0.1, End.FAILED, _REPLICATING.format(name=task.name)
    errors = {
        End.WARNING: "Some rows were rejected by the target.",
        End.FAILED: "The session failed: a reader could not be created.",
        End.NOT_STARTED: "The Secure Agent cannot be reached.",
    }
    return task.seconds, task.end, errors.get(task.end)


def _task(body: Mapping[str, Any], names: tuple[str, ...], system: System) -> Task:
    """Return the task that a request names; refuse one that names none, several, or one not of its type."""
    release = system.release
    if release.class_wanted and body.get("@type") != "job":
        raise MISSING.refuse(name="@type")
    given = {name: value for name in names if (value := text_of(body, name)) is not None}
    if not given:
        raise MISSING.refuse(name=" or ".join(names))
    if len(given) > 1:
        raise SEVERAL.refuse()
    kind = _kind(body, release)
    [(name, value)] = given.items()
    task = _found(name, value, system)
    if task is not None and task.type == MASS_INGESTION:
        raise INGESTION.refuse()
    if task is None or task.type != kind:
        raise NO_TASK.refuse(name=value)
    return task


def _found(name: str, value: str, system: System) -> Task | None:
    """Find a task; the plain id and the name are good for the Default folder only."""
    if name == "taskFederatedId":
        return system.catalog.by_federated(value)
    task = system.catalog.by_id(value) if name == "taskId" else system.catalog.by_name(value)
    return task if task is not None and task.folder == DEFAULT_FOLDER else None


def _kind(body: Mapping[str, Any], release: Release) -> str:
    given = next(
        (value for field in release.type_fields if (value := text_of(body, field)) is not None), None
    )
    if given is None:
        raise MISSING.refuse(name=release.type_fields[0])
    kind = given.upper() if release.any_case else given
    if kind == MASS_INGESTION:
        raise INGESTION.refuse()
    if kind not in (*TYPES, *(QUALITY_TYPES if release.quality_types else ())):
        raise WRONG_VALUE.refuse(name=release.type_fields[0], value=given[:40])
    return kind


def _callback(body: Mapping[str, Any]) -> str | None:
    url = text_of(body, "callbackURL", most=2048)
    if url is not None and _URL.fullmatch(url) is None:
        raise WRONG_VALUE.refuse(name="callbackURL", value=url[:40])
    return url
