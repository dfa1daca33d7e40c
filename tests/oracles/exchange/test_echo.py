"""Echoes: names in the path stand in the answer, whatever their letter case."""

from __future__ import annotations

from harness.finding import Finding
from harness.oracles.exchange import echo
from tests.oracles.planting import reported
from tests.oracles.script import JES_FILES, Script, job, spool_file


def found(script: Script) -> list[Finding]:
    """Return what the rule says."""
    return reported(script, echo.echo)


def test_both_names_are_compared() -> None:
    """A job with the right id under another name is another job."""
    script = Script()
    script.status(job(), asked="OTHER/JOB00124")
    assert [(f.subject, f.expected, f.got) for f in found(script)] == [
        ("jobid", "JOB00124", "JOB00123"),
        ("jobname", "OTHER", "MYJOB"),
    ]


def test_letter_case_is_no_difference() -> None:
    """A server that folds names answers in upper case."""
    script = Script()
    script.status(job(), asked="myjob/job00123")
    assert found(script) == []


def test_every_entry_of_a_list_of_files_is_compared() -> None:
    """One file of another job is one too many."""
    script = Script()
    script.files([*JES_FILES, spool_file(101, "SYSOUT", jobid="JOB00124")])
    (finding,) = found(script)
    assert (finding.operation, finding.subject, finding.got) == ("listSpoolFiles", "jobid", "JOB00124")


def test_errors_and_unreadable_answers_echo_nothing() -> None:
    """Only a document that was answered with success is about something."""
    script = Script()
    script.absent(document=job(number=124))
    script.send("GET", "/zosmf/restjobs/jobs/MYJOB/JOB00123", 200, "{")
    assert found(script) == []
