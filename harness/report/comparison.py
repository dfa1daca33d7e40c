"""Two runs side by side: findings, statuses, fields and latency, from their records alone.

A comparison says what is different, and never more than the data bear: what one run saw and the other
did not may be chance, so each difference tells whether the other run would have seen it all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from harness.finding import Finding, Severity, Verdict, VerdictKind
from harness.report.fields import read_answers
from harness.report.reading import RunData, read_run_data
from harness.report.setting import differences
from harness.report.shifts import (
    FieldShift,
    LatencyShift,
    StatusShift,
    field_shifts,
    latency_shifts,
    safe_delays,
    status_shifts,
)


@dataclass(frozen=True)
class Comparison:
    """What is different in ``candidate``, seen from ``baseline``."""

    baseline: RunData
    candidate: RunData
    setting: tuple[tuple[str, str, str], ...]
    """What was not the same to begin with: its name, and its value in either run."""
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    unjudged: tuple[Finding, ...]
    """Findings of the baseline whose operation the candidate never judged: neither gone nor there."""
    same: tuple[tuple[Finding, Finding], ...]
    """Findings of both runs, as the baseline and as the candidate has them."""
    statuses: tuple[StatusShift, ...]
    fields: tuple[FieldShift, ...]
    latencies: tuple[LatencyShift, ...]
    safe_delays: tuple[float | None, float | None] | None
    """The safe delays of two races for one verb, in milliseconds; None where none was certified."""

    def regressions(self, threshold: Severity) -> tuple[Finding, ...]:
        """Return the new findings at or above ``threshold``, and the old ones that rose to it."""
        rose = [
            after
            for before, after in self.same
            if after.severity.at_least(threshold) and not before.severity.at_least(threshold)
        ]
        return (*(finding for finding in self.new if finding.severity.at_least(threshold)), *rose)


def compare(baseline: Path, candidate: Path) -> Comparison:
    """Compare the runs in two folders; raise ``UsageError`` when one of them holds no run."""
    return compare_runs(read_run_data(baseline), read_run_data(candidate))


def compare_runs(baseline: RunData, candidate: RunData) -> Comparison:
    """Compare two runs that were read."""
    before, after = read_answers(baseline.exchanges()), read_answers(candidate.exchanges())
    old = {finding.fingerprint: finding for finding in reversed(baseline.findings)}
    new = {finding.fingerprint: finding for finding in reversed(candidate.findings)}
    missing = [finding for finding in baseline.findings if finding.fingerprint not in new]
    judged = {None, *after.statuses}
    return Comparison(
        baseline,
        candidate,
        setting=differences(baseline.run, candidate.run),
        new=tuple(finding for finding in candidate.findings if finding.fingerprint not in old),
        gone=tuple(finding for finding in missing if finding.operation in judged),
        unjudged=tuple(finding for finding in missing if finding.operation not in judged),
        same=tuple((old[mark], new[mark]) for mark in _marks(candidate.findings) if mark in old),
        statuses=tuple(status_shifts(before, after)),
        fields=tuple(field_shifts(before, after)),
        latencies=tuple(latency_shifts(baseline.metrics, candidate.metrics)),
        safe_delays=safe_delays(baseline.metrics.get("race"), candidate.metrics.get("race")),
    )


def _marks(findings: tuple[Finding, ...]) -> dict[str, None]:
    """Return the fingerprints of findings, once each, in their order."""
    return dict.fromkeys(finding.fingerprint for finding in findings)


def verdict(comparison: Comparison, threshold: Severity) -> Verdict:
    """Return what the comparison says: it fails by regressions, and by nothing that is merely different."""
    worse = comparison.regressions(threshold)
    if worse:
        told = f"{_findings(len(worse))} at or above {threshold} that the baseline does not have"
        return Verdict(VerdictKind.FAIL, f"{told}, the first: {worse[0].claim}")
    candidate = comparison.candidate.verdict
    if candidate.kind in {VerdictKind.INCONCLUSIVE, VerdictKind.SKIPPED}:
        return Verdict(VerdictKind.INCONCLUSIVE, f"the candidate shows nothing: {candidate.reason}")
    known = f"; {_findings(len(comparison.same))} in both" if comparison.same else ""
    told = f"no finding at or above {threshold} that the baseline does not have"
    return Verdict(VerdictKind.PASS, told + known)


def _findings(count: int) -> str:
    return f"{count} finding{'' if count == 1 else 's'}"
