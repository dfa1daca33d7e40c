"""The truth about a run, for the control API: what callers cannot see is measured against it."""

from __future__ import annotations

from typing import Any

from harness.vendors.iics.emulator.runs import Phase, Run


def describe_run(run: Run, now: int) -> dict[str, Any]:
    """Return a run with all instants in seconds since the epoch."""
    running = run.timeline.entered(Phase.RUNNING)
    return {
        "key": run.key,
        "task": run.task.name,
        "owner": run.owner,
        "state": run.timeline.phase(now).value,
        "result": run.state.value if run.logged <= now else None,
        "stopped": run.stopped,
        "submitted": run.started / 1e9,
        "readable": run.readable / 1e9,
        "modifiable": run.stoppable / 1e9,
        "started": None if running is None else running / 1e9,
        "ended": run.ended / 1e9,
    }
