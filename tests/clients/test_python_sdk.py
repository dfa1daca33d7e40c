"""The Zowe Python SDK, unmodified, over HTTP and HTTPS. It sends %2F for the slash between name and id."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients.conftest import PythonSdk

pytestmark = pytest.mark.clients

HELD = "//{name} JOB (ACCT),CLASS=A,TYPRUN=HOLD\n//S EXEC PGM=IEFBR14\n"
RUNS = "//{name} JOB (ACCT),CLASS=A\n//S EXEC PGM=BPXBATCH,PARM='SH sleep 600'\n"


def submitted(sdk: PythonSdk, name: str, jcl: str) -> tuple[str, str]:
    """Submit ``jcl`` and return the job's name and id."""
    job: dict[str, Any] = sdk("submit_plaintext", jcl.format(name=name))
    assert job["jobname"] == name
    return job["jobname"], job["jobid"]


def test_status_and_list(sdk: PythonSdk) -> None:
    """A submitted job is found by name and id, and stands in the list by prefix."""
    name, number = submitted(sdk, "HPLIST", HELD)
    status = sdk("get_job_status", name, number)
    assert (status["jobid"], status["status"]) == (number, "INPUT")
    listed = sdk("list_jobs", "*", "HPLIS*")
    assert number in [job["jobid"] for job in listed]
    assert {job["jobname"] for job in listed} == {"HPLIST"}


def test_hold_class_and_release(sdk: PythonSdk) -> None:
    """Each change of a waiting job is carried out while the client waits: feedback status 0."""
    job = submitted(sdk, "HPMOD", HELD)
    assert str(sdk("hold_job", *job)["status"]) == "0"
    assert str(sdk("change_job_class", *job, "B")["status"]) == "0"
    assert sdk("get_job_status", *job)["job_class"] == "B"
    assert str(sdk("release_job", *job)["status"]) == "0"
    assert sdk("get_job_status", *job)["status"] != "INPUT"


def test_cancel_then_spool_then_delete(sdk: PythonSdk) -> None:
    """A cancelled job leaves spool files to read by correlator; deleting removes the job."""
    job = submitted(sdk, "HPCAN", RUNS)
    assert str(sdk("cancel_job", *job)["status"]) == "0"
    status = sdk("get_job_status", *job)
    assert (status["status"], status["retcode"]) == ("OUTPUT", "CANCELED")
    correlator = status["job_correlator"]
    files = {entry["ddname"]: entry["id"] for entry in sdk("get_spool_files", correlator)}
    assert "JESMSGLG" in files
    assert "HPCAN" in sdk("get_spool_file_contents", correlator, files["JESMSGLG"])
    assert str(sdk("delete_job", *job)["status"]) == "0"
    assert job[1] not in [entry["jobid"] for entry in sdk("list_jobs", "*", "HPCAN")]
