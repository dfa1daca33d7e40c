from __future__ import annotations

import pytest

from tests.vendors.zosmf.emulator.desk import BASE, HELD, JOBS, LONG, SHORT, Desk

TWO_STEPS = (
    "//TWO JOB (A),'X'\n//S1 EXEC PGM=BPXBATCH,PARM='SH sleep 5'\n//S2 EXEC PGM=BPXBATCH,PARM='SH sleep 5'\n"
)


def test_a_job_document_has_the_documented_members(desk: Desk) -> None:
    """Every member of the topic is there, and no other, for a job that nothing keeps from running."""
    desk.submit(SHORT)
    assert set(desk.get("/SHORT/JOB00100")) == {
        "owner", "phase", "subsystem", "phase-name", "job-correlator", "type", "url", "jobid", "class",
        "files-url", "jobname", "status", "retcode",
    }  # fmt: skip


def test_addresses_are_built_on_what_the_caller_used(desk: Desk) -> None:
    """The addresses in a document lead back to the same server, by correlator."""
    document = desk.submit(SHORT)
    escaped = document["job-correlator"].replace(":", "%3A")
    assert document["url"] == f"{BASE}{JOBS}/{escaped}"
    assert document["files-url"] == document["url"] + "/files"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (1, ("ACTIVE", 14, "Job is actively executing", None)),
        (100, ("OUTPUT", 20, "Job is on the hard copy queue", "CC 0000")),
    ],
)
def test_status_phase_and_text_belong_together(
    desk: Desk, seconds: float, expected: tuple[str, int, str, str | None]
) -> None:
    """A document's status, phase, phase name and return code tell one story."""
    path = desk.path(LONG)
    desk.wait(seconds)
    job = desk.get(path)
    assert (job["status"], job["phase"], job["phase-name"], job["retcode"]) == expected


def test_a_held_job_says_why_it_does_not_run(desk: Desk) -> None:
    """The reason is there as long as there is one."""
    path = desk.path(HELD)
    desk.wait(1)
    assert desk.get(path)["reason-not-running"] == "Job is held."
    assert desk.get(path)["phase"] == 13
    desk.modify(path, request="release")
    assert "reason-not-running" not in desk.get(path)


def test_times_come_when_they_have_come(desk: Desk) -> None:
    """Execution data fills up as the job goes on; what has not come yet is null."""
    path = desk.path(LONG)
    queued = desk.get(f"{path}?exec-data=Y")
    assert (queued["exec-started"], queued["exec-ended"], "exec-system" in queued) == (None, None, False)
    desk.wait(1)
    running = desk.get(f"{path}?exec-data=Y")
    assert running["exec-system"] == running["exec-member"] == "SY1"
    assert running["exec-started"] >= running["exec-submitted"]
    assert running["exec-ended"] is None
    desk.wait(100)
    ended = desk.get(f"{path}?exec-data=Y")
    assert ended["exec-ended"] > ended["exec-started"] == running["exec-started"]
    assert ended["exec-ended"].endswith("Z")
    assert len(ended["exec-ended"]) == len("2018-11-03T09:05:18.010Z")


def test_a_job_that_never_ran_has_no_times(desk: Desk) -> None:
    """A job cancelled before it ran was submitted, and neither began nor ended to execute."""
    path = desk.path(HELD)
    desk.wait(1)
    desk.modify(path, request="cancel")
    document = desk.get(f"{path}?exec-data=Y&step-data=Y")
    assert (document["exec-started"], document["exec-ended"], document["step-data"]) == (None, None, [])
    assert document["exec-submitted"]


def test_steps_appear_as_they_begin(desk: Desk) -> None:
    """A running step is active and has no completion; a finished one has both its times."""
    path = desk.path(TWO_STEPS)
    desk.wait(1)
    (first,) = desk.get(f"{path}?step-data=Y")["step-data"]
    assert (first["step-name"], first["step-number"], first["program-name"]) == ("S1", 1, "BPXBATCH")
    assert (first["active"], "completion" in first) == (True, False)
    desk.wait(6)
    first, second = desk.get(f"{path}?step-data=Y")["step-data"]
    assert (first["active"], first["completion"], second["active"]) == (False, "CC 0000", True)
    assert first["end-time"] == second["selected-time"]


def test_a_step_has_a_path_once_it_has_ended(desk: Desk) -> None:
    """A step that is active tells neither its end nor the file that it ran."""
    path = desk.path(LONG)
    desk.wait(1)
    (active,) = desk.get(f"{path}?step-data=Y")["step-data"]
    desk.wait(100)
    (ended,) = desk.get(f"{path}?step-data=Y")["step-data"]
    assert ended.keys() - active.keys() == {"completion", "path-name", "end-time"}


def test_a_cancelled_step_was_cut_off(desk: Desk) -> None:
    """The step that a cancel caught shows abend 222, those after it never began."""
    path = desk.path(TWO_STEPS)
    desk.wait(1)
    desk.modify(path, request="cancel")
    (step,) = desk.get(f"{path}?step-data=Y")["step-data"]
    assert (step["active"], step["completion"]) == (False, "ABEND S222")


def test_a_step_of_a_procedure_has_two_names(desk: Desk) -> None:
    """The calling step and the step within the procedure are both named."""
    jcl = "//P JOB (A),'X'\n//MINE PROC\n//INNER EXEC PGM=IEFBR14\n// PEND\n//OUTER EXEC MINE\n"
    path = desk.path(jcl)
    desk.wait(1)
    (step,) = desk.get(f"{path}?step-data=Y")["step-data"]
    assert (step["step-name"], step["proc-step-name"]) == ("OUTER", "INNER")


def test_feedback_names_the_job_and_the_system(desk: Desk) -> None:
    """The feedback document has the documented members, its status as a number."""
    path = desk.path(HELD)
    feedback = desk.modify(path, request="hold")
    assert set(feedback) == {
        "jobid", "jobname", "original-jobid", "owner", "member", "sysname", "job-correlator", "status",
        "message",
    }  # fmt: skip
    assert type(feedback["status"]) is int
