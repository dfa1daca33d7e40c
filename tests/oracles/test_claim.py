"""Every rule of the suite fires at its planted fault, alone, and is silent at the clean twin."""

from __future__ import annotations

import pytest

from harness.oracles import CLIENT, SUITE, Rule
from tests.oracles.planted import client, exchange, lifecycle, relations
from tests.oracles.planting import PLANTED, fired

MODULES = (client, exchange, lifecycle, relations)
"""Importing them plants their faults."""
RULES = [pytest.param(rule, id=rule.id) for rule in (*SUITE, *CLIENT)]


@pytest.mark.parametrize("rule", RULES)
def test_a_planted_fault_fires_its_rule_and_no_other(rule: Rule) -> None:
    """A rule fires at the fault that it is for, and no other rule takes that fault for its own."""
    more = (rule,) if rule in CLIENT else ()
    plays = PLANTED[rule.id]
    assert plays
    assert [fired(play, fault=True, rule=rule, more=more) for play in plays] == [{rule.id}] * len(plays)


@pytest.mark.parametrize("rule", RULES)
def test_the_clean_twin_fires_nothing(rule: Rule) -> None:
    """The same exchanges without the fault are clean, to the client's rules as well."""
    plays = PLANTED[rule.id]
    assert plays
    assert [fired(play, fault=False, rule=rule, more=CLIENT) for play in plays] == [set()] * len(plays)
