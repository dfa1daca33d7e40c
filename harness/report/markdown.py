"""A report for a pull request: what a reviewer reads in half a minute, with the rest folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent

from harness.finding import VerdictKind
from harness.report.advice import Advice
from harness.report.facts import LONGEST
from harness.report.markup import block, code, inert, plain
from harness.report.matrix import Cell, Matrix
from harness.report.pairs import PairsView
from harness.report.targets import TargetView
from harness.report.view import RunView
from harness.report.witness import FindingView

SIGNS = {
    VerdictKind.PASS: "✅",
    VerdictKind.FAIL: "❌",
    VerdictKind.INCONCLUSIVE: "❔",
    VerdictKind.SKIPPED: "⏭️",
}
SHOWN = 25
"""Findings in the table; a comment on a pull request has limited room."""
DETAILED = 5
"""Findings with their request line and curl command."""


def markdown(run: RunView) -> str:
    """Return the report of one run."""
    return "\n\n".join(_parts(run)) + "\n"


def _parts(run: RunView) -> Iterator[str]:
    yield f"## {SIGNS[run.kind]} {run.word}: {plain('harness ' + run.title)}"
    yield plain(run.reason, 600)
    yield " · ".join(_figures(run))
    if run.notes:
        yield "\n".join(f"- {plain(note)}" for note in run.notes)
    if run.only is None:
        yield _targets_table(run.targets)
    if run.findings:
        yield _findings_table(run)
        yield from map(_detail, run.findings[:DETAILED])
    if run.race:
        yield f"**Race, {plain(run.race.verb)}**: {plain(run.race.sentence)}"
    if run.latencies:
        yield _latency_table(run)
    for target in run.targets:
        if target.matrix.rows:
            of = "" if run.only else f" of {target.name}"
            yield folded(f"Operations and statuses{of}", "\n\n".join(_operations(target)))
    steps = [f"{number}. {_step(step)}" for number, step in enumerate(run.advice, 1)]
    yield folded("What to do next", "\n".join(steps))


def _step(step: Advice) -> str:
    """Return one thing to do; a command of several lines is a block, for its lines must stay."""
    if "\n" in step.command:
        return indent(f"{plain(step.text)}\n\n{block(step.command, 'sh')}", "   ").lstrip()
    return f"{plain(step.text)} {code(step.command, LONGEST)}".rstrip()


def _figures(run: RunView) -> Iterator[str]:
    yield ", ".join(f"**{count}** {word}" for _, word, count in run.tally)
    if "judged" in run.counts:
        yield f"**{run.counts['judged']:,}** exchanges judged"
    if run.matrix.rows:
        yield f"**{run.matrix.judged}** of {len(run.matrix.operations)} operations"
    if run.only and run.only.pairs:
        yield plain(run.only.pairs.sentence)
    yield f"took {plain(run.took)}"


def _targets_table(targets: Sequence[TargetView]) -> str:
    head = "| Target | Verdict | Findings | Operations | Documented answers seen | Judged |"
    rows = [
        f"| {plain(each.name)} | {SIGNS[each.kind]} {each.word} | {each.found} "
        f"| {each.matrix.judged} of {len(each.matrix.operations)} "
        f"| {each.pairs.figures if each.pairs else ''} | {each.judged:,} |"
        for each in targets
    ]
    return "\n".join([head, "|---|---|---|---:|---:|---:|", *rows])


def _operations(target: TargetView) -> Iterator[str]:
    yield matrix_table(target.matrix)
    if target.pairs and target.pairs.missing:
        yield _unseen(target.pairs)


def _findings_table(run: RunView) -> str:
    rows = [
        f"| {finding.severity} | {code(finding.operation)} | {plain(finding.claim)} | {code(finding.rule)} |"
        for finding in run.findings[:SHOWN]
    ]
    more = len(run.findings) - SHOWN
    rows += [f"| | | and {more} more, in report.html | |"] * (more > 0)
    return "\n".join(["| Severity | Operation | Claim | Rule |", "|---|---|---|---|", *rows])


def _detail(finding: FindingView) -> str:
    lines = [
        f"- expected {code(finding.expected)}, got {code(finding.got)}",
        f"- {plain(finding.where)} ({finding.standing}), at {code(finding.subject)}",
    ]
    if finding.drift:
        lines.append(f"- explained by {plain(finding.drift)}")
    body = "\n".join(lines)
    if finding.reproduce:
        body += "\n\n" + block(finding.reproduce, "sh")
    return folded(finding.claim, body)


def _latency_table(run: RunView) -> str:
    rows = [
        f"| {plain(plot.name)} | {plot.count:,} | {plain(quantile.label)} | {plain(quantile.due)} "
        f"| {plain(quantile.service)} |"
        for plot, _ in run.latencies
        for quantile in plot.quantiles
        if quantile.label in {"p50", "p95", "p99"}
    ]
    head = "| Series | n | Quantile | From due | From sent or acknowledged |"
    return "\n".join([head, "|---|---:|---|---:|---:|", *rows])


def matrix_table(matrix: Matrix) -> str:
    """Return the table of operations and statuses.

    A status that no document lists is in bold, one that is documented and never came is a ring.
    """
    head = "| Operation | " + " | ".join(matrix.statuses) + " | Skipped |"
    rule = "|---|" + "---:|" * len(matrix.statuses) + "---|"
    rows = []
    for row in matrix.rows:
        cells = " | ".join(map(_shown, row.cells))
        rows.append(f"| {code(row.operation)} | {cells} | {plain(row.skipped_reason)} |")
    return "\n".join([head, rule, *rows])


def _shown(cell: Cell) -> str:
    if cell.kind == "awaited":
        return "○"
    count = f"{cell.count:,}" if cell.count else ""
    return f"**{count}**" if cell.kind == "undocumented" else count


def _unseen(pairs: PairsView) -> str:
    rows = [f"| {code(each.operation)} | {each.statuses} | {plain(each.reason)} |" for each in pairs.missing]
    return "\n".join(["| Never seen | Documented | Why |", "|---|---|---|", *rows])


def folded(title: str, body: str) -> str:
    """Return a section that opens on a click; its title is text, not Markdown."""
    return f"<details><summary>{inert(title)}</summary>\n\n{body}\n\n</details>"
