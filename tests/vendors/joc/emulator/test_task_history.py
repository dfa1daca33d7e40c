from __future__ import annotations

from typing import Any

import pytest

from harness.emulation import EmulatorSettings, parse_laws
from harness.vendors.joc.emulator.task_history import TaskRecord
from tests.vendors.joc.emulator.desk import CHAIN, SLEEP, Desk

STANDALONE = "/spare/standalone"


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Return a desk where an order had two steps, one failed, and a job ran by itself."""
    desk.add("x")
    desk.add("f", "/batch/failing")
    desk.get("jobs/start", jobs=[{"job": STANDALONE}])
    desk.wait(2)
    return desk


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 4),
        ({"jobs": [{"job": STANDALONE}]}, 1),
        ({"excludeJobs": [{"job": STANDALONE}]}, 3),
        ({"orders": [{"jobChain": CHAIN, "orderId": "x"}]}, 2),
        ({"historyStates": ["FAILED"]}, 1),
        ({"folders": [{"folder": "/agent"}]}, 2),
        ({"regex": "job2"}, 1),
        ({"limit": 2}, 2),
        ({"taskIds": [100]}, 1),
        ({"dateTo": "2001-01-01T00:00:00Z"}, 0),
        ({"dateFrom": "2030-01-01T00:00:00Z"}, 0),
    ],
)
def test_tasks_are_narrowed(busy: Desk, asked: dict[str, Any], count: int) -> None:
    """Steps of orders are tasks as well."""
    assert len(busy.get("tasks/history", **asked)["history"]) == count


def test_a_job_has_its_own_history(busy: Desk) -> None:
    """Of a job that there is."""
    (task,) = busy.get("job/history", job=STANDALONE, maxLastHistoryItems=3)["history"]
    assert (task["state"]["_text"], task["exitCode"], "endTime" in task) == ("SUCCESSFUL", 0, True)
    assert busy.error("job/history", job="/no")[0] == "JOC-161"


def test_the_step_under_way_is_a_task_without_end(desk: Desk) -> None:
    """How it ends is not known yet."""
    desk.sleeper()
    (task,) = desk.get("tasks/history")["history"]
    assert (task["job"], task["state"]["_text"]) == (SLEEP, "INCOMPLETE")
    assert task.keys().isdisjoint({"endTime", "exitCode"})
    desk.wait(60)
    (task,) = desk.get("tasks/history")["history"]
    assert (task["state"]["_text"], task["exitCode"]) == ("SUCCESSFUL", 0)


def test_what_runs_is_known_as_late_as_what_has_ended() -> None:
    """The database learns of the begin of a task too."""
    late = Desk(settings=EmulatorSettings(lag=parse_laws("constant:5s")))
    late.sleeper()
    late.wait(4)
    assert late.get("tasks/history")["history"] == []
    late.wait(4)
    assert len(late.get("tasks/history")["history"]) == 1


def test_tasks_that_have_ended_are_counted(busy: Desk) -> None:
    """By how."""
    assert busy.get("jobs/overview/summary")["jobs"] == {"successful": 3, "failed": 1}


def test_a_task_without_end_is_incomplete() -> None:
    """As far as the database knows."""
    assert TaskRecord(1, "/a", 0, None, 0).state == "INCOMPLETE"
