"""Logs of orders and tasks: text since 1.12, and what can be asked about them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from harness.exchange import Response
from harness.vendors.joc.emulator.histories import wanted_run
from harness.vendors.joc.emulator.messages import json_response, text_response
from harness.vendors.joc.emulator.order import Run
from harness.vendors.joc.emulator.refusals import Refusal, missing
from harness.vendors.joc.emulator.server import Ask
from harness.vendors.joc.emulator.task_history import TaskRecord, records_of

_PLAIN = "text/plain; charset=UTF-8"
_HTML = "text/html; charset=UTF-8"
_BYTES = "application/octet-stream"


def order_log(ask: Ask) -> Response:
    """Show the log of one way of an order."""
    return _shown(ask, _of_run(ask, wanted_run(ask)))


def task_log(ask: Ask) -> Response:
    """Show the log of a task."""
    return _shown(ask, _of_task(ask, _wanted_task(ask)))


def order_log_info(ask: Ask) -> Response:
    """Tell how large the log of an order is, and what it is called."""
    run = wanted_run(ask)
    return _info(ask, f"order.{run.order}.{run.history}.log", _of_run(ask, run))


def task_log_info(ask: Ask) -> Response:
    """Tell how large the log of a task is, and what it is called."""
    task = _wanted_task(ask)
    return _info(ask, f"task.{task.id}.log", _of_task(ask, task))


def master_log_info(ask: Ask) -> Response:
    """Tell how large the Master's log is, and what it is called."""
    return _info(ask, "scheduler.log", _of_master(ask))


def master_log(ask: Ask) -> Response:
    """Show the Master's log, as older releases do."""
    return text_response(_of_master(ask), _PLAIN)


def order_log_html(ask: Ask) -> Response:
    """Show the log of an order as a page."""
    return text_response(_page(_of_run(ask, wanted_run(ask))), _HTML)


def task_log_html(ask: Ask) -> Response:
    """Show the log of a task as a page."""
    return text_response(_page(_of_task(ask, _wanted_task(ask))), _HTML)


def order_log_download(ask: Ask) -> Response:
    """Hand the log of an order over as a file."""
    run = wanted_run(ask)
    return _file(f"order.{run.order}.{run.history}.log", _of_run(ask, run))


def task_log_download(ask: Ask) -> Response:
    """Hand the log of a task over as a file."""
    task = _wanted_task(ask)
    return _file(f"task.{task.id}.log", _of_task(ask, task))


def filter_of(query: Mapping[str, str]) -> dict[str, str]:
    """Return what a query of a log asks for; the token in it is the session's."""
    return {name: value for name, value in query.items() if name != "accessToken" and value}


def _wanted_task(ask: Ask) -> TaskRecord:
    if not ask.body.get("taskId"):
        raise missing("taskId")
    number = int(ask.body["taskId"])
    found = next((record for record in records_of(ask) if record.id == number), None)
    if found is None:
        text = f"DBMissingDataException: taskId {number} not found in table SCHEDULER_HISTORY"
        raise Refusal("JOC-408", text)
    return found


def _shown(ask: Ask, text: str) -> Response:
    html = ask.body.get("mime") == "HTML"
    if ask.release.json_logs:
        log = {"html": _page(text)} if html else {"plain": text}
        return json_response({"deliveryDate": ask.at, "surveyDate": ask.at, "log": log})
    size = ("X-Uncompressed-Length", str(len(text.encode())))
    return text_response(_page(text) if html else text, _HTML if html else _PLAIN, (size,))


def _info(ask: Ask, name: str, text: str) -> Response:
    log = {"filename": name, "size": len(text.encode()), "download": False}
    return json_response({"deliveryDate": ask.at, "surveyDate": ask.at, "log": log})


def _file(name: str, text: str) -> Response:
    disposition = ("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name, safe='')}")
    return text_response(text, _BYTES, (disposition,))


def _page(text: str) -> str:
    lines = "".join(f'<div class="line log_info">{line}</div>' for line in text.splitlines())
    return f"<!DOCTYPE html><html><body>{lines}</body></html>"


def _of_run(ask: Ask, run: Run) -> str:
    written = ask.server.written
    lines = [f"{written(run.started)} [info]   Order {run.order} starts in job chain {run.chain}"]
    for step in run.steps:
        lines.append(
            f"{written(step.task.begins)} [info]   State {step.node}, job {step.job}, task {step.task.id}"
        )
        lines.append(
            f"{written(step.task.ends)} {_level(step.task.exit_code)} exit code {step.task.exit_code}"
        )
    if run.ended is not None:
        lines.append(f"{written(run.ended)} [info]   Order has finished at node {run.node}")
    return "".join(f"{line}\n" for line in lines)


def _of_master(ask: Ask) -> str:
    return f"{ask.server.written(0)} [info]   JobScheduler {ask.release.version} has started\n"


def _of_task(ask: Ask, task: TaskRecord) -> str:
    lines = [f"{ask.server.written(task.begun)} [info]   Task {task.id} of job {task.job} has started"]
    if task.ended is not None:
        lines.append(f"{ask.server.written(task.ended)} {_level(task.exit_code)} exit code {task.exit_code}")
    return "".join(f"{line}\n" for line in lines)


def _level(exit_code: int) -> str:
    return "[ERROR] " if exit_code else "[info]  "
