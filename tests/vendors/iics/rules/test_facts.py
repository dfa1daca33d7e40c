from __future__ import annotations

import orjson

from harness.exchange import Headers, Request, Response
from harness.oracles import CLIENT, SUITE
from harness.vendors.iics.rules import RULES
from harness.vendors.iics.rules.facts import called, logged, monitored, of_operation
from tests.vendors.iics.script import Script, ended, running


def test_runs_are_shown_by_lists_and_alone() -> None:
    """In JSON and in XML."""
    script = Script()
    script.monitor(running(), running(run=2))
    script.log(ended())
    script.send("GET", "/saas/api/v2/activity/activityLog/L3", 200, ended(run=3))
    entry = b"<activityLogEntry><objectId>a</objectId><runId>4</runId></activityLogEntry>"
    xml = b"<activityLogEntries>" + entry + b"</activityLogEntries>"
    script._add(
        Request("GET", "/saas/api/v2/activity/activityLog"),
        Response(200, Headers.of(Content_Type="application/xml"), xml),
        "primary",
    )
    evidence = script.evidence()
    assert [each.job.names["runId"] for each in evidence.fact(monitored)] == ["1", "2"]
    assert [each.job.names["runId"] for each in evidence.fact(logged)] == ["1", "3", "4"]
    assert len(of_operation(evidence, "listLog")) == 2


def test_callbacks_are_read_with_our_own_answer() -> None:
    """Which decides whether they come again."""
    script = Script()
    script.called_back(answer=503)
    [each] = script.evidence().fact(called)
    assert (each.status, each.job.names["runId"], each.document["status"]) == (503, "1", "COMPLETED")
    assert orjson.loads(each.exchange.request.body)["runId"] == 1


def test_rules_are_named_after_their_vendor_and_unlike_any_other() -> None:
    """A rule's id names one rule in the whole product, and tells whose it is."""
    ids = [rule.id for rule in (*SUITE, *CLIENT, *RULES)]
    assert len(ids) == len(set(ids))
    assert all(rule.id.startswith("iics.") for rule in RULES)
