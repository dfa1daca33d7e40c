"""The targets of one run side by side, and what of the run belongs to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harness.finding import Finding, VerdictKind
from harness.record import RunTarget
from harness.report.facts import WORDS, tally
from harness.report.legible import one_line
from harness.report.matrix import Matrix
from harness.report.pairs import PairsView, pairs_view
from harness.report.reading import RunData
from harness.report.selection import Selection


@dataclass(frozen=True, slots=True)
class TargetView:
    """One target: its verdict, and how much of its contract was exercised."""

    name: str
    judged_as: str
    """Vendor and level."""
    kind: VerdictKind
    word: str
    reason: str
    matrix: Matrix
    """Its operations, with the statuses that any of them has."""
    pairs: PairsView | None
    tally: tuple[tuple[str, str, int], ...]
    """As ``facts.tally`` gives it, for the findings of this target."""

    @property
    def judged(self) -> int:
        """How many exchanges were judged."""
        return sum(row.judged for row in self.matrix.rows)

    @property
    def found(self) -> str:
        """The findings in words: ``2 errors, 1 warning``."""
        return ", ".join(f"{count} {word}" for _, word, count in self.tally if count) or "none"


def targets_of(data: RunData, matrix: Matrix, selection: Selection) -> tuple[TargetView, ...]:
    """Return the targets of a run in its order."""
    return tuple(_views(data, matrix, selection))


def _views(data: RunData, matrix: Matrix, selection: Selection) -> Iterator[TargetView]:
    targets = data.run.targets
    for target in targets:
        mine = matrix if len(targets) == 1 else matrix.of(one_line(target.name))
        verdict = target.verdict or data.verdict
        entries = (entry for entry in data.run.details.get("pairs", ()) if entry["target"] == target.name)
        yield TargetView(
            name=one_line(target.name),
            judged_as=_judged_as(target),
            kind=verdict.kind,
            word=WORDS[verdict.kind],
            reason=one_line(verdict.reason, 400),
            matrix=mine,
            pairs=next(map(pairs_view, entries), None),
            tally=tally(
                _found_at(target.name, data.findings, selection) if len(targets) > 1 else data.findings
            ),
        )


def _judged_as(target: RunTarget) -> str:
    vendor = "" if target.vendor == target.name else f"{target.vendor}, "
    return one_line(f"{vendor}{target.level}")


def _found_at(target: str, findings: Sequence[Finding], selection: Selection) -> list[Finding]:
    """Return the findings whose witnesses were answered by ``target``."""
    witnesses = selection.witnesses
    return [
        finding
        for finding in findings
        if any(witnesses[id_].target == target for id_ in finding.witness if id_ in witnesses)
    ]
