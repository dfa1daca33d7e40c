from __future__ import annotations

import pytest

from tests.vendors.joc.emulator.desk import SLEEP, Desk

STANDALONE = "/spare/standalone"


def test_a_stopped_job_keeps_its_orders_waiting(desk: Desk) -> None:
    """Until it is not stopped any more; both may be asked twice."""
    for _ in range(2):
        desk.get("jobs/stop", jobs=[{"job": "/agent/job2"}])
    desk.add("x")
    desk.wait(5)
    assert desk.state("x") == "JOB_STOPPED"
    for _ in range(2):
        desk.get("jobs/unstop", jobs=[{"job": "/agent/job2"}])
    desk.wait(5)
    assert desk.state("x") is None


def test_a_job_that_is_stopped_while_it_runs_is_stopping(desk: Desk) -> None:
    """Its task goes on to the end."""
    desk.sleeper("z", 10)
    desk.get("jobs/stop", jobs=[{"job": SLEEP}])
    assert desk.get("job", job=SLEEP)["job"]["state"]["_text"] == "STOPPING"
    desk.wait(15)
    assert desk.get("job", job=SLEEP)["job"]["state"]["_text"] == "STOPPED"


@pytest.mark.parametrize(("verb", "code"), [("kill", 137), ("terminate", 143), ("terminate_within", 143)])
def test_a_task_that_is_killed_fails(desk: Desk, verb: str, code: int) -> None:
    """That of an order sends it to its error node; none named are all of the job."""
    desk.sleeper()
    (task,) = desk.get("job", job=SLEEP)["job"]["runningTasks"]
    ids = [{"taskId": task["taskId"]}] if verb == "kill" else []
    desk.get(f"tasks/{verb}", jobs=[{"job": SLEEP, "taskIds": ids}])
    desk.wait(1)
    (step,) = desk.get("order/history", jobChain=SLEEP, orderId="z")["history"]["steps"]
    assert step["exitCode"] == code


def test_a_task_without_order_can_be_killed(desk: Desk) -> None:
    """It stands in the history with its exit code."""
    (told,) = desk.get("jobs/start", jobs=[{"job": STANDALONE}])["tasks"]
    desk.get("tasks/kill", jobs=[{"job": STANDALONE, "taskIds": [{"taskId": told["taskId"]}]}])
    desk.wait(1)
    (task,) = desk.get("tasks/history", jobs=[{"job": STANDALONE}])["history"]
    assert task["exitCode"] == 137


def test_ending_a_task_waits_for_its_step(desk: Desk) -> None:
    """So the order goes on."""
    desk.sleeper("z", 5)
    desk.get("tasks/end", jobs=[{"job": SLEEP}])
    desk.wait(10)
    (step,) = desk.get("order/history", jobChain=SLEEP, orderId="z")["history"]["steps"]
    assert step["exitCode"] == 0


def test_items_fail_by_themselves(desk: Desk) -> None:
    """Unknown jobs, jobs that are not named, dates that there are not."""
    assert desk.failed("jobs/stop", jobs=[{"job": "/no"}]) == [("/no", "SCHEDULER-161")]
    assert desk.failed("tasks/kill", jobs=[{"taskIds": [{"taskId": "5"}]}]) == [(",5", "JOC-406")]
    late = {"job": STANDALONE, "at": "2026-02-30 01:02"}
    assert desk.failed("jobs/start", jobs=[late]) == [(STANDALONE, "JOC-400")]


def test_older_releases_do_not_list_what_was_started() -> None:
    """A plain ok."""
    assert "tasks" not in Desk(frozenset({"D12"})).get("jobs/start", jobs=[{"job": STANDALONE}])
