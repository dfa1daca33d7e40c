"""The history of tasks: those that ran without orders, and the steps of orders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from harness.exchange import Response
from harness.vendors.joc.emulator.histories import DEFAULT_LIMIT, STATES
from harness.vendors.joc.emulator.messages import json_response
from harness.vendors.joc.emulator.order import Run, Task
from harness.vendors.joc.emulator.plant import CHAINS, JOBS, MASTER
from harness.vendors.joc.emulator.refusals import not_there
from harness.vendors.joc.emulator.selecting import fits, pattern, selected
from harness.vendors.joc.emulator.server import Ask


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task as the history keeps it; ``ended`` None: it still runs, as far as the database knows."""

    id: int
    job: str
    begun: int
    ended: int | None
    exit_code: int
    chain: str = ""
    order: str = ""

    @property
    def state(self) -> str:
        """How it went."""
        if self.ended is None:
            return "INCOMPLETE"
        return "FAILED" if self.exit_code else "SUCCESSFUL"


def tasks_history(ask: Ask) -> Response:
    """List tasks, newest first."""
    regex = ask.body.get("regex")
    pattern(regex)
    found = _limited(
        sorted(_chosen(ask), key=lambda r: r.id, reverse=True), ask.body.get("limit", DEFAULT_LIMIT)
    )
    items = [_item(ask, record) for record in found if fits(regex, record.job)]
    return json_response({"deliveryDate": ask.at, "history": items})


def job_history(ask: Ask) -> Response:
    """List the tasks of one job, newest first."""
    job = ask.body["job"]
    if job not in JOBS:
        raise not_there("Job", job)
    records = sorted((r for r in records_of(ask) if r.job == job), key=lambda r: r.id, reverse=True)
    found = _limited(records, ask.body.get("maxLastHistoryItems", -1))
    return json_response({"deliveryDate": ask.at, "history": [_item(ask, record) for record in found]})


def jobs_summary(ask: Ask) -> Response:
    """Count the tasks that have ended, by how."""
    pattern(ask.body.get("regex"))
    states = [record.state for record in _chosen(ask)]
    counted = {"successful": states.count("SUCCESSFUL"), "failed": states.count("FAILED")}
    return json_response({"deliveryDate": ask.at, "surveyDate": ask.at, "jobs": counted})


def records_of(ask: Ask) -> Iterator[TaskRecord]:
    """Yield every task that the database knows of."""
    server, now = ask.server, ask.now
    for task in ask.master.tasks.values():
        begun, ends = task.begins, task.ends()
        if begun is not None and server.known(begun, "task", task.id) <= now and task.phase(now) != "queued":
            known = ends is not None and server.known(ends, "task", task.id) <= now
            yield TaskRecord(task.id, task.job, begun, ends if known else None, task.code())
    for run in ask.master.runs.values():
        for job, step in _steps(ask, run):
            known = server.known(step.ends, "task", step.id) <= now
            if known or server.known(step.begins, "task", step.id) <= now:
                ended = step.ends if known else None
                yield TaskRecord(step.id, job, step.begins, ended, step.exit_code, run.chain, run.order)


def _steps(ask: Ask, run: Run) -> Iterator[tuple[str, Task]]:
    """Yield the job and the task of each step of an order, of the one under way too."""
    for step in run.steps:
        yield step.job, step.task
    order = ask.master.orders.get(f"{run.chain},{run.order}") if run.ended is None else None
    if order is not None and order.task is not None and order.run is run:
        yield CHAINS[run.chain].by_name[order.node].job, order.task


def _limited(records: list[TaskRecord], limit: int) -> list[TaskRecord]:
    return records if limit < 0 else records[:limit]


def _chosen(ask: Ask) -> Iterator[TaskRecord]:
    body = ask.body
    span = ask.span()
    named = {each["job"] for each in body.get("jobs", ())}
    kept_out = {each["job"] for each in body.get("excludeJobs", ())}
    for record in records_of(ask):
        if not span.holds(record.begun):
            continue
        if (named and record.job not in named) or record.job in kept_out:
            continue
        if body.get("orders") and not selected(body["orders"], record.chain, record.order):
            continue
        if not ask.shows(record.job):
            continue
        if body.get("taskIds") and record.id not in body["taskIds"]:
            continue
        if not body.get("historyStates") or record.state in body["historyStates"]:
            yield record


def _item(ask: Ask, record: TaskRecord) -> dict[str, Any]:
    item: dict[str, Any] = {
        "surveyDate": ask.at,
        "jobschedulerId": MASTER,
        "job": record.job,
        "startTime": ask.server.written(record.begun),
        "state": {"severity": STATES[record.state], "_text": record.state},
        "taskId": str(record.id),
        "steps": 1,
    }
    if ask.release.criticality:
        item["criticality"] = "normal"
    if record.ended is not None:
        item |= {"endTime": ask.server.written(record.ended), "exitCode": record.exit_code}
    return item
