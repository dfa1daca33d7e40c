"""From findings and coverage to a verdict: pure, three-valued, and never green for want of answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.contract import Contract, Effect
from harness.finding import Finding, Severity, Verdict, VerdictKind
from harness.oracles import OperationCoverage
from harness.target import Mode

_REACH = {
    Mode.READ_ONLY: {Effect.READ},
    Mode.OWNED: {Effect.READ, Effect.CREATE, Effect.MODIFY, Effect.DESTROY},
    Mode.UNRESTRICTED: {
        Effect.READ,
        Effect.CREATE,
        Effect.MODIFY,
        Effect.DESTROY,
        Effect.EXECUTE,
        Effect.GLOBAL,
    },
}
"""What generated traffic may do in each mode; logging in and out is scripted, whatever the mode."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a run at one target was to judge: how far it might go, and whether it could submit."""

    contract: Contract
    mode: Mode
    submits: bool

    def reaches(self, operation_id: str | None) -> bool:
        """Tell whether the run was to exercise this operation."""
        operation = self.contract.operations.get(operation_id or "")
        if operation is None or operation.strongest.role == "callback":
            return False
        effects = {case.effect for case in operation.cases}
        if not self.submits:
            return effects <= {Effect.READ}
        return bool(effects & _REACH[self.mode])


def decide(
    findings: Sequence[Finding],
    rows: Sequence[OperationCoverage],
    ground: Ground,
    threshold: Severity,
    stopped: str | None = None,
) -> Verdict:
    """Return the verdict on one target. ``stopped`` says why a run ended before its plan did.

    A finding at or above ``threshold`` fails the run whatever is missing. Without one the run is
    inconclusive when no submit succeeded although the run submits, or when an operation within reach
    was never judged.
    """
    failing = [finding for finding in findings if finding.severity.at_least(threshold)]
    if failing:
        return Verdict(VerdictKind.FAIL, _failure(failing, threshold))
    lacking = _lacking(rows, ground)
    if lacking is not None:
        early = f"; {stopped}" if stopped else ""
        return Verdict(VerdictKind.INCONCLUSIVE, lacking + early)
    return Verdict(VerdictKind.PASS, _success(findings, rows, threshold, stopped))


def _failure(failing: Sequence[Finding], threshold: Severity) -> str:
    worst = failing[0]
    what = f"{worst.rule} at {worst.operation}" if worst.operation else worst.rule
    return f"{_count(failing, 'finding')} at or above {threshold}, the first: {what}: {worst.claim}"


def _success(
    findings: Sequence[Finding], rows: Sequence[OperationCoverage], threshold: Severity, stopped: str | None
) -> str:
    judged = sum(row.judged for row in rows)
    operations = sum(1 for row in rows if row.judged and row.operation)
    below = f", {_count(findings, 'finding')} below {threshold}" if findings else ""
    early = f"; {stopped}" if stopped else ""
    return f"{judged:,} answers of {operations} operations judged{below}{early}"


def _lacking(rows: Sequence[OperationCoverage], ground: Ground) -> str | None:
    if ground.submits and not any(row.submitted for row in rows):
        return "no submit succeeded, so nothing was learned of jobs"
    if not any(row.judged for row in rows):
        return "nothing was judged: no answer came from the target"
    never = [str(row.operation) for row in rows if ground.reaches(row.operation) and not row.judged]
    if never:
        return f"{_count(never, 'operation')} never judged: {', '.join(never)}"
    return None


def combine(verdicts: Iterable[tuple[str, Verdict]]) -> Verdict:
    """Return the verdict on several targets, given by name: the worst of them, with its reason."""
    named = list(verdicts)
    order = [VerdictKind.FAIL, VerdictKind.INCONCLUSIVE, VerdictKind.PASS, VerdictKind.SKIPPED]
    for kind in order:
        alike = [(name, verdict) for name, verdict in named if verdict.kind is kind]
        if alike:
            if len(named) == 1:
                return alike[0][1]
            if kind is VerdictKind.PASS and len(alike) == len(named):
                return Verdict(kind, f"all {len(named)} targets pass: {', '.join(name for name, _ in named)}")
            return Verdict(kind, "; ".join(f"{name}: {verdict.reason}" for name, verdict in alike))
    return Verdict(VerdictKind.SKIPPED, "there was no target")


def _count(things: Sequence[object], word: str) -> str:
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"
