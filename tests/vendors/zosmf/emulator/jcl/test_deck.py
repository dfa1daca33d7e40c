from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.zosmf.emulator.jcl.deck import read_jobs, shown_name


def test_every_job_statement_begins_a_job() -> None:
    """Each job has its own statements, and what comes before the first is nobody's."""
    deck = (
        "//S0 EXEC PGM=X",
        "//A JOB X",
        "//S1 EXEC PGM=X",
        "//B JOB X",
        "//S2 EXEC PGM=X",
        "//S3 EXEC PGM=X",
    )
    first, second = read_jobs(deck, {})
    assert (first.name, [step.name for step in first.steps]) == ("A", ["S1"])
    assert (second.name, [step.name for step in second.steps]) == ("B", ["S2", "S3"])
    assert first.records == deck[1:3]


def test_a_null_statement_ends_a_job() -> None:
    """What follows it, up to the next job, is not read."""
    (job,) = read_jobs(("//A JOB X", "//S1 EXEC PGM=X", "//", "//S2 EXEC PGM=X"), {})
    assert [step.name for step in job.steps] == ["S1"]
    assert job.records == ("//A JOB X", "//S1 EXEC PGM=X", "//")


@pytest.mark.parametrize(
    "record", ["// JOB X", "//A job X", "//* A JOB", "//A EXEC PGM=JOB", "/*A JOB", "A JOB"]
)
def test_without_name_and_operation_there_is_no_job(record: str) -> None:
    """A job statement has a name and the operation JOB in capitals."""
    assert read_jobs((record,), {}) == ()


def test_a_job_inside_data_is_data() -> None:
    """A JOB statement within DD DATA is in-stream data, so it begins no job."""
    (job,) = read_jobs(("//A JOB X", "// EXEC PGM=X", "//I DD DATA", "//B JOB X", "/*"), {})
    assert job.steps[0].definitions[0].data == ("//B JOB X",)


@pytest.mark.parametrize(
    ("name", "shown"), [("A#$@1", "A#$@1"), ("&PN", "?PN"), ("LONGERNAME", "LONGERNAME"), ("abc", "???")]
)
def test_a_name_is_shown_as_jes_shows_it(name: str, shown: str) -> None:
    """What JES cannot accept in a name is a question mark; a long name stays long."""
    assert shown_name(name) == shown


LINES = st.sampled_from(
    ["//A JOB X", "//B JOB (A,'B,", "//S EXEC PGM=IEFBR14", "//P PROC A=B", "// PEND", "//C EXEC P", "//",
     "//* X", "//D DD *", "DATA", "/*", "//D DD DATA,DLM='@@'", "@@", "// SET A=&B", "//X DD SYSOUT=&A",
     "/*JOBPARM X"]
) | st.text(max_size=30)  # fmt: skip


@given(st.lists(LINES, max_size=15))
def test_no_deck_is_too_strange(records: list[str]) -> None:
    """Any records are jobs, each with steps or with something wrong."""
    for job in read_jobs(tuple(records), {"B": "1"}):
        assert job.steps or job.problems
