"""Everything that reports say of one run, read from its folder once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harness.finding import Finding, VerdictKind
from harness.report.advice import Advice, advice
from harness.report.bracket_plot import BracketPlot, bracket_plot
from harness.report.facts import WORDS, command_line, facts, place, tally, title, took
from harness.report.latency_plot import LatencyPlot, latency_plot
from harness.report.legible import one_line
from harness.report.matrix import Matrix, matrix_of
from harness.report.race_plot import RacePlot, race_plot
from harness.report.reading import RunData
from harness.report.selection import Selection, Tally, select
from harness.report.targets import TargetView, targets_of
from harness.report.timeline import Timeline, timeline_of
from harness.report.validity import Validity, validity_of
from harness.report.witness import FindingView, finding_view


@dataclass(frozen=True, slots=True)
class RuleView:
    """One claim that the run judged, and how many findings break it."""

    id: str
    claim: str
    severity: str
    findings: int


@dataclass(frozen=True, slots=True)
class WaivedView:
    """A finding that somebody accepted, for a reason and until a day."""

    rule: str
    operation: str
    claim: str
    reason: str
    owner: str
    expires: str


@dataclass(frozen=True)
class RunView:
    """One run as reports show it; every text in it is legible, and escaped for no format yet."""

    id: str
    place: str
    """The run folder as a command takes it."""
    title: str
    kind: VerdictKind
    word: str
    reason: str
    notes: tuple[str, ...]
    """What else the run has to say, such as waivers that have expired."""
    exit_code: int
    advice: tuple[Advice, ...]
    findings: tuple[FindingView, ...]
    waived: tuple[WaivedView, ...]
    tally: tuple[tuple[str, str, int], ...]
    """Severity, its word in the right number, and how many findings have it; worst first."""
    targets: tuple[TargetView, ...]
    matrix: Matrix
    """The operations of all targets."""
    counts: Mapping[str, int]
    senders: Mapping[str, Tally]
    rules: tuple[RuleView, ...]
    example: Timeline | None
    latencies: tuple[tuple[LatencyPlot, BracketPlot | None], ...]
    race: RacePlot | None
    validity: Validity | None
    facts: tuple[tuple[str, str], ...]
    command_line: str
    took: str

    @property
    def only(self) -> TargetView | None:
        """The target of a run with one, whose figures then stand at the top; None where there are several."""
        return self.targets[0] if len(self.targets) == 1 else None


def view_of(data: RunData) -> RunView:
    """Return the view of a run; its exchanges are read for it."""
    selection = select(data.exchanges, data.findings)
    matrix = matrix_of(data.run.details.get("coverage", ()))
    return RunView(
        id=one_line(data.run.id),
        place=place(data.run),
        title=title(data.run),
        kind=data.verdict.kind,
        word=WORDS[data.verdict.kind],
        reason=one_line(data.verdict.reason, 600),
        notes=tuple(one_line(note, 400) for note in data.run.details.get("notes", ())),
        exit_code=data.exit_code,
        advice=tuple(advice(data, matrix)),
        findings=_findings(data.findings, selection, len(data.run.targets)),
        waived=tuple(_waived(data.run.details.get("waived", ()))),
        tally=tally(data.findings),
        targets=targets_of(data, matrix, selection),
        matrix=matrix,
        counts=data.run.counts,
        senders={one_line(kind): sent for kind, sent in sorted(selection.senders.items())},
        rules=tuple(_rules(data)),
        example=timeline_of(selection.cases[selection.example]) if selection.example else None,
        latencies=tuple(_latencies(data.metrics)),
        race=race_plot(data.metrics),
        validity=validity_of(data.metrics),
        facts=tuple(facts(data.run)),
        command_line=command_line(data.run),
        took=took(data.run),
    )


def _findings(findings: Sequence[Finding], selection: Selection, targets: int) -> tuple[FindingView, ...]:
    """Return the views of findings. Two targets may break a claim alike: the later anchors are numbered."""
    seen: Counter[str] = Counter()
    views = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        views.append(finding_view(finding, selection, seen[finding.fingerprint], targets=targets))
    return tuple(views)


def _waived(entries: Sequence[Mapping[str, Any]]) -> Iterator[WaivedView]:
    for entry in entries:
        yield WaivedView(
            rule=one_line(entry["rule"]),
            operation=one_line(entry.get("operation") or ""),
            claim=one_line(entry["claim"], 400),
            reason=one_line(entry["reason"], 400),
            owner=one_line(entry["owner"]),
            expires=one_line(entry["expires"]),
        )


def _rules(data: RunData) -> Iterator[RuleView]:
    broken = Counter(finding.rule for finding in data.findings)
    for rule in data.run.details.get("rules", ()):
        claim = one_line(rule["claim"], 400)
        yield RuleView(one_line(rule["id"]), claim, one_line(rule["severity"]), broken[rule["id"]])


def _latencies(metrics: Mapping[str, Any]) -> Iterator[tuple[LatencyPlot, BracketPlot | None]]:
    for name, series in metrics.get("series", {}).items():
        yield latency_plot(name, series), bracket_plot(series)
