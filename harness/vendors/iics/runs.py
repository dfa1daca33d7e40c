"""How Informatica Cloud names a run, and how we name it.

A run id counts the runs of its task, so that only both together name a run: the key is ``TASKID/RUNID``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.flow import JobRef, Outcome, Reading
from harness.vendors.iics.documents import number, text

LOGGED = "LOGGED"
"""The state of a run that the activity log shows; all others are those of the activity monitor."""
WARNING, FAILED = 2, 3
"""States of a log entry (REST API reference, activityLog); 1 is success, 4, of later ones, not started."""


def run_in(document: Any) -> JobRef | None:
    """Return the run that a job object, an entry of the monitor or the log, or a callback is about."""
    task = text(document, "taskId") or text(document, "objectId")
    run = number(document, "runId")
    if task is None or run is None:
        return None
    names = {"taskId": task, "runId": str(run)}
    kind = text(document, "taskType") or text(document, "type")
    if kind is not None:
        names["taskType"] = kind
    if "state" in document and (entry := text(document, "id")) is not None:
        names["logId"] = entry
    return JobRef(key_of(task, run), names)


def key_of(task: str, run: int | str) -> str:
    """Return the key of a task's run."""
    return f"{task}/{run}"


def monitored(document: Mapping[str, Any], job: JobRef) -> Reading:
    """Read an entry of the monitor."""
    return Reading(job, present=True, state=text(document, "executionState"))


def logged(document: Mapping[str, Any], job: JobRef) -> Reading:
    """Read an entry of the log."""
    return Reading(job, present=True, state=LOGGED, ended=True, result=result_of(document))


def result_of(document: Mapping[str, Any]) -> str | None:
    """Return how a log entry says that the run ended: the number of its state."""
    state = number(document, "state")
    return None if state is None else str(state)


STATUSES = {401: Outcome.DENIED, 429: Outcome.THROTTLED}
"""What an answer's status means whatever was asked."""


def refusal_of(status: int) -> Outcome:
    """Return what an answer other than success means."""
    if status in STATUSES:
        return STATUSES[status]
    if status >= 500:
        return Outcome.SERVER
    return Outcome.REJECTED if status >= 400 else Outcome.UNKNOWN


def stop_outcome(status: int, document: Any) -> Outcome:
    """Return what became of a stop; a 403 that is not about the task says that nothing of it runs.

    Whether it does not run yet, or no more, the answer does not tell: ``TOO_LATE`` stands for both.
    """
    if 200 <= status < 300:
        return Outcome.ACCEPTED
    code = text(document, "code") or ""
    if status == 403 and text(document, "description") and not code.startswith("REPO_"):
        return Outcome.TOO_LATE
    return refusal_of(status)
