"""JasperReports Server's own rules: each proved twice."""

from __future__ import annotations

import pytest

from harness.oracles import CLIENT, SUITE, Rule
from harness.vendors.jasper.rules import RULES
from tests.vendors.jasper import planted
from tests.vendors.jasper.planting import PLANTED, fired

MODULES = (planted,)
"""Importing it plants its faults."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_planted_fault_fires_its_rule_and_no_other(rule: Rule) -> None:
    """A rule fires at the fault that it is for, and no other rule takes that fault for its own."""
    plays = PLANTED[rule.id]
    assert plays
    assert [fired(*play, fault=True, rule=rule) for play in plays] == [{rule.id}] * len(plays)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_clean_twin_fires_nothing(rule: Rule) -> None:
    """The same conversation without the fault is clean."""
    plays = PLANTED[rule.id]
    assert plays
    assert [fired(*play, fault=False, rule=rule) for play in plays] == [set()] * len(plays)


def test_rules_are_named_after_their_vendor_and_unlike_any_other() -> None:
    """A rule's id names one rule in the whole product, and tells whose it is."""
    ids = [rule.id for rule in (*SUITE, *CLIENT, *RULES)]
    assert len(ids) == len(set(ids))
    assert all(rule.id.startswith("jasper.") for rule in RULES)
