"""The object that ``--json`` prints of a run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.finding import Finding
from harness.report.reading import RunData, read_run_data

_RACE = ("safe_delay_ms", "until_ms", "latest_ms", "p0", "confidence", "probes")


def summary(run_folder: Path) -> dict[str, Any]:
    """Read a run folder and return its summary; raise ``UsageError`` when it holds no run.

    Members: ``verdict``, ``exit_code``, ``reason``, ``findings``, ``counts``, ``run_folder``; a check adds
    ``pairs``, how many documented pairs of operation and status were exercised, by target; a race adds
    ``safe_delay_ms``, ``until_ms``, ``latest_ms`` (None where there is no such limit), ``p0``, ``confidence``
    and ``probes``.
    """
    data = read_run_data(run_folder)
    return {**summary_of(data), "run_folder": str(run_folder)}


def summary_of(data: RunData) -> dict[str, Any]:
    """Return the summary of a run less its folder, which may have been moved."""
    race, pairs = data.metrics.get("race"), data.run.details.get("pairs")
    return {
        "verdict": data.verdict.kind.value,
        "exit_code": data.exit_code,
        "reason": data.verdict.reason,
        "findings": [_finding(finding) for finding in data.findings],
        "counts": dict(data.run.counts),
        **({"pairs": [_pairs(entry) for entry in pairs]} if pairs else {}),
        **({name: race.get(name) for name in _RACE} if race else {}),
    }


def _pairs(entry: Mapping[str, Any]) -> dict[str, Any]:
    documented, exercised = entry["documented"], entry["exercised"]
    return {
        "target": entry["target"],
        "documented": documented,
        "exercised": exercised,
        "share": round(exercised / documented, 4) if documented else None,
        "missing": entry["missing"],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "operation": finding.operation,
        "claim": finding.claim,
        "witness": list(finding.witness),
        "fingerprint": finding.fingerprint,
        "count": finding.count,
        "drift": finding.drift,
    }
