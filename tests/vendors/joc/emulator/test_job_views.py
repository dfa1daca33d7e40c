from __future__ import annotations

import pytest

from tests.vendors.joc.emulator.desk import SLEEP, Desk, paths

STANDALONE = "/spare/standalone"


def test_the_pages_job(desk: Desk) -> None:
    """Compact, under application/xml."""
    answer = desk.ask("job", {"compact": True, "job": "/agent/job1"}, Content_Type="application/xml")
    assert answer.status == 200
    job = desk.get("job", compact=True, job="/agent/job1")["job"]
    assert (job["state"], job["ordersSummary"]["pending"]) == ({"severity": 1, "_text": "PENDING"}, 1)
    assert not {"runningTasks", "taskQueue"} & job.keys()
    assert "ordersSummary" not in desk.get("job", job="/agent/job1", compactView=True)["job"]


def test_an_unknown_job_is_an_error(desk: Desk) -> None:
    """Of another kind in the inventory."""
    assert desk.error("job", job="/no")[0] == "JOC-161"
    assert desk.error("job/p", job="/no")[0] == "JOC-408"
    assert desk.get("job/p", job="/agent/job1")["job"]["jobChains"] == ["/agent/job_chain1"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"states": ["RUNNING"]}, [SLEEP]),
        ({"isOrderJob": False}, [STANDALONE]),
        ({"jobs": [{"job": "/agent/job1"}]}, ["/agent/job1"]),
        ({"folders": [{"folder": "/agent"}], "excludeJobs": [{"job": "/agent/job1"}]}, ["/agent/job2"]),
        ({"regex": "alone$"}, [STANDALONE]),
    ],
)
def test_jobs_are_narrowed(desk: Desk, asked: dict[str, object], found: list[str]) -> None:
    """By state, kind, name, folder and pattern."""
    desk.sleeper()
    assert paths(desk.get("jobs", **asked)["jobs"]) == found


def test_a_task_of_an_order_is_shown_with_it(desk: Desk) -> None:
    """In the job, and by its id."""
    desk.sleeper()
    (task,) = desk.get("job", job=SLEEP)["job"]["runningTasks"]
    assert (task["_cause"], task["order"]["orderId"]) == ("ORDER", "z")
    assert desk.get("task", taskId=task["taskId"])["task"]["state"] == "RUNNING"
    assert desk.get("job/order_queue", job=SLEEP)["job"]["orderQueue"][0]["orderId"] == "z"
    assert desk.error("task", taskId="9")[0] == "JOC-161"
    assert desk.error("task")[0] == "JOC-406"


def test_a_task_without_order_is_shown_too(desk: Desk) -> None:
    """Queued, then running, then in the history only."""
    (told,) = desk.get("jobs/start", jobs=[{"job": STANDALONE, "at": "now + 5"}])["tasks"]
    assert desk.get("job", job=STANDALONE)["job"]["taskQueue"][0]["taskId"] == told["taskId"]
    assert desk.get("task", taskId=told["taskId"])["task"]["state"] == "NONE"
    desk.wait(5.01)
    assert desk.get("job", job=STANDALONE)["job"]["state"]["_text"] == "RUNNING"
    assert desk.get("task", taskId=told["taskId"])["task"]["state"] == "RUNNING"
    desk.wait(5)
    assert desk.error("task", taskId=told["taskId"])[0] == "JOC-161"


def test_jobs_are_counted(desk: Desk) -> None:
    """By state."""
    desk.get("jobs/stop", jobs=[{"job": STANDALONE}])
    assert desk.get("jobs/overview/snapshot")["jobs"]["stopped"] == 1
    assert desk.get("jobs", states=["STOPPED"])["jobs"][0]["state"] == {
        "severity": 2,
        "_text": "STOPPED",
        "manually": True,
    }
    assert len(desk.get("jobs/p")["jobs"]) == 6


def test_tasks_that_have_begun_are_counted(desk: Desk) -> None:
    """Those of orders, and those of a job that runs by itself; a copy of the state counts on by itself."""
    desk.sleeper("a", 1)
    before = desk.emulator.snapshot()
    desk.sleeper("b", 1)
    desk.wait(5)
    desk.get(
        "jobs/start", jobs=[{"job": "/spare/standalone"}, {"job": "/spare/standalone", "at": "now + 60"}]
    )
    for job, count in ((SLEEP, 2), ("/spare/standalone", 1), ("/agent/job1", 0)):
        assert desk.get("job", job=job)["job"]["allTasks"] == count
    desk.emulator.restore(before)
    assert desk.get("job", job=SLEEP)["job"]["allTasks"] == 1
