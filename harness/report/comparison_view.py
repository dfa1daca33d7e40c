"""A comparison as its reports show it; every text in it is legible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.finding import Finding, Severity, VerdictKind
from harness.report.comparison import Comparison, verdict
from harness.report.facts import WORDS, place, tally, title, took
from harness.report.legible import one_line
from harness.report.reading import RunData
from harness.report.scale import milliseconds
from harness.report.selection import select
from harness.report.shifts import NOT_SHOWN, FieldShift, LatencyShift, StatusShift
from harness.report.witness import FindingView, finding_view

CHANGES = {
    "new": "new",
    "gone": "gone",
    "optional": "no longer always there",
    "type": "has a new type",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two runs, in a line each."""

    id: str
    place: str
    title: str
    began: str
    took: str
    kind: str
    word: str
    findings: str
    judged: int


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where, what, and the figures of both runs."""

    where: str
    what: str
    note: str
    baseline: str
    candidate: str
    telling: bool


@dataclass(frozen=True)
class ComparisonView:
    """Two runs side by side, ready to show."""

    kind: VerdictKind
    word: str
    reason: str
    baseline: Side
    candidate: Side
    setting: tuple[tuple[str, str, str], ...]
    new: tuple[FindingView, ...]
    gone: tuple[FindingView, ...]
    unjudged: tuple[FindingView, ...]
    same: tuple[tuple[FindingView, str], ...]
    """Findings of both runs, and the severity they had before where it changed."""
    statuses: tuple[Change, ...]
    fields: tuple[Change, ...]
    latencies: tuple[Change, ...]


def comparison_view(comparison: Comparison, threshold: Severity | None = None) -> ComparisonView:
    """Return the view of a comparison, judged at ``threshold`` (the candidate's own when None)."""
    said = verdict(comparison, threshold or comparison.candidate.threshold)
    before, after = comparison.baseline, comparison.candidate
    return ComparisonView(
        kind=said.kind,
        word=WORDS[said.kind],
        reason=one_line(said.reason, 600),
        baseline=_side(before),
        candidate=_side(after),
        setting=tuple((name, one_line(old), one_line(new)) for name, old, new in comparison.setting),
        new=_views(after, comparison.new),
        gone=_views(before, comparison.gone),
        unjudged=_views(before, comparison.unjudged),
        same=tuple(_same(after, comparison.same)),
        statuses=tuple(map(_status, comparison.statuses)),
        fields=tuple(map(_field, comparison.fields)),
        latencies=(*map(_latency, comparison.latencies), *_race(comparison)),
    )


def _side(data: RunData) -> Side:
    return Side(
        id=one_line(data.run.id),
        place=place(data.run),
        title=title(data.run),
        began=one_line(data.run.started),
        took=took(data.run),
        kind=data.verdict.kind.value,
        word=WORDS[data.verdict.kind],
        findings=", ".join(f"{count} {word}" for _, word, count in tally(data.findings)),
        judged=data.run.counts.get("judged", 0),
    )


def _views(data: RunData, findings: Sequence[Finding]) -> tuple[FindingView, ...]:
    if not findings:
        return ()
    selection = select(data.exchanges, findings)
    return tuple(finding_view(finding, selection) for finding in findings)


def _same(data: RunData, pairs: Sequence[tuple[Finding, Finding]]) -> Iterable[tuple[FindingView, str]]:
    views = _views(data, [after for _, after in pairs])
    for view, (before, after) in zip(views, pairs, strict=True):
        yield view, before.severity.value if before.severity is not after.severity else ""


def _status(shift: StatusShift) -> Change:
    what = "new" if shift.candidate[0] else "gone"
    pairs = (_of(shift.baseline), _of(shift.candidate))
    return Change(one_line(shift.operation), str(shift.status), what, *pairs, shift.telling)


def _field(shift: FieldShift) -> Change:
    where = one_line(f"{shift.operation} {shift.status} {shift.media_type}")
    sides = zip((shift.baseline, shift.candidate), (shift.baseline_types, shift.candidate_types), strict=True)
    figures = [f"{_of(pair)} {' or '.join(types)}".rstrip() for pair, types in sides]
    note = CHANGES[shift.change]
    return Change(where, one_line(shift.pointer), note, figures[0], figures[1], shift.telling)


def _of(pair: tuple[int, int]) -> str:
    return f"{pair[0]:,} of {pair[1]:,}"


def _latency(shift: LatencyShift) -> Change:
    origin = "due" if shift.origin == "due" else "sent or acknowledged"
    figures = milliseconds(shift.baseline), milliseconds(shift.candidate)
    what = f"{shift.quantile} from {origin}"
    return Change(one_line(shift.series), what, shift.verdict, *figures, shift.verdict != NOT_SHOWN)


def _race(comparison: Comparison) -> Iterable[Change]:
    if comparison.safe_delays is not None:
        old, new = ("none" if ms is None else milliseconds(ms) for ms in comparison.safe_delays)
        yield Change("race", "safe delay", "", old, new, telling=old != new)
