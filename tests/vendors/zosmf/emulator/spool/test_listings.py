from __future__ import annotations

from tests.vendors.zosmf.emulator.desk import FAILING, LONG, Desk

JCL = (
    "//LISTED   JOB (ACCT),'ME',\n//  CLASS=A\n//* A COMMENT\n// SET P=IEFBR14\n//S1 EXEC PGM=&P\n"
    "//OUT DD SYSOUT=*\n//NONE DD DUMMY\n//S2 EXEC PGM=IEFBR14\n"
)


def test_the_jcl_is_listed_with_numbers(desk: Desk) -> None:
    """Statements are numbered and the rest is not; under a statement stands what its symbols became."""
    path = desk.path(JCL)
    desk.wait(1)
    lines = desk.text(f"{path}/files/3/records").splitlines()
    assert [line[:10].strip() for line in lines] == ["1", "", "", "2", "3", "", "4", "5", "6"]
    assert lines[0].endswith("JOB00100")
    assert lines[2].endswith("//* A COMMENT")
    assert lines[5] == "          IEFC653I SUBSTITUTION JCL - PGM=IEFBR14"


def test_the_messages_tell_of_conversion_and_steps(desk: Desk) -> None:
    """Each step stands with its allocations, end and accounting."""
    path = desk.path(JCL)
    desk.wait(1)
    text = desk.text(f"{path}/files/4/records")
    parts = ["IEF236I ALLOC. FOR LISTED S1",
             "IEF237I JES2 ALLOCATED TO OUT", "IEF237I DMY  ALLOCATED TO NONE",
             "IEF142I LISTED S1 - STEP WAS EXECUTED - COND CODE 0000", "IEF236I ALLOC. FOR LISTED S2",
             "IEF375I  JOB/LISTED  /START", "IEF033I  JOB/LISTED  /STOP"]  # fmt: skip
    positions = [text.find(part) for part in parts]
    assert -1 not in positions
    assert positions == sorted(positions)


def test_errors_of_conversion_are_all_there_is(desk: Desk) -> None:
    """A job with wrong JCL has the messages of its mistakes and none of steps."""
    path = desk.path("//WRONG JOB (A),'X',NONE=1\n//S EXEC NOSUCH")
    desk.wait(1)
    assert desk.text(f"{path}/files/4/records").splitlines() == [
        " STMT NO. MESSAGE",
        "        1 IEFC630I UNIDENTIFIED KEYWORD NONE",
        "        2 IEFC612I PROCEDURE NOSUCH WAS NOT FOUND",
    ]


def test_an_abend_has_its_completion_code(desk: Desk) -> None:
    """A step that abends shows system and user code."""
    path = desk.path(FAILING)
    desk.wait(1)
    assert "IEF472I FAILING STEP1 - COMPLETION CODE - SYSTEM=806 USER=0000" in desk.text(
        f"{path}/files/4/records"
    )


def test_a_step_that_runs_has_not_ended(desk: Desk) -> None:
    """While a step runs only its beginning is told; a cancel ends it with code 222."""
    path = desk.path(LONG)
    desk.wait(1)
    running = desk.text(f"{path}/files/4/records")
    assert "IEF236I" in running
    assert "IEF142I" not in running
    assert "IEF033I" not in running
    desk.modify(path, request="cancel")
    assert "SYSTEM=222" in desk.text(f"{path}/files/4/records")


def test_a_step_of_a_procedure_is_named_before_the_step_that_calls_it(desk: Desk) -> None:
    """Messages say job, step of the procedure, calling step; times stand under the first of the two."""
    path = desk.path("//P JOB (A),'X'\n//MINE PROC\n//INNER EXEC PGM=NOSUCHPG\n// PEND\n//OUTER EXEC MINE\n")
    desk.wait(1)
    text, log = (desk.text(f"{path}/files/{number}/records") for number in (4, 2))
    assert "IEF236I ALLOC. FOR P INNER OUTER\n" in text
    assert "IEF472I P INNER OUTER - COMPLETION CODE" in text
    assert "IEF032I STEP/INNER   /STOP " in text
    assert "IEF450I P INNER OUTER - ABEND=S806" in log
