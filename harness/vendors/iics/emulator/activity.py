"""The activity resources: what runs (activityMonitor), what has run (activityLog), and its files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from itertools import islice
from typing import Final

from harness.exchange import Response
from harness.vendors.iics.emulator.documents import Document, Writer, error_of
from harness.vendors.iics.emulator.errors import NO_ENTRY, RUN_WITHOUT_TASK
from harness.vendors.iics.emulator.incoming import Incoming
from harness.vendors.iics.emulator.messages import answered, file_answer
from harness.vendors.iics.emulator.runs import Phase, Run

_USUAL, _MOST = 200, 1000
"""Rows of a log that is not asked for by the page, and of the longest page (REST API v2, activityLog)."""
_ZIP: Final = "application/zip;charset=UTF-8"
_STAMP: Final = (2026, 1, 5, 3, 0, 0)
"""Of files in an archive, so that equal runs make equal archives."""
_FOREIGN_TYPES: Final = ("MAPPING", "MTT_TEST")


def list_running(incoming: Incoming) -> Response:
    """Answer with the entries of the monitor. It has no filters; what clients send of such is ignored."""
    writer = Writer(incoming.system, incoming.now)
    details = incoming.query.get("details", "").lower() == "true"
    now = incoming.now
    running = incoming.system.running(now)
    entries = [writer.monitored(run, details=details) for run in running if run.readable <= now]
    return answered(incoming, [*entries, *_foreign(writer)], wrapper="activityMonitorEntries")


def list_log(incoming: Incoming) -> Response:
    """Answer with the entries of the log, the newest first; a run that is active is not among them."""
    system, query = incoming.system, incoming.query
    task_id, run_id = query.get("taskId"), query.get("runId")
    if run_id and not task_id and system.release.task_of_run:
        raise RUN_WITHOUT_TASK.refuse()
    writer = Writer(system, incoming.now)
    rows = _page(_selected(incoming, task_id, run_id), query.get("offset"), query.get("rowLimit"))
    return answered(incoming, [writer.logged(run) for run in rows], wrapper="activityLogEntries")


def get_entry(incoming: Incoming, log_id: str) -> Response:
    """Answer with one entry of the log."""
    run = _logged(incoming, log_id)
    return answered(incoming, Writer(incoming.system, incoming.now).logged(run))


def session_log(incoming: Incoming, log_id: str) -> Response:
    """Answer with the session log: text, and for a taskflow an archive of its steps' logs."""
    run = _logged(incoming, log_id)
    name = f"s_{run.task.name.replace(' ', '_')}_{run.run_id}"
    if not run.task.steps:
        return file_answer(_lines(run, run.task.name), "text/plain;charset=UTF-8", f"{name}.log")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for step in run.task.steps:
            archive.writestr(zipfile.ZipInfo(f"s_{step}.log", _STAMP), _lines(run, step))
    return file_answer(packed.getvalue(), _ZIP, f"{name}.zip")


def error_log(incoming: Incoming, log_id: str) -> Response:
    """Answer with the rows that were rejected."""
    run = _logged(incoming, log_id)
    return file_answer(f"{error_of(run)}\n".encode(), "text/plain;charset=UTF-8", f"{run.log_id}.csv.error")


def _selected(incoming: Incoming, task_id: str | None, run_id: str | None) -> Iterable[Run]:
    system, now = incoming.system, incoming.now
    if task_id and run_id:
        run = system.runs.get(f"{task_id}/{run_id}")
        return [run] if run is not None and _shown(run, now) else []
    ended = (run for run in system.ended(now) if run.readable <= now)
    if run_id:
        return (run for run in ended if str(run.run_id) == run_id)
    return (run for run in ended if run.task.id == task_id) if task_id else ended


def _page(runs: Iterable[Run], offset: str | None, limit: str | None) -> list[Run]:
    """Cut out a page; what is no number counts as not given."""
    first = _number(offset, 0)
    rows = _number(limit, 0)
    return list(islice(runs, first, first + (min(rows, _MOST) or _USUAL)))


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else default


def _logged(incoming: Incoming, log_id: str) -> Run:
    run = incoming.system.runs.by_alias(log_id)
    if run is None or not _shown(run, incoming.now):
        raise NO_ENTRY.refuse(what="activity log entry", id=log_id[:40])
    return run


def _shown(run: Run, now: int) -> bool:
    return run.logged <= now and run.readable <= now


def _lines(run: Run, name: str) -> bytes:
    phases = ", ".join(phase.value for phase in run.timeline.phases if phase is not Phase.LOGGED)
    return f"Session for task [{name}], run {run.run_id}: {phases}\n{error_of(run)}\n".encode()


def _foreign(writer: Writer) -> Iterable[Document]:
    """Return runs of kinds that the job resource cannot start, where the edition shows such."""
    if not writer.release.test_runs:
        return ()
    return [
        {
            "@type": "activityMonitorEntry",
            "id": f"0034J9C1TEST{number:08d}",
            "type": kind,
            "taskId": f"0034J9TEST{number:04d}",
            "taskName": "Try_Out",
            "objectName": "Try_Out",
            "runId": writer.run_id_of(1),
            "startTime": writer.eastern(0),
            "executionState": "RUNNING",
            "startedBy": "other@example.com",
            "runContextType": "UI",
        }
        for number, kind in enumerate(_FOREIGN_TYPES, start=1)
    ]
