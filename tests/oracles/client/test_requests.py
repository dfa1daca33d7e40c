"""A client's requests: every one is judged, tolerated or not, and a repeated submit is told."""

from __future__ import annotations

from harness.exchange import Passage
from harness.finding import Finding, Severity
from harness.oracles import CLIENT, judge
from tests.oracles.script import BASE, JCL, Script, job


def found(script: Script) -> list[Finding]:
    """Return what the rules for clients say."""
    return list(judge(script.evidence(), CLIENT))


def test_wrong_requests_count_whatever_became_of_them() -> None:
    """Blocked, broken or answered, the client sent it."""
    for passage in (Passage.ANSWERED, Passage.BLOCKED, Passage.BROKEN):
        script = Script()
        script.modify("stop", passage=passage)
        assert "client.request" in {finding.rule for finding in found(script)}


def test_what_the_vendor_tolerates_is_an_information() -> None:
    """An ignored parameter does no harm today; it is told with the reason."""
    script = Script()
    script.list([], "?owner=*&step-data=Y")
    (finding,) = found(script)
    assert (finding.rule, finding.severity) == ("client.request", Severity.INFO)
    assert "ignored" in finding.claim


def test_unknown_operations_of_many_jobs_are_one_finding() -> None:
    """The path of a job does not make another finding of the same mistake."""
    script = Script()
    for number in (1, 2, 3):
        script.send("PATCH", f"{BASE}/MYJOB{number}/JOB0000{number}", 405)
    (finding,) = found(script)
    assert (finding.rule, finding.subject, finding.count) == (
        "client.unknown-operation",
        f"PATCH {BASE}/*/*",
        3,
    )


def test_two_submits_that_were_both_answered_are_two_jobs() -> None:
    """To submit the same JCL twice is not to repeat a request."""
    script = Script()
    script.submit(job("INPUT"))
    script.submit(job("INPUT", 124))
    assert found(script) == []


def test_another_submit_after_a_broken_one_is_no_repetition() -> None:
    """Other JCL is other work."""
    script = Script()
    script.submit(passage=Passage.BROKEN)
    script.submit(jcl=JCL.replace("STEP1", "STEP2"))
    assert found(script) == []


def test_submits_under_way_at_the_same_time_are_no_repetition() -> None:
    """A client that sends two at once did not see the first fail."""
    script = Script()
    script.submit(passage=Passage.BROKEN, at=(0, 10))
    script.submit(at=(5, 15))
    assert found(script) == []
