"""JCL: every JOB statement is seen, and what reaches beyond the job is called by its name."""

from __future__ import annotations

import pytest

from harness.vendors.zosmf.jcl import hazard, job_names

CARD = "//A JOB (ACCT)\n"


@pytest.mark.parametrize(
    ("jcl", "names"),
    [
        ("//MYJOB JOB (ACCT),'X'\n//S EXEC PGM=X\n", ("MYJOB",)),
        ("//MYJOB\tJOB\n", ("MYJOB",)),
        ("//A JOB\r\n//B JOB\r\n", ("A", "B")),
        ("//A JOB\r//B JOB\r", ("A", "B")),
        ("//A JOB\x85//B JOB", ("A", "B")),
        ("//S EXEC PGM=X\n//I DD DATA,DLM=##\n//HIDDEN JOB\n##\n", ("HIDDEN",)),
        ("//a job (x)\n", ("a",)),
        ("//&PN JOB\n", ("&PN",)),
        ("// JOB\n", ("",)),
        ("//* JOB is a comment\n//MYJOBX EXEC PGM=JOB\n", ("*",)),
        ("//S1 EXEC JOBPROC\n", ()),
        ("", ()),
    ],
)
def test_every_job_statement_is_seen(jcl: str, names: tuple[str, ...]) -> None:
    """Whatever ends a line in any code page, and wherever the statement stands."""
    assert job_names(jcl) == names


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("/*$PJ123", "a JES2 command"),
        ("/*XEQ OTHER", "work for another system"),
        ("/*ROUTE XEQ OTHER", "work for another system"),
        ("//X XMIT DEST=OTHER", "work for another system"),
        ("//X COMMAND 'CANCEL PAYROLL'", "a system command"),
        ("// CANCEL PAYROLL", "a system command"),
        ("//O DD SYSOUT=(A,INTRDR)", "the internal reader, which starts further jobs"),
    ],
)
def test_what_reaches_beyond_the_job_is_named(line: str, what: str) -> None:
    """A job must not start, stop or command what the run does not own."""
    assert hazard(f"{CARD}{line}\n") == what
    assert hazard(f"{CARD}{line.lower()}\r") == what


@pytest.mark.parametrize(
    "line", ["/*JOBPARM LINES=9", "//S EXEC PGM=IEFBR14", "//  CLASS=A,", "//CANCEL EXEC PGM=X", "/*"]
)
def test_plain_jcl_is_no_hazard(line: str) -> None:
    """Ordinary statements, continuations and names that look like commands stay in the job."""
    assert hazard(f"{CARD}{line}\n") is None
