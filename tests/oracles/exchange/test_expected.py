"""Expectations: the answer to one kind of request, and to no other."""

from __future__ import annotations

from harness.exchange import IMPAIRED, Passage, Sender
from harness.finding import Severity
from harness.oracles.exchange import expected
from tests.oracles.planting import reported
from tests.oracles.script import BASE, NO_JOB, Script, job


def test_the_finding_has_the_name_the_severity_and_the_source_of_what_was_expected() -> None:
    """A refused wildcard is told by the claim about wildcards."""
    script = Script()
    name = script.send("GET", f"{BASE}?owner=*&prefix=M?JOB", 400, NO_JOB)
    (finding,) = reported(script, expected.expected)
    assert (finding.subject, finding.severity) == ("one-character-wildcard", Severity.ERROR)
    assert (finding.operation, finding.witness) == ("listJobs", (name,))
    assert "PH44152" in finding.source.where


def test_other_requests_are_not_spoken_of() -> None:
    """Without the wildcard a refusal breaks no expectation, and a list that shows nothing keeps it."""
    script = Script()
    script.send("GET", f"{BASE}?owner=*&prefix=~~~", 400, NO_JOB)
    script.list([], "?owner=*&prefix=M?JOB")
    assert reported(script, expected.expected) == []


def test_only_what_the_target_answered_is_judged() -> None:
    """A blocked request, a broken one and a notification were not answered by the target."""
    script = Script()
    for passage in (Passage.BLOCKED, Passage.BROKEN):
        script.send("GET", f"{BASE}?owner=*&prefix=M?JOB", 400, NO_JOB, passage=passage)
    script.notify()
    assert reported(script, expected.expected) == []


def test_a_target_that_was_put_into_a_condition_may_fail() -> None:
    """Where the run took CIM down, that CIM is missing is no finding; elsewhere it is."""
    script, path, body = Script(), f"{BASE}/MYJOB/JOB00123", '{"request":"hold","version":"1.0"}'
    no_cim = {"rc": 16, "reason": -1, "category": 9, "message": "CIM connection failure"}
    script.send("PUT", path, 500, no_cim, body=body, sender=Sender(IMPAIRED, "cim-down/modifyJob"))
    assert reported(script, expected.expected) == []
    script.send("PUT", path, 500, no_cim, body=body, sender=Sender("refusal", "twice/modifyJob"))
    assert [finding.subject for finding in reported(script, expected.expected)] == ["connected-cim"]


def test_a_mild_expectation_stays_mild() -> None:
    """How a url is built is worth a word, not a failure."""
    script = Script()
    url = f"http://zosmf.example{BASE}/MYJOB/JOB00123"
    script.list([job(url=url, files_url=f"{url}/files")])
    told = {finding.subject: finding.severity for finding in reported(script, expected.expected)}
    assert told == {"correlator-url": Severity.INFO}
