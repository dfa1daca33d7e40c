from __future__ import annotations

import pytest

from tests.vendors.zosmf.emulator.desk import BASE, HELD, JOBS, SHORT, Desk, numbers

PRINTING = (
    "//PRINT    JOB (ACCT),'PRINT',MSGCLASS=H\n//S1 EXEC PGM=BPXBATCH,PARM='SH echo hello'\n"
    "//STDOUT   DD SYSOUT=*\n//STDERR   DD SYSOUT=B\n"
)


def test_a_job_file_document_has_every_member(desk: Desk) -> None:
    """Each file is described completely, with an address that leads to its records."""
    path = desk.path(PRINTING)
    desk.wait(1)
    for document in desk.get(f"{path}/files"):
        assert set(document) == {
            "jobid", "jobname", "recfm", "byte-count", "record-count", "job-correlator", "class", "id",
            "ddname", "records-url", "lrecl", "subsystem", "stepname", "procstep",
        }  # fmt: skip
        text = desk.text(document["records-url"].removeprefix(f"{BASE}{JOBS}"))
        assert len(text.splitlines()) == document["record-count"]


def test_records_are_found_by_the_ids_that_are_listed(desk: Desk) -> None:
    """JES's files have ids 2 to 4, a program's begin at 101."""
    path = desk.path(PRINTING)
    desk.wait(1)
    files = {file["id"]: file for file in desk.get(f"{path}/files")}
    assert {id_: file["ddname"] for id_, file in files.items()} == {
        2: "JESMSGLG", 3: "JESJCL", 4: "JESYSMSG", 101: "STDOUT", 102: "STDERR",
    }  # fmt: skip
    assert (files[101]["stepname"], files[101]["procstep"], files[2]["stepname"]) == ("S1", None, "JES2")
    assert (files[101]["class"], files[102]["class"]) == ("H", "B")
    assert desk.text(f"{path}/files/101/records") == "hello\n"


def test_a_file_that_is_empty_is_no_error(desk: Desk) -> None:
    """A DD to which nothing was written has an empty body."""
    path = desk.path(PRINTING)
    desk.wait(1)
    assert desk.text(f"{path}/files/102/records") == ""


def test_the_jcl_is_a_file_that_is_not_listed(desk: Desk) -> None:
    """JCL gives the job as it was submitted, without the others of its body; lists do not show it."""
    desk.submit(SHORT + HELD)
    assert desk.text("/SHORT/JOB00100/files/JCL/records") == SHORT
    assert desk.text("/HELD/JOB00101/files/JCL/records", X_IBM_Record_Range="0-0") == HELD
    assert "JCL" not in [file["ddname"] for file in desk.get("/SHORT/JOB00100/files")]


@pytest.mark.parametrize("file", ["0", "1", "5", "999999999"])
def test_a_file_that_is_not_there_is_refused(desk: Desk, file: str) -> None:
    """An unknown id is refused with job and id (6/4/12)."""
    path = desk.path(SHORT)
    document = desk.refused("GET", f"{path}/files/{file}/records")
    assert numbers(document) == (400, 6, 4, 12)
    assert document["message"] == f"Job 'SHORT(JOB00100)' does not contain spool file id {file}"


def test_a_bad_range_is_refused_before_the_file_is_looked_for(desk: Desk) -> None:
    """The request is read before the spool."""
    path = desk.path(SHORT)
    assert desk.refused("GET", f"{path}/files/99/records", X_IBM_Record_Range="x")["reason"] == 11


def test_a_held_jobs_spool_can_be_read(desk: Desk) -> None:
    """A job in any status has files, a held one those of its conversion."""
    path = desk.path(HELD)
    desk.wait(1)
    assert [file["id"] for file in desk.get(f"{path}/files")] == [2, 3, 4]
    assert "TYPRUN=HOLD" in desk.text(f"{path}/files/3/records")
