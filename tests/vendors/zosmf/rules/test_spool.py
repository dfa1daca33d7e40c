"""Spool files: judged only after an end that was seen, and before anything may have removed the job."""

from __future__ import annotations

from typing import Any

from harness.exchange import Passage
from tests.oracles.planting import troubles
from tests.oracles.script import BASE, JES_FILES, SERVER, Script, job, spool_file
from tests.vendors.zosmf.planted.errors import error

GONE = error(6, 4, 12, "Job 'MYJOB(JOB00123)' does not contain spool file id 2")


def rules_of(script: Script) -> list[str]:
    """Return the rules that the script breaks."""
    return [finding.rule for finding in troubles(script)]


def test_a_running_job_may_lack_files_and_count_late() -> None:
    """Files appear, and counts lag, until the end."""
    script = Script()
    script.status(job("ACTIVE"))
    script.files(JES_FILES[:1])
    script.records("2", "one\n" * 9)
    script.records("2", "one\n" * 12)
    assert rules_of(script) == []


def test_a_job_that_never_ran_may_lack_files() -> None:
    """Cancelled before it started, or not run for an error in its JCL."""
    for result in ("CANCELED", "JCL ERROR", "SEC ERROR"):
        script = Script()
        script.status(job(retcode=result))
        script.files(JES_FILES[:1])
        assert rules_of(script) == []


def test_a_list_that_began_before_the_end_was_seen_may_be_old() -> None:
    """Concurrent requests have no order."""
    script = Script()
    script.status(job(), at=(0, 10))
    script.files(JES_FILES[:1], at=(5, 15))
    assert rules_of(script) == []


def test_files_may_go_with_a_purge_that_was_not_answered() -> None:
    """From the moment a delete began nothing is sure of the spool."""
    script = Script()
    script.status(job())
    script.files()
    script.delete(passage=Passage.BROKEN)
    script.send("GET", f"{BASE}/MYJOB/JOB00123/files/2/records", 400, GONE)
    script.files([])
    assert rules_of(script) == []


def test_a_job_is_the_same_by_its_correlator() -> None:
    """An end that was seen by one name holds for the other."""
    script = Script()
    script.status(job())
    path = f"{BASE}/J0000123SY1.....E1A2B3C4.......%3A/files"
    script.send("GET", path, 200, JES_FILES[:2])
    assert rules_of(script) == ["zosmf.jes-files"]


def test_a_last_record_may_end_in_a_newline_or_not() -> None:
    """Both forms of text have two records; an empty file may have none or an empty one."""
    for text, count in (("one\ntwo", 2), ("one\ntwo\n", 2), ("", 0), ("", 1), ("\n\n", 2), ("one\n\n", 2)):
        script = Script()
        script.status(job())
        script.files([spool_file(2, "JESMSGLG", record_count=count), *JES_FILES[1:]])
        script.records("2", text)
        assert rules_of(script) == []


def test_a_newline_within_a_record_of_a_program_makes_no_record_more() -> None:
    """Programs may write any byte; the JES files are text."""
    script = Script()
    script.status(job())
    script.files([*JES_FILES, spool_file(101, "SYSOUT", record_count=1)])
    script.records("101", "one\ntwo\nthree\n")
    assert rules_of(script) == []


def part(query: str = "", **placed: Any) -> list[str]:
    """Return what is found when a file of two records is read in this way and has five."""
    script = Script()
    script.status(job())
    script.files()
    script.records("2", "1\n2\n3\n4\n5\n", query, **placed)
    return rules_of(script)


def test_only_whole_files_are_counted() -> None:
    """A search, another code page and another mode cut records differently."""
    assert part() == ["zosmf.record-count"]
    assert part("?mode=text") == ["zosmf.record-count"]
    assert part("?search=x", found={"X-IBM-Record-Range": "0,5"}) == []
    assert part("?fileEncoding=IBM-1141") == []
    assert part(headers={"X-IBM-Record-Range": "0-0"}) == []


def test_ranges_are_counted_by_either_form() -> None:
    """Start and end, both from 0, or start and count; an end of 0 is open, nonsense promises nothing."""
    for given, too_many in (("0-3", True), ("0-4", False), ("1,4", True), ("1,5", False), ("2-0", False)):
        found = part(headers={"X-IBM-Record-Range": given})
        assert found == (["zosmf.record-range"] if too_many else []), given
    assert part(headers={"X-IBM-Record-Range": "5-2"}) == []


def test_text_may_be_called_as_the_documents_write_it() -> None:
    """IBM writes plain/text; an empty answer may have no media type at all."""
    script = Script()
    script.records("2", "one\n", media_type="plain/text")
    assert rules_of(script) == []


def test_urls_by_name_are_as_good_as_urls_by_correlator() -> None:
    """Both forms of address lead to the file."""
    url = f"{SERVER}{BASE}/MYJOB/JOB00123/files/2/records"
    script = Script()
    script.files([spool_file(2, "JESMSGLG", records_url=url)])
    assert rules_of(script) == []


def test_jcl_is_compared_only_where_the_path_names_the_job() -> None:
    """A correlator holds no name, and JCL may have no card left to read."""
    script = Script()
    path = f"{BASE}/J0000123SY1.....E1A2B3C4.......%3A/files/JCL/records"
    script.send("GET", path, 200, "//OTHER JOB\n", answer={"Content-Type": "text/plain"})
    script.records("JCL", "//* nothing\n")
    assert rules_of(script) == []
