"""Coverage: what was judged, and why the rest was not."""

from __future__ import annotations

from dataclasses import replace

from harness.exchange import Passage
from harness.oracles import OperationCoverage, coverage, gather
from tests.contract.tiny import contract as parcels
from tests.oracles.script import CONTRACT, JCL, JSON, NO_JOB, Script, job


def row(script: Script, operation: str | None) -> OperationCoverage:
    """Return the coverage of one operation."""
    return next(entry for entry in coverage(script.evidence()) if entry.operation == operation)


def test_every_operation_of_the_contract_has_a_row_in_its_order() -> None:
    """What was never asked for is told too."""
    rows = coverage(Script().evidence())
    assert [entry.operation for entry in rows] == list(CONTRACT.operations)
    assert {entry.gap for entry in rows} == {"never requested"}


def test_answers_are_counted_by_status() -> None:
    """A row tells how often each status came, and that a success was among them."""
    script = Script()
    script.status(job())
    script.status(job())
    script.absent()
    entry = row(script, "getJob")
    assert (entry.judged, dict(entry.statuses), entry.gap) == (3, {200: 2, 400: 1}, None)


def test_an_operation_without_a_success_is_skipped_with_its_statuses() -> None:
    """Refusals alone say nothing of what the operation does."""
    script = Script()
    script.modify("hold", status=400, document=NO_JOB)
    entry = row(script, "modifyJob")
    assert not entry.succeeded
    assert entry.gap == "never answered with success, only 400"


def test_to_be_sent_on_is_a_success_where_nothing_else_is_documented() -> None:
    """A logout may lead to a page; of any other operation a redirection says nothing."""
    led = OperationCoverage("logout", judged=1, statuses={302: 1}, success="3")
    assert (led.succeeded, led.gap) == (True, None)
    assert not OperationCoverage("getJob", judged=1, statuses={302: 1}).succeeded
    leading = parcels(
        '"200":\n          description: The parcel. => "302":\n          description: The parcel.'
    )
    evidence = gather(leading, lambda *_: (), ())
    assert {entry.operation: entry.success for entry in coverage(evidence)} == {"track": "3", "change": "2"}


def test_a_refusal_is_all_that_is_asked_where_no_success_is_documented() -> None:
    """On JES3 nothing is found by a correlator: then its refusal is what the documents promise."""
    refused = OperationCoverage("getJobByCorrelator", judged=1, statuses={400: 1}, success="")
    assert (refused.succeeded, refused.gap) == (True, None)
    assert OperationCoverage("getJobByCorrelator", success="").gap == "never requested"
    refusing = parcels(
        '"200":\n          description: The parcel. => "404":\n          description: No parcel.'
    )
    (track, *_) = coverage(gather(refusing, lambda *_: (), ()))
    assert (track.operation, track.success) == ("track", "")


def test_a_blocked_request_is_never_judged() -> None:
    """What the guard kept counts as blocked, under the guard's rule, whatever its 403 looks like."""
    script = Script()
    script.delete(passage=Passage.BLOCKED, status=403)
    script.exchanges[0] = replace(script.exchanges[0], blocked_by="guard.not-ours")
    entry = row(script, "deleteJob")
    assert (entry.judged, entry.only_blocked, dict(entry.blocked)) == (0, True, {"guard.not-ours": 1})
    assert entry.gap == "every request was blocked (guard.not-ours)"


def test_broken_requests_are_told_apart() -> None:
    """A submit whose answer never came is no success."""
    script = Script()
    script.submit(passage=Passage.BROKEN)
    entry = row(script, "submitJob")
    assert (entry.broken, entry.requested, entry.gap) == (1, True, "no request was answered")


def test_requests_of_no_operation_come_last() -> None:
    """What matched nothing has a row of its own, after those of the contract."""
    script = Script()
    script.send("PATCH", "/zosmf/elsewhere", 404, headers=JSON, body=JCL)
    rows = coverage(script.evidence())
    assert (rows[-1].operation, dict(rows[-1].statuses)) == (None, {404: 1})


def test_a_submit_is_told_by_its_request() -> None:
    """An operation may do other things as well, so its successes alone say nothing of submits."""
    script = Script()
    script.submit()
    script.modify("hold")
    assert [entry.operation for entry in coverage(script.evidence()) if entry.submitted] == ["submitJob"]
