"""Judging: one finding a fingerprint, the smallest witness, the worst first, no firmer than its source."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from harness.finding import Severity, Source, Standing
from harness.oracles import SUITE, Breach, Evidence, Rule, claims, judge
from tests.oracles.script import Script, job

FIRM, GUESS = Source("a document"), Source("a guess", Standing.INFERRED)


def rule_of(
    breaches: Iterable[Breach], name: str = "x.y", source: Source = FIRM, severity: Severity = Severity.ERROR
) -> Rule:
    """Return a rule that always yields these breaches."""
    taken = tuple(breaches)
    return claims(name, "it holds", source=source, why="so", severity=severity)(lambda _: taken)


def breach(subject: str, *witness: str, operation: str = "getJob") -> Breach:
    """Return a breach with this subject and witness."""
    return Breach("it does not hold", operation, subject, "this", "that", witness)


@pytest.fixture
def evidence() -> Evidence:
    """Return three exchanges: a small one, a large one, a small one."""
    script = Script()
    script.list([])
    script.list([job()])
    script.list([])
    return script.evidence()


def test_breaches_with_one_fingerprint_become_one_finding_that_counts_them(evidence: Evidence) -> None:
    """A trouble that shows a thousand times is told once, with its number."""
    found = judge(evidence, [rule_of([breach("a", "e1"), breach("a", "e2"), breach("b", "e3")])])
    assert [(finding.subject, finding.count) for finding in found] == [("a", 2), ("b", 1)]


def test_the_smallest_witness_is_kept(evidence: Evidence) -> None:
    """Fewest exchanges first, then fewest bytes, then the first that was met."""
    few = judge(evidence, [rule_of([breach("a", "e1", "e3"), breach("a", "e2")])])
    small = judge(evidence, [rule_of([breach("a", "e2"), breach("a", "e3"), breach("a", "e1")])])
    assert [few[0].witness, small[0].witness] == [("e2",), ("e3",)]


def test_the_worst_stands_first_and_the_order_is_fixed(evidence: Evidence) -> None:
    """Findings are in order of severity, rule, operation, subject, whatever the order of the rules."""
    rules = [
        rule_of([breach("b"), breach("a")], "x.a", severity=Severity.WARNING),
        rule_of([breach("a", operation="listJobs"), breach("a")], "x.b"),
    ]
    found = judge(evidence, rules)
    assert found == judge(evidence, rules[::-1])
    assert [(f.rule, f.operation, f.subject) for f in found] == [
        ("x.b", "getJob", "a"),
        ("x.b", "listJobs", "a"),
        ("x.a", "getJob", "a"),
        ("x.a", "getJob", "b"),
    ]


def test_what_is_only_inferred_is_an_information_against_a_real_target(evidence: Evidence) -> None:
    """A guess fails nobody's server; our own emulator has to keep it."""
    rule = rule_of([breach("a")], source=GUESS)
    severities = [judge(evidence, [rule], embedded=embedded)[0].severity for embedded in (False, True)]
    assert severities == [Severity.INFO, Severity.ERROR]


def test_a_breach_may_rest_on_a_firmer_or_weaker_source_than_its_rule(evidence: Evidence) -> None:
    """The cap goes by the source of the breach itself."""
    weak = Breach("it does not hold", None, "a", "this", "that", (), source=GUESS)
    assert judge(evidence, [rule_of([weak])])[0].severity is Severity.INFO


def test_a_finding_can_be_reproduced_by_its_witness_in_order(evidence: Evidence) -> None:
    """Two exchanges are two curl lines, one after the other."""
    found = judge(evidence, [rule_of([breach("a", "e1", "e2")])])[0]
    assert found.reproduce.count("curl ") == 2
    assert " && " in found.reproduce


def test_a_defect_of_a_rule_names_the_rule(evidence: Evidence) -> None:
    """A rule that fails is our own fault, and the report of it says which one."""

    def broken(_: Evidence) -> list[Breach]:
        raise KeyError("x")

    rule = claims("x.broken", "it holds", source=FIRM, why="so")(broken)
    with pytest.raises(KeyError) as caught:
        judge(evidence, [rule])
    assert caught.value.__notes__ == ["while judging by the rule x.broken"]


def test_judging_twice_finds_the_same() -> None:
    """A verdict is a function of the record."""
    script = Script()
    script.status(job("ACTIVE", retcode="CC 0000"))
    script.status(job("INPUT", phase="13"))
    first, second = (judge(script.evidence(), SUITE) for _ in range(2))
    assert first
    assert first == second
