"""Planted faults in spool files and records."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from tests.oracles.planting import plant
from tests.oracles.script import BASE, JCL, JES_FILES, Script, job, spool_file
from tests.vendors.zosmf.planted.errors import error


@plant("zosmf.jes-files")
def no_messages(script: Script, fault: bool) -> None:
    """A job that has run has its messages."""
    script.status(job())
    script.files(JES_FILES[:2] if fault else JES_FILES)


@plant("zosmf.file-unique")
def one_id_for_two(script: Script, fault: bool) -> None:
    """No two files have one id."""
    script.files([*JES_FILES, spool_file(4 if fault else 101, "SYSOUT")])


@plant("zosmf.records-url")
def url_of_another_file(script: Script, fault: bool) -> None:
    """A file's URL leads to its own records."""
    other = spool_file(3 if fault else 2, "JESMSGLG")
    script.files([spool_file(2, "JESMSGLG", records_url=other["records-url"])])


@plant("zosmf.record-count")
def one_record_more(script: Script, fault: bool) -> None:
    """A file has as many records as its list says."""
    script.status(job())
    script.files()
    script.records("2", "one\ntwo\nthree\nfour\n" if fault else "one\ntwo\n")


@plant("zosmf.listed-file")
def unreadable_file(script: Script, fault: bool) -> None:
    """A listed file can be read."""
    script.status(job())
    script.files()
    if fault:
        refusal = error(6, 4, 12, "Job 'MYJOB(JOB00123)' does not contain spool file id 2")
        script.send("GET", f"{BASE}/MYJOB/JOB00123/files/2/records", 400, refusal)
    else:
        script.records("2", "one\ntwo\n")


@plant("zosmf.output-stable")
def changed_output(script: Script, fault: bool) -> None:
    """The output of an ended job stays."""
    script.status(job())
    script.records("101", "one\n")
    script.records("101", "two\n" if fault else "one\n")


@plant("zosmf.records-mode")
def bytes_as_text(script: Script, fault: bool) -> None:
    """Binary records are bytes."""
    media_type = "text/plain" if fault else "application/octet-stream"
    script.records("2", "one", "?mode=binary", media_type=media_type)


@plant("zosmf.record-range")
def range_ignored(script: Script, fault: bool) -> None:
    """A range of two records has two."""
    text = "one\ntwo\nthree\nfour\n" if fault else "two\nthree\n"
    script.records("2", text, headers={"X-IBM-Record-Range": "1,2"})


@plant("zosmf.jcl-name")
def jcl_of_another_job(script: Script, fault: bool) -> None:
    """A job's JCL is its own."""
    script.records("JCL", JCL.replace("MYJOB", "OTHERJOB") if fault else JCL)
