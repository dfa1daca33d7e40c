"""Submits: only what nobody can doubt is judged."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracles.planting import troubles
from tests.oracles.script import JCL, Script, job
from tests.vendors.zosmf.planted.errors import error

NOT_A_JOB = error(6, 4, 13, "Job input was not recognized by system as a job")


def rules_of(jcl: str, status: int, document: Any, **placed: Any) -> list[str]:
    """Return the rules that the answer to this submit breaks."""
    script = Script()
    script.submit(document, status, jcl, **placed)
    return [finding.rule for finding in troubles(script)]


@pytest.mark.parametrize(
    "jcl",
    [
        JCL + JCL.replace("MYJOB", "SECOND"),
        JCL.replace("MYJOB", "&NAME"),
        JCL.replace("MYJOB", "TOOLONGNAME"),
        f"{JCL}//IN DD *\n//INNER JOB\n/*\n",
        f"/*PRIORITY 5\n{JCL}",
    ],
)
def test_a_name_that_the_card_does_not_settle_is_not_compared(jcl: str) -> None:
    """Several cards, symbols, names too long, and cards in data."""
    assert rules_of(jcl, 201, job("INPUT", jobname="SECOND" if "SECOND" in jcl else "MYJOB")) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/octet-stream"},
        {"X-IBM-Intrdr-Mode": "RECORD"},
        {"X-IBM-Intrdr-Lrecl": "200"},
        {"X-IBM-Intrdr-File-Encoding": "IBM-1141"},
        {"X-IBM-JCL-Symbol-A": "B"},
        {"X-IBM-Notification-URL": "http://me/x"},
        {"Content-Type": "text/plain; charset=iso-8859-1"},
    ],
)
def test_headers_that_change_how_records_are_read_leave_the_rest_open(headers: dict[str, str]) -> None:
    """What is no job in one mode may be one in another, and the other way round."""
    assert rules_of("//A EXEC PGM=X\n", 201, job("INPUT"), headers=headers) == []
    assert rules_of(JCL, 400, NOT_A_JOB, headers=headers) == []


@pytest.mark.parametrize(
    "headers", [{}, {"X-IBM-Intrdr-Lrecl": "80", "X-IBM-Intrdr-Recfm": "F", "X-IBM-Intrdr-Mode": "TEXT"}]
)
def test_what_zowe_sends_with_every_submit_changes_nothing(headers: dict[str, str]) -> None:
    """The defaults in words are the defaults."""
    assert rules_of(JCL, 400, NOT_A_JOB, headers=headers) == ["zosmf.submit-accepts"]


def test_trailing_blanks_make_no_record_too_long() -> None:
    """An editor's blanks up to column 80 and beyond are not JCL."""
    assert rules_of(JCL.replace("\n", f"{' ' * 60}\r\n"), 201, job("INPUT")) == []


def test_of_several_mistakes_any_may_be_told() -> None:
    """The order of z/OSMF's checks is not known."""
    jcl = f"NOT JCL {'X' * 90}\n"
    for reason, message in (
        (9, "Job submission error. Record length 98 too long for JCL submission, maxlen=80"),
        (13, "Job input was not recognized by system as a job"),
        (17, "Submit input data does not start with a slash"),
    ):
        assert rules_of(jcl, 400, error(6, 4, reason, message)) == []


@pytest.mark.parametrize(
    "jcl",
    [f"{JCL}/*DEL\n", f"{JCL}/*PURGE\n", JCL.replace("PGM", "PÄM"), " " + JCL, JCL.lower(), f"//*\n{JCL}"],
)
def test_jcl_that_is_not_plain_may_be_refused(jcl: str) -> None:
    """Words to the reader, letters that the code page may lack, and anything before the card."""
    found = rules_of(jcl, 400, NOT_A_JOB)
    assert "zosmf.submit-accepts" not in found


def test_without_rights_nothing_is_judged() -> None:
    """A user who may not submit is refused for another reason."""
    answer = {"errorID": "IZUG001E", "errorMsg": "IZUG001E: Not authorized."}
    assert rules_of("NOT JCL\n", 403, answer) == []


def test_a_job_without_a_user_correlator_bears_none() -> None:
    """What nobody asked for is not there."""
    shown = {
        name: value.replace("%3A", "%3AX") if isinstance(value, str) else value
        for name, value in job("INPUT").items()
    }
    assert rules_of(JCL, 201, {**shown, "job-correlator": job()["job-correlator"] + "X"}) == [
        "zosmf.submit-correlator"
    ]
