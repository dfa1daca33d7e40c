"""JOC's own rules: each proved twice, and all silent on a truthful server."""

from __future__ import annotations

import pytest

from harness.finding import Severity
from harness.oracles import CLIENT, SUITE, Rule, judge
from harness.seed import stream
from harness.vendors.joc.rules import RULES
from tests.vendors.joc import planted
from tests.vendors.joc.bench import Bench
from tests.vendors.joc.rules import test_sessions
from tests.vendors.joc.script import PLANTED, fired
from tests.vendors.joc.traffic import Traffic

MODULES = (planted, test_sessions)
"""Importing them plants their faults."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_planted_fault_fires_its_rule_and_no_other(rule: Rule) -> None:
    """A rule fires at the fault that it is for, and no other rule takes that fault for its own."""
    plays = PLANTED[rule.id]
    assert plays
    assert [fired(play, fault=True, rule=rule) for play in plays] == [{rule.id}] * len(plays)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_clean_twin_fires_nothing(rule: Rule) -> None:
    """The same exchanges without the fault are clean."""
    plays = PLANTED[rule.id]
    assert [fired(play, fault=False, rule=rule) for play in plays] == [set()] * len(plays)


def test_rules_are_named_after_their_vendor_and_unlike_any_other() -> None:
    """A rule's id names one rule in the whole product, and tells whose it is."""
    ids = [rule.id for rule in (*SUITE, *CLIENT, *RULES)]
    assert len(ids) == len(set(ids))
    assert all(rule.id.startswith("joc.") for rule in RULES)


@pytest.mark.parametrize("lag", ["", "read=lognormal:500ms,0.6"])
@pytest.mark.parametrize("seed", range(3))
def test_a_truthful_server_is_clean_to_good_and_wrong_requests(seed: int, lag: str) -> None:
    """Neither lag, nor other users, nor ids that are added again, nor wrong input is a finding."""
    bench = Bench(seed, lag)
    Traffic(bench, stream(seed, "traffic")).make(250)
    found = judge(bench.evidence(), (*SUITE, *RULES), embedded=True)
    assert [each for each in found if each.severity is not Severity.INFO] == []
