"""How a rule is written: a function that yields breaches, under a header that says what is claimed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from harness.finding import Change, Finding, Severity, Source
from harness.oracles.evidence import Evidence, Rule


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a claim does not hold.

    ``says`` is one plain sentence; ``subject`` and ``witness`` are those of ``Finding``. What is None
    is taken from the rule.
    """

    says: str
    operation: str | None
    subject: str
    expected: str
    got: str
    witness: tuple[str, ...]
    severity: Severity | None = None
    source: Source | None = None
    change: Change | None = None


Judge = Callable[[Evidence], Iterable[Breach]]


def claims(
    rule_id: str, claim: str, *, source: Source, why: str, severity: Severity = Severity.ERROR
) -> Callable[[Judge], Rule]:
    """Make a Rule of a function that yields breaches."""

    def build(judge: Judge) -> Rule:
        def findings(evidence: Evidence) -> Iterator[Finding]:
            return (_finding(rule_id, severity, source, breach) for breach in judge(evidence))

        return Rule(rule_id, claim, severity, source, why, findings)

    return build


def _finding(rule_id: str, severity: Severity, source: Source, breach: Breach) -> Finding:
    return Finding(
        rule=rule_id,
        severity=breach.severity or severity,
        claim=breach.says,
        operation=breach.operation,
        subject=breach.subject,
        expected=breach.expected,
        got=breach.got,
        witness=breach.witness,
        source=breach.source or source,
        change=breach.change,
    )
