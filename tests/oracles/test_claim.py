"""A rule is a claim with a source and a reason, and is proved twice: a planted fault, and its clean twin."""

from __future__ import annotations

import pytest

from harness.finding import Change, Severity, Source, Standing
from harness.oracles import CLIENT, SUITE, Breach, Evidence, Rule, claims
from harness.vendors.zosmf.rules import RULES as OWN
from tests.oracles.planted import client, exchange, lifecycle, relations
from tests.oracles.planting import PLANTED, fired
from tests.oracles.script import CONTRACT

MODULES = (client, exchange, lifecycle, relations)
"""Importing them plants their faults."""
RULES = [pytest.param(rule, id=rule.id) for rule in (*SUITE, *CLIENT)]
EMPTY = Evidence(CONTRACT, (), {})


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


@pytest.mark.parametrize("rule", [*SUITE, *CLIENT, *OWN], ids=lambda rule: rule.id)
def test_a_rule_says_what_it_claims_why_and_where_it_stands(rule: Rule) -> None:
    """People read a claim as one sentence, a reason as another, and can look the source up."""
    family, _, name = rule.id.partition(".")
    assert family in ("exchange", "lifecycle", "relations", "client", "zosmf")
    assert name.replace("-", "").isalpha()
    assert not rule.claim.endswith(".")
    assert rule.why.endswith(".")
    assert rule.source.where


@pytest.mark.parametrize("rule", [*SUITE, *CLIENT, *OWN], ids=lambda rule: rule.id)
def test_a_rule_finds_nothing_in_nothing(rule: Rule) -> None:
    """Without exchanges there is nothing to claim."""
    assert list(rule.judge(EMPTY)) == []


def test_a_breach_takes_from_its_rule_what_it_does_not_say() -> None:
    """Severity and source are the rule's unless the breach knows better."""
    plain = Breach("says", "getJob", "/status", "INPUT", "NONE", ("e1",))
    better = Breach(
        "says",
        "getJob",
        "/status",
        "INPUT",
        "NONE",
        ("e1",),
        severity=Severity.INFO,
        source=Source("there", Standing.MEASURED),
        change=Change.ADDITIVE,
    )
    rule = claims("x.y", "claim", source=Source("here"), why="Why.")(lambda _: [plain, better])
    first, second = rule.judge(EMPTY)
    assert (first.severity, first.source, first.change) == (Severity.ERROR, Source("here"), None)
    assert (second.severity, second.source) == (Severity.INFO, Source("there", Standing.MEASURED))
    assert second.change is Change.ADDITIVE
