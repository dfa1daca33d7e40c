"""Histories: no truthful target is accused, whatever is concurrent, lost or late; names lead to jobs."""

from __future__ import annotations

from hypothesis import given, settings

from harness.finding import Severity
from harness.oracles import SUITE, judge
from harness.vendors.zosmf.rules import RULES
from tests.oracles.timeline import Step, Truth, play, steps, truths


@settings(max_examples=200, deadline=None, database=None)
@given(truth=truths(), taken=steps())
def test_a_truthful_target_is_never_accused(truth: Truth, taken: list[Step]) -> None:
    """Whenever each request took effect, and whatever became of lost ones, nothing is reported."""
    found = judge(play(truth, taken).evidence(), (*SUITE, *RULES), embedded=True)
    assert [finding for finding in found if finding.severity is not Severity.INFO] == []
