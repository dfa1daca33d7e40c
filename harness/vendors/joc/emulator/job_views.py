"""Views of jobs and tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harness.exchange import Response
from harness.vendors.joc.emulator.messages import json_response
from harness.vendors.joc.emulator.order import Order, Task
from harness.vendors.joc.emulator.order_documents import order_v, summary
from harness.vendors.joc.emulator.plant import JOBS, MAX_TASKS, JobDefinition, chains_of
from harness.vendors.joc.emulator.refusals import Refusal, missing, not_in_inventory, not_there
from harness.vendors.joc.emulator.selecting import fits, pattern
from harness.vendors.joc.emulator.server import Ask
from harness.vendors.joc.emulator.tasks import JobTask

SEVERITIES: Mapping[str, int] = {"RUNNING": 0, "PENDING": 1, "STOPPING": 2, "STOPPED": 2}


def list_jobs(ask: Ask) -> Response:
    """List jobs as the Master has them."""
    jobs = [job_v(ask, job) for job in _chosen(ask) if _in_state(ask, job)]
    return json_response({"deliveryDate": ask.at, "jobs": jobs})


def get_job(ask: Ask) -> Response:
    """Show one job; one that is not there is an error."""
    return json_response({"deliveryDate": ask.at, "job": job_v(ask, _wanted(ask))})


def order_queue(ask: Ask) -> Response:
    """Show one job and the orders that wait for it, or are in it."""
    job = _wanted(ask)
    queue = [order_v(ask, order) for order in orders_at(ask, job.path)]
    return json_response({"deliveryDate": ask.at, "job": {**job_v(ask, job), "orderQueue": queue}})


def list_jobs_p(ask: Ask) -> Response:
    """List jobs as the inventory has them."""
    return json_response({"deliveryDate": ask.at, "jobs": [job_p(ask, job) for job in _chosen(ask)]})


def get_job_p(ask: Ask) -> Response:
    """Show one job of the inventory."""
    found = JOBS.get(ask.body["job"])
    if found is None:
        raise not_in_inventory(ask.body["job"], "INVENTORY_JOBS")
    return json_response({"deliveryDate": ask.at, "job": job_p(ask, found)})


def jobs_snapshot(ask: Ask) -> Response:
    """Count jobs by state."""
    states = [state_of(ask, path) for path in JOBS]
    counted = {
        "running": states.count("RUNNING"),
        "pending": states.count("PENDING"),
        "stopped": states.count("STOPPED") + states.count("STOPPING"),
        "waitingForResource": 0,
        "queuedTasks": sum(1 for each in ask.master.tasks.values() if each.phase(ask.now) == "queued"),
    }
    return json_response({"deliveryDate": ask.at, "surveyDate": ask.at, "jobs": counted})


def get_task(ask: Ask) -> Response:
    """Show one task that has not ended."""
    if not ask.body.get("taskId"):
        raise missing("taskId")
    number = int(ask.body["taskId"])
    task = ask.master.tasks.get(number)
    if task is not None and task.phase(ask.now) != "closed":
        return json_response({"deliveryDate": ask.at, "surveyDate": ask.at, "task": _own_task(ask, task)})
    for order in ask.master.orders.values():
        if order.task is not None and order.task.id == number:
            shown = _order_task(ask, order, order.task)
            return json_response({"deliveryDate": ask.at, "surveyDate": ask.at, "task": shown})
    text = f"SCHEDULER-161  There is no Task '{number}'"
    raise Refusal("JOC-161", f"JobSchedulerObjectNotExistException: {text}")


def state_of(ask: Ask, path: str) -> str:
    """Return a job's state."""
    running = any(True for _ in running_tasks(ask, path))
    if path in ask.master.ground.jobs:
        return "STOPPING" if running else "STOPPED"
    return "RUNNING" if running else "PENDING"


def orders_at(ask: Ask, path: str) -> Iterator[Order]:
    """Yield the orders at the nodes of a job."""
    for chain in chains_of(path):
        names = {node.name for node in chain.nodes if node.job == path}
        yield from (order for order in ask.master.of_chain(chain.path) if order.node in names)


def running_tasks(ask: Ask, path: str) -> Iterator[int]:
    """Yield the ids of a job's tasks that are running."""
    for each in ask.master.tasks.values():
        if each.job == path and each.phase(ask.now) == "running":
            yield each.id
    yield from (order.task.id for order in orders_at(ask, path) if order.task is not None)


def job_v(ask: Ask, job: JobDefinition) -> dict[str, Any]:
    """Return a job as the live views show it."""
    running = list(running_tasks(ask, job.path))
    queued = [
        each for each in ask.master.tasks.values() if each.job == job.path and each.phase(ask.now) == "queued"
    ]
    document: dict[str, Any] = {
        "surveyDate": ask.at,
        "path": job.path,
        "name": job.name,
        "state": state_document(ask, job.path),
        "numOfRunningTasks": len(running),
        "numOfQueuedTasks": len(queued),
        "runTimeIsTemporary": False,
    }
    if job.in_chains and not (ask.body.get("compactView") and ask.release.compact_view):
        orders = list(orders_at(ask, job.path))
        document["ordersSummary"] = summary(ask, orders, blacklist=False) if orders else {}
    if ask.release.never:
        document["nextStartNever"] = True
    return document if ask.compact else document | _details(ask, job, queued)


def state_document(ask: Ask, path: str) -> dict[str, Any]:
    """Return a job's state object."""
    state = state_of(ask, path)
    document: dict[str, Any] = {"severity": SEVERITIES[state], "_text": state}
    if ask.release.manually and state == "STOPPED":
        document["manually"] = path in ask.master.stopped_by_hand
    return document


def job_p(ask: Ask, job: JobDefinition) -> dict[str, Any]:
    """Return a job as the inventory shows it."""
    chains = [chain.path for chain in chains_of(job.path)]
    document: dict[str, Any] = {
        "surveyDate": ask.at,
        "path": job.path,
        "name": job.name,
        "isOrderJob": job.in_chains,
        "title": job.title,
        "estimatedDuration": round(job.seconds),
        "maxTasks": MAX_TASKS,
        "usedInJobChains": len(chains),
        "jobChains": chains,
        "configurationDate": ask.server.written(0),
    }
    if ask.release.shell_job:
        document["isShellJob"] = True
    if ask.release.criticality:
        document["criticality"] = "normal"
    return document


def _wanted(ask: Ask) -> JobDefinition:
    found = JOBS.get(ask.body["job"])
    if found is None:
        raise not_there("Job", ask.body["job"])
    return found


def _chosen(ask: Ask) -> Iterator[JobDefinition]:
    body = ask.body
    pattern(body.get("regex"))
    named = {each["job"] for each in body.get("jobs", ())}
    kept_out = {each["job"] for each in body.get("excludeJobs", ())}
    for job in JOBS.values():
        if (named and job.path not in named) or job.path in kept_out:
            continue
        if "isOrderJob" in body and body["isOrderJob"] != job.in_chains:
            continue
        if fits(body.get("regex"), job.path) and ask.shows(job.path):
            yield job


def _in_state(ask: Ask, job: JobDefinition) -> bool:
    wanted = ask.body.get("states")
    if not wanted:
        return True
    state = state_of(ask, job.path)
    return state in wanted or (state == "STOPPING" and "STOPPED" in wanted)


def _details(ask: Ask, job: JobDefinition, queued: list[JobTask]) -> dict[str, Any]:
    own = [_own_task(ask, ask.master.tasks[n]) for n in running_tasks(ask, job.path) if n in ask.master.tasks]
    orders = [order for order in orders_at(ask, job.path) if order.task is not None]
    held = [_order_task(ask, order, order.task) for order in orders if order.task is not None]
    queue = [
        {
            "taskId": str(each.id),
            "enqueued": ask.server.written(each.enqueued),
            "plannedStart": ask.server.written(each.planned),
        }
        for each in queued
    ]
    begun = ask.master.begun(job.path, ask.now)
    return {"allTasks": begun, "allSteps": begun, "runningTasks": [*own, *held], "taskQueue": queue}


def _own_task(ask: Ask, task: JobTask) -> dict[str, Any]:
    running = task.phase(ask.now) == "running"
    document: dict[str, Any] = {
        "taskId": str(task.id),
        "enqueued": ask.server.written(task.enqueued),
        "state": "RUNNING" if running else "NONE",
        "steps": 0,
        "_cause": "QUEUE",
    }
    if running and task.begins is not None:
        begun = ask.server.written(task.begins)
        return {**document, "pid": 20_000 + task.id, "startedAt": begun, "inProcessSince": begun}
    return {**document, "plannedStart": ask.server.written(task.planned)}


def _order_task(ask: Ask, order: Order, task: Task) -> dict[str, Any]:
    begun = ask.server.written(task.begins)
    holding: dict[str, Any] = {
        "path": order.key,
        "orderId": order.id,
        "jobChain": order.chain,
        "state": order.node,
    }
    if order.title:
        holding["title"] = order.title
    document = {
        "taskId": str(task.id),
        "pid": 20_000 + task.id,
        "enqueued": ask.server.written(task.picked),
        "startedAt": ask.server.written(task.picked),
        "steps": 1,
        "_cause": "ORDER",
        "state": "RUNNING" if ask.now >= task.begins else "STARTING",
    }
    if ask.now >= task.begins:
        document["inProcessSince"] = begun
        holding["inProcessSince"] = begun
    return {**document, "order": holding}
