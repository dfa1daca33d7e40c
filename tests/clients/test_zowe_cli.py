"""Zowe CLI 8, unmodified, over HTTP and HTTPS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.clients.conftest import ZoweCli

pytestmark = pytest.mark.clients

ENDS = "//S EXEC PGM=IEFBR14\n"
RUNS = "//S EXEC PGM=BPXBATCH,PARM='SH sleep 600'\n"


@pytest.fixture
def submit(zowe: ZoweCli, tmp_path: Path) -> Any:
    """Return a function that submits a job and gives the document of the answer."""

    def submitted(name: str, step: str, *options: str, card: str = "") -> dict[str, Any]:
        jcl = tmp_path / f"{name}.jcl"
        jcl.write_text(f"//{name} JOB (ACCT),CLASS=A{card}\n{step}")
        document: dict[str, Any] = zowe("jobs", "submit", "local-file", str(jcl), *options)["data"]
        return document

    return submitted


def test_submit_is_acknowledged(submit: Any) -> None:
    """A submit names the job, its correlator and its addresses."""
    job = submit("HZSUB", ENDS)
    assert job["jobname"] == "HZSUB"
    assert job["jobid"].startswith("JOB")
    assert job["url"].startswith(("http://127.0.0.1:", "https://127.0.0.1:"))


def test_waiting_for_output_ends_with_the_return_code(submit: Any) -> None:
    """--wait-for-output polls until the job is on the output queue."""
    job = submit("HZWAIT", ENDS, "--wait-for-output")
    assert (job["status"], job["retcode"]) == ("OUTPUT", "CC 0000")


def test_a_failing_job_shows_its_abend(submit: Any) -> None:
    """A program that is not there ends with system abend 806."""
    assert submit("HZABND", "//S EXEC PGM=NOSUCHPG\n", "--wait-for-output")["retcode"] == "ABEND S806"


def test_list_narrows_by_prefix(zowe: ZoweCli, submit: Any) -> None:
    """The list by prefix has the submitted job and no other name."""
    job = submit("HZLIST", ENDS, "--wait-for-output")
    listed = zowe("jobs", "list", "jobs", "--prefix", "HZLIS*")["data"]
    assert job["jobid"] in [entry["jobid"] for entry in listed]
    assert {entry["jobname"] for entry in listed} == {"HZLIST"}


def test_status_spool_list_and_spool_content(zowe: ZoweCli, submit: Any) -> None:
    """A job's status, its spool files and their content are read by its id."""
    job = submit("HZVIEW", ENDS, "--wait-for-output")
    status = zowe("jobs", "view", "job-status-by-jobid", job["jobid"])["data"]
    assert (status["jobname"], status["status"]) == ("HZVIEW", "OUTPUT")
    files = zowe("jobs", "list", "spool-files-by-jobid", job["jobid"])["data"]
    assert {"JESMSGLG", "JESJCL", "JESYSMSG"} <= {entry["ddname"] for entry in files}
    number = next(str(entry["id"]) for entry in files if entry["ddname"] == "JESJCL")
    assert "PGM=IEFBR14" in zowe("jobs", "view", "spool-file-by-id", job["jobid"], number)["data"]


def test_hold_release_and_class(zowe: ZoweCli, submit: Any) -> None:
    """A waiting job is moved to another class, held and released; it then runs to its end."""
    job = submit("HZMOD", ENDS, card=",TYPRUN=HOLD")
    zowe("jobs", "modify", "job", job["jobid"], "--jobclass", "B")
    assert zowe("jobs", "view", "job-status-by-jobid", job["jobid"])["data"]["class"] == "B"
    zowe("jobs", "modify", "job", job["jobid"], "--hold")
    zowe("jobs", "modify", "job", job["jobid"], "--release")
    assert zowe("jobs", "view", "job-status-by-jobid", job["jobid"])["data"]["status"] != "INPUT"


def test_cancel_ends_a_running_job(zowe: ZoweCli, submit: Any) -> None:
    """A job that would run for minutes is cancelled."""
    job = submit("HZCAN", RUNS)
    zowe("jobs", "cancel", "job", job["jobid"])
    status = zowe("jobs", "view", "job-status-by-jobid", job["jobid"])["data"]
    assert (status["status"], status["retcode"]) == ("OUTPUT", "CANCELED")


def test_delete_removes_the_job(zowe: ZoweCli, submit: Any) -> None:
    """A deleted job is not found any more."""
    job = submit("HZDEL", ENDS, "--wait-for-output")
    zowe("jobs", "delete", "job", job["jobid"])
    zowe("jobs", "view", "job-status-by-jobid", job["jobid"], code=1)


def test_a_wrong_password_is_refused(zowe: ZoweCli) -> None:
    """A client with a wrong password is told so and ends with an error."""
    refused = zowe("jobs", "list", "jobs", "--password", "WRONG", code=1)
    assert "401" in str(refused)


def test_the_server_says_what_it_is(zowe: ZoweCli) -> None:
    """The check that users run first succeeds."""
    assert zowe("zosmf", "check", "status")["data"]["zos_version"].startswith("04.")
