"""Records: how a reading is counted, cut and named."""

from __future__ import annotations

import pytest

from harness.vendors.zosmf.rules.records import Records, records
from tests.oracles.script import BASE, JCL, Script
from tests.vendors.zosmf.planted.errors import error


def read(file: str, text: str, query: str = "", **headers: str) -> Records:
    """Return one reading."""
    script = Script()
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    script.records(file, text, query, headers=given)
    (found,) = script.evidence().fact(records)
    return found


@pytest.mark.parametrize(("text", "counts"), [("", {0, 1}), ("a", {0, 1}), ("a\n", {1, 2}), ("a\nb", {1, 2})])
def test_a_text_may_end_in_a_newline_or_not(text: str, counts: set[int]) -> None:
    """So it has one of two numbers of records."""
    assert read("2", text).counts == counts


@pytest.mark.parametrize(
    ("given", "most"),
    [("0-9", 10), ("5-5", 1), ("0,7", 7), ("3-0", None), ("3,0", None), ("9-3", None), ("x", None)],
)
def test_a_range_asks_for_so_many_records(given: str, most: int | None) -> None:
    """First and last from 0, or first and count; an end of 0 is open."""
    assert read("2", "a\n", X_IBM_Record_Range=given).most == most


def test_bytes_have_no_lines() -> None:
    """Only text is counted."""
    assert read("2", "a\nb\n", "?mode=binary").counts == frozenset()


def test_the_file_is_known_by_its_id_or_as_jcl() -> None:
    """The JCL is no spool file of the list; its card has a name."""
    jcl = read("JCL", JCL)
    assert (jcl.file, jcl.whole, jcl.job_card) == ("JCL", True, "MYJOB")
    assert read("101", "a\n").file == "101"


def test_a_missing_file_is_told_from_a_missing_job() -> None:
    """6/4/12 says that the job is there and the file is not."""
    script = Script()
    gone = error(6, 4, 12, "Job 'MYJOB(JOB00123)' does not contain spool file id 9")
    script.send("GET", f"{BASE}/MYJOB/JOB00123/files/9/records", 400, gone)
    script.absent("MYJOB/JOB00123/files/9/records")
    assert [each.no_such_file for each in script.evidence().fact(records)] == [True, False]
