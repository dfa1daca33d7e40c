"""z/OSMF's own rules: each proved twice, all silent on a truthful server, and awake to mutants."""

from __future__ import annotations

import pytest

from harness.finding import Finding, Severity
from harness.oracles import CLIENT, SUITE, Rule, judge
from harness.seed import stream
from harness.vendors.zosmf.rules import RULES
from tests.oracles.planting import PLANTED, fired
from tests.vendors.zosmf.bench import Bench, Change
from tests.vendors.zosmf.mutants import MUTANTS
from tests.vendors.zosmf.planted import access, changes, documents, errors, lists, spool, submits
from tests.vendors.zosmf.traffic import Traffic

MODULES = (access, changes, documents, errors, lists, spool, submits)
"""Importing them plants their faults."""
LAWS = ("", "read=constant:300ms,modify=lognormal:500ms,0.6", "read=uniform:0ms..2s,modify=constant:10ms")


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
    assert plays
    assert [fired(play, fault=False, rule=rule) for play in plays] == [set()] * len(plays)


def test_rules_are_named_after_their_vendor_and_unlike_any_other() -> None:
    """A rule's id names one rule in the whole product, and tells whose it is."""
    ids = [rule.id for rule in (*SUITE, *CLIENT, *RULES)]
    assert len(ids) == len(set(ids))
    assert all(rule.id.startswith("zosmf.") for rule in RULES)


def judged(seed: int, lag: str = "", mutate: Change | None = None, count: int = 220) -> list[Finding]:
    """Return what random traffic makes of the emulator, less mere informations."""
    bench = Bench(seed, lag, mutate)
    Traffic(bench, stream(seed, "traffic")).make(count)
    found = judge(bench.evidence(), (*SUITE, *RULES), embedded=True)
    return [finding for finding in found if finding.severity is not Severity.INFO]


@pytest.mark.parametrize("lag", LAWS)
@pytest.mark.parametrize("seed", range(3))
def test_a_truthful_server_is_clean_to_good_and_wrong_requests(seed: int, lag: str) -> None:
    """Neither the visibility lag, nor purges, other users, odd spellings or wrong input is a finding."""
    assert judged(seed, lag) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_of_the_server_is_caught(name: str) -> None:
    """A server that is wrong in one way is found out by ordinary traffic, in one of ten runs."""
    made, rule = MUTANTS[name]
    assert any(rule in {finding.rule for finding in judged(seed, mutate=made())} for seed in range(10))
