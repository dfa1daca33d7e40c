from __future__ import annotations

import json

import pytest

from harness.emulation import EmulatorSettings, LagLaws, parse_laws
from tests.vendors.iics.emulator.desk import LONG, SHORT, TASKFLOW, Desk, loaded, refusal

JOB = "/saas/api/v2/job"
FEDERATED = "RiValYNIsTxzOTn3Tm85ax"


def test_the_example_of_the_documents_starts_its_taskflow(desk: Desk) -> None:
    """Runs are counted by task, from 1."""
    assert desk.start(TASKFLOW) == {
        "@type": "job",
        "taskId": "0034J90000000M",
        "taskName": "taskName",
        "taskType": "WORKFLOW",
        "runId": 1,
    }
    assert desk.start(TASKFLOW)["runId"] == 2
    assert desk.start(SHORT)["runId"] == 1


@pytest.mark.parametrize(
    "task",
    [
        {"taskName": "taskName", "type": "workflow"},
        {"taskName": "taskName", "taskType": "WORKFLOW", "type": "MTT"},
        {"taskFederatedId": FEDERATED, "taskType": "MTT"},
        {"taskName": "Mask_Staff", "taskType": "DMASK", "@type": "job"},
        {"taskName": "Sync_Customers", "taskType": "DSS", "unknown": "ignored"},
    ],
)
def test_a_task_is_started_by_each_of_its_names(desk: Desk, task: dict[str, str]) -> None:
    """Both names of the type will do, in any letter case; where both are given taskType counts."""
    assert desk.start(task)["runId"] == 1


@pytest.mark.parametrize(
    ("task", "wanted"),
    [
        ({"taskType": "MTT"}, (400, "APP_10001")),
        ({"taskName": "Load_Orders"}, (400, "APP_10001")),
        ({"taskName": "Load_Orders", "taskType": "NOSUCH"}, (400, "APP_10002")),
        ({"taskName": "Check_Addresses", "taskType": "AVS"}, (400, "APP_10002")),
        ({"taskName": "a", "taskId": "b", "taskType": "MTT"}, (400, "APP_10003")),
        ({"taskName": "Ingest_Files", "taskType": "MTT"}, (403, "APP_10004")),
        ({"taskName": "Load_Orders", "taskType": "MI_TASK"}, (403, "APP_10004")),
        ({"taskName": "Load_Orders", "taskType": "DSS"}, (403, "REPO_36004")),
        ({"taskName": "Close_Books", "taskType": "MTT"}, (403, "REPO_36004")),
        ({"taskId": "0034J90000001E", "taskType": "MTT"}, (403, "REPO_36004")),
        ({"taskId": FEDERATED, "taskType": "MTT"}, (403, "REPO_36004")),
        ({"taskName": 7, "taskType": "MTT"}, (400, "APP_10002")),
        ({"taskName": "Load_Orders", "taskType": "MTT", "callbackURL": "ftp://x"}, (400, "APP_10002")),
    ],
)
def test_a_wrong_start_is_refused(desk: Desk, task: dict[str, object], wanted: tuple[int, str]) -> None:
    """No name, two names, no type, another type, a task outside Default by its plain id."""
    assert refusal(desk.ask("POST", JOB, task)) == wanted
    assert desk.emulator.describe()["jobs"] == 0


def test_a_stop_is_carried_out_later(desk: Desk) -> None:
    """It is taken, the run is STOPPING, and ends as failed."""
    job = desk.start(LONG)
    desk.wait(1)
    assert loaded(desk.stop(LONG))["@type"] == "success"
    assert desk.states() == ["STOPPING"]
    desk.wait(1)
    assert [(entry["state"], entry["errorMsg"]) for entry in desk.log_of(job)] == [
        (3, "The task was stopped.")
    ]


def test_a_stop_hits_every_run_of_its_task_and_no_other(desk: Desk) -> None:
    """It names a task, so that a neighbour's run of the same task goes, too."""
    for task in (LONG, LONG, {"taskName": "Load_Part_000", "taskType": "MTT"}):
        desk.start(task)
    desk.wait(1)
    desk.stop(LONG)
    assert desk.states() == ["STOPPING", "STOPPING", "RUNNING"]


@pytest.mark.parametrize("seconds", [0.0, 1.0, 1.25, 5.0])
def test_a_stop_that_meets_nothing_is_refused(desk: Desk, seconds: float) -> None:
    """Before a start, and once the work is over, nothing runs; the second stop of a run is one as well."""
    if seconds:
        desk.start(SHORT)
        desk.wait(seconds)
        if seconds < 1.2:
            desk.stop(SHORT)
    assert refusal(desk.stop(SHORT)) == (403, "APP_10006")


def test_a_stop_right_after_a_start_may_meet_nothing() -> None:
    """With a lag the run is not registered yet; the same stop succeeds a moment later."""
    desk = Desk(EmulatorSettings(lag=parse_laws("modify=constant:100ms")))
    desk.start(LONG)
    assert refusal(desk.stop(LONG)) == (403, "APP_10006")
    desk.wait(0.1)
    assert desk.stop(LONG).status == 200


def test_a_stop_may_win_before_the_run_does_anything(desk: Desk) -> None:
    """Without a lag it is stopped while it is initialized."""
    job = desk.start(LONG)
    assert desk.stop(LONG).status == 200
    desk.wait(1)
    assert desk.log_of(job)[0]["successSourceRows"] == 0


def test_a_stop_knows_no_federated_id(desk: Desk) -> None:
    """By the documents a task outside Default cannot be stopped; later editions can."""
    task = {"taskFederatedId": FEDERATED, "taskType": "MTT"}
    desk.start(task)
    assert refusal(desk.stop(task)) == (400, "APP_10001")
    later = Desk(EmulatorSettings(drifts=frozenset({"D10"})))
    later.start(task)
    assert later.stop(task).status == 200


def test_a_second_run_goes_beside_fails_or_is_refused(desk: Desk) -> None:
    """Mapping tasks run in parallel, replication and PowerCenter tasks fail, and some may be refused."""
    for name in ("Replicate_Sales", "Import_Legacy"):
        task = {"taskName": name, "taskType": {"R": "DRS", "I": "PCS"}[name[0]]}
        desk.start(task)
        second = desk.start(task)
        desk.wait(1)
        [entry] = desk.log_of(second)
        assert (entry["state"], f"Another instance of task {name}" in entry["errorMsg"]) == (3, True)
    alone = {"taskName": "Load_Alone", "taskType": "MTT"}
    desk.start(alone)
    assert refusal(desk.ask("POST", JOB, alone)) == (403, "APP_10005")
    desk.wait(6)
    assert desk.start(alone)["runId"] == 2


def test_a_full_service_takes_no_more() -> None:
    """Memory is finite."""
    desk = Desk(EmulatorSettings(capacity=1, lag=LagLaws()))
    desk.start(SHORT)
    assert refusal(desk.ask("POST", JOB, SHORT))[0] == 503


def test_a_start_in_xml(desk: Desk) -> None:
    """Asked in XML and answered so, with the attributes of the JSON object."""
    body = b"<job><taskName>Load_Orders</taskName><taskType>MTT</taskType></job>"
    kind = "application/xml"
    answer = desk.send("POST", JOB, body, icSessionId=desk.token, Content_Type=kind, Accept=kind)
    assert answer.body.endswith(
        b"<job><taskId>0034J900000014</taskId><taskName>Load_Orders</taskName><taskType>MTT</taskType>"
        b"<runId>1</runId></job>"
    )


@pytest.mark.parametrize(
    ("drift", "task", "status"),
    [
        ("D01", SHORT, 400),
        ("D03", TASKFLOW, 400),
        ("D04", SHORT, 400),
        ("D16", {"taskName": "Check_Addresses", "taskType": "AVS"}, 200),
        ("D38", SHORT, 201),
    ],
)
def test_drifts_of_a_start(drift: str, task: dict[str, str], status: int) -> None:
    """Editions differ in what they want of a start, and in how they answer it."""
    desk = Desk(EmulatorSettings(drifts=frozenset({drift})))
    assert desk.ask("POST", JOB, task).status == status


def test_drifts_of_the_answer() -> None:
    """The type may be called type, and the run id be text."""
    desk = Desk(EmulatorSettings(drifts=frozenset({"D02", "D21", "D37"})))
    job = json.loads(desk.ask("POST", JOB, SHORT).body)
    assert (job["type"], job["runId"], len(job["taskId"]), "taskType" in job) == ("MTT", "1", 20, False)
