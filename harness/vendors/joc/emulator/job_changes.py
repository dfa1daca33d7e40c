"""Modify calls on jobs and tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from harness.emulation.clock import SECOND
from harness.exchange import Response
from harness.vendors.joc.emulator.audit import noted
from harness.vendors.joc.emulator.bulk import Item, carry_out, start_of
from harness.vendors.joc.emulator.job_views import orders_at, running_tasks
from harness.vendors.joc.emulator.plant import JOBS
from harness.vendors.joc.emulator.refusals import ItemRefusal, refuse
from harness.vendors.joc.emulator.server import Ask, Resource
from harness.vendors.joc.emulator.tasks import KILLED, TERMINATED

_SOON: Final = SECOND // 100


def job_changer(verb: str) -> Resource:
    """Return the resource that applies ``verb`` to the jobs of a request."""
    return partial(carry_out, name="jobs", path_of=_job_path, act=partial(_change_job, verb))


def task_changer(verb: str) -> Resource:
    """Return the resource that applies ``verb`` to the tasks of a request."""
    return partial(carry_out, name="jobs", path_of=_task_path, act=partial(_change_tasks, verb))


def start_jobs(ask: Ask) -> Response:
    """Start jobs; a stopped one takes the task, which waits."""
    return carry_out(ask, "jobs", _job_path, _start, "tasks" if ask.release.started_list else None)


def _job_path(item: Item) -> str:
    return str(item["job"])


def _task_path(item: Item) -> str:
    ids = [each.get("taskId") for each in item.get("taskIds", ())]
    path = str(item.get("job", ""))
    return f"{path},{ids[0]}" if len(ids) == 1 and ids[0] else path


def _known(item: Item) -> str:
    job = str(item["job"])
    if job not in JOBS:
        refuse(161, f"There is no Job '{job}'")
    return job


def _start(ask: Ask, item: Item) -> dict[str, Any]:
    noted(ask, "./jobs/start", item)
    job = _known(item)
    start = start_of(ask, item)
    task = ask.master.start_task(job, ask.now if start is None else start, ask.now)
    return {"surveyDate": ask.at, "job": job, "taskId": str(task.id)}


def _change_job(verb: str, ask: Ask, item: Item) -> None:
    noted(ask, f"./jobs/{verb}", item)
    _JOB_VERBS[verb](ask, _known(item))


def _stop(ask: Ask, job: str) -> None:
    master = ask.master
    master.stopped_by_hand |= {job}
    master.regroup(replace(master.ground, jobs=master.ground.jobs | {job}))


def _unstop(ask: Ask, job: str) -> None:
    master = ask.master
    master.stopped_by_hand -= {job}
    master.regroup(replace(master.ground, jobs=master.ground.jobs - {job}))


def _unchanged(ask: Ask, job: str) -> None:
    """Leave a job as it is: its tasks are one step each, and run times are not emulated."""
    del ask, job


_JOB_VERBS: Final[Mapping[str, Callable[[Ask, str], None]]] = {
    "stop": _stop,
    "unstop": _unstop,
    "end_all_tasks": _unchanged,
    "suspend_all_tasks": _unchanged,
    "continue_all_tasks": _unchanged,
    "set_run_time": _unchanged,
    "reset_run_time": _unchanged,
}


_EXIT_CODES: Final[Mapping[str, int | None]] = {
    "end": None,
    "kill": KILLED,
    "terminate": TERMINATED,
    # SIGTERM ends these tasks at once, so the SIGKILL after ``timeout`` seconds finds nothing.
    "terminate_within": TERMINATED,
}
"""What a verb makes a task end with; None: it goes on to the end of its step."""


def _change_tasks(verb: str, ask: Ask, item: Item) -> None:
    noted(ask, f"./tasks/{verb}", item)
    if not item.get("job"):
        message = "JocMissingRequiredParameterException: undefined 'job'"
        raise ItemRefusal("JOC-406", message, master=False)
    job = _known(item)
    named = [int(each["taskId"]) for each in item.get("taskIds", ()) if each.get("taskId")]
    code = _EXIT_CODES[verb]
    # A task that is not there is silently passed over (scheduler-engine, kill_task).
    if code is not None:
        for number in named or list(running_tasks(ask, job)):
            _end(ask, job, number, code, ask.now + _SOON)


def _end(ask: Ask, job: str, number: int, code: int, at: int) -> None:
    task = ask.master.tasks.get(number)
    if task is not None and task.job == job:
        ask.master.tasks[number] = task.ended_at(at, code)
        return
    for order in list(orders_at(ask, job)):
        if order.task is not None and order.task.id == number:
            begins, ends = min(order.task.begins, at), min(order.task.ends, at)
            ask.master.put(replace(order, task=replace(order.task, begins=begins, ends=ends, exit_code=code)))
