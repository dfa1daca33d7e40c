"""Responses: each way of leaving the contract has its rule, its severity and its own source."""

from __future__ import annotations

import pytest

from harness.contract import Kind
from harness.exchange import Passage
from harness.finding import Change, Finding, Severity
from harness.oracles import SUITE, judge
from harness.oracles.exchange import response
from tests.oracles.script import BASE, Script, job


def found(script: Script) -> list[Finding]:
    """Return what the rules about responses say."""
    return list(judge(script.evidence(), response.RULES))


def test_every_kind_of_discrepancy_in_an_answer_has_a_rule() -> None:
    """No way of leaving the contract goes unheard; parameters are the requester's."""
    judged = {claim.kind.value for claim in response._CLAIMS}
    assert judged == {kind.value for kind in Kind} - {"parameter"}


def test_a_finding_names_place_expectation_and_document() -> None:
    """A tester reads what is wrong where, and where it stands."""
    script = Script()
    script.list([job(), job(phase="20", number=124)])
    (finding,) = found(script)
    assert finding.rule == "exchange.body"
    assert finding.subject == "200 /*/phase type"
    assert (finding.expected, finding.got) == ("integer", '"20"')
    assert "listJobs answered 200" in finding.claim
    assert finding.source.where.startswith("JES extended status phase codes")


def test_an_additive_change_is_news_and_a_breaking_one_is_more() -> None:
    """A new field breaks no client; a new value of a listed field does."""
    script = Script()
    script.status(job(colour="blue"))
    script.status(job(type="PIPE"))
    told = {finding.rule: (finding.severity, finding.change) for finding in found(script)}
    assert told == {
        "exchange.undocumented-field": (Severity.INFO, Change.ADDITIVE),
        "exchange.undocumented-value": (Severity.WARNING, Change.BREAKING),
    }


def test_blocked_and_broken_exchanges_are_never_judged() -> None:
    """The guard's own 403 and half an answer are not the target's."""
    script = Script()
    script.send("GET", f"{BASE}?owner=*", 403, "blocked", answer={}, passage=Passage.BLOCKED)
    script.send("GET", f"{BASE}?owner=*", 200, passage=Passage.BROKEN)
    assert judge(script.evidence(), SUITE) == ()


def test_an_answer_to_no_operation_is_not_judged() -> None:
    """No contract says what becomes of a made-up request."""
    script = Script()
    script.send("PATCH", f"{BASE}/MYJOB/JOB00123", 405, "no", answer={"Content-Type": "text/html"})
    assert judge(script.evidence(), SUITE) == ()


@pytest.mark.parametrize("status", response.BUSY)
def test_a_server_that_is_busy_is_no_news_of_its_release(status: int) -> None:
    """What a gateway says in the server's stead is worth a line, and fails no run."""
    script = Script()
    script.send("GET", f"{BASE}?owner=*", status, "busy", answer={"Content-Type": "text/html"})
    assert [(finding.rule, finding.severity) for finding in found(script)] == [
        ("exchange.status", Severity.INFO)
    ]
