"""The objects of the service, as dicts whose ``@type`` names their class (REST API v2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from harness.emulation.clock import SECOND, wall
from harness.vendors.iics.emulator.catalog import End, Task
from harness.vendors.iics.emulator.identifiers import (
    AGENT,
    ENVIRONMENT,
    LOG_ENTRY,
    MAPPING,
    ORGANISATION,
    object_id,
)
from harness.vendors.iics.emulator.release import Release
from harness.vendors.iics.emulator.runs import Phase, Run
from harness.vendors.iics.emulator.system import EASTERN, System

Document = dict[str, Any]
_FORM = "%Y-%m-%dT%H:%M:%S.000Z"
NO_ERRORS = "No errors encountered."
_ROWS_A_SECOND = 1000
_MADE = "2025-06-02T13:00:00.000Z"


class Writer(NamedTuple):
    """Writes the objects of one organisation as its release writes them."""

    system: System
    now: int

    @property
    def release(self) -> Release:
        """The release that answers."""
        return self.system.release

    def job(self, run: Run) -> Document:
        """Write what a start answers."""
        document: Document = {
            "@type": "job",
            "taskId": run.task.id,
            "taskName": run.task.name,
            self.release.type_field: run.task.type,
            "runId": self.run_id(run),
        }
        return document if run.callback is None else {**document, "callbackURL": run.callback}

    def run_id(self, run: Run) -> int | str:
        """Write a run id; the table of the job resource calls it a string, everything shown is a number."""
        return self.run_id_of(run.run_id)

    def run_id_of(self, number: int) -> int | str:
        """Write the number of a run."""
        return str(number) if self.release.run_text else number

    def monitored(self, run: Run, *, details: bool) -> Document:
        """Write an entry of the monitor."""
        phase = run.timeline.phase(self.now)
        over = phase in (Phase.COMPLETED, Phase.FAILED)
        children = [self._step(run, number) for number in range(len(run.task.steps))] if details else []
        return {
            "@type": "activityMonitorEntry",
            "id": run.log_id,
            "type": run.task.type,
            "taskId": run.task.id,
            "taskName": run.task.name,
            "objectName": run.task.name,
            "runId": self.run_id(run),
            "startTime": self.eastern(run.started),
            "endTime": self.eastern(run.ended) if over else None,
            "executionState": phase.value,
            **self._rows(run, self.now),
            "errorMsg": run.error if over else None,
            **_circumstances(run.owner, run.context, long=self.release.long_ids),
            "callbackURL": run.callback,
            "entries": children,
        }

    def logged(self, run: Run) -> Document:
        """Write an entry of the log."""
        state = End.FAILED if run.state is End.NOT_STARTED and not self.release.not_started else run.state
        document = {
            "@type": "activityLogEntry",
            "id": run.log_id,
            "type": run.task.type,
            "objectId": run.task.id,
            "objectName": run.task.name,
            "runId": self.run_id(run),
            **self._times(run),
            "state": str(state.value) if self.release.state_text else state.value,
            **self._rows(run, run.ended),
            "errorMsg": error_of(run),
            **_circumstances(run.owner, run.context, long=self.release.long_ids),
            "entries": [self._step_logged(run, number) for number in range(len(run.task.steps))],
        }
        return {**document, **self._newer(run)} if self.release.newer_log else document

    def eastern(self, instant: int) -> str:
        """Write an instant as Eastern time that says it were UTC, as the service does."""
        return _eastern(self.system.epoch, instant // SECOND)

    def _utc(self, instant: int) -> str:
        return self.system.wall(instant).strftime(_FORM)

    def _times(self, run: Run) -> Document:
        times = {"startTime": self.eastern(run.started), "endTime": self.eastern(run.ended)}
        if not self.release.utc_times:
            return times
        return {**times, "startTimeUtc": self._utc(run.started), "endTimeUtc": self._utc(run.ended)}

    def _rows(self, run: Run, now: int) -> Document:
        done = _rows_done(run, now)
        failed = done // 10 if run.end is End.WARNING else 0
        return {
            "successSourceRows": done,
            "failedSourceRows": 0,
            "successTargetRows": done - failed,
            "failedTargetRows": failed,
        }

    def _newer(self, run: Run) -> Document:
        rows = self._rows(run, run.ended)
        return {
            "UIState": run.state.value,
            "isStopped": run.stopped,
            "totalSuccessRows": rows["successTargetRows"],
            "totalFailedRows": rows["failedTargetRows"],
            "stopOnError": False,
            "hasStopOnErrorRecord": False,
            "contextExternalId": run.task.federated,
            "transformationEntries": [_transformation(side, rows) for side in ("SOURCE", "TARGET")],
        }

    def _step(self, run: Run, number: int) -> Document:
        phase = run.timeline.phase(self.now).value
        return {
            "@type": "activityMonitorEntry",
            "id": str(number + 1),
            "type": "MTT",
            "taskName": run.task.steps[number],
            "objectName": run.task.steps[number],
            "executionState": phase,
        }

    def _step_logged(self, run: Run, number: int) -> Document:
        """Write a child of a taskflow's entry; its id is a number as text (REST API v2, activityLog)."""
        return {
            "@type": "activityLogEntry",
            "id": str(number + 1),
            "type": "MTT",
            "objectName": run.task.steps[number],
            **self._times(run),
            "state": str(run.state.value) if self.release.state_text else run.state.value,
            **self._rows(run, run.ended),
            "errorMsg": error_of(run),
        }


@lru_cache(maxsize=4096)
def _eastern(epoch: datetime, second: int) -> str:
    return wall(epoch, second * SECOND).astimezone(EASTERN).strftime(_FORM)


@lru_cache(maxsize=256)
def _circumstances(owner: str, context: str, *, long: bool) -> Mapping[str, Any]:
    return {
        "agentId": object_id(AGENT, 2, long=long),
        "runtimeEnvironmentId": object_id(ENVIRONMENT, 2, long=long),
        "startedBy": owner,
        "runContextType": context,
        "scheduleName": None,
    }


def log_id(number: int, *, long: bool) -> str:
    """Return the id of the log entry of the organisation's run with this number."""
    return object_id(LOG_ENTRY, number, long=long)


def error_of(run: Run) -> str:
    """Return what a log entry says of errors; a success says that there were none."""
    if run.stopped:
        return "The task was stopped."
    return run.error or NO_ERRORS


def task_document(task: Task) -> Document:
    """Write a task as the task resource lists it."""
    return {
        "@type": "task",
        "id": task.id,
        "orgId": ORGANISATION,
        "name": task.name,
        "description": None,
        "createTime": _MADE,
        "updateTime": _MADE,
        "createdBy": "harness@example.com",
        "updatedBy": "harness@example.com",
    }


def mapping_task_document(task: Task, *, long: bool) -> Document:
    """Write a mapping task as its own resource does."""
    return {
        **task_document(task),
        "@type": "mtTask",
        "mappingId": object_id(MAPPING, task.number, long=long),
        "runtimeEnvironmentId": object_id(ENVIRONMENT, 2, long=long),
    }


def workflow_document(task: Task) -> Document:
    """Write a linear taskflow as the workflow resource lists it."""
    return {**task_document(task), "@type": "workflow"}


def success(description: str) -> Document:
    """Write a success object; its members beyond the class are inferred from the error object."""
    return {"@type": "success", "code": "", "description": description, "statusCode": 200}


def _rows_done(run: Run, now: int) -> int:
    """Return how many rows a run has read by ``now``: a thousand for each second of running."""
    begun = run.timeline.entered(Phase.RUNNING)
    if begun is None:
        return 0
    return max(0, min(now, run.ended) - begun) * _ROWS_A_SECOND // SECOND


def _transformation(side: str, rows: Document) -> Document:
    return {
        "@type": "transformationLogEntry",
        "id": "1" if side == "SOURCE" else "2",
        "txName": side.title(),
        "txType": side,
        "successRows": rows[f"success{side.title()}Rows"],
        "affectedRows": rows[f"success{side.title()}Rows"],
        "failedRows": rows[f"failed{side.title()}Rows"],
    }
