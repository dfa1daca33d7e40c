"""A report for a pull request: what a reviewer reads in half a minute, with the rest folded."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from harness.finding import VerdictKind
from harness.report.advice import Advice
from harness.report.facts import LONGEST
from harness.report.markup import block, code, inert, plain
from harness.report.matrix import Cell, Matrix
from harness.report.pairs import PairsView
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
    if run.findings:
        yield _findings_table(run)
        yield from map(_detail, run.findings[:DETAILED])
    if run.race:
        yield f"**Race, {plain(run.race.verb)}**: {plain(run.race.sentence)}"
    if run.latencies:
        yield _latency_table(run)
    if run.matrix.rows:
        unseen = [_unseen(pairs) for pairs in run.pairs if pairs.missing]
        yield folded("Operations and statuses", "\n\n".join([matrix_table(run.matrix), *unseen]))
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
    yield from (plain(pairs.sentence) for pairs in run.pairs)
    yield f"took {plain(run.took)}"


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
    of = f" of {pairs.target}" if pairs.target else ""
    rows = [f"| {code(each.operation)} | {each.statuses} | {plain(each.reason)} |" for each in pairs.missing]
    return "\n".join([f"| Never seen{plain(of)} | Documented | Why |", "|---|---|---|", *rows])


def folded(title: str, body: str) -> str:
    """Return a section that opens on a click; its title is text, not Markdown."""
    return f"<details><summary>{inert(title)}</summary>\n\n{body}\n\n</details>"
