"""Findings on disk: one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from harness.errors import UsageError
from harness.finding import Change, Finding, Severity, Source, Standing
from harness.record.folder import FINDINGS_FILE
from harness.record.journal import Journal, OnTorn, read_journal


def append_findings(folder: Path, findings: Iterable[Finding]) -> None:
    """Append ``findings`` to the run in ``folder``."""
    journal = Journal(folder / FINDINGS_FILE)
    try:
        for finding in findings:
            journal.append(_encode(finding))
    finally:
        journal.close()


def read_findings(folder: Path, on_torn: OnTorn | None = None) -> Iterator[Finding]:
    """Yield the findings of the run in ``folder``; none when none were written.

    Raise ``UsageError`` for a line that is no finding.
    """
    path = folder / FINDINGS_FILE
    for number, document in enumerate(read_journal(path, on_torn), start=1):
        try:
            yield _decode(document)
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError(f"this line is no finding: {error!r}", file=path, line=number) from error


def _encode(finding: Finding) -> dict[str, Any]:
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "claim": finding.claim,
        "operation": finding.operation,
        "subject": finding.subject,
        "expected": finding.expected,
        "got": finding.got,
        "witness": list(finding.witness),
        "source": {"where": finding.source.where, "standing": finding.source.standing.value},
        "change": None if finding.change is None else finding.change.value,
        "reproduce": finding.reproduce,
        "count": finding.count,
        "drift": finding.drift,
    }


def _decode(document: Mapping[str, Any]) -> Finding:
    source, change = document["source"], document["change"]
    return Finding(
        rule=document["rule"],
        severity=Severity(document["severity"]),
        claim=document["claim"],
        operation=document["operation"],
        subject=document["subject"],
        expected=document["expected"],
        got=document["got"],
        witness=tuple(document["witness"]),
        source=Source(source["where"], Standing(source["standing"])),
        change=None if change is None else Change(change),
        reproduce=document["reproduce"],
        count=document["count"],
        # Runs of before there were drifts do not have it.
        drift=document.get("drift", ""),
    )
