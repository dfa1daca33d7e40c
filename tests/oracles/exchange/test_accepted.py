"""Wrong input: what is required and missing is an error, other leniency is news, a refusal is right."""

from __future__ import annotations

from harness.exchange import Passage
from harness.finding import Finding, Severity
from harness.oracles.exchange import accepted
from tests.oracles.planting import reported
from tests.oracles.script import BASE, NO_JOB, Script, feedback, job


def found(script: Script) -> list[Finding]:
    """Return what the rule says."""
    return reported(script, accepted.accepted)


def test_what_is_required_and_missing_is_an_error() -> None:
    """A request without the cross-site header must not be answered."""
    script = Script()
    script.status(job(), csrf=False)
    (finding,) = found(script)
    assert finding.severity is Severity.ERROR
    assert finding.subject == "header:X-CSRF-ZOSMF-HEADER missing"


def test_another_value_than_the_documents_list_is_an_information() -> None:
    """Documents seldom say what becomes of a value that they do not list."""
    script = Script()
    script.submit(headers={"X-IBM-Intrdr-Mode": "LINES"})
    (finding,) = found(script)
    assert (finding.severity, finding.subject) == (Severity.INFO, "header:X-IBM-Intrdr-Mode")


def test_a_refusal_is_what_is_wanted() -> None:
    """A 4xx is no acceptance, and neither is a refusal in the document of a 200."""
    script = Script()
    script.list([], "?owner=NINECHARS", passage=Passage.BLOCKED)
    script.send("GET", f"{BASE}?owner=NINECHARS", 400, NO_JOB)
    script.modify("class:TOOLONGCLASS", document=feedback(172))
    script.modify("class:TOOLONGCLASS", status=202, version="1.0", answer={})
    assert found(script) == []


def test_what_the_vendor_tolerates_by_design_is_none() -> None:
    """A wrong max-jobs means 1000, and an unknown parameter is ignored."""
    script = Script()
    script.list([], "?owner=*&max-jobs=many&colour=blue")
    assert found(script) == []
