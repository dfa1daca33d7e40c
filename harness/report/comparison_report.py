"""Reports of a comparison: HTML, Markdown, JSON and a terminal's few lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from harness.errors import UsageError
from harness.finding import Severity
from harness.report.comparison import Comparison
from harness.report.comparison_view import Change, ComparisonView, comparison_view
from harness.report.html import page
from harness.report.markdown import SIGNS, folded
from harness.report.markup import code, plain
from harness.report.terminal import STYLES, finding_lines, print_part
from harness.report.witness import FindingView
from harness.report.writing import write

SHOWN = 25
"""Differences of one kind that are shown outside the HTML report."""


def comparison_summary(comparison: Comparison, threshold: Severity | None = None) -> dict[str, Any]:
    """Return the object that ``--json`` prints of a comparison; ``threshold`` as in ``comparison_view``."""
    return _summary_of(comparison_view(comparison, threshold))


def _summary_of(view: ComparisonView) -> dict[str, Any]:
    return {
        "verdict": view.kind.value,
        "reason": view.reason,
        "baseline": view.baseline.id,
        "candidate": view.candidate.id,
        "findings": {
            "new": [_named(finding) for finding in view.new],
            "gone": [_named(finding) for finding in view.gone],
            "unjudged": [_named(finding) for finding in view.unjudged],
            "same": [_named(finding) for finding, _ in view.same],
        },
        **{name: [_changed(change) for change in changes] for name, changes in _changes(view)},
    }


def _named(finding: FindingView) -> dict[str, Any]:
    names = ("rule", "severity", "operation", "claim", "witness", "fingerprint")
    return {name: getattr(finding, name) for name in names}


def _changed(change: Change) -> dict[str, Any]:
    names = ("where", "what", "note", "baseline", "candidate", "telling")
    return {name: getattr(change, name) for name in names}


def _changes(view: ComparisonView) -> tuple[tuple[str, tuple[Change, ...]], ...]:
    return (("statuses", view.statuses), ("fields", view.fields), ("latency", view.latencies))


def _markdown(view: ComparisonView) -> str:
    return "\n\n".join(_markdown_parts(view)) + "\n"


def _markdown_parts(view: ComparisonView) -> Iterator[str]:
    yield f"## {SIGNS[view.kind]} {view.word}: {code(view.candidate.id)} against {code(view.baseline.id)}"
    yield plain(view.reason, 600)
    for name, findings in (("New", view.new), ("Gone", view.gone), ("Not judged this time", view.unjudged)):
        if findings:
            rows = [
                f"| {f.severity} | {code(f.operation)} | {plain(f.claim)} | {code(f.rule)} |"
                for f in findings
            ]
            yield f"**{name}: {len(findings)}**"
            yield _table(("Severity", "Operation", "Claim", "Rule"), rows)
    for name, changes in _changes(view):
        if changes:
            rows = [_row(change) for change in sorted(changes, key=lambda change: not change.telling)]
            head = ("Where", "What", "Change", "Baseline", "Candidate")
            yield folded(f"{name.capitalize()}: {len(changes)}", _table(head, rows))


def _row(change: Change) -> str:
    named = f"| {code(change.where)} | {code(change.what)} | {plain(change.note)} "
    return f"{named}| {plain(change.baseline)} | {plain(change.candidate)} |"


def _table(head: Sequence[str], rows: Sequence[str]) -> str:
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|", *rows[:SHOWN]]
    more = len(rows) - SHOWN
    return "\n".join(lines) + (f"\n\n{more} more, in comparison.html" if more > 0 else "")


def _html(view: ComparisonView) -> str:
    return page("comparison.html.j2", comparison=view)


def _json(view: ComparisonView) -> str:
    document = _summary_of(view)
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


_FORMATS: Mapping[str, tuple[str, Callable[[ComparisonView], str]]] = {
    "html": ("comparison.html", _html),
    "markdown": ("comparison.md", _markdown),
    "json": ("comparison.json", _json),
}

COMPARISON_FORMATS = tuple(_FORMATS)
"""What ``render_comparison`` can write."""


def render_comparison(
    comparison: Comparison,
    folder: Path,
    formats: Sequence[str] = COMPARISON_FORMATS,
    threshold: Severity | None = None,
) -> list[Path]:
    """Write reports of a comparison into ``folder`` and return their paths, in the order of ``formats``.

    ``threshold`` is the mildest new finding that fails; None: that of the candidate. Raises
    ``UsageError`` for an unknown format.
    """
    unknown = [name for name in formats if name not in _FORMATS]
    if unknown:
        known = ", ".join(COMPARISON_FORMATS)
        raise UsageError(f"no comparison has the format {unknown[0]!r}", mend=f"known formats: {known}")
    wanted = [_FORMATS[name] for name in dict.fromkeys(formats)]
    view = comparison_view(comparison, threshold)
    return [write(folder / name, make(view)) for name, make in wanted]


def print_comparison(console: Console, comparison: Comparison, threshold: Severity | None = None) -> None:
    """Print what a comparison says; ``threshold`` as in ``render_comparison``."""
    for part in _terminal_parts(comparison_view(comparison, threshold)):
        print_part(console, part)


def _terminal_parts(view: ComparisonView) -> Iterator[Text | Table]:
    yield Text.assemble((view.word.upper(), STYLES[view.kind]), "  ", (view.reason, "bold"))
    yield Text(f"baseline   {view.baseline.id}  {view.baseline.word}, {view.baseline.findings}", style="dim")
    yield Text(
        f"candidate  {view.candidate.id}  {view.candidate.word}, {view.candidate.findings}", style="dim"
    )
    for name, old, new in view.setting:
        yield Text(f"not the same: {name}, {old} and {new}", style="yellow")
    for name, findings in (("new", view.new), ("gone", view.gone), ("not judged this time", view.unjudged)):
        if findings:
            yield Text(f"\n{name}: {len(findings)}", style="bold")
            for finding in findings[:SHOWN]:
                yield from finding_lines(finding)
    for name, changes in _changes(view):
        if changes:
            yield Text()
            yield _changes_table(name, changes)


def _changes_table(name: str, changes: Sequence[Change]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in (name, "", "", "baseline", "candidate"):
        table.add_column(heading)
    for change in sorted(changes, key=lambda change: not change.telling)[:SHOWN]:
        row = (change.where, change.what, change.note, change.baseline, change.candidate)
        table.add_row(*map(Text, row), style=None if change.telling else "dim")
    return table
