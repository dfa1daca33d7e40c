"""The record of one run, as reports read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from harness.errors import UsageError
from harness.exchange import Exchange
from harness.finding import Finding, Severity, Verdict, VerdictKind
from harness.record import Run, read_exchanges, read_findings, read_run

METRICS_FILE = "metrics.json"
UNFINISHED = Verdict(
    VerdictKind.INCONCLUSIVE, "the run did not end: it was stopped from outside, or it lasts still"
)


@dataclass(frozen=True)
class RunData:
    """What a run folder holds. Exchanges are read anew each time, for there may be many."""

    folder: Path
    run: Run
    findings: tuple[Finding, ...]
    metrics: Mapping[str, Any]
    """Load and race figures; empty for other runs."""

    @property
    def verdict(self) -> Verdict:
        """The verdict; inconclusive for a run that did not end."""
        return self.run.verdict or UNFINISHED

    @property
    def exit_code(self) -> int:
        """The exit code of the run, or the one its verdict stands for."""
        return self.verdict.exit_code if self.run.exit_code is None else self.run.exit_code

    @property
    def threshold(self) -> Severity:
        """The mildest severity that makes the run fail."""
        return Severity(self.run.details.get("fail_on") or Severity.WARNING)

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that reach the threshold."""
        return tuple(finding for finding in self.findings if finding.severity.at_least(self.threshold))

    def exchanges(self) -> Iterator[Exchange]:
        """Yield the recorded exchanges; none when the run recorded none."""
        return read_exchanges(self.folder)


def read_run_data(folder: Path) -> RunData:
    """Read the run in ``folder``, findings worst first; raise ``UsageError`` when it cannot be read."""
    run = read_run(folder)
    return RunData(folder, run, worst_first(read_findings(folder)), _metrics(folder / METRICS_FILE))


def worst_first(findings: Iterator[Finding]) -> tuple[Finding, ...]:
    """Return findings by falling severity, then by rule, operation and subject."""
    return tuple(
        sorted(findings, key=lambda f: (-f.severity.rank, f.rule, f.operation or "", f.subject, f.witness))
    )


def _metrics(path: Path) -> Mapping[str, Any]:
    if not path.exists():
        return {}
    try:
        document = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise UsageError(f"not JSON: {error.msg}", file=path, line=error.lineno) from error
    if not isinstance(document, dict):
        raise UsageError("the figures of a run are a JSON object", file=path)
    return document
