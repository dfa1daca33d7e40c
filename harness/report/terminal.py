"""The end of a run on a terminal: the verdict first, then why, then where to look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from harness.finding import VerdictKind
from harness.report.legible import one_line
from harness.report.matrix import Matrix
from harness.report.pairs import PairsView
from harness.report.reading import read_run_data
from harness.report.targets import TargetView
from harness.report.view import RunView, view_of
from harness.report.witness import FindingView

STYLES = {
    VerdictKind.PASS: "bold green",
    VerdictKind.FAIL: "bold red",
    VerdictKind.INCONCLUSIVE: "bold yellow",
    VerdictKind.SKIPPED: "bold",
}
SEVERITIES = {"error": "red", "warning": "yellow", "info": "blue"}
INDENT = " " * 8
NONE = "-"
SHOWN = 12
"""Findings and skipped operations shown; the rest stand in the report."""


def print_summary(console: Console, run_folder: Path) -> None:
    """Print what a run says; raise ``UsageError`` when the folder holds no run.

    Colours follow the console, which knows of ``NO_COLOR``; no meaning is carried by colour alone.
    """
    run = view_of(read_run_data(run_folder))
    for part in _parts(run):
        print_part(console, part)
    print_part(console, Text.assemble(("report  ", "dim"), str(run_folder)))


def print_part(console: Console, part: Text | Table) -> None:
    """Print a line or a table. Lines are left to the terminal to wrap, so that commands can be copied."""
    console.print(part, soft_wrap=isinstance(part, Text))


def _parts(run: RunView) -> Iterator[Text | Table]:
    yield from _verdict(run)
    yield from _findings(run)
    yield from _measured(run)
    yield from _uncovered(run)
    yield Text()
    for step in run.advice:
        yield Text.assemble(
            ("next    ", "dim"), step.text, " " if step.command else "", (step.command, "bold")
        )


def _verdict(run: RunView) -> Iterator[Text | Table]:
    yield Text.assemble((run.word.upper(), STYLES[run.kind]), "  ", (run.reason, "bold"))
    yield Text("  ·  ".join(_figures(run)), style="dim")
    for note in run.notes:
        yield Text(note, style="yellow")
    if run.only is None:
        yield Text()
        yield _targets(run.targets)


def _findings(run: RunView) -> Iterator[Text]:
    for finding in run.findings[:SHOWN]:
        yield from finding_lines(finding)
    if len(run.findings) > SHOWN:
        yield Text(f"and {len(run.findings) - SHOWN} more", style="dim")


def _measured(run: RunView) -> Iterator[Text | Table]:
    if run.race:
        yield Text.assemble("\n", ("race    ", "dim"), run.race.sentence)
    if run.latencies:
        yield Text()
        yield _latencies(run)
    if run.validity and not run.validity.ok:
        yield Text(run.validity.sentence, style="bold red")


def _uncovered(run: RunView) -> Iterator[Text | Table]:
    if run.matrix.skipped:
        yield Text()
        yield _skipped(run.matrix, many=run.only is None)
    if run.only and run.only.pairs:  # Those of several targets would bury the rest.
        yield from _unseen(run.only.pairs)


def _figures(run: RunView) -> Iterator[str]:
    yield ", ".join(f"{count} {word}" for _, word, count in run.tally)
    if "judged" in run.counts:
        yield f"{run.counts['judged']:,} exchanges judged"
    if run.matrix.rows:
        yield f"{run.matrix.judged} of {len(run.matrix.operations)} operations"
    if run.only and run.only.pairs:
        yield run.only.pairs.sentence
    yield f"took {run.took}"


def finding_lines(finding: FindingView) -> Iterator[Text]:
    """Yield the lines of one finding, after an empty one."""
    times = f"  {finding.count:,} times" if finding.count > 1 else ""
    severity = (f"{finding.severity:<8}", f"bold {SEVERITIES[finding.severity]}")
    yield Text.assemble("\n", severity, finding.claim, (times, "dim"))
    parts = (finding.target, finding.rule, finding.operation, finding.subject)
    named = "  ".join(part for part in parts if part)
    yield Text(f"{INDENT}{named}", style="dim")
    yield Text(f"{INDENT}expected {one_line(finding.expected)}; got {one_line(finding.got)}")
    if finding.drift:
        yield Text(f"{INDENT}explained by {finding.drift}")
    if finding.reproduce:
        yield Text(f"{INDENT}{finding.reproduce}", style="dim")


def _targets(targets: Sequence[TargetView]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("target", "verdict"):
        table.add_column(name)
    for name in ("operations", "documented answers seen", "exchanges judged"):
        table.add_column(name, justify="right")
    table.add_column("findings")
    for each in targets:
        table.add_row(
            Text(each.name),
            Text(each.word, STYLES[each.kind]),
            f"{each.matrix.judged} of {len(each.matrix.operations)}",
            each.pairs.figures if each.pairs else NONE,
            f"{each.judged:,}",
            each.found,
        )
    return table


def _latencies(run: RunView) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("latency")
    for name in ("n", "p50", "p95", "p99", "max", "p99 from sent or ack"):
        table.add_column(name, justify="right")
    for plot, _ in run.latencies:
        figures = {quantile.label: quantile for quantile in plot.quantiles}
        due = [figures[name].due if name in figures else NONE for name in ("p50", "p95", "p99", "max")]
        service = figures["p99"].service if "p99" in figures else NONE
        table.add_row(Text(plot.name), f"{plot.count:,}", *due, service)
    return table


def _unseen(pairs: PairsView) -> Iterator[Text | Table]:
    if not pairs.missing:
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("never seen")
    table.add_column("documented")
    table.add_column("why", style="dim")
    for missing in pairs.missing[:SHOWN]:
        table.add_row(Text(missing.operation), missing.statuses, Text(missing.reason))
    if len(pairs.missing) > SHOWN:
        table.add_row(f"and {len(pairs.missing) - SHOWN} more", "", "")
    yield Text()
    yield table


def _skipped(matrix: Matrix, *, many: bool) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("skipped")
    table.add_column("why", style="dim")
    for row in matrix.skipped[:SHOWN]:
        named = f"{row.target} {row.operation}" if many else row.operation
        table.add_row(Text(named), Text(row.skipped_reason))
    if len(matrix.skipped) > SHOWN:
        table.add_row(f"and {len(matrix.skipped) - SHOWN} more", "")
    return table
