"""From the record of one target to findings, coverage and a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from harness.config import Waiver, waive
from harness.contract import Contract, load_pairs
from harness.exchange import Exchange
from harness.finding import Finding, Severity, Verdict
from harness.oracles import (
    SUITE,
    OperationCoverage,
    PairCoverage,
    Rule,
    coverage,
    gather,
    judge,
    pair_coverage,
)
from harness.record import read_exchanges
from harness.run.attribution import explained
from harness.run.verdict import Ground, decide
from harness.target import Target
from harness.traffic.documented import documented_rule, read_documented
from harness.traffic.reducer import KIND as REDUCER
from harness.vendor import Vendor


@dataclass(frozen=True)
class Judgement:
    """What was found at one target. ``waived`` and ``notes`` are for people."""

    target: Target
    findings: tuple[Finding, ...]
    rows: tuple[OperationCoverage, ...]
    rules: tuple[Rule, ...]
    pairs: PairCoverage
    """What of the documented pairs of operation and status was exercised."""
    waived: tuple[tuple[Finding, Waiver], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def judged(self) -> int:
        """How many answers were judged."""
        return sum(row.judged for row in self.rows)

    def verdict(self, ground: Ground, threshold: Severity, stopped: str | None = None) -> Verdict:
        """Return the verdict on the target."""
        return decide(self.findings, self.rows, ground, threshold, stopped)


def exchanges_of(folder: Path, target: str) -> tuple[Exchange, ...]:
    """Return what a run folder holds of the target called ``target``."""
    return tuple(exchange for exchange in read_exchanges(folder) if exchange.target == target)


def judge_target(  # noqa: PLR0913 - all that a verdict rests on, in one pure call
    vendor: Vendor,
    contract: Contract,
    target: Target,
    exchanges: Iterable[Exchange],
    *,
    waivers: Sequence[Waiver] = (),
    today: date = date.min,
    further: tuple[Rule, ...] = (),
) -> Judgement:
    """Judge ``exchanges`` by the suite, the vendor's rules and ``further`` ones; part accepted findings.

    ``contract`` is that of the target's level. A finding that a known drift explains names it.
    """
    # The reducer tries requests from one state again and again: its traffic is no history of the target.
    taken = tuple(exchange for exchange in exchanges if exchange.sender.kind != REDUCER)
    evidence = gather(contract, vendor.observe, taken)
    rules = (*SUITE, *rules_of(vendor), *further)
    found = judge(evidence, rules, embedded=target.embedded)
    parted = waive(found, waivers, target.name, today)
    notes = [f"a waiver in line {w.line} has expired: {w.reason}" for w in parted.expired]
    kept = explained(vendor, target, taken, rules, parted.kept)
    rows = coverage(evidence)
    pairs = pair_coverage(load_pairs(vendor.contract_path, contract), contract, rows)
    return Judgement(target, kept, rows, rules, pairs, parted.waived, tuple(notes))


def rules_of(vendor: Vendor) -> tuple[Rule, ...]:
    """Return the rules that are particular to ``vendor``, its documented exchanges among them."""
    if vendor.documented is None:
        return vendor.rules
    return (*vendor.rules, documented_rule(read_documented(vendor.documented), vendor.reader))


def details(
    judgements: Sequence[Judgement], contracts: Mapping[str, Contract], *, requested: bool = False
) -> dict[str, Any]:
    """Return what ``run.json`` says of a judged run beyond its verdict; ``contracts`` by target.

    With ``requested`` only operations that were asked for are covered: a client need not use them all.
    """
    rules = {rule.id: rule for judgement in judgements for rule in judgement.rules}
    return {
        "coverage": [
            _row(judgement, row, contracts[judgement.target.name])
            for judgement in judgements
            for row in judgement.rows
            if row.requested or not requested
        ],
        "pairs": [] if requested else [_pairs(judgement) for judgement in judgements],
        "rules": [
            {"id": rule.id, "claim": rule.claim, "severity": rule.severity.value} for rule in rules.values()
        ],
        "waived": [_waived(*pair) for judgement in judgements for pair in judgement.waived],
        "notes": [note for judgement in judgements for note in judgement.notes],
    }


def _row(judgement: Judgement, row: OperationCoverage, contract: Contract) -> dict[str, Any]:
    operation = contract.operations.get(row.operation or "")
    return {
        "target": judgement.target.name,
        "operation": row.operation or "(no operation)",
        "effect": operation.strongest.effect.value if operation else "",
        "statuses": {str(status): count for status, count in row.statuses.items()},
        "documented": list(operation.answers) if operation else [],
        "awaited": [status for (name, status), _ in judgement.pairs.missing if name == row.operation],
        "judged": row.judged,
        "blocked": sum(row.blocked.values()),
        "skipped_reason": (row.gap or "") if operation else "",
    }


def _pairs(judgement: Judgement) -> dict[str, Any]:
    missing = judgement.pairs.missing
    exercised = len(judgement.pairs.exercised)
    return {
        "target": judgement.target.name,
        "documented": exercised + len(missing),
        "exercised": exercised,
        "missing": [
            {"operation": operation, "status": status, "because": because}
            for (operation, status), because in missing
        ],
    }


def _waived(finding: Finding, waiver: Waiver) -> dict[str, str]:
    return {
        "rule": finding.rule,
        "operation": finding.operation or "",
        "claim": finding.claim,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "expires": waiver.expires.isoformat(),
    }
