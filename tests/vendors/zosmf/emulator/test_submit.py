from __future__ import annotations

import json

import pytest

from harness.emulation import EmulatorSettings
from tests.vendors.zosmf.emulator.desk import FAILING, HELD, SHORT, Desk, numbers


def test_a_submit_answers_with_the_job(desk: Desk) -> None:
    """The answer is 201 and the job document: queued somewhere before its end, no return code yet."""
    job = desk.submit(SHORT)
    assert (job["jobname"], job["jobid"], job["class"], job["type"]) == ("SHORT", "JOB00100", "A", "JOB")
    assert job["retcode"] is None
    assert job["job-correlator"].startswith("J0000100SY1.....")


def test_the_answer_can_come_before_the_owner_is_known(desk: Desk) -> None:
    """In input processing (phase 128) the answer has no owner, later it has; a read has it always."""
    answers = [desk.submit(SHORT) for _ in range(60)]
    phases = {job["phase"] for job in answers}
    assert {128, 130} <= phases
    assert all((job["owner"] == "") == (job["phase"] == 128) for job in answers)
    assert {job["owner"] for job in desk.get("")} == {"IBMUSER"}


def test_numbers_rise(desk: Desk) -> None:
    """Each job gets the next number, whatever became of the others."""
    first = desk.path(SHORT)
    desk.ask("DELETE", first)
    assert [desk.submit(jcl)["jobid"] for jcl in (HELD, FAILING)] == ["JOB00101", "JOB00102"]


def test_several_jobs_in_one_body_are_several_jobs(desk: Desk) -> None:
    """Every JOB statement makes a job, and the answer is that of the last."""
    document = desk.submit(SHORT + HELD + FAILING)
    assert document["jobname"] == "FAILING"
    assert sorted(job["jobname"] for job in desk.get("")) == ["FAILING", "HELD", "SHORT"]


def test_a_slash_at_the_end_of_the_path_does_no_harm(desk: Desk) -> None:
    """Some clients submit to the path with a slash at its end."""
    assert desk.ask("PUT", "/", SHORT).status == 201


@pytest.mark.parametrize(
    "media_type", ["text/plain", "plain/text", "application/octet-stream", "text/plain; charset=UTF-8"]
)
def test_text_is_text_under_any_name(desk: Desk, media_type: str) -> None:
    """Records are read as the mode says, whatever the media type is called."""
    assert desk.submit(SHORT, Content_Type=media_type)["jobname"] == "SHORT"


@pytest.mark.parametrize(
    ("body", "reason", "message"),
    [
        ("", 3, "Request does not contain 'jcl' content"),
        ("HELLO", 17, "Submit input data does not start with a slash"),
        (
            "//A JOB\n//" + "X" * 101,
            9,
            "Job submission error. Record length 103 too long for JCL submission, maxlen=80",
        ),
        ("//A EXEC PGM=IEFBR14", 13, "Job input was not recognized by system as a job"),
        ("//* JOB", 13, "Job input was not recognized by system as a job"),
        ("/", 13, "Job input was not recognized by system as a job"),
    ],
)
def test_what_is_no_job_is_refused(desk: Desk, body: str, reason: int, message: str) -> None:
    """Each way of not being a job has its own reason, and leaves no job behind."""
    document = desk.refused("PUT", "", body)
    assert numbers(document) == (400, 6, 4, reason)
    assert document["message"] == message
    assert desk.everyone() == []


def test_faults_are_found_in_order(desk: Desk) -> None:
    """The mode is looked at before the body, the first slash before the length of a record."""
    assert desk.refused("PUT", "", "", X_IBM_Intrdr_Mode="NONE")["reason"] == 1
    assert desk.refused("PUT", "", "x" * 200)["reason"] == 17


def test_a_job_in_a_data_set_is_submitted(desk: Desk) -> None:
    """JSON names the data set or file; its records make the job."""
    for file in ("//'IBMUSER.JCL(IEFBR14)'", "/u/ibmuser/iefbr14.jcl"):
        response = desk.ask("PUT", "", json.dumps({"file": file}), Content_Type="application/json")
        assert response.status == 201
        assert json.loads(response.body)["jobname"] == "IEFBR14"


def test_a_data_set_is_read_by_records(desk: Desk) -> None:
    """For a data set the mode must be RECORD or absent (6/4/19); for a file it may be anything."""
    body = json.dumps({"file": "//JCL(IEFBR14)"})
    json_body = {"Content_Type": "application/json"}
    document = desk.refused("PUT", "", body, X_IBM_Intrdr_Mode="TEXT", **json_body)
    assert document["message"] == "Internal reader mode must be RECORD for data set submission: TEXT"
    assert desk.ask("PUT", "", body, X_IBM_Intrdr_Mode="RECORD", **json_body).status == 201
    file = json.dumps({"file": "/u/ibmuser/sleep.jcl"})
    assert desk.ask("PUT", "", file, X_IBM_Intrdr_Mode="TEXT", **json_body).status == 201


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"file":null}', '"file"'])
def test_json_without_a_file_is_refused(desk: Desk, body: str) -> None:
    """A JSON body says which file, or nothing that can be submitted (6/4/3)."""
    document = desk.refused("PUT", "", body, Content_Type="application/json")
    assert document["message"] == "Request does not contain 'file' content"


def test_symbols_reach_the_jcl(desk: Desk) -> None:
    """A symbol set by a header decides what runs; the submitter is always known as SYSUID."""
    jcl = "//A JOB (A),'X',NOTIFY=&SYSUID\n//S1 EXEC PGM=&PROG\n"
    path = desk.path(jcl, X_IBM_JCL_Symbol_PROG="NOSUCHPG")
    desk.wait(1)
    assert desk.get(path)["retcode"] == "ABEND S806"
    assert "NOTIFY=IBMUSER" in desk.text(f"{path}/files/3/records")


def test_the_reader_class_is_the_default_output_class(desk: Desk) -> None:
    """Without MSGCLASS on the JOB statement the internal reader's class holds."""
    jcl = SHORT.replace(",MSGCLASS=H", "")
    plain, given = (desk.path(jcl, X_IBM_Intrdr_Class=name) for name in ("A", "K"))
    classes = [desk.get(f"{path}/files")[0]["class"] for path in (plain, given, desk.path(SHORT))]
    assert classes == ["A", "K", "H"]


def test_a_full_system_cannot_take_a_job() -> None:
    """Beyond its capacity the internal reader cannot be allocated (category 1, HTTP 500)."""
    desk = Desk(EmulatorSettings(capacity=1))
    path = desk.path(SHORT)
    document = desk.refused("PUT", "", SHORT)
    assert (document["status"], document["category"]) == (500, 1)
    desk.ask("DELETE", path)
    assert desk.ask("PUT", "", SHORT).status == 201
