from __future__ import annotations

import json

import pytest

from tests.vendors.zosmf.emulator.desk import SHORT, Desk


def _resident(desk: Desk) -> dict[str, str]:
    found = [job for job in desk.get("?owner=*") if job["type"] != "JOB"]
    return {job["type"]: f"/{job['jobname']}/{job['jobid']}" for job in found}


def test_started_tasks_and_users_stand_last_in_lists(desk: Desk) -> None:
    """They are others' jobs, run without an end, and bear ids and classes of their own."""
    desk.path(SHORT)
    listed = desk.get("?owner=*")
    assert [job["type"] for job in listed] == ["JOB", "STC", "STC", "TSU"]
    for job in listed[1:]:
        assert (job["jobid"][:3], job["class"], job["status"]) == (job["type"], job["type"], "ACTIVE")
        assert job["job-correlator"][0] == job["type"][0]
    assert [job["type"] for job in desk.get("")] == ["JOB"]


def test_a_started_task_is_read_like_any_job(desk: Desk) -> None:
    """By name and id, by correlator, with its step, its log and its JCL."""
    path = _resident(desk)["STC"]
    job = desk.get(f"{path}?step-data=Y&exec-data=Y")
    (step,) = job["step-data"]
    assert (step["active"], step["program-name"], job["exec-ended"]) == (True, "BPXBATSL", None)
    assert desk.get("/" + job["job-correlator"])["jobname"] == job["jobname"]
    assert "STARTED" in desk.text(f"{path}/files/2/records")
    assert desk.text(f"{path}/files/JCL/records").startswith("//IZUSVR1")


@pytest.mark.parametrize("type_", ["STC", "TSU"])
def test_only_batch_jobs_are_held_and_moved(desk: Desk, type_: str) -> None:
    """JES says of the others that they are none (304); they can be cancelled."""
    path = _resident(desk)[type_]
    assert [desk.modify(path, request=verb)["status"] for verb in ("hold", "release")] == [304, 304]
    assert desk.modify(path, **{"class": "B"})["status"] == 304
    assert desk.modify(path, request="cancel")["status"] == 0
    assert desk.get(path)["retcode"] == "CANCELED"


def test_a_purged_one_is_gone_until_the_system_starts_anew(desk: Desk) -> None:
    """A snapshot that was taken before brings it back, too."""
    before = desk.emulator.snapshot()
    path = _resident(desk)["TSU"]
    assert json.loads(desk.ask("DELETE", path).body)["status"] == 0
    desk.submit(SHORT)
    assert "TSU" not in _resident(desk)
    desk.emulator.restore(before)
    assert "TSU" in _resident(desk)


def test_they_are_no_jobs_of_a_run(desk: Desk) -> None:
    """The control API counts and describes what was submitted."""
    application, now = desk.emulator.application, desk.emulator.clock.now()
    assert (application.count(now), application.jobs(now)) == (0, [])
