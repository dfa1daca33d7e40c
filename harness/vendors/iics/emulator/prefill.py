"""An organisation that has been at work for a while: many ended runs, for measurements."""

from __future__ import annotations

from harness.emulation.clock import SECOND
from harness.vendors.iics.emulator.documents import log_id
from harness.vendors.iics.emulator.runs import Run, stages_of
from harness.vendors.iics.emulator.system import System

_OWNER = "other@example.com"
_LONG_AGO = -24 * 3600 * SECOND


def prefill(system: System, count: int) -> None:
    """Put ``count`` scheduled runs into the log, a day old."""
    tasks = [task for task in system.catalog if task.type == "MTT"]
    for position in range(count):
        task = tasks[position % len(tasks)]
        number = position + 1
        system.add(
            Run(
                number,
                system.counts.get(task.id, 0) + 1,
                log_id(number, long=system.release.long_ids),
                task,
                _OWNER,
                _LONG_AGO,
                _LONG_AGO,
                _LONG_AGO,
                stages_of(task.seconds, task.end, queued=False),
                task.end,
                context="SCHEDULER",
            )
        )
