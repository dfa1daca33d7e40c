"""Names of jobs: one key for one job, in paths and in documents."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.flow import JobRef
from harness.vendors.zosmf import jobs
from tests.oracles.script import job

CORRELATOR = "J0000123SY1.....E1A2B3C4.......:"


def test_path_and_document_give_one_key() -> None:
    """The job that was asked for is recognised in the answer."""
    asked = jobs.in_path({"jobname": "MYJOB", "jobid": "JOB00123"})
    told = jobs.in_document(job())
    assert asked is not None
    assert told is not None
    assert asked.key == told.key == "MYJOB/JOB00123"
    assert told.names == {"jobname": "MYJOB", "jobid": "JOB00123", "correlator": CORRELATOR}
    assert jobs.same(asked, told)


def test_a_job_of_another_jes_is_another_job() -> None:
    """Namesakes in two subsystems have two keys."""
    asked = jobs.in_path({"jesb": "JESB", "jobname": "MYJOB", "jobid": "JOB00123"})
    assert asked is not None
    assert asked.key == "-JESB/MYJOB/JOB00123"
    assert jobs.in_document(job(), "JESB") == asked


def test_a_correlator_is_a_key_until_the_job_is_known() -> None:
    """By its correlator a job is the same as by its name, and another correlator is another job."""
    asked, told = jobs.in_path({"correlator": CORRELATOR}), jobs.in_document(job())
    other = jobs.in_path({"correlator": CORRELATOR.replace("123", "124")})
    assert asked is not None
    assert told is not None
    assert other is not None
    assert jobs.same(asked, told)
    assert not jobs.same(other, told)


def test_names_are_folded_and_correlators_are_not() -> None:
    """z/OS spells names in upper case."""
    lower = jobs.in_path({"jobname": "myjob", "jobid": "job00123"})
    assert lower is not None
    assert jobs.folded(lower).key == "MYJOB/JOB00123"
    assert jobs.folded(JobRef("j:x", {"correlator": "j:x"})).key == "j:x"


@pytest.mark.parametrize(
    "document", [None, [], {}, {"jobname": "A"}, {"jobname": "", "jobid": "JOB1"}, {"jobname": 1, "jobid": 2}]
)
def test_what_names_no_job_is_no_job(document: object) -> None:
    """A document needs a name and an id."""
    assert jobs.in_document(document) is None


def test_a_path_without_a_job_names_none() -> None:
    """A list is of no job."""
    assert jobs.in_path({"jesb": "JESB"}) is None


@given(st.text("ABCXYZ0189$#@", min_size=1, max_size=8))
def test_a_path_holds_any_job_name_unbroken(jobname: str) -> None:
    """National characters are quoted so that no proxy takes a # for a fragment."""
    path = jobs.path_of(JobRef(f"{jobname}/JOB00001", {"jobname": jobname, "jobid": "JOB00001"}))
    assert unquote(path) == f"{jobs.BASE}/{jobname}/JOB00001"
    assert "#" not in path


def test_a_job_known_by_its_correlator_is_addressed_by_it() -> None:
    """The colon is quoted, as clients do."""
    path = jobs.path_of(JobRef(CORRELATOR, {"correlator": CORRELATOR}))
    assert path == f"{jobs.BASE}/J0000123SY1.....E1A2B3C4.......%3A"
