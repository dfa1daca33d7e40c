"""Histories: no truthful target is accused, whatever is concurrent, lost or late; names lead to jobs."""

from __future__ import annotations

from hypothesis import given, settings

from harness.finding import Severity
from harness.oracles import SUITE, judge
from harness.oracles.history import conflicts, histories
from harness.vendors.zosmf.rules import RULES
from tests.oracles.planting import troubles
from tests.oracles.script import BASE, NO_JOB, Script, job
from tests.oracles.timeline import Step, Truth, play, steps, truths


@settings(max_examples=200, deadline=None, database=None)
@given(truth=truths(), taken=steps())
def test_a_truthful_target_is_never_accused(truth: Truth, taken: list[Step]) -> None:
    """Whenever each request took effect, and whatever became of lost ones, nothing is reported."""
    found = judge(play(truth, taken).evidence(), (*SUITE, *RULES), embedded=True)
    assert [finding for finding in found if finding.severity is not Severity.INFO] == []


LATER = {"X-IBM-Job-Modify-Version": "1.0"}


def names(script: Script) -> dict[str, list[str]]:
    """Return the exchanges in each job's history."""
    return {h.job.key: [o.exchange for o in h.seen] for h in histories(script.evidence())}


def test_a_job_is_one_job_by_each_of_its_names() -> None:
    """Name and id, correlator and job id lead to one history."""
    script = Script()
    first = script.status(job())
    second = script.status(job(), asked="J0000123SY1.....E1A2B3C4.......%3A")
    third = script.delete(path="J0000123SY1.....E1A2B3C4.......%3A", status=202, answer={}, headers=LATER)
    fourth = script.list([], "?owner=*&jobid=JOB00123")
    assert names(script) == {"MYJOB/JOB00123": [first, second, third, fourth]}


def test_a_name_that_the_target_does_not_know_is_of_no_job() -> None:
    """A right id under a wrong name is an unknown job, and says nothing of the right one."""
    script = Script()
    first = script.status(job())
    second = script.absent("OTHER/JOB00123")
    assert names(script) == {"MYJOB/JOB00123": [first], "OTHER/JOB00123": [second]}


def test_a_job_with_two_correlators_is_left_out() -> None:
    """What may be two jobs is judged as none."""
    script = Script()
    script.status(job())
    script.status(job(job_correlator="J0000123SY1.....E1A2B3C5.......:"))
    assert names(script) == {}
    assert [name for _, name, _, _ in conflicts(script.evidence())] == ["correlator"]


def test_an_id_of_two_jobs_tells_only_what_may_have_been_changed() -> None:
    """A list by a job id that two jobs bear says of neither that it is gone."""
    script = Script()
    script.status(job())
    script.status(job(jobname="OTHER"))
    script.list([], "?owner=*&jobid=JOB00123")
    assert troubles(script) == []


def test_a_removal_by_an_unexplained_name_may_be_of_any_job() -> None:
    """A 202 to a delete by a correlator that no answer showed: any job of unknown correlator may be gone."""
    script = Script()
    script.records("2", "one\n")
    script.delete(path="J0000123SY1.....E1A2B3C4.......%3A", status=202, answer={}, headers=LATER)
    script.absent("MYJOB/JOB00123/files")
    assert troubles(script) == []


def test_a_removal_by_a_known_name_is_of_that_job_only() -> None:
    """A delete of another correlator does not excuse a job that vanishes."""
    script = Script()
    script.status(job())
    script.delete(path="J0000124SY1.....E1A2B3C4.......%3A", status=202, answer={}, headers=LATER)
    script.absent()
    assert [finding.rule for finding in troubles(script)] == ["lifecycle.vanished"]


def test_a_change_that_no_document_lists_may_have_removed_the_job() -> None:
    """A server that takes an update with an unknown verb may do anything with it."""
    script = Script()
    script.status(job())
    script.modify("purge")
    script.absent()
    assert troubles(script) == []


def test_a_request_that_no_operation_explains_may_have_done_anything_to_the_job_it_names() -> None:
    """After a PATCH of a job nothing is said of that job's disappearance, but of another's."""
    script = Script()
    script.status(job())
    script.status(job(number=124, jobname="OTHER"))
    script.send("PATCH", f"{BASE}/MYJOB/JOB00123", 405)
    script.absent()
    script.absent("OTHER/JOB00124", {**NO_JOB, "message": "No job found for reference: 'OTHER(JOB00124)'"})
    found = troubles(script)
    assert [(finding.rule, finding.witness) for finding in found] == [("lifecycle.vanished", ("e2", "e5"))]
