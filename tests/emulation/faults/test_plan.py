from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harness.emulation.faults import plan
from harness.emulation.faults.delay import Delay
from harness.emulation.faults.plan import KINDS, faults_for, parse_faults
from harness.errors import UsageError
from harness.exchange import Request


def test_every_kind_can_be_written_by_its_name() -> None:
    """Every file of the folder that defines a kind is there, under the name that it gives itself."""
    files = {path.stem.replace("_", "-") for path in Path(plan.__file__).parent.glob("[a-z]*.py")}
    assert set(KINDS) == files - {"model", "plan", "performance"}
    for name, kind in KINDS.items():
        (rule,) = parse_faults([{"fault": {"kind": name}}])
        assert isinstance(rule.fault, kind)


def test_a_rule_narrows_by_method_path_and_count() -> None:
    """A fault meets the nth request that matches all parts of its rule, and no other."""
    rules = parse_faults(
        [
            {
                "match": {"method": "PUT", "path_regex": "/jobs$", "nth": 2},
                "fault": {"kind": "delay", "seconds": 2},
            }
        ]
    )
    requests = [
        Request(m, t) for m, t in (("PUT", "/jobs"), ("GET", "/jobs"), ("PUT", "/j"), ("PUT", "/jobs"))
    ]
    met = [[rule.fault for rule in faults_for(rules, request)] for request in [*requests, requests[0]]]
    assert met == [[], [], [], [Delay(seconds=2)], []]


def test_a_fault_may_last() -> None:
    """With a count the fault meets that many requests in a row, from the nth on."""
    (rule,) = parse_faults([{"match": {"nth": 2, "count": 3}, "fault": {"kind": "reset"}}])
    assert [rule.meets(Request("GET", "/")) for _ in range(6)] == [False, True, True, True, False, False]


def test_a_rule_without_match_meets_every_request() -> None:
    """What is not narrowed holds for all."""
    rules = parse_faults([{"fault": {"kind": "reset"}}])
    assert all(faults_for(rules, Request("GET", target)) for target in ("/", "/a?b"))


@pytest.mark.parametrize(
    "document",
    [
        {},
        [1],
        [{"match": {}}],
        [{"fault": {"kind": "gremlin"}}],
        [{"fault": {"kind": "delay", "minutes": 1}}],
        [{"fault": {"kind": "status", "status": 200}}],
        [{"match": {"path_regex": "("}, "fault": {"kind": "reset"}}],
        [{"match": {"colour": "red"}, "fault": {"kind": "reset"}}],
    ],
)
def test_what_is_no_fault_is_refused(document: Any) -> None:
    """A wrong plan is refused as a whole, with the form that a fault has."""
    with pytest.raises(UsageError) as caught:
        parse_faults(document)
    assert "half-body" in str(caught.value)
