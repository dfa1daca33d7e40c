"""Planted faults in starts."""

from __future__ import annotations

from harness.vendors.iics.rules.starts import run_counter, started_task
from tests.vendors.iics.script import Script, proves


def test_another_task_was_started() -> None:
    """The answer names the task that was asked for, by each of its names."""

    def by_name(script: Script, fault: bool) -> None:
        script.start(asked={"taskName": "Payroll" if fault else "taskName", "taskType": "WORKFLOW"})

    def by_type(script: Script, fault: bool) -> None:
        script.start(taskType="MTT" if fault else "WORKFLOW")

    proves(started_task, by_name)
    proves(started_task, by_type)


def test_a_run_id_came_again() -> None:
    """Runs of one task count upwards; those of another count for themselves."""

    def play(script: Script, fault: bool) -> None:
        script.start(5)
        script.start(
            1, taskId="0034J900000014", taskName="x", asked={"taskName": "x", "taskType": "WORKFLOW"}
        )
        script.start(4 if fault else 6)

    proves(run_counter, play)
