"""Notifications: judged as the callback of the contract, our own answer to them is not."""

from __future__ import annotations

from dataclasses import replace

from harness.exchange import Response
from harness.oracles import SUITE, judge
from harness.oracles.exchange import notification
from tests.oracles.planting import reported
from tests.oracles.script import Script


def test_a_missing_name_is_told_with_its_place() -> None:
    """A notification without a correlator leaves its contract."""
    script = Script()
    script.notify(job_correlator=7)
    (finding,) = reported(script, notification.notification)
    assert (finding.operation, finding.subject) == ("jobCompleted", "/job-correlator type")


def test_our_own_answer_is_not_the_targets() -> None:
    """Whatever our receiver answers is no finding about the target."""
    script = Script()
    script.notify()
    script.exchanges[0] = replace(script.exchanges[0], response=Response(500, body=b"{"))
    assert judge(script.evidence(), SUITE) == ()
